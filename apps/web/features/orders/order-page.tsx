'use client'

import { useQuery } from '@tanstack/react-query'
import { ChevronLeft, Store, TriangleAlert } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { OrderBadge } from '@/components/status-badge'
import { Card } from '@/components/ui/card'
import { Screen } from '@/components/ui/page'
import { ErrorState, Notice, SkeletonRows } from '@/components/ui/states'
import { OrderInvoices } from '@/features/invoices/order-invoices'
import type { OrderDetail } from '@/lib/contract'
import { useCan, useMoney } from '@/lib/me'
import { OrderActions } from './order-actions'
import { editedTotal, editOf, isChanged } from './order-edit'
import { OrderFacts } from './order-facts'
import { OrderLines } from './order-lines'
import { orderOf } from './queries'
import { ReceivedGoods } from './received-goods'

/** One purchase order from draft to received. */
export const OrderPage = ({ id }: { id: string }) => {
  const { data, error, refetch } = useQuery({
    ...orderOf(id),
    refetchInterval: ({ state }) => (state.data?.delivery === 'pending' ? 2000 : false),
  })
  if (data === undefined)
    return (
      <Screen title="Purchase order" back={<Back />}>
        <Card>
          {error === null ? (
            <SkeletonRows rows={8} />
          ) : (
            <ErrorState error={error} retry={() => void refetch()} />
          )}
        </Card>
      </Screen>
    )
  return <Order key={data.version} order={data} />
}

const Back = () => (
  <Link
    href="/purchase-orders"
    className="mb-0.5 inline-flex items-center text-xs text-muted hover:text-text"
  >
    <ChevronLeft className="size-3.5" aria-hidden /> Purchase orders
  </Link>
)

const Order = ({ order }: { order: OrderDetail }) => {
  const mayEdit = useCan('purchasing.edit')
  const [edit, setEdit] = useState(() => editOf(order))
  const editable = mayEdit && order.status === 'draft' && order.origin !== 'till'
  const changed = isChanged(order, edit)
  return (
    <Screen
      back={<Back />}
      title={
        <span className="flex flex-wrap items-center gap-2.5">
          PO-{order.number} <OrderBadge status={order.status} />
        </span>
      }
      note={`${order.vendorName} for ${order.storeName}`}
      actions={
        <OrderActions order={order} edit={changed ? edit : null} discard={() => setEdit(editOf(order))} />
      }
    >
      <Notices order={order} totalMinor={changed ? editedTotal(edit) : order.totalMinor} />
      <div className="grid grid-cols-1 gap-4 lg:grid-cols-[minmax(0,1fr)_19rem]">
        <Card className="self-start">
          <OrderLines order={order} edit={edit} onEdit={editable ? setEdit : null} />
        </Card>
        <OrderFacts order={order} edit={edit} onEdit={editable ? setEdit : null} />
      </div>
      {order.receipts.length > 0 && <ReceivedGoods order={order} />}
      {order.origin !== 'till' && order.status !== 'draft' && order.status !== 'cancelled' && (
        <OrderInvoices order={order} />
      )}
    </Screen>
  )
}

const Notices = ({ order, totalMinor }: { order: OrderDetail; totalMinor: number }) => {
  const { money } = useMoney()
  const below = order.origin !== 'till' && order.status === 'draft' && totalMinor < order.minimumOrderMinor
  return (
    <>
      {order.origin === 'till' && (
        <Notice icon={Store}>
          This order was written in {order.tillName}. Change, receive or cancel it there; it follows here with
          the next pull. What has not come counts as on order.
        </Notice>
      )}
      {order.delivery === 'failed' && (
        <Notice tone="danger" icon={TriangleAlert}>
          The order did not reach the vendor: {order.deliveryFailure ?? 'the mail was refused'}. Send it
          again, or download it and hand it over yourself.
        </Notice>
      )}
      {below && (
        <Notice tone="due" icon={TriangleAlert}>
          {money(totalMinor)} is below the vendor's minimum of {money(order.minimumOrderMinor)}.
        </Notice>
      )}
      {order.unpricedLines > 0 && order.status === 'draft' && (
        <Notice tone="due" icon={TriangleAlert}>
          {order.unpricedLines} {order.unpricedLines === 1 ? 'line has' : 'lines have'} no cost yet; the total
          leaves {order.unpricedLines === 1 ? 'it' : 'them'} out.
        </Notice>
      )}
    </>
  )
}
