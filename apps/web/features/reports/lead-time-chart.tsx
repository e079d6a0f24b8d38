'use client'

import { useMemo } from 'react'
import { TimeChart } from '@/components/charts/time-chart'
import type { TimeChartProps } from '@/components/charts/types'
import { addDays, daysBetween } from '@/lib/day'
import { days as inDays } from '@/lib/format'
import type { VendorDetail } from './vendor-queries'

/** Days each delivery took, on the day it came, beside what the planner reckons with. */
export const LeadTimeChart = ({ vendor }: { vendor: VendorDetail }) => {
  const chart = useMemo((): TimeChartProps | null => {
    const took = leadDaysByDay(vendor)
    const came = [...took.keys()].toSorted()
    const first = came[0]
    const last = came.at(-1)
    if (first === undefined || last === undefined) return null
    // a day of room on each side, so that no dot lies on the edge
    const days = daysBetween(addDays(first, -1), addDays(last, 1))
    return {
      days,
      height: 200,
      format: inDays,
      summary: `Days from order to goods of ${came.length} deliveries; the planner reckons with ${vendor.statedLeadDays}.`,
      series: [
        {
          label: 'A delivery took',
          kind: 'dots',
          color: 'accent',
          values: days.map((day) => took.get(day) ?? null),
        },
        {
          label: 'Planner reckons with',
          kind: 'line',
          color: 'neutral',
          dashed: true,
          values: days.map(() => vendor.statedLeadDays),
        },
      ],
    }
  }, [vendor])
  return chart === null ? null : <TimeChart {...chart} />
}

/** Mean over what came on the same day. */
const leadDaysByDay = ({ history }: VendorDetail): Map<string, number> => {
  const byDay = Map.groupBy(
    history.flatMap(({ deliveries }) => deliveries),
    ({ day }) => day,
  )
  return new Map(
    [...byDay].map(([day, all]) => [day, all.reduce((sum, { leadDays }) => sum + leadDays, 0) / all.length]),
  )
}
