import type { TimeChartProps } from '@/components/charts/types'
import type { Forecast } from '@/lib/contract'
import { addDays, daysBetween } from '@/lib/day'
import { percent, quantity } from '@/lib/format'

/** Stretches of days on which a test holds. */
const stretches = (days: readonly { day: string; hit: boolean }[]): { from: string; to: string }[] => {
  const found: { from: string; to: string }[] = []
  for (const { day, hit } of days) {
    if (!hit) continue
    const last = found.at(-1)
    if (last !== undefined && addDays(last.to, 1) === day) last.to = day
    else found.push({ from: day, to: day })
  }
  return found
}

/** History, forecast, band, holidays and sold-out days of a forecast as one chart over the last `historyDays`. */
export const forecastChart = (
  forecast: Forecast,
  historyDays: number,
  unit: string,
): TimeChartProps | null => {
  const history = forecast.history.slice(-historyDays)
  const first = history[0]?.day ?? forecast.points[0]?.day
  const last = forecast.points.at(-1)?.day ?? history.at(-1)?.day
  if (first === undefined || last === undefined) return null
  const days = daysBetween(first, last)
  const sold = new Map(history.map((point) => [point.day, point.sold]))
  const points = new Map(forecast.points.map((point) => [point.day, point]))
  const boundary = forecast.points[0]?.day
  const outs = stretches(history.map(({ day, inStock }) => ({ day, hit: inStock === false })))
  const noun = unit === 'each' ? 'units' : unit
  return {
    days,
    height: 300,
    format: (value) => quantity(value, value < 10 ? 1 : 0),
    summary: `${noun} sold by day${boundary === undefined ? '' : ` and the forecast from ${boundary}`}.`,
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
        values: days.map((day) => points.get(day)?.mean ?? null),
      },
      ...(forecast.points.some(({ mean, planned }) => mean !== planned)
        ? [
            {
              label: 'Expected by hand',
              kind: 'line' as const,
              color: 'due' as const,
              dashed: true,
              values: days.map((day) => points.get(day)?.planned ?? null),
            },
          ]
        : []),
    ],
    ...(forecast.points.length === 0
      ? {}
      : {
          band: {
            label: forecast.interval === null ? 'Range' : `${percent(forecast.interval)} range`,
            color: 'accent' as const,
            lower: days.map((day) => points.get(day)?.lower ?? null),
            upper: days.map((day) => points.get(day)?.upper ?? null),
          },
        }),
    ...(boundary === undefined ? {} : { boundary }),
    marks: forecast.holidays.map(({ day, name }) => ({ day, label: name })),
    shades: outs.map((stretch) => ({ ...stretch, label: 'Out of stock', color: 'danger' as const })),
  }
}
