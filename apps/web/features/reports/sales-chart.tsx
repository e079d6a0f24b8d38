'use client'

import { useMemo } from 'react'
import { BarList } from '@/components/charts/bars'
import { TimeChart } from '@/components/charts/time-chart'
import type { TimeChartProps } from '@/components/charts/types'
import type { SalesRow } from '@/lib/contract'
import { daysBetween } from '@/lib/day'
import { useMoney } from '@/lib/me'
import type { SalesBy } from './sales-by'
import { labelOf } from './sales-columns'

const SHOWN = 10

/** The report as a picture: days as a chart over time, anything else as bars. */
export const SalesChart = ({ rows, by }: { rows: readonly SalesRow[]; by: SalesBy }) =>
  by === 'day' ? <DayChart rows={rows} /> : <Largest rows={rows} by={by} />

const DayChart = ({ rows }: { rows: readonly SalesRow[] }) => {
  const { short } = useMoney()
  const chart = useMemo((): TimeChartProps => {
    const net = new Map(rows.map((row) => [row.key, row.netMinor]))
    const known = [...net.keys()].toSorted()
    const days = daysBetween(known[0] ?? '', known.at(-1) ?? '')
    return {
      days,
      height: 220,
      format: (value) => short(value),
      summary: 'Net sales by day.',
      series: [
        {
          label: 'Net sales',
          kind: 'bars',
          color: 'accent',
          values: days.map((day) => net.get(day) ?? null),
        },
      ],
    }
  }, [rows, short])
  return (
    <div className="border-b px-4 py-3">
      <TimeChart {...chart} />
    </div>
  )
}

const Largest = ({ rows, by }: { rows: readonly SalesRow[]; by: SalesBy }) => {
  const { money } = useMoney()
  return (
    <div className="border-b p-4">
      <BarList
        label={`Net sales of the largest by ${by}`}
        rows={rows.slice(0, SHOWN).map((row) => ({
          key: row.key,
          label: labelOf(row, by),
          value: row.netMinor,
          shown: money(row.netMinor, true),
        }))}
      />
    </div>
  )
}
