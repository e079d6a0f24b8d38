import { describe, expect, it } from 'vitest'
import { shopSeries } from '../testdata/seeded.ts'
import {
  chooseModel,
  confidenceOf,
  type Forecaster,
  type ModelBacktest,
  rollingBacktest,
  seasonalNaiveModel,
  tsbModel,
} from './index.ts'

const series = { firstDay: 20_000, values: shopSeries(120, 20, 3) }

/** Knows only how long its history is, and says so. */
const counting: Forecaster = {
  name: 'counting',
  version: '1',
  fit: ({ values }, horizon) => ({ yhat: new Float64Array(horizon).fill(values.length) }),
}

/** TSB with bounds of the given half width. */
const bounded = (width: number): Forecaster => ({
  ...tsbModel,
  fit: (train, horizon) => {
    const { yhat } = tsbModel.fit(train, horizon)
    return { yhat, lower: yhat.map((y) => y - width), upper: yhat.map((y) => y + width) }
  },
})

const card = (base: ModelBacktest, wape: number | null, horizonWape = wape) => ({
  ...base,
  wape,
  horizonWape,
})

describe('rollingBacktest', () => {
  it('shows each origin only what came before, and what came after to the judge alone', () => {
    const [card] = rollingBacktest({ series, models: [counting], origins: 3, step: 7, horizon: 14 })
    expect(card?.paths.map(({ origin, forecast }) => [origin, forecast[0]])).toEqual([
      [20_091, 92],
      [20_098, 99],
      [20_105, 106],
    ])
    expect([...card!.paths[2]!.actual]).toEqual(Array.from(series.values.subarray(106)))
  })

  it('drops origins with too little history, down to none', () => {
    const short = { firstDay: 0, values: series.values.slice(0, 60) }
    const paths = (minTrain: number) =>
      rollingBacktest({ series: short, models: [tsbModel], minTrain })[0]!.paths
    expect(paths(30)).toHaveLength(3)
    expect(paths(47)).toHaveLength(0)
  })

  it('gives the yardstick a MASE near one and TSB a better one on a steady series', () => {
    const [naive, smooth] = rollingBacktest({ series, models: [seasonalNaiveModel, tsbModel] })
    expect(naive!.mase).toBeGreaterThan(0.7)
    expect(naive!.mase).toBeLessThan(1.4)
    expect(smooth!.mase).toBeLessThan(naive!.mase!)
  })

  it('keeps bounds that cover and replaces bounds that do not', () => {
    const [wide, narrow] = rollingBacktest({ series, models: [bounded(15), bounded(0.01)] })
    expect(wide).toMatchObject({ interval: 'model' })
    expect(narrow).toMatchObject({ interval: 'conformal' })
    expect(narrow!.modelCoverage).toBeLessThan(0.1)
    expect(narrow!.coverage).toBeGreaterThan(0.7)
  })

  it('marks a model that gives no number', () => {
    const broken: Forecaster = {
      ...counting,
      fit: (_, horizon) => ({ yhat: new Float64Array(horizon).fill(Number.NaN) }),
    }
    const cards = rollingBacktest({ series, models: [broken, tsbModel] })
    expect(cards.map(({ failed }) => failed)).toEqual([true, false])
    expect(chooseModel(cards, 'smooth').chosen.name).toBe('tsb')
  })

  it('refuses a horizon of zero', () => {
    expect(() => rollingBacktest({ series, models: [], horizon: 0 })).toThrow("backtest's horizon must be")
  })
})

describe('chooseModel', () => {
  const [naive, smooth] = rollingBacktest({ series, models: [seasonalNaiveModel, tsbModel] })
  const chosen = (a: number | null, b: number | null, pattern: 'smooth' | 'lumpy') =>
    chooseModel([card(naive!, a), card(smooth!, b)], pattern).chosen.name

  it('keeps the yardstick unless it is clearly beaten', () => {
    expect(chosen(0.5, 0.49, 'smooth')).toBe('seasonal_naive')
    expect(chosen(0.5, 0.4, 'smooth')).toBe('tsb')
    expect(chosen(null, null, 'smooth')).toBe('seasonal_naive')
  })

  it('does not repeat a chance week of sparse demand unless that is far better', () => {
    expect(chosen(0.5, 0.55, 'lumpy')).toBe('tsb')
    expect(chosen(0.3, 0.55, 'lumpy')).toBe('seasonal_naive')
    expect(chosen(null, null, 'lumpy')).toBe('tsb')
  })

  it('prefers a model that foresees an event unless it is much worse', () => {
    const favoured = (wape: number) =>
      chooseModel([card(naive!, 0.5), card(smooth!, wape)], 'smooth', { foresees: ['tsb'] }).chosen.name
    expect(favoured(0.54)).toBe('tsb')
    expect(favoured(0.6)).toBe('seasonal_naive')
  })

  it('says by how much it beats the yardstick', () => {
    const choice = chooseModel([card(naive!, 0.5), card(smooth!, 0.4)], 'smooth')
    expect(choice).toMatchObject({ measure: 'wape', error: 0.4 })
    expect(choice.skill).toBeCloseTo(0.2)
  })
})

describe('confidenceOf', () => {
  const [base] = rollingBacktest({ series, models: [tsbModel] })
  const of = (change: Partial<ModelBacktest>) =>
    confidenceOf({ ...base!, horizonWape: 0.15, coverage: 0.78, ...change })

  it('is what its formula says', () => {
    expect(of({})).toBeCloseTo((1 / 1.15) * (0.78 / 0.8), 10)
    expect(of({ coverage: 1 })).toBeCloseTo(0.8 / 1.15, 10)
    expect(of({ paths: base!.paths.slice(0, 2) })).toBeCloseTo(of({}) / 2, 10)
    expect(of({ paths: [] })).toBe(0)
    expect(of({ coverage: null })).toBe(0)
  })

  it('falls with error and with coverage missed', () => {
    expect(of({ horizonWape: 0.5 })).toBeLessThan(of({}))
    expect(of({ coverage: 0.5 })).toBeLessThan(of({}))
  })
})
