import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { seededUniform } from '../boosting/seeded-uniform.ts'
import { forecastGlobalDemand, trainGlobalDemand } from './train.ts'
import type { DemandSeries } from './series.ts'

const FIRST = 19_723
const OPTIONS = { rounds: 60, minLeafWeight: 40, depth: 4, maxRows: 12_000 }

/** Products that share a week, a payday and an event a year, each at a level of its own. */
const shop = (products: number, days: number, seed: number): DemandSeries[] =>
  Array.from({ length: products }, (_, p) => {
    const uniform = seededUniform(seed * 1000 + p)
    const level = 2 + 40 * uniform()
    const values = Float64Array.from({ length: days }, (__, i) => {
      const weekday = (FIRST + i) % 7
      const mean = level * (weekday === 1 ? 1.8 : weekday === 4 ? 0.5 : 1) * (i % 365 === 110 ? 3 : 1)
      return Math.max(0, Math.round(mean + Math.sqrt(mean) * (uniform() + uniform() + uniform() - 1.5) * 2))
    })
    return { firstDay: FIRST, values, eventOf: (day) => ((day - FIRST) % 365 === 110 ? 1 : 0) }
  })

const wape = (forecast: Float64Array, actual: Float64Array): [number, number] => [
  actual.reduce((sum, value, i) => sum + Math.abs(value - forecast[i]!), 0),
  actual.reduce((sum, value) => sum + value, 0),
]
const cut = (series: DemandSeries, days: number): DemandSeries => ({
  ...series,
  values: series.values.slice(0, days),
})

describe('the model over all products', () => {
  const all = shop(40, 420, 1)
  const model = trainGlobalDemand(
    all.map((series) => cut(series, 406)),
    OPTIONS,
  )!

  it('knows the week products share, on products it has never seen too', () => {
    const strangers = shop(20, 420, 2)
    const forecasts = forecastGlobalDemand(
      model,
      strangers.map((series) => cut(series, 406)),
    )
    const totals = { model: 0, naive: 0, sold: 0 }
    strangers.forEach(({ values }, p) => {
      const actual = values.slice(406)
      const [error, sold] = wape(forecasts[p]!, actual)
      const [naive] = wape(
        Float64Array.from(actual, (_, i) => values[406 - 7 + (i % 7)]!),
        actual,
      )
      totals.model += error
      totals.naive += naive
      totals.sold += sold
    })
    expect(totals.model).toBeLessThan(0.85 * totals.naive)
  })

  it('gives the same answer to the same question, and after a passage to another thread', () => {
    const again = trainGlobalDemand(
      all.map((series) => cut(series, 406)),
      OPTIONS,
    )!
    const asked = all.slice(0, 5)
    const answer = forecastGlobalDemand(model, asked)
    expect(forecastGlobalDemand(again, asked)).toEqual(answer)
    expect(forecastGlobalDemand(structuredClone(model), asked)).toEqual(answer)
  })

  it('does not look at the days it forecasts', () => {
    const [series] = all
    const blind = { ...series!, values: series!.values.slice(0, 300) }
    const seeing = { ...series!, values: series!.values.map((value, i) => (i < 300 ? value : 1e6)) }
    const told = { ...seeing, values: seeing.values.slice(0, 300) }
    expect(forecastGlobalDemand(model, [told])).toEqual(forecastGlobalDemand(model, [blind]))
  })

  it('scales with the product', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 39 }), fc.integer({ min: 2, max: 9 }), (p, factor) => {
        const { firstDay, values } = all[p]!
        const [plain] = forecastGlobalDemand(model, [{ firstDay, values }])
        const [scaled] = forecastGlobalDemand(model, [{ firstDay, values: values.map((v) => v * factor) }])
        // the logarithm of the level is a feature: larger products may move a little differently
        plain!.forEach((value, i) => expect(scaled![i]! / factor / Math.max(value, 0.1)).toBeLessThan(3))
        expect(scaled!.every((value) => value >= 0 && Number.isFinite(value))).toBe(true)
      }),
      { numRuns: 30, seed: 7 },
    )
  })

  it('says zero of a product that has not sold for a quarter', () => {
    const values = Float64Array.from({ length: 200 }, (_, i) => (i < 100 ? 5 : 0))
    expect([...forecastGlobalDemand(model, [{ firstDay: FIRST, values }])[0]!]).toEqual(
      Array.from({ length: 14 }, () => 0),
    )
  })

  it('learns nothing from next to nothing, and refuses days it has not learned', () => {
    expect(trainGlobalDemand([], OPTIONS)).toBeNull()
    expect(trainGlobalDemand([cut(all[0]!, 45)], OPTIONS)).toBeNull()
    expect(() => forecastGlobalDemand(model, all, 15)).toThrow('learned 14 days ahead, not 15')
  })

  it('stops when it is told to', () => {
    const stopped = trainGlobalDemand(all, { ...OPTIONS, onRound: (round) => round === 4 })!
    expect(stopped.trees.roots).toHaveLength(5)
  })
})
