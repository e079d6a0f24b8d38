import { calendarInto, CALENDAR_INPUTS } from './calendar.ts'
import type { LstmSeries } from './series.ts'

/** Days a product's scale is measured over. */
export const SCALE_DAYS = 91

/** What the network is told of each day; events follow, one input each. All quantities in shares of the scale, log(1 + x). */
export const DAY_INPUTS = [
  'day_before',
  'day_before_known',
  'same_weekday',
  'same_weekday_of_four',
  'year_before',
  'year_before_known',
  'mean_28',
  'sold_share_28',
  'log_scale',
  'log_price',
  'promotion',
  'days_ahead',
  ...CALENDAR_INPUTS,
] as const

/** What was agreed with the network when it was trained. */
export interface InputRules {
  /** Days seen before the first one forecast. */
  readonly window: number
  readonly horizon: number
  /** Event numbers known, in the order of their inputs. */
  readonly events: readonly number[]
  /** Mean and spread of the logarithm of the scale over the products learned from. */
  readonly centre: number
  readonly spread: number
}

/** A product as it stood after `end` days. */
export interface Origin {
  readonly series: LstmSeries
  readonly end: number
  /** Mean units a day over the last 91 days, from the first sale on; above zero. */
  readonly scale: number
}

/** The origin after `end` days; null when nothing sold in the 91 days before. */
export const originAt = (series: LstmSeries, end: number): Origin | null => {
  const first = series.values.findIndex((value) => value > 0)
  if (first < 0 || first >= end) return null
  const scale = meanOf(series.values, Math.max(first, end - SCALE_DAYS), end)
  return scale > 0 && Number.isFinite(scale) ? { series, end, scale } : null
}

export const inputCount = ({ events }: Pick<InputRules, 'events'>): number =>
  DAY_INPUTS.length + events.length

/** Units of day `index` in shares of the scale; NaN where unknown. */
export const shareOf = ({ series, scale }: Origin, index: number): number => {
  const value = series.values[index]
  return value === undefined ? Number.NaN : Math.max(0, value) / scale
}

/**
 * Writes window + horizon days of one origin into row `row` of time-major inputs. Nothing sold at or after the origin is
 * looked at; prices, promotions and events of the days ahead are, since they are planned.
 */
export const writeInputs = (
  inputs: Float64Array,
  rows: number,
  row: number,
  origin: Origin,
  rules: InputRules,
): void => {
  const { series, end, scale } = origin
  const width = inputCount(rules)
  const state = stateOf(origin, rules)
  for (let t = 0; t < rules.window + rules.horizon; t++) {
    const index = end - rules.window + t
    const at = (t * rows + row) * width
    const seen = Math.min(end, Math.max(0, index))
    const ahead = Math.max(0, index - end + 1)
    inputs.fill(0, at, at + width)
    if (index < 0) continue
    const before = index - 1 < end ? shareOf(origin, index - 1) : Number.NaN
    const year = yearBefore(series.values, index, end)
    inputs[at] = compressed(before)
    inputs[at + 1] = Number.isNaN(before) ? 0 : 1
    inputs[at + 2] = compressed(weekdayMean(series.values, index, seen, 1) / scale)
    inputs[at + 3] = compressed(weekdayMean(series.values, index, seen, 4) / scale)
    inputs[at + 4] = compressed(year / scale)
    inputs[at + 5] = Number.isNaN(year) ? 0 : 1
    inputs[at + 6] = state.mean28
    inputs[at + 7] = state.soldShare
    inputs[at + 8] = state.logScale
    inputs[at + 9] = priceChange(series.price?.[index], state.usualPrice)
    inputs[at + 10] = Math.min(1, Math.max(0, series.promotion?.[index] || 0))
    inputs[at + 11] = ahead / rules.horizon
    calendarInto(inputs, at + 12, series.firstDay + index)
    const event = series.eventOf ? rules.events.indexOf(series.eventOf(series.firstDay + index)) : -1
    if (event >= 0) inputs[at + DAY_INPUTS.length + event] = 1
  }
}

const stateOf = ({ series, end, scale }: Origin, { centre, spread }: InputRules) => {
  const from = Math.max(0, end - 28)
  let known = 0
  let sold = 0
  for (let i = from; i < end; i++) {
    if (Number.isNaN(series.values[i]!)) continue
    known++
    if (series.values[i]! > 0) sold++
  }
  return {
    mean28: compressed(meanOf(series.values, from, end) / scale),
    soldShare: known === 0 ? 0 : sold / known,
    // a product of a size never learned from is treated as the largest or smallest one learned
    logScale: Math.min(3, Math.max(-3, (Math.log(scale) - centre) / spread)),
    usualPrice: series.price ? meanOf(series.price, Math.max(0, end - SCALE_DAYS), end) : Number.NaN,
  }
}

/** Large sales are told apart less than small ones; what is unknown is nothing. */
const compressed = (share: number): number => (share > 0 ? Math.log1p(share) : 0)

const priceChange = (price: number | undefined, usual: number): number => {
  const change = price === undefined || !(price > 0) || !(usual > 0) ? 0 : Math.log(price / usual)
  return Math.min(1.5, Math.max(-1.5, change))
}

/** Mean of the last `weeks` known same weekdays among the first `seen` days; NaN when there is none. */
const weekdayMean = (values: Float64Array, index: number, seen: number, weeks: number): number => {
  let sum = 0
  let known = 0
  let i = index - 7
  if (i >= seen) i -= 7 * Math.ceil((i - seen + 1) / 7)
  for (let back = 0; back < 2 * weeks && i >= 0 && known < weeks; back++, i -= 7) {
    if (Number.isNaN(values[i]!)) continue
    sum += Math.max(0, values[i]!)
    known++
  }
  return known === 0 ? Number.NaN : sum / known
}

/** Mean of the week around the same weekday a year before, as far as it was seen. */
const yearBefore = (values: Float64Array, index: number, end: number): number =>
  index < 367 ? Number.NaN : meanOf(values, index - 367, Math.min(end, index - 360))

/** Mean of the known entries of a stretch, none counted below zero; NaN when there is none. */
export const meanOf = (values: Float64Array, from: number, to: number): number => {
  let sum = 0
  let known = 0
  for (let i = from; i < Math.min(to, values.length); i++)
    if (!Number.isNaN(values[i]!)) {
      sum += Math.max(0, values[i]!)
      known++
    }
  return known === 0 ? Number.NaN : sum / known
}
