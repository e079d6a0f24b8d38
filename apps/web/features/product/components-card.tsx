'use client'

import { useMemo, type ReactNode } from 'react'
import { EffectBars } from '@/components/charts/bars'
import { TimeChart } from '@/components/charts/time-chart'
import type { TimeChartProps } from '@/components/charts/types'
import { Card, CardHead } from '@/components/ui/card'
import type { Components } from '@/lib/contract'
import { change, day, quantity } from '@/lib/format'
import { useForecast } from './use-forecast'

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
/** An effect as a signed share; no day sells less than nothing, whatever a model says. */
const effect = (value: number): string => change(1 + Math.max(-1, value), 1) ?? '0%'

/** What the forecast is made of: trend, week, month, year, holidays. */
export const ComponentsCard = ({ productId, storeId }: { productId: string; storeId: string }) => {
  const { data } = useForecast(storeId, productId)
  if (data?.components == null) return null
  return (
    <Card>
      <CardHead
        title="What the forecast is made of"
        note="Effects are shares of the trend: +24 % on a Friday is a quarter more than usual"
      />
      <div className="grid grid-cols-1 gap-x-8 gap-y-6 px-4 pb-4 sm:grid-cols-2">
        <Parts components={data.components} />
      </div>
    </Card>
  )
}

const Parts = ({ components }: { components: Components }) => {
  const trend = useMemo(() => trendChart(components), [components])
  const monthly = useMemo(() => monthChart(components), [components])
  const yearly = useMemo(() => yearChart(components), [components])
  const weekly = components.weekly.map(({ weekday, effect: value }) => ({
    label: WEEKDAYS[weekday] ?? '',
    value,
  }))
  return (
    <>
      {components.trend.length > 1 && (
        <Part title="Trend, units a day">
          <TimeChart {...trend} />
        </Part>
      )}
      {weekly.length > 0 && (
        <Part title="Week">
          <EffectBars
            bars={weekly}
            format={effect}
            summary={`Effect of the weekday: ${weekly.map(({ label, value }) => `${label} ${effect(value)}`).join(', ')}.`}
          />
        </Part>
      )}
      {components.monthly.length > 1 && (
        <Part title="Month, with paydays">
          <TimeChart {...monthly} />
        </Part>
      )}
      {components.yearly.length > 1 && (
        <Part title="Year">
          <TimeChart {...yearly} />
        </Part>
      )}
      {components.holidays.length > 0 && (
        <Part title="Holidays and sale days">
          <Holidays components={components} />
        </Part>
      )}
    </>
  )
}

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className="min-w-0">
    <h3 className="mb-1.5 text-xs font-medium text-muted">{title}</h3>
    {children}
  </section>
)

const trendChart = ({ trend }: Components): TimeChartProps => ({
  days: trend.map((point) => point.day),
  height: 150,
  format: (value) => quantity(value, 1),
  summary: 'The trend of units sold a day.',
  series: [{ label: 'Trend', kind: 'line', color: 'accent', values: trend.map((point) => point.value) }],
})

const monthChart = ({ monthly }: Components): TimeChartProps => ({
  days: monthly.map((point) => point.day),
  height: 150,
  zeroBased: false,
  format: effect,
  summary: 'Effect of the day of the month, over the coming month.',
  series: [{ label: 'Effect', kind: 'line', color: 'due', values: monthly.map((point) => point.effect) }],
})

const yearChart = ({ yearly }: Components): TimeChartProps => ({
  days: yearly.map((point) => point.day),
  height: 150,
  zeroBased: false,
  format: effect,
  summary: 'Effect of the time of year.',
  series: [{ label: 'Effect', kind: 'line', color: 'frozen', values: yearly.map((point) => point.effect) }],
})

const SHOWN = 8

const Holidays = ({ components }: { components: Components }) => {
  const strongest = components.holidays.toSorted((a, b) => Math.abs(b.effect) - Math.abs(a.effect))
  const days = new Map(strongest.map((holiday) => [`${holiday.name} ${holiday.day.slice(5)}`, holiday]))
  return (
    <ul className="flex flex-col">
      {[...days.values()].slice(0, SHOWN).map(({ name, day: on, effect: value }) => (
        <li key={`${name} ${on}`} className="flex items-baseline gap-3 border-b py-1 text-sm last:border-0">
          <span className="min-w-0 truncate">{name}</span>
          <span className="text-xs text-faint">{day(on, false)}</span>
          <span className={value < 0 ? 'num ml-auto text-danger-text' : 'num ml-auto text-accent-text'}>
            {effect(value)}
          </span>
        </li>
      ))}
    </ul>
  )
}
