import { describe, expect, it } from 'vitest'
import { hasUci, uciDailySales } from '../testdata/uciDailySales.ts'
import { type Forecaster, forecastSeries, prophetModel, seasonalNaiveModel, tsbModel } from './index.ts'

if (!hasUci)
  console.warn(
    'Skipped: accuracy on UCI Online Retail, as ../shared/data/uci-online-retail.csv.gz is absent.',
  )

const HORIZON = 14
const CUTS = [1, 2, 3]
const LEAST_ERRORS = 10
const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0)
interface Tally {
  error: number
  horizonError: number
  sold: number
  forecasts: number
}

/** The claim is about days no backtest has seen: each cut ends the history before the days it is judged on. */
describe.skipIf(!hasUci)('on the 150 busiest products of UCI Online Retail', () => {
  it(
    'the chosen model is never worse than seasonal naive in any class of demand',
    { timeout: 120_000 },
    async () => {
      const prophet = prophetModel()
      const within = { held: 0, asked: 0 }
      const single: Forecaster[] = [seasonalNaiveModel, tsbModel, prophet]
      const tallies = new Map<string, Tally>()
      for (const { firstDay, values } of await uciDailySales(150))
        for (const cut of CUTS) {
          const end = values.length - cut * HORIZON
          const train = { firstDay, values: values.slice(0, Math.max(0, end)) }
          const result = forecastSeries(train, { models: [prophet] })
          if (result.status !== 'ok') continue
          const actual = values.slice(end, end + HORIZON)
          const errors = result.horizonErrors
          if (errors.length >= LEAST_ERRORS) {
            const level =
              sum(result.yhat) + errors[Math.min(errors.length, Math.ceil((errors.length + 1) * 0.9)) - 1]!
            within.asked++
            if (sum(actual) <= level) within.held++
          }
          const judge = (name: string, yhat: Float64Array) => {
            add(tallies, `${result.pattern.pattern} · ${name}`, yhat, actual)
            add(tallies, `all · ${name}`, yhat, actual)
          }
          judge('chosen', result.yhat)
          for (const model of single) judge(model.name, model.fit(train, HORIZON).yhat)
        }
      printTable(tallies)
      console.log(
        `Two-week demand within the 90 % level: ${percent(within.held, within.asked)} % of ${within.asked} forecasts`,
      )
      expect(within.held / within.asked).toBeGreaterThan(0.85)
      expect(within.held / within.asked).toBeLessThan(0.96)
      const classes = [...tallies.keys()]
        .filter((key) => key.endsWith('chosen'))
        .map((key) => key.split(' · ')[0]!)
      expect(classes.length).toBeGreaterThan(2)
      for (const name of classes) {
        const chosen = tallies.get(`${name} · chosen`)!
        const naive = tallies.get(`${name} · seasonal_naive`)!
        expect(chosen.error, `daily error, ${name}`).toBeLessThanOrEqual(naive.error)
        expect(chosen.horizonError, `error of the two-week sum, ${name}`).toBeLessThanOrEqual(
          naive.horizonError,
        )
      }
    },
  )
})

const add = (tallies: Map<string, Tally>, key: string, forecast: Float64Array, actual: Float64Array) => {
  const tally = tallies.get(key) ?? { error: 0, horizonError: 0, sold: 0, forecasts: 0 }
  const sold = actual.reduce((a, b) => a + b, 0)
  actual.forEach((units, h) => (tally.error += Math.abs(units - forecast[h]!)))
  tally.horizonError += Math.abs(sold - forecast.reduce((a, b) => a + b, 0))
  tally.sold += sold
  tally.forecasts++
  tallies.set(key, tally)
}

const percent = (part: number, whole: number) => Math.round((1000 * part) / whole) / 10

const printTable = (tallies: Map<string, Tally>) => {
  const rows = [...tallies].sort(([a], [b]) => a.localeCompare(b))
  console.table(
    Object.fromEntries(
      rows.map(([key, { error, horizonError, sold, forecasts }]) => [
        key,
        { 'WAPE %': percent(error, sold), 'two-week WAPE %': percent(horizonError, sold), forecasts },
      ]),
    ),
  )
}
