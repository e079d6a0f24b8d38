'use client'

import Link from 'next/link'
import type { ReactNode } from 'react'
import { Card } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { Input, Textarea } from '@/components/ui/input'
import type { OrderDetail } from '@/lib/contract'
import { day, instant } from '@/lib/format'
import { useMoney, useTimeZone } from '@/lib/me'
import type { EditedOrder } from './order-edit'

/** Who, when and how of an order, and what is to be said to the vendor. */
export const OrderFacts = ({
  order,
  edit,
  onEdit,
}: {
  order: OrderDetail
  edit: EditedOrder
  onEdit: ((edit: EditedOrder) => void) | null
}) => {
  const zone = useTimeZone()
  const { money } = useMoney()
  return (
    <Card className="flex flex-col gap-4 self-start p-4">
      <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1.5 text-sm">
        <Fact label="Vendor">
          <Link href={`/settings/vendors?id=${order.vendorId}`} className="hover:underline">
            {order.vendorName}
          </Link>
        </Fact>
        {order.tillNumber !== null && (
          <Fact label="Number in the till">
            <span className="num">{order.tillNumber}</span>
          </Fact>
        )}
        <Fact label="E-mail">{order.vendorEmail ?? <span className="text-faint">none</span>}</Fact>
        <Fact label="Minimum">
          {order.minimumOrderMinor === 0 ? (
            'none'
          ) : (
            <span className="num">{money(order.minimumOrderMinor)}</span>
          )}
        </Fact>
        <Fact label="Written">
          {instant(order.createdAt, zone)}
          {order.origin === 'suggestion' && <span className="block text-xs text-faint">by the planner</span>}
          {order.origin === 'till' && (
            <span className="block text-xs text-faint">
              in {order.tillName} by {order.createdBy}
            </span>
          )}
        </Fact>
        {order.approvedAt !== null && <Fact label="Approved">{instant(order.approvedAt, zone)}</Fact>}
        {order.sentAt !== null && (
          <Fact label="Sent">
            {instant(order.sentAt, zone)}
            <span className="block text-xs text-faint">{order.sentTo ?? 'handed over'}</span>
          </Fact>
        )}
        {order.closedAt !== null && <Fact label="Closed">{instant(order.closedAt, zone)}</Fact>}
        {onEdit === null && <Fact label="Expected">{day(order.expectedOn)}</Fact>}
      </dl>
      {onEdit !== null ? (
        <>
          <Field label="Expected on" hint="Empty: by the vendor's lead time">
            <Input
              type="date"
              value={edit.expectedOn}
              onChange={(event) => onEdit({ ...edit, expectedOn: event.target.value })}
            />
          </Field>
          <Field label="Note to the vendor">
            <Textarea
              maxLength={2000}
              value={edit.note}
              onChange={(event) => onEdit({ ...edit, note: event.target.value })}
            />
          </Field>
        </>
      ) : (
        order.note !== '' && (
          <p className="border-t pt-3 text-sm whitespace-pre-wrap text-muted">{order.note}</p>
        )
      )}
    </Card>
  )
}

const Fact = ({ label, children }: { label: string; children: ReactNode }) => (
  <>
    <dt className="text-muted">{label}</dt>
    <dd className="min-w-0 text-right break-words">{children}</dd>
  </>
)
