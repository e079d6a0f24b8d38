'use client'

import { ChartColumn } from 'lucide-react'
import { useMemo, useState } from 'react'
import { TimeChart } from '@/components/charts/time-chart'
import type { TimeChartProps } from '@/components/charts/types'
import { Card, CardHead } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/states'
import { Segmented } from '@/components/ui/tabs'
import type { Dashboard } from '@/lib/contract'
import { quantity } from '@/lib/format'
import { useMoney } from '@/lib/me'

type Measure = 'units' | 'net'

/** What sold against what was forecast, and what is forecast next. */
export const SalesCard = ({ data }: { data: Dashboard }) => {
  const [measure, setMeasure] = useState<Measure>('units')
  const { short } = useMoney()
  const chart = useMemo(() => chartOf(data, measure, short), [data, measure, short])
  return (
    <Card>
      <CardHead title="Sales and forecast" note={noteOf(data)}>
        <Segmented
          label="Measure"
          value={measure}
          onChange={setMeasure}
          options={[
            { value: 'units', label: 'Units' },
            { value: 'net', label: 'Net sales' },
          ]}
        />
      </CardHead>
      <div className="px-4 pb-3">
        {data.series.length === 0 ? (
          <EmptyState icon={ChartColumn} title="No sales yet">
            Import a sales file to see the days here.
          </EmptyState>
        ) : (
          <TimeChart {...chart} />
        )}
      </div>
    </Card>
  )
}

const lastSold = ({ series }: Dashboard): string | undefined =>
  series.findLast((point) => point.unitsSold !== null && point.netMinor !== null)?.day

const noteOf = (data: Dashboard): string =>
  data.series.some((point) => point.forecastUnits !== null)
    ? 'Forecast summed over all products with enough history'
    : 'No forecast yet: it needs at least 30 days of sales'

const chartOf = (data: Dashboard, measure: Measure, short: (minor: number) => string): TimeChartProps => {
  const days = data.series.map((point) => point.day)
  const last = lastSold(data)
  const boundary = days.find((day) => last !== undefined && day > last)
  const common = { days, height: 330, ...(boundary === undefined ? {} : { boundary }) }
  if (measure === 'net')
    return {
      ...common,
      format: (value) => short(value),
      summary: 'Net sales by day.',
      series: [
        {
          label: 'Net sales',
          kind: 'bars',
          color: 'accent',
          values: data.series.map((point) => point.netMinor),
        },
      ],
    }
  return {
    ...common,
    format: (value) => quantity(value, value < 10 ? 1 : 0),
    summary: 'Units sold by day against the units forecast for the day.',
    series: [
      {
        label: 'Units sold',
        kind: 'bars',
        color: 'neutral',
        values: data.series.map((point) => point.unitsSold),
      },
      {
        label: 'Forecast',
        kind: 'line',
        color: 'accent',
        values: data.series.map((point) => point.forecastUnits),
      },
    ],
  }
}
