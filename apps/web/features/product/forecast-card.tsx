'use client'

import { CalendarClock, FlaskConical } from 'lucide-react'
import { useMemo, useState } from 'react'
import { TimeChart } from '@/components/charts/time-chart'
import { Button } from '@/components/ui/button'
import { Card, CardHead } from '@/components/ui/card'
import { EmptyState, ErrorState, Skeleton } from '@/components/ui/states'
import { Segmented } from '@/components/ui/tabs'
import { WhatIfSheet } from '@/features/forecasts/what-if-sheet'
import type { Forecast } from '@/lib/contract'
import { day, quantity } from '@/lib/format'
import { useCan } from '@/lib/me'
import { modelName } from '@/lib/words'
import { forecastChart } from './forecast-series'
import { useForecast } from './use-forecast'

const RANGES = [
  { value: '60', label: '60 days' },
  { value: '180', label: '6 months' },
  { value: '365', label: '1 year' },
  { value: '800', label: 'All' },
] as const

/** What sold and what will, with the range it will lie in, holidays and days without stock. */
export const ForecastCard = ({
  productId,
  storeId,
  unit,
}: {
  productId: string
  storeId: string
  unit: string
}) => {
  const [range, setRange] = useState<(typeof RANGES)[number]['value']>('60')
  const [trying, setTrying] = useState(false)
  const { data, error, refetch } = useForecast(storeId, productId)
  const mayRead = useCan('forecasts.read')
  const chart = useMemo(
    () => (data === undefined ? null : forecastChart(data, Number(range), unit)),
    [data, range, unit],
  )
  if (!mayRead) return null
  return (
    <Card>
      <CardHead title="Sales and forecast" note={data === undefined ? undefined : noteOf(data)}>
        {data?.status === 'ready' && (
          <Button size="sm" onClick={() => setTrying(true)}>
            <FlaskConical /> What if
          </Button>
        )}
        <Segmented label="History shown" value={range} onChange={setRange} options={RANGES} />
      </CardHead>
      <div className="px-4 pb-3">
        {error !== null && data === undefined ? (
          <ErrorState error={error} retry={() => void refetch()} />
        ) : data === undefined ? (
          <Skeleton className="h-[332px]" />
        ) : chart === null ? (
          <EmptyState icon={CalendarClock} title="No sales yet">
            The forecast starts with 30 days of sales.
          </EmptyState>
        ) : (
          <TimeChart {...chart} />
        )}
      </div>
      {trying && data !== undefined && (
        <WhatIfSheet
          storeId={storeId}
          productId={productId}
          points={data.points}
          onClose={() => setTrying(false)}
        />
      )}
    </Card>
  )
}

const noteOf = (forecast: Forecast): string => {
  if (forecast.status === 'not_enough_history')
    return forecast.availableOn === null
      ? 'Not enough history for a forecast yet'
      : `Not enough history yet: a forecast will be there on ${day(forecast.availableOn)}`
  const next = forecast.points.slice(0, 14).reduce((sum, point) => sum + point.planned, 0)
  return `${quantity(next, next < 10 ? 1 : 0)} expected in the next 14 days, by ${modelName(forecast.model ?? '')}`
}
