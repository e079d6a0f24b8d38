import { cannabisCalendar, defaultSettings, fitProphet, predictProphet, type Holiday } from '@suite/prophet'
import { dayOf, invalid } from '@suite/kernel'
import { fitEts, forecastEts, theta } from '@suite/smoothing'

/** Sales of whole weeks or months, in money or units. */
export interface Totals {
  /** Last day of each period, days since 1970-01-01, one period after the other without a gap. */
  readonly ends: ArrayLike<number>
  readonly values: ArrayLike<number>
  readonly period: 'week' | 'month'
  /** USPS code of the state whose legal sales began on a day people celebrate. */
  readonly state?: string
  /** What each weekday sells in shares of an average day, Sunday first; all alike where unknown. */
  readonly weekdays?: readonly number[]
}

/** A forecast of the periods after the last, with the bounds of an 80 % interval. */
export interface TotalsForecast {
  readonly ends: Int32Array
  readonly yhat: Float64Array
  readonly lower: Float64Array
  readonly upper: Float64Array
}

const ALIKE = [1, 1, 1, 1, 1, 1, 1]
const WEEK = 7
/** Years of totals that must have passed before a yearly pattern is told apart from the trend. */
const YEARLY_FROM = 3 * 365
const YEARLY = { name: 'yearly', periodDays: 365.25, order: 4, priorScale: 0.1 } as const
const EVENT_SCALE = 0.1
const YEAR_OF_MONTHS = 12
/** Fewest periods of a forecast. */
const LEAST = 8

/**
 * Forecasts weekly or monthly totals. Weeks: the mean of exponential smoothing (ETS) and Prophet with the cannabis calendar; one
 * follows the level, the other the trend and the events. Months, of which a shop has few: the median of the last one, ETS
 * with and without a season, Theta and Prophet, so that no single bend of a short history decides. Both count the trading
 * days a period has and which weekdays they are, as five Fridays sell more than four. Bounds are those of ETS, moved.
 * @throws AppError `bad_series` for fewer than eight periods or one without sales
 */
export const forecastTotals = (totals: Totals, horizon: number): TotalsForecast => {
  const { ends, values, period } = totals
  if (values.length < LEAST)
    throw invalid(
      'bad_series',
      `Totals of ${values.length} periods are too few; at least ${LEAST} are needed.`,
    )
  const all = Int32Array.from(ends)
  const ahead = endsAfter(all.at(-1)!, period, horizon)
  const days = tradingDays(totals, all)
  const rate = Float64Array.from(values, (value, i) => value / days[i]!)
  const smooth = forecastEts(fitEts(rate, { log: true }), horizon)
  const bent = byProphet(totals, all, rate, ahead)
  const middle =
    period === 'week'
      ? meanOf([forecastEts(fitEts(rate), horizon).yhat, bent])
      : medianOf(monthlyMembers(rate, smooth.yhat, bent, horizon))
  const coming = tradingDays(totals, ahead)
  const scaled = (factor: (h: number) => number): Float64Array =>
    Float64Array.from(ahead, (_, h) => Math.max(0, middle[h]! * coming[h]! * factor(h)))
  return {
    ends: ahead,
    yhat: scaled(() => 1),
    lower: scaled((h) => smooth.lower[h]! / smooth.yhat[h]!),
    upper: scaled((h) => smooth.upper[h]! / smooth.yhat[h]!),
  }
}

const monthlyMembers = (rate: Float64Array, smooth: Float64Array, bent: Float64Array, horizon: number) => [
  Float64Array.from({ length: horizon }, () => rate.at(-1)!),
  smooth,
  forecastEts(fitEts(rate, { period: YEAR_OF_MONTHS, log: true }), horizon).yhat,
  theta(rate.map(Math.log), horizon, YEAR_OF_MONTHS).map(Math.exp),
  bent,
]

const meanOf = (members: readonly Float64Array[]): Float64Array =>
  members[0]!.map((_, h) => members.reduce((sum, member) => sum + member[h]!, 0) / members.length)

/** Of an odd number of members. */
const medianOf = (members: readonly Float64Array[]): Float64Array =>
  members[0]!.map((_, h) => members.map((member) => member[h]!).sort((a, b) => a - b)[members.length >> 1]!)

const byProphet = (totals: Totals, ends: Int32Array, rate: Float64Array, ahead: Int32Array): Float64Array => {
  const span = ends.at(-1)! - ends[0]!
  const settings = defaultSettings(span, {
    seasonalities: span >= YEARLY_FROM ? [YEARLY] : [],
    holidays: totals.period === 'week' ? weeklyEvents(ends[0]!, ahead.at(-1)!, totals.state) : [],
    holidayPriorScale: EVENT_SCALE,
  })
  return predictProphet(fitProphet({ days: ends, values: rate }, settings), ahead).yhat
}

/** Each event moved to the end of its week; weeks end on the same weekday throughout. */
const weeklyEvents = (first: number, last: number, state?: string): Holiday[] => {
  const calendar = cannabisCalendar(yearOf(first - WEEK), yearOf(last), state === undefined ? {} : { state })
  return calendar.map(({ name, days }) => ({
    name,
    days: [...new Set(days.map((day) => day + ((((first - day) % WEEK) + WEEK) % WEEK)))].sort(
      (a, b) => a - b,
    ),
  }))
}

const endsAfter = (last: number, period: Totals['period'], horizon: number): Int32Array =>
  Int32Array.from({ length: horizon }, (_, h) => {
    if (period === 'week') return last + WEEK * (h + 1)
    const date = new Date(last * 86_400_000)
    return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + h + 2, 0) / 86_400_000
  })

/** Days of each period, each weekday weighed by what it sells. */
const tradingDays = ({ period, weekdays = ALIKE }: Totals, ends: Int32Array): Float64Array =>
  Float64Array.from(ends, (end) => {
    const length = period === 'week' ? WEEK : new Date(end * 86_400_000).getUTCDate()
    let sum = 0
    for (let day = end - length + 1; day <= end; day++) sum += weekdays[(((day + 4) % WEEK) + WEEK) % WEEK]!
    return sum
  })

const yearOf = (day: number): number => Number(dayOf(day).slice(0, 4))
