'use client'

import { useQuery } from '@tanstack/react-query'
import { PackageOpen } from 'lucide-react'
import { useMemo, useState } from 'react'
import { TimeChart } from '@/components/charts/time-chart'
import type { TimeChartProps } from '@/components/charts/types'
import { Card, CardHead } from '@/components/ui/card'
import { EmptyState, ErrorState, Skeleton } from '@/components/ui/states'
import { Segmented } from '@/components/ui/tabs'
import type { Store, TimelineDay } from '@/lib/contract'
import { addDays, todayIn } from '@/lib/day'
import { withUnit } from '@/lib/format'
import { timelineOf } from './queries'
import { useForecast } from './use-forecast'

const RANGES = [
  { value: '60', label: '60 days' },
  { value: '180', label: '6 months' },
  { value: '365', label: '1 year' },
] as const

/** What was on the shelf at the end of each day, and what came in. */
export const TimelineCard = ({
  productId,
  store,
  unit,
}: {
  productId: string
  store: Store
  unit: string
}) => {
  const [range, setRange] = useState<(typeof RANGES)[number]['value']>('60')
  const { data: forecast } = useForecast(store.id, productId)
  const today = todayIn(store.timeZone)
  const lastSold = forecast?.history.at(-1)?.day
  const to = lastSold !== undefined && lastSold < addDays(today, -30) ? lastSold : today
  const { data, error, refetch } = useQuery(timelineOf(store.id, productId, addDays(to, -Number(range)), to))
  const chart = useMemo(() => (data === undefined ? null : chartOf(data.days, unit)), [data, unit])
  return (
    <Card>
      <CardHead title="Stock" note="On hand at the end of each day, and what came in">
        <Segmented label="Days shown" value={range} onChange={setRange} options={RANGES} />
      </CardHead>
      <div className="px-4 pb-3">
        {error !== null && data === undefined ? (
          <ErrorState error={error} retry={() => void refetch()} />
        ) : data === undefined ? (
          <Skeleton className="h-52" />
        ) : chart === null ? (
          <EmptyState icon={PackageOpen} title="Stock is not known yet" className="py-8">
            Count the product or import an inventory file; sales then take it down by themselves.
          </EmptyState>
        ) : (
          <TimeChart {...chart} />
        )}
      </div>
    </Card>
  )
}

const chartOf = (days: readonly TimelineDay[], unit: string): TimeChartProps | null => {
  if (!days.some((point) => point.onHand !== null)) return null
  return {
    days: days.map((point) => point.day),
    height: 180,
    format: (value) => withUnit(value, unit),
    summary: 'Stock on hand and goods received by day.',
    series: [
      {
        label: 'On hand',
        kind: 'step',
        color: 'frozen',
        filled: true,
        values: days.map((point) => (point.onHand === null ? null : Number(point.onHand))),
      },
      {
        label: 'Received',
        kind: 'bars',
        color: 'accent',
        values: days.map((point) => (Number(point.received) > 0 ? Number(point.received) : null)),
      },
    ],
  }
}
