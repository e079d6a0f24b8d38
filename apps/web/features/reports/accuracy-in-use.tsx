'use client'

import { useQuery } from '@tanstack/react-query'
import { TrendingDown } from 'lucide-react'
import { useMemo } from 'react'
import { TimeChart } from '@/components/charts/time-chart'
import type { TimeChartProps } from '@/components/charts/types'
import { Card, CardHead } from '@/components/ui/card'
import { ErrorState, Notice, Skeleton } from '@/components/ui/states'
import type { GetReplies } from '@/lib/contract'
import { addDays, daysBetween } from '@/lib/day'
import { percent } from '@/lib/format'
import { useStoreChoice } from '@/lib/me'
import { question } from '@/lib/question'

type Weeks = GetReplies['/forecasts/weeks']

/** How forecasts did in use, week by week, and whether they have become worse. */
export const AccuracyInUse = () => {
  const store = useStoreChoice()
  const { data, error, refetch } = useQuery(question('/forecasts/weeks', { query: { storeId: store?.id } }))
  return (
    <Card aria-label="In use">
      <CardHead title="In use" note="Weekly sums by product, as forecast just before the week began" />
      <div className="flex flex-col gap-3 px-4 pb-4">
        {data === undefined ? (
          error === null ? (
            <Skeleton className="h-56" />
          ) : (
            <ErrorState error={error} retry={() => void refetch()} />
          )
        ) : data.weeks.length === 0 ? (
          <p className="text-sm text-muted">
            The first week that begins with forecasts is scored when it is over. Until then the backtests
            above say how good they are.
          </p>
        ) : (
          <>
            <Drift drift={data.drift} />
            <WeekChart weeks={data.weeks} />
          </>
        )}
      </div>
    </Card>
  )
}

const Drift = ({ drift }: { drift: Weeks['drift'] }) => {
  if (drift.verdict === 'worse')
    return (
      <Notice tone="due" icon={TrendingDown}>
        Forecasts were off by {percent(drift.recentWape)} over the last four weeks,{' '}
        {percent(drift.beforeWape)} before. Look for what changed: prices, a new rival, products that replaced
        others, days without stock.
      </Notice>
    )
  if (drift.verdict === 'losing')
    return (
      <Notice tone="danger" icon={TrendingDown}>
        Over the last four weeks repeating the week before would have been closer. Check the last weeks’ sales
        for days that are missing or doubled, then run the forecasts again.
      </Notice>
    )
  return null
}

const WeekChart = ({ weeks }: { weeks: Weeks['weeks'] }) => {
  const chart = useMemo((): TimeChartProps => {
    const days = daysBetween(weeks[0]?.weekStart ?? '', addDays(weeks.at(-1)?.weekStart ?? '', 6))
    const byWeek = new Map(weeks.map((week) => [week.weekStart, week]))
    const valuesOf = (of: (week: Weeks['weeks'][number]) => number | null) =>
      days.map((_, index) => {
        const week = byWeek.get(days[index - (index % 7)] ?? '')
        return week === undefined ? null : of(week)
      })
    return {
      days,
      height: 220,
      zeroBased: true,
      format: (value) => percent(value),
      summary:
        'Share of units sold that weekly forecasts were off by, and that repeating the week before would have been.',
      series: [
        {
          label: 'Forecast off by',
          kind: 'step',
          color: 'accent',
          values: valuesOf((week) => week.plannedWape),
        },
        {
          label: 'Repeating the week before',
          kind: 'step',
          color: 'neutral',
          dashed: true,
          values: valuesOf((week) => week.naiveWape),
        },
      ],
    }
  }, [weeks])
  return <TimeChart {...chart} />
}
