'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Notice } from '@/components/ui/states'
import { messageOf } from '@/lib/api-error'
import type { OrderDetail, OrderLine, ReceivedLine } from '@/lib/contract'
import { quantity, withUnit } from '@/lib/format'
import type { useOrderActions } from './use-order-actions'

interface Entry {
  readonly quantity: string
  readonly unitCost: string
  readonly lotCode: string
  readonly packageTag: string
  readonly expiresOn: string
  readonly room: string
  readonly reason: string
}

const entryOf = (line: OrderLine): Entry => ({
  quantity: line.openQuantity,
  unitCost: line.unitCost ?? '',
  lotCode: '',
  packageTag: '',
  expiresOn: '',
  room: '',
  reason: '',
})

const toLine = (lineId: string, entry: Entry): ReceivedLine => ({
  lineId,
  quantity: entry.quantity,
  lotCode: entry.lotCode,
  ...(entry.unitCost === '' ? {} : { unitCost: entry.unitCost }),
  ...(entry.packageTag === '' ? {} : { packageTag: entry.packageTag }),
  ...(entry.expiresOn === '' ? {} : { expiresOn: entry.expiresOn }),
  ...(entry.room === '' ? {} : { room: entry.room }),
  ...(entry.reason === '' ? {} : { reason: entry.reason }),
})

/** What came, lot by lot. A line without a quantity has not come yet. */
export const ReceiveDialog = ({
  order,
  onClose,
  receive,
}: {
  order: OrderDetail
  onClose: () => void
  receive: ReturnType<typeof useOrderActions>['receive']
}) => {
  const open = order.lines.filter((line) => Number(line.openQuantity) > 0)
  const [entries, setEntries] = useState<Readonly<Record<string, Entry>>>(() =>
    Object.fromEntries(open.map((line) => [line.id, entryOf(line)])),
  )
  const change = (id: string, part: Partial<Entry>): void =>
    setEntries((old) => ({ ...old, [id]: { ...(old[id] as Entry), ...part } }))
  const coming = open.flatMap((line) => {
    const entry = entries[line.id]
    return entry !== undefined && Number(entry.quantity) > 0 ? [toLine(line.id, entry)] : []
  })
  return (
    <Dialog
      open
      onOpenChange={onClose}
      className="max-w-4xl"
      title={`Receive PO-${order.number}`}
      description="Quantities go into stock when you confirm. Leave a quantity empty if it has not come; the rest stays on order."
      footer={
        <>
          <Button onClick={onClose}>Not now</Button>
          <Button
            variant="primary"
            busy={receive.isPending}
            disabled={coming.length === 0}
            onClick={() => receive.mutate(coming, { onSuccess: onClose })}
          >
            Receive {coming.length} {coming.length === 1 ? 'line' : 'lines'}
          </Button>
        </>
      }
    >
      {receive.error !== null && (
        <Notice tone="danger" className="mb-3">
          {messageOf(receive.error)}
        </Notice>
      )}
      <ul className="flex flex-col divide-y">
        {open.map((line) => (
          <Line
            key={line.id}
            line={line}
            entry={entries[line.id] ?? entryOf(line)}
            change={(part) => change(line.id, part)}
          />
        ))}
      </ul>
    </Dialog>
  )
}

const Line = ({
  line,
  entry,
  change,
}: {
  line: OrderLine
  entry: Entry
  change: (part: Partial<Entry>) => void
}) => {
  const over = Number(entry.quantity) > Number(line.openQuantity)
  const text = (name: keyof Entry, rest: React.ComponentProps<typeof Input> = {}) => (
    <Input value={entry[name]} onChange={(event) => change({ [name]: event.target.value })} {...rest} />
  )
  const number = { inputMode: 'decimal', className: 'num text-right' } as const
  return (
    <li className="py-3 first:pt-0">
      <div className="mb-2 flex items-baseline gap-3">
        <p className="min-w-0 flex-1 truncate text-sm font-medium">{line.name}</p>
        <p className="num text-xs text-muted">
          {withUnit(line.openQuantity, line.unit)} open of {quantity(line.quantity)}
        </p>
      </div>
      <div className="grid grid-cols-2 gap-2 sm:grid-cols-3 md:grid-cols-6">
        <Field label="Quantity">{text('quantity', number)}</Field>
        <Field label="Unit cost">{text('unitCost', { ...number, placeholder: 'as ordered' })}</Field>
        <Field label="Lot">{text('lotCode')}</Field>
        <Field label="Package tag">{text('packageTag')}</Field>
        <Field label="Expires">{text('expiresOn', { type: 'date' })}</Field>
        <Field label="Room">{text('room')}</Field>
        {over && (
          <Field label="Why more came than was ordered" className="col-span-full">
            {text('reason', { placeholder: 'Vendor rounded up to a case' })}
          </Field>
        )}
      </div>
    </li>
  )
}
