import { describe, expect, it } from 'vitest'
import { columnsOf } from './columns.ts'
import { featuresAt } from './components.ts'
import { fitProphet } from './fit.ts'
import { predictProphet } from './forecast.ts'
import { logPosterior } from './log-posterior.ts'
import type { RegressorValues } from './series.ts'
import { defaultSettings } from './settings.ts'
import { syntheticSeries } from '../testing/synthetic-series.ts'

const weekly = { name: 'weekly', periodDays: 7, order: 3 } as const
const { days, values } = syntheticSeries({ days: 240, seed: 41, weekly: 0.3, growth: 0.5, noise: 0.1 })
const busy = days.map((_, i) => (Math.floor(i / 30) % 2 === 0 ? 1 : 0))
const settings = defaultSettings(240, { seasonalities: [{ ...weekly, condition: 'busy' }] })

/** The same pattern, its waves multiplied by the condition by hand and given as plain regressors. */
const waves = (at: readonly number[], on: readonly number[]): RegressorValues => {
  const plain = defaultSettings(240, { seasonalities: [weekly] })
  return Object.fromEntries(
    featuresAt(plain, at).values.map((wave, k) => [`wave ${k}`, wave!.map((value, i) => value * on[i]!)]),
  )
}

describe('a seasonality under a condition', () => {
  it('is the same model as its waves given by hand', () => {
    const series = { days, values, regressors: { busy } }
    const byHand = { days, values, regressors: waves(days, busy) }
    const model = fitProphet(series, settings)
    const other = fitProphet(
      byHand,
      defaultSettings(240, {
        seasonalities: [],
        regressors: Object.keys(byHand.regressors).map((name) => ({
          name,
          priorScale: 10,
          standardize: false,
        })),
      }),
    )
    expect(model.fit.logPosterior! / other.fit.logPosterior!).toBeCloseTo(1, 10)
    expect(model.fit.logPosterior! / logPosterior(series, model)).toBeCloseTo(1, 9)
    model.coefficients.forEach((value, k) => expect(value).toBeCloseTo(other.coefficients[k]!, 6))
    expect(columnsOf(settings)).toHaveLength(6)
  })

  it('acts on no day on which the condition does not hold', () => {
    const model = fitProphet({ days, values, regressors: { busy } }, settings)
    const future = Array.from({ length: 14 }, (_, i) => days.at(-1)! + 1 + i)
    const on = future.map((_, i) => (i < 7 ? 1 : 0))
    const [term] = predictProphet(model, future, { busy: on }).terms
    expect([...term!.values].slice(7)).toEqual([0, 0, 0, 0, 0, 0, 0])
    expect(Math.max(...term!.values)).toBeGreaterThan(0.1)
  })

  it('is refused without its condition, or with anything but 1 and 0', () => {
    expect(() => fitProphet({ days, values }, settings)).toThrow('regressors.busy is missing')
    const half = busy.map((value) => value / 2)
    expect(() => fitProphet({ days, values, regressors: { busy: half } }, settings)).toThrow(
      'regressors.busy[0] is 0.5; a condition is 1 or 0',
    )
  })
})
