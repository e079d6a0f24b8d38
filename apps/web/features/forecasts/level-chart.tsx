'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { CalendarClock } from 'lucide-react'
import { useMemo, useState } from 'react'
import { TimeChart } from '@/components/charts/time-chart'
import type { TimeChartProps } from '@/components/charts/types'
import { Card, CardHead } from '@/components/ui/card'
import { EmptyState, ErrorState, Skeleton } from '@/components/ui/states'
import { Segmented } from '@/components/ui/tabs'
import { daysBetween } from '@/lib/day'
import { percent, quantity } from '@/lib/format'
import { levelSeriesOf, type LevelNode, type LevelSeries } from './queries'

const RANGES = [
  { value: '60', label: '60 days' },
  { value: '180', label: '6 months' },
  { value: '365', label: '1 year' },
] as const

/** What a level sold and will sell, with its range, and what its own model said before totals were made to agree. */
export const LevelChart = ({
  node,
  name,
  days,
  note,
}: {
  node: LevelNode
  name: string
  days: number
  note: string | undefined
}) => {
  const [range, setRange] = useState<(typeof RANGES)[number]['value']>('60')
  const { data, error, refetch } = useQuery({
    ...levelSeriesOf(node, days, Number(range)),
    placeholderData: keepPreviousData,
  })
  const chart = useMemo(() => (data === undefined ? null : chartOf(data, name)), [data, name])
  return (
    <Card>
      <CardHead title={name} note={note}>
        <Segmented label="History shown" value={range} onChange={setRange} options={RANGES} />
      </CardHead>
      <div className="px-4 pb-3">
        {error !== null && data === undefined ? (
          <ErrorState error={error} retry={() => void refetch()} />
        ) : data === undefined ? (
          <Skeleton className="h-[292px]" />
        ) : chart === null ? (
          <EmptyState icon={CalendarClock} title="No forecast yet">
            It comes with the next forecast run, once there are 30 days of sales.
          </EmptyState>
        ) : (
          <TimeChart {...chart} />
        )}
      </div>
    </Card>
  )
}

const chartOf = ({ points, history, interval }: LevelSeries, name: string): TimeChartProps | null => {
  const first = history[0]?.day ?? points[0]?.day
  const last = points.at(-1)?.day
  const boundary = points[0]?.day
  if (first === undefined || last === undefined || boundary === undefined) return null
  const days = daysBetween(first, last)
  const sold = new Map(history.map((point) => [point.day, point.sold]))
  const coming = new Map(points.map((point) => [point.day, point]))
  const moved = points.some(({ own, mean }) => own !== null && Math.abs(own - mean) > 0.02 * mean)
  return {
    days,
    height: 260,
    boundary,
    format: (value) => quantity(value, value < 10 ? 1 : 0),
    summary: `Units of ${name} sold by day, and the forecast from ${boundary}.`,
    series: [
      {
        label: 'Sold',
        kind: history.length > 200 ? 'line' : 'bars',
        color: 'neutral',
        values: days.map((day) => sold.get(day) ?? null),
      },
      {
        label: 'Forecast',
        kind: 'line',
        color: 'accent',
        values: days.map((day) => coming.get(day)?.mean ?? null),
      },
      ...(moved
        ? [
            {
              label: 'By its own sales alone',
              kind: 'line' as const,
              color: 'faint' as const,
              dashed: true,
              values: days.map((day) => coming.get(day)?.own ?? null),
            },
          ]
        : []),
    ],
    band: {
      label: `${percent(interval)} range`,
      color: 'accent',
      lower: days.map((day) => coming.get(day)?.lower ?? null),
      upper: days.map((day) => coming.get(day)?.upper ?? null),
    },
  }
}
