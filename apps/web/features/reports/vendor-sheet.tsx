'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import Link from 'next/link'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Sheet } from '@/components/ui/dialog'
import { Stat } from '@/components/ui/page'
import { ErrorState, Notice, SkeletonRows } from '@/components/ui/states'
import { notify } from '@/components/ui/toast'
import { write } from '@/lib/api'
import { messageOf } from '@/lib/api-error'
import { count, day, days, percent } from '@/lib/format'
import { useCan, useMoney } from '@/lib/me'
import { paths } from '@/lib/paths'
import { LeadTimeChart } from './lead-time-chart'
import { vendorScore, type VendorDetail } from './vendor-queries'
import { leadTime, signed } from './vendor-words'

/** One vendor's scorecard over all stores, with the orders it is made of. */
export const VendorSheet = ({ id, onClose }: { id: string; onClose: () => void }) => {
  const { data, error, refetch } = useQuery(vendorScore(id))
  return (
    <Sheet
      open
      onOpenChange={onClose}
      className="max-w-xl"
      title={data?.vendorName ?? 'Vendor'}
      description={data === undefined ? undefined : `All stores, since ${day(data.from)}`}
    >
      {data === undefined ? (
        error === null ? (
          <SkeletonRows rows={8} />
        ) : (
          <ErrorState error={error} retry={() => void refetch()} />
        )
      ) : (
        <div className="flex flex-col gap-5">
          {data.tooLittle !== null && <Notice>{data.tooLittle}</Notice>}
          <Figures vendor={data} />
          <LeadTime vendor={data} />
          <History vendor={data} />
        </div>
      )}
    </Sheet>
  )
}

const Figures = ({ vendor }: { vendor: VendorDetail }) => {
  const { money } = useMoney()
  return (
    <dl className="grid grid-cols-2 gap-4 sm:grid-cols-3">
      <Stat
        label="In full"
        value={percent(vendor.fillRate, 1)}
        note={`${count(vendor.shortLines)} short, ${count(vendor.overLines)} over of ${count(vendor.closedLines)} lines`}
      />
      <Stat
        label="On time"
        value={percent(vendor.onTimeShare)}
        note={`of ${count(vendor.ordersWithDay)} orders`}
      />
      <Stat
        label="Prices"
        value={signed(vendor.priceDrift)}
        note={`of ${count(vendor.productsBoughtAgain)} products bought again`}
      />
      <Stat
        label="Late now"
        value={vendor.lateOrders === 0 ? '–' : money(vendor.lateMinor)}
        note={lateNote(vendor)}
      />
      <Stat
        label="Last delivery"
        value={day(vendor.lastDeliveryOn, false)}
        note={`${count(vendor.deliveries)} in all`}
      />
    </dl>
  )
}

const lateNote = ({ lateOrders, lateUnpricedLines }: VendorDetail): string =>
  lateOrders === 0
    ? 'nothing is overdue'
    : `${count(lateOrders)} overdue${lateUnpricedLines === 0 ? '' : `, ${count(lateUnpricedLines)} lines without a cost`}`

const LeadTime = ({ vendor }: { vendor: VendorDetail }) => (
  <section className="flex flex-col gap-3" aria-label="Lead time">
    <dl className="grid grid-cols-2 gap-4 sm:grid-cols-3">
      <Stat
        label="Lead time measured"
        value={leadTime(vendor.leadDays, vendor.leadSpreadDays)}
        note={`${count(vendor.deliveries)} deliveries, by quantity`}
      />
      <Stat
        label="Planner reckons with"
        value={leadTime(vendor.statedLeadDays, vendor.statedSpreadDays)}
        note="as set for the vendor"
      />
    </dl>
    <LeadTimeChart vendor={vendor} />
    <UseMeasured vendor={vendor} />
  </section>
)

const UseMeasured = ({ vendor }: { vendor: VendorDetail }) => {
  const client = useQueryClient()
  const may = useCan('vendors.edit')
  const use = useMutation({
    mutationFn: () =>
      write(
        'POST /purchasing/vendor-scorecards/{id}/use-lead-time',
        { version: vendor.vendorVersion },
        { id: vendor.vendorId },
      ),
    onSuccess: async (fresh) => {
      client.setQueryData(vendorScore(vendor.vendorId).queryKey, fresh)
      notify.done(`Orders are planned with ${leadTime(fresh.statedLeadDays, fresh.statedSpreadDays)}`)
      await Promise.all(
        ['/purchasing/vendor-scorecards', '/vendors', '/reorder'].map((path) =>
          client.invalidateQueries({ queryKey: [path] }),
        ),
      )
    },
  })
  const { measured } = vendor
  if (!may || measured === null) return null
  if (
    measured.leadTimeDays === vendor.statedLeadDays &&
    measured.leadTimeSpreadDays === vendor.statedSpreadDays
  )
    return <p className="text-sm text-muted">The planner reckons with what was measured.</p>
  return (
    <div className="flex flex-col gap-2">
      {use.error !== null && <Notice tone="danger">{messageOf(use.error)}</Notice>}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <Button variant="primary" busy={use.isPending} onClick={() => use.mutate()}>
          Use the measured lead time
        </Button>
        <span className="text-sm text-muted">
          Sets {leadTime(measured.leadTimeDays, measured.leadTimeSpreadDays)} and plans its products again.
        </span>
      </div>
    </div>
  )
}

const History = ({ vendor }: { vendor: VendorDetail }) => (
  <section className="flex flex-col gap-2">
    <h3 className="text-sm font-semibold">Orders</h3>
    {vendor.history.length === 0 ? (
      <p className="text-sm text-muted">No approved orders in this time.</p>
    ) : (
      <ul className="divide-y rounded-lg border" aria-label="Orders">
        {vendor.history.map((order) => (
          <OrderLine key={order.id} order={order} />
        ))}
      </ul>
    )}
  </section>
)

const OrderLine = ({ order }: { order: VendorDetail['history'][number] }) => {
  const { money } = useMoney()
  return (
    <li className="flex items-center gap-3 px-3 py-2 text-sm">
      <div className="min-w-0 flex-1">
        <Link href={paths.order(order.id)} className="font-medium text-accent-text hover:underline">
          PO-{order.number}
        </Link>
        <p className="truncate text-xs text-muted">
          {order.storeName} · ordered {day(order.orderedOn)}
          {order.expectedOn !== null && ` · due ${day(order.expectedOn, false)}`}
        </p>
      </div>
      {order.late ? (
        <Badge tone="danger">late</Badge>
      ) : order.onTime === false ? (
        <Badge tone="due">{order.status === 'cancelled' ? 'never came' : 'came late'}</Badge>
      ) : null}
      <dl className="w-28 text-right">
        <dt className="sr-only">Lead time and fill</dt>
        <dd className="num">{order.leadDays === null ? '–' : days(order.leadDays)}</dd>
        <dd className="num text-xs text-muted">
          {order.fillRate === null ? money(order.totalMinor, true) : `${percent(order.fillRate)} in full`}
        </dd>
      </dl>
    </li>
  )
}
