'use client'

import { useMemo } from 'react'
import { TimeChart } from '@/components/charts/time-chart'
import type { TimeChartProps } from '@/components/charts/types'
import { addDays } from '@/lib/day'
import { withUnit } from '@/lib/format'
import type { ExpiryDetail } from './queries'

/** What is expected to be left of the lot at the end of each day until it leaves sale. */
export const BalanceChart = ({ lot }: { lot: ExpiryDetail }) => {
  const chart = useMemo(
    (): TimeChartProps => ({
      days: lot.balance.map((_, i) => addDays(lot.planDay, i)),
      height: 180,
      format: (value) => withUnit(Math.round(value * 10) / 10, lot.unit),
      summary: `Of ${lot.quantity} on hand ${Math.round(Number(lot.expectedUnsold) * 10) / 10} are expected to be left on ${lot.leavesOn}.`,
      series: [{ label: 'Expected to be left', kind: 'line', color: 'accent', values: lot.balance }],
    }),
    [lot],
  )
  return lot.balance.length < 2 ? null : <TimeChart {...chart} />
}
