'use client'

import Link from 'next/link'
import { Card, CardHead } from '@/components/ui/card'
import type { Dashboard, OrderStatus } from '@/lib/contract'
import { count } from '@/lib/format'
import { useCan, useMoney } from '@/lib/me'
import { paths } from '@/lib/paths'

type Counted = 'draft' | 'approved' | 'sent' | 'partlyReceived'
const STEPS: readonly { status: OrderStatus; key: Counted; label: string }[] = [
  { status: 'draft', key: 'draft', label: 'Drafts to approve' },
  { status: 'approved', key: 'approved', label: 'Approved, not sent' },
  { status: 'sent', key: 'sent', label: 'On the way' },
  { status: 'partly_received', key: 'partlyReceived', label: 'Partly received' },
]

/** Purchase orders that wait for someone. */
export const OrdersCard = ({ orders }: { orders: Dashboard['openOrders'] }) => {
  const mayRead = useCan('purchasing.read')
  const { money } = useMoney()
  if (!mayRead) return null
  return (
    <Card>
      <CardHead
        title="Open orders"
        note={`${money(orders.draftMinor, true)} in drafts · ${money(orders.onOrderMinor, true)} on order`}
      />
      <ul className="px-4 pb-2.5">
        {STEPS.map(({ status, key, label }) => (
          <li key={status}>
            <Link
              href={paths.orders({ status })}
              className="-mx-1.5 flex items-center rounded px-1.5 py-1 text-sm hover:bg-hover"
            >
              <span className="text-muted">{label}</span>
              <span className="num ml-auto">{count(orders[key])}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  )
}
