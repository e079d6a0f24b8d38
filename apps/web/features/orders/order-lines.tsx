'use client'

import { X } from 'lucide-react'
import Link from 'next/link'
import { Reasons } from '@/components/reasons'
import { Button } from '@/components/ui/button'
import { TwoLines } from '@/components/ui/data-table'
import { Input } from '@/components/ui/input'
import { Popover, PopoverContent, PopoverTrigger } from '@/components/ui/popover'
import { EmptyState } from '@/components/ui/states'
import type { OrderDetail, OrderLine } from '@/lib/contract'
import { quantity, withUnit } from '@/lib/format'
import { useMoney } from '@/lib/me'
import { paths } from '@/lib/paths'
import { AddLine } from './add-line'
import { editedTotal, type EditedLine, type EditedOrder } from './order-edit'

interface Props {
  readonly order: OrderDetail
  readonly edit: EditedOrder
  /** Null while the order cannot be changed. */
  readonly onEdit: ((edit: EditedOrder) => void) | null
}

/** The goods of an order; in a draft quantities and costs are typed in place. */
export const OrderLines = ({ order, edit, onEdit }: Props) => {
  const { money } = useMoney()
  const byProduct = new Map(order.lines.map((line) => [line.productId, line]))
  const change = (productId: string, part: Partial<EditedLine>): void =>
    onEdit?.({
      ...edit,
      lines: edit.lines.map((line) => (line.productId === productId ? { ...line, ...part } : line)),
    })
  const remove = (productId: string): void =>
    onEdit?.({ ...edit, lines: edit.lines.filter((line) => line.productId !== productId) })
  const receiving = order.status !== 'draft' && order.status !== 'cancelled'
  return (
    <>
      {edit.lines.length === 0 ? (
        <EmptyState title="No lines" className="py-8">
          {onEdit === null ? 'This order is empty.' : 'Add a product below.'}
        </EmptyState>
      ) : (
        <table className="w-full table-fixed text-sm">
          <caption className="sr-only">Lines of the order</caption>
          <thead className="text-xs text-muted">
            <tr className="h-9 border-b">
              <th scope="col" className="pl-4 text-left font-medium">
                Product
              </th>
              <th scope="col" className="w-24 px-2 text-right font-medium max-sm:w-18">
                Quantity
              </th>
              {receiving && (
                <th scope="col" className="w-24 px-2 text-right font-medium max-sm:hidden">
                  Received
                </th>
              )}
              <th scope="col" className="w-26 px-2 text-right font-medium max-sm:hidden">
                Unit cost
              </th>
              <th scope="col" className="w-26 pr-4 pl-2 text-right font-medium max-sm:w-24 max-sm:pr-2">
                Amount
              </th>
              {onEdit !== null && (
                <th scope="col" className="w-10">
                  <span className="sr-only">Remove</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {edit.lines.map((line) => (
              <Line
                key={line.productId}
                line={line}
                stored={byProduct.get(line.productId)}
                receiving={receiving}
                storeId={order.storeId}
                {...(onEdit === null
                  ? {}
                  : {
                      change: (part) => change(line.productId, part),
                      remove: () => remove(line.productId),
                    })}
              />
            ))}
          </tbody>
          <tfoot>
            <tr className="h-11 font-semibold">
              <th scope="row" className="pl-4 text-left">
                Total
              </th>
              <td colSpan={receiving ? 3 : 2} className="max-sm:hidden" />
              <td className="sm:hidden" />
              <td className="num pr-4 pl-2 text-right">{money(editedTotal(edit))}</td>
              {onEdit !== null && <td />}
            </tr>
          </tfoot>
        </table>
      )}
      {onEdit !== null && (
        <AddLine
          taken={edit.lines.map((line) => line.productId)}
          onAdd={(line) => onEdit({ ...edit, lines: [...edit.lines, line] })}
        />
      )}
    </>
  )
}

const Line = ({
  line,
  stored,
  receiving,
  storeId,
  change,
  remove,
}: {
  line: EditedLine
  stored: OrderLine | undefined
  receiving: boolean
  storeId: string
  change?: (part: Partial<EditedLine>) => void
  remove?: () => void
}) => {
  const { money, price } = useMoney()
  const amount = line.unitCost === '' ? null : Math.round(Number(line.quantity) * Number(line.unitCost) * 100)
  return (
    <tr className="h-11 border-b">
      <td className="truncate py-1.5 pl-4">
        <TwoLines
          first={
            <Link href={paths.product(line.productId, storeId)} className="font-medium hover:underline">
              {line.name}
            </Link>
          }
          second={<Note line={line} stored={stored} />}
        />
      </td>
      <td className="num px-2 text-right">
        {change === undefined ? (
          withUnit(line.quantity, line.unit)
        ) : (
          <Input
            aria-label={`Quantity of ${line.name}`}
            inputMode="decimal"
            value={line.quantity}
            onChange={(event) => change({ quantity: event.target.value.replace(',', '.') })}
            className="num h-7 px-1.5 text-right"
          />
        )}
      </td>
      {receiving && (
        <td className="num px-2 text-right text-muted max-sm:hidden">
          {quantity(stored?.receivedQuantity ?? '0')}
        </td>
      )}
      <td className="num px-2 text-right max-sm:hidden">
        {change === undefined ? (
          price(line.unitCost === '' ? null : line.unitCost)
        ) : (
          <Input
            aria-label={`Unit cost of ${line.name}`}
            inputMode="decimal"
            placeholder="unknown"
            value={line.unitCost}
            onChange={(event) => change({ unitCost: event.target.value.replace(',', '.') })}
            className="num h-7 px-1.5 text-right"
          />
        )}
      </td>
      <td className="num pr-4 pl-2 text-right">{amount === null ? '–' : money(amount)}</td>
      {remove !== undefined && (
        <td className="pr-2 text-right">
          <Button variant="ghost" size="iconSm" aria-label={`Remove ${line.name}`} onClick={remove}>
            <X />
          </Button>
        </td>
      )}
    </tr>
  )
}

const Note = ({ line, stored }: { line: EditedLine; stored: OrderLine | undefined }) => {
  const suggested = stored?.suggestedQuantity ?? null
  const differs = suggested !== null && Number(suggested) !== Number(line.quantity)
  return (
    <span>
      {line.sku}
      {stored?.reasoning != null && (
        <>
          {' · '}
          <Popover>
            <PopoverTrigger className="rounded-sm underline decoration-dotted underline-offset-4 hover:text-text">
              {differs ? `suggested ${quantity(suggested)}, why?` : 'why this many?'}
            </PopoverTrigger>
            <PopoverContent
              aria-label={`Why so many of ${line.name}`}
              align="start"
              className="w-96 whitespace-normal"
            >
              <Reasons reasoning={stored.reasoning} />
            </PopoverContent>
          </Popover>
        </>
      )}
    </span>
  )
}
