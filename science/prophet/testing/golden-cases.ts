import { cannabisCalendar } from '../src/calendar.ts'
import type { Series } from '../src/series.ts'
import { defaultSettings } from '../src/settings.ts'
import type { ProphetSettings } from '../src/settings.ts'
import { readDatedColumn } from './public-data.ts'
import { syntheticSeries, syntheticStart } from './synthetic-series.ts'

/** A series that R's prophet has forecast too; the numbers are in `src/golden/<name>.json`. */
export interface GoldenCase {
  readonly name: string
  readonly series: Series
  readonly settings: ProphetSettings
  readonly futureDays: readonly number[]
  readonly futureRegressors: Readonly<Record<string, readonly number[]>>
}

const calendar = cannabisCalendar(2022, 2025, { state: 'IL' })
const fourTwenty = calendar.find((holiday) => holiday.name === '4/20')!.days

const afterwards = (series: Series, count = 14): number[] =>
  Array.from({ length: count }, (_, i) => series.days[series.days.length - 1]! + 1 + i)

const goldenCase = (name: string, series: Series, settings: ProphetSettings): GoldenCase => ({
  name,
  series,
  settings,
  futureDays: afterwards(series),
  futureRegressors: {},
})

/** The synthetic cases, then Peyton Manning's page views where the public data is at hand. */
export function goldenCases(): GoldenCase[] {
  const cases = [required(), bending(), flat(), mixed(), gaps()]
  const manning = readDatedColumn('prophet_example_wp_log_peyton_manning.csv', 'y')
  return manning === undefined ? cases : [...cases, peytonManning(manning)]
}

const required = (): GoldenCase =>
  goldenCase(
    'multiplicative-with-holidays',
    syntheticSeries({
      days: 730,
      seed: 101,
      growth: 0.3,
      weekly: 0.2,
      yearly: 0.1,
      payday: 0.05,
      noise: 0.1,
      eventDays: fourTwenty,
      eventLift: 0.9,
    }),
    defaultSettings(730, { holidays: calendar }),
  )

const bending = (): GoldenCase =>
  goldenCase(
    'additive-bending-trend',
    syntheticSeries({
      days: 500,
      seed: 102,
      growth: 1.2,
      bendAt: 0.5,
      bendFactor: -0.5,
      weekly: 0.25,
      noise: 0.08,
    }),
    defaultSettings(500, {
      seasonalityMode: 'additive',
      seasonalities: [{ name: 'weekly', periodDays: 7, order: 3 }],
    }),
  )

const flat = (): GoldenCase =>
  goldenCase(
    'flat-growth',
    syntheticSeries({ days: 300, seed: 103, level: 12, weekly: 0.3, payday: 0.1, noise: 0.2 }),
    defaultSettings(300, { growth: 'flat' }),
  )

const promotion = (day: number): number => (day % 11 < 2 ? 1 : 0)
const price = (day: number): number => Math.round((20 + 3 * Math.sin(day / 13)) * 100) / 100

const regressorsOn = (list: readonly number[]): Record<string, number[]> => ({
  price: list.map(price),
  promotion: list.map(promotion),
})

function mixed(): GoldenCase {
  const { days, values } = syntheticSeries({ days: 420, seed: 104, growth: 0.5, weekly: 0.2, noise: 0.07 })
  const last = days.at(-1)!
  const futureDays = Array.from({ length: 14 }, (_, i) => last + 1 + i)
  const lifted = values.map(
    (value, i) => value * (1 + 0.4 * promotion(days[i]!)) - 2 * (price(days[i]!) - 20),
  )
  const settings = defaultSettings(420, {
    seasonalities: [
      { name: 'weekly', periodDays: 7, order: 3, mode: 'additive' },
      { name: 'monthly', periodDays: 30.5, order: 5, priorScale: 0.1 },
    ],
    regressors: [{ name: 'price', mode: 'additive', priorScale: 5 }, { name: 'promotion' }],
  })
  return {
    name: 'mixed-modes-with-regressors',
    series: { days, values: lifted, regressors: regressorsOn(days) },
    settings,
    futureDays,
    futureRegressors: regressorsOn(futureDays),
  }
}

const gaps = (): GoldenCase =>
  goldenCase(
    'gaps-and-given-changepoints',
    syntheticSeries({
      days: 400,
      seed: 105,
      level: 40,
      growth: 0.8,
      bendAt: 0.6,
      bendFactor: 3,
      weekly: 0.15,
      noise: 0.1,
      missing: 0.25,
    }),
    defaultSettings(400, {
      seasonalities: [{ name: 'weekly', periodDays: 7, order: 3 }],
      changepoints: { kind: 'given', days: [syntheticStart + 120, syntheticStart + 240] },
      changepointPriorScale: 0.5,
    }),
  )

/** Prophet's own quick start: additive yearly and weekly patterns, all else at its defaults. */
const peytonManning = (series: Series): GoldenCase =>
  goldenCase(
    'peyton-manning',
    series,
    defaultSettings(3000, {
      seasonalityMode: 'additive',
      seasonalities: [
        { name: 'yearly', periodDays: 365.25, order: 10 },
        { name: 'weekly', periodDays: 7, order: 3 },
      ],
    }),
  )
