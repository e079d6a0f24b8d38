import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { forecastLstm, lstmLevels, type LstmSeries, readLstm, trainLstm, writeLstm } from './index.ts'
import { seededUniform } from './seeded-random.ts'

const FIRST = 19_723
const DAYS = 420
const SEEN = 406
const EVENT = 110

/** Products that share a week, the effect of a promotion and an event a year, each at a level of its own. */
const shop = (products: number, seed: number): LstmSeries[] =>
  Array.from({ length: products }, (_, p) => {
    const uniform = seededUniform(seed * 1000 + p)
    const level = 4 + 60 * uniform()
    const promotion = Float64Array.from({ length: DAYS }, () => (uniform() < 0.12 ? 1 : 0))
    const values = Float64Array.from({ length: DAYS }, (__, i) => {
      const weekday = (FIRST + i) % 7
      const mean =
        level * (weekday === 1 ? 1.8 : weekday === 4 ? 0.5 : 1) * (promotion[i] === 1 ? 2 : 1) * eventAt(i)
      return Math.max(0, Math.round(mean + Math.sqrt(mean) * (uniform() + uniform() + uniform() - 1.5) * 2))
    })
    return { firstDay: FIRST, values, promotion, eventOf: (day) => (eventAt(day - FIRST) > 1 ? 7 : 0) }
  })

const eventAt = (index: number): number => (index % 365 === EVENT || index === 412 ? 2.5 : 1)
const cut = (series: LstmSeries, days: number): LstmSeries => ({
  ...series,
  values: series.values.slice(0, days),
})

const OPTIONS = { hidden: 16, windows: 6400, batch: 32, rate: 0.006, seed: 5 }
const all = shop(40, 1)
const past = all.map((series) => cut(series, SEEN))
const model = trainLstm(past, OPTIONS)!

describe('one network over all products', () => {
  it('beats last week repeated, on products it has never seen too', () => {
    for (const panel of [all, shop(30, 2)]) {
      const forecasts = forecastLstm(
        model,
        panel.map((series) => cut(series, SEEN)),
      )
      const total = { mean: 0, median: 0, naive: 0, inside: 0, days: 0 }
      panel.forEach(({ values }, p) => {
        const { yhat, quantiles } = forecasts[p]!
        for (let h = 0; h < 14; h++) {
          const sold = values[SEEN + h]!
          total.mean += Math.abs(sold - yhat[h]!)
          total.median += Math.abs(sold - quantiles[2]![h]!)
          total.naive += Math.abs(sold - values[SEEN - 7 + (h % 7)]!)
          total.days++
          if (sold >= quantiles[0]![h]! && sold <= quantiles[4]![h]!) total.inside++
        }
      })
      expect(total.mean).toBeLessThan(0.7 * total.naive)
      expect(total.median).toBeLessThan(0.7 * total.naive)
      expect(total.inside / total.days).toBeGreaterThan(0.65)
      expect(total.inside / total.days).toBeLessThan(0.95)
    }
    expect(model.learned.lossLast).toBeLessThan(model.learned.lossFirst)
    expect(model.learned.complete).toBe(true)
  })

  it('has learned what a promotion and an event do', () => {
    const [one] = past
    const tell = (change: Partial<LstmSeries>) => forecastLstm(model, [{ ...one!, ...change }])[0]!.yhat
    const none = new Float64Array(DAYS)
    const all14 = Float64Array.from({ length: DAYS }, (_, i) => (i >= SEEN ? 1 : one!.promotion![i]!))
    const sum = (path: Float64Array): number => path.reduce((total, value) => total + value, 0)
    const ordinary = tell({ promotion: none, eventOf: () => 0 })
    expect(sum(tell({ promotion: all14, eventOf: () => 0 })) / sum(ordinary)).toBeGreaterThan(1.4)
    const withEvent = tell({ promotion: none, eventOf: (day) => (day === FIRST + SEEN + 6 ? 7 : 0) })
    expect(withEvent[6]! / ordinary[6]!).toBeGreaterThan(1.25)
  })

  it('answers alike when trained again, stored and read, or passed to another thread', () => {
    const small = { ...OPTIONS, windows: 320 }
    const once = trainLstm(past, small)!
    const answer = forecastLstm(once, past.slice(0, 9))
    expect(forecastLstm(trainLstm(past, small)!, past.slice(0, 9))).toEqual(answer)
    expect(forecastLstm(readLstm(writeLstm(once)), past.slice(0, 9))).toEqual(answer)
    expect(forecastLstm(structuredClone(once), past.slice(0, 9))).toEqual(answer)
    expect(forecastLstm(trainLstm(past, { ...small, seed: 6 })!, past.slice(0, 9))).not.toEqual(answer)
  })

  it('forecasts a product alike alone and among others', () => {
    const together = forecastLstm(model, past)
    past.slice(0, 5).forEach((series, i) => {
      const [alone] = forecastLstm(model, [series])
      alone!.yhat.forEach((value, h) => expect(value).toBeCloseTo(together[i]!.yhat[h]!, 9))
    })
  })

  it('does not look at the days it forecasts', () => {
    const seeing = all[0]!.values.map((value, i) => (i < 300 ? value : 1e6))
    const [blind] = forecastLstm(model, [cut(all[0]!, 300)])
    expect(forecastLstm(model, [{ ...all[0]!, values: seeing.slice(0, 300) }])).toEqual([blind])
  })

  it('does not depend on the unit of measure but through the size it knows', () => {
    const [plain] = forecastLstm(model, [past[3]!])
    const grams = { ...past[3]!, values: past[3]!.values.map((value) => value * 3.5) }
    const [scaled] = forecastLstm(model, [grams])
    scaled!.yhat.forEach((value, h) => expect(value / 3.5 / plain!.yhat[h]!).toBeGreaterThan(0.6))
    scaled!.yhat.forEach((value, h) => expect(value / 3.5 / plain!.yhat[h]!).toBeLessThan(1.6))
  })
})

describe('any history', () => {
  const value = fc.oneof(
    fc.nat(40),
    fc.constant(0),
    fc.constant(Number.NaN),
    fc.constant(-3),
    fc.constantFrom(1e-12, 1e12),
  )

  it('gets finite forecasts, not below zero, with quantiles in order', () => {
    fc.assert(
      fc.property(fc.array(value, { maxLength: 130 }), fc.integer({ min: 1, max: 14 }), (values, horizon) => {
        const series = { firstDay: FIRST, values: Float64Array.from(values) }
        const [forecast] = forecastLstm(model, [series], horizon)
        expect(forecast!.yhat).toHaveLength(horizon)
        expect(forecast!.quantiles).toHaveLength(lstmLevels.length)
        for (let h = 0; h < horizon; h++) {
          const column = [0, ...forecast!.quantiles.map((path) => path[h]!)]
          expect([...column, forecast!.yhat[h]!].every((x) => Number.isFinite(x) && x >= 0)).toBe(true)
          for (let q = 1; q < column.length; q++) expect(column[q]).toBeGreaterThanOrEqual(column[q - 1]!)
        }
      }),
      { numRuns: 150 },
    )
  })

  it.each([1e-9, 1, 1e9])('keeps close to a constant of %d a day', (units) => {
    const week = Float64Array.from(past[0]!.values, (_, i) => units * (10 + ((FIRST + i) % 7 === 1 ? 8 : 0)))
    const [forecast] = forecastLstm(model, [{ firstDay: FIRST, values: week }])
    const mean = forecast!.yhat.reduce((sum, x) => sum + x, 0) / 14
    expect(mean / (units * 11.14)).toBeGreaterThan(0.6)
    expect(mean / (units * 11.14)).toBeLessThan(1.5)
  })

  it('of zeros, of nothing or of long ago is forecast at zero', () => {
    const long = Float64Array.from({ length: 200 }, (_, i) => (i < 100 ? 5 : 0))
    for (const values of [new Float64Array(60), new Float64Array(0), long]) {
      const [forecast] = forecastLstm(model, [{ firstDay: FIRST, values }])
      expect(
        [...forecast!.yhat, ...forecast!.quantiles.flatMap((path) => [...path])].every((x) => x === 0),
      ).toBe(true)
    }
  })

  it('can be trained on, however odd, beside sound ones', () => {
    const odd = [
      [1],
      [0, 0, 0],
      Array.from({ length: 90 }, () => Number.NaN),
      Array.from({ length: 90 }, (_, i) => (i === 3 ? 1e12 : 0)),
    ]
    const series = odd.map((values) => ({ firstDay: FIRST, values: Float64Array.from(values) }))
    const trained = trainLstm([...series, ...past.slice(0, 4)], { ...OPTIONS, windows: 128 })!
    expect(trained.parameters.every(Number.isFinite)).toBe(true)
  })
})

describe('a training', () => {
  it('ends when it is told to and keeps what it learned', () => {
    let asked = 0
    const seen: number[] = []
    const stopped = trainLstm(past, {
      ...OPTIONS,
      keepGoing: () => ++asked <= 5,
      onProgress: ({ batch, batches }) => seen.push(batch / batches),
    })!
    expect(stopped.learned).toMatchObject({ windows: 160, complete: false })
    expect(seen).toEqual([1, 2, 3, 4, 5].map((batch) => batch / 200))
    expect(forecastLstm(stopped, past.slice(0, 1))[0]!.yhat.every(Number.isFinite)).toBe(true)
    expect(trainLstm(past, { ...OPTIONS, keepGoing: () => false })).toBeNull()
  })

  it('learns nothing from next to nothing', () => {
    expect(trainLstm([])).toBeNull()
    expect(trainLstm([cut(all[0]!, 41)])).toBeNull()
    expect(trainLstm([{ firstDay: FIRST, values: new Float64Array(400) }])).toBeNull()
  })

  it('refuses what it cannot use, and says what', () => {
    const infinite = { firstDay: FIRST, values: Float64Array.of(1, Infinity) }
    expect(() => trainLstm([past[0]!, infinite])).toThrow('series[1].values[1] is infinite')
    expect(() => forecastLstm(model, [infinite])).toThrow('series[0].values[1] is infinite')
    expect(() => trainLstm([{ ...past[0]!, firstDay: 0.5 }])).toThrow('whole days')
    expect(() => trainLstm(past, { hidden: 0 })).toThrow('hidden must be a whole number')
    expect(() => forecastLstm(model, past, 15)).toThrow('learned 1 to 14 days ahead, not 15')
    for (const text of [
      '{',
      'null',
      '{"kind":"gbm"}',
      writeLstm(model).replace('"hidden":16', '"hidden":17'),
    ])
      expect(() => readLstm(text)).toThrow('Train it again')
  })
})
