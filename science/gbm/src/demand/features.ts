import type { DemandSeries } from './series.ts'

/** Days a product's scale is measured over. */
export const SCALE_DAYS = 91

/** What the model sees of a product at an origin, for one day ahead; all quantities in shares of the scale. */
export const FEATURES = [
  'step',
  'weekday',
  'day_of_month',
  'day_of_year',
  'mean_7',
  'mean_28',
  'weekday_share',
  'same_weekday_1',
  'same_weekday_2',
  'same_weekday_4',
  'same_weekday_8',
  'last_year',
  'last_year_change',
  'sold_share_28',
  'spread_28',
  'days_since_sale',
  'last_day',
  'log_scale',
  'history_days',
  'event',
  'event_before',
] as const

/** The moments of a history at an origin that all its days ahead share. */
export interface OriginState {
  /** Mean units a day over the last 91 days; the unit of everything else. */
  readonly scale: number
  readonly mean7: number
  readonly mean28: number
  readonly soldShare28: number
  readonly spread28: number
  readonly daysSinceSale: number
  readonly lastDay: number
  /** Mean of each weekday over 13 weeks in shares of the scale; index = epoch day modulo 7. */
  readonly weekdayShare: Float64Array
}

/** The state after the first `end` days of a series; null when nothing sold in the last 91 of them. */
export const originState = ({ firstDay, values }: DemandSeries, end: number): OriginState | null => {
  const scale = meanOf(values, end - SCALE_DAYS, end)
  if (!(scale > 0)) return null
  const from = Math.max(0, end - 28)
  let sold = 0
  let known = 0
  let squares = 0
  const mean = meanOf(values, from, end)
  for (let i = from; i < end; i++) {
    const value = values[i]!
    if (Number.isNaN(value)) continue
    known++
    if (value > 0) sold++
    squares += (value - mean) ** 2
  }
  let since = 0
  while (since < SCALE_DAYS && !(values[end - 1 - since]! > 0)) since++
  return {
    scale,
    mean7: meanOf(values, end - 7, end) / scale,
    mean28: mean / scale,
    soldShare28: known === 0 ? Number.NaN : sold / known,
    spread28: known < 2 ? Number.NaN : Math.sqrt(squares / known) / scale,
    daysSinceSale: since,
    lastDay: values[end - 1]! / scale,
    weekdayShare: weekdayShares(firstDay, values, end, scale),
  }
}

/** Writes the features of day `end + step − 1` (step from 1), seen after `end` days, into row `row` of the columns. */
export const writeFeatures = (
  columns: readonly Float64Array[],
  row: number,
  series: DemandSeries,
  state: OriginState,
  end: number,
  step: number,
): void => {
  const { firstDay, values } = series
  const target = end + step - 1
  const day = firstDay + target
  const date = new Date(day * 86_400_000)
  const year = yearAgo(values, target, end)
  const set = (feature: number, value: number): void => {
    columns[feature]![row] = value
  }
  const sameWeekday = (weeks: number): number => {
    const back = Math.ceil(step / 7) + weeks - 1
    return valueAt(values, target - 7 * back, end) / state.scale
  }
  set(0, step)
  set(1, ((day % 7) + 7) % 7)
  set(2, date.getUTCDate())
  set(3, dayOfYear(date))
  set(4, state.mean7)
  set(5, state.mean28)
  set(6, state.weekdayShare[((day % 7) + 7) % 7]!)
  set(7, sameWeekday(1))
  set(8, (sameWeekday(1) + sameWeekday(2)) / 2)
  set(9, (sameWeekday(1) + sameWeekday(2) + sameWeekday(3) + sameWeekday(4)) / 4)
  set(10, sameWeekday(8))
  set(11, year.level / state.scale)
  set(12, year.change)
  set(13, state.soldShare28)
  set(14, state.spread28)
  set(15, state.daysSinceSale)
  set(16, state.lastDay)
  set(17, Math.log(state.scale))
  set(18, Math.min(730, end))
  set(19, series.eventOf?.(day) ?? 0)
  set(20, series.eventOf?.(day - 364) ?? 0)
}

/** What sold around the same weekday a year before, and how a year ago went on from where we stand now. */
const yearAgo = (values: Float64Array, target: number, end: number): { level: number; change: number } => {
  const then = target - 364
  if (then < 7) return { level: Number.NaN, change: Number.NaN }
  const level = meanOf(values, then - 3, Math.min(end, then + 4))
  const before = meanOf(values, end - 364 - 28, end - 364)
  return { level, change: before > 0 ? level / before : Number.NaN }
}

const valueAt = (values: Float64Array, index: number, end: number): number =>
  index < 0 || index >= end ? Number.NaN : values[index]!

/** Mean of the known values of a stretch; NaN when there are none. */
const meanOf = (values: Float64Array, from: number, to: number): number => {
  let sum = 0
  let known = 0
  for (let i = Math.max(0, from); i < to; i++)
    if (!Number.isNaN(values[i]!)) {
      sum += values[i]!
      known++
    }
  return known === 0 ? Number.NaN : sum / known
}

const weekdayShares = (firstDay: number, values: Float64Array, end: number, scale: number): Float64Array => {
  const sums = new Float64Array(7)
  const known = new Float64Array(7)
  for (let i = Math.max(0, end - SCALE_DAYS); i < end; i++)
    if (!Number.isNaN(values[i]!)) {
      const weekday = (((firstDay + i) % 7) + 7) % 7
      sums[weekday]! += values[i]!
      known[weekday]! += 1
    }
  return sums.map((sum, weekday) => (known[weekday] === 0 ? Number.NaN : sum / known[weekday]! / scale))
}

const dayOfYear = (date: Date): number =>
  Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / 86_400_000)
