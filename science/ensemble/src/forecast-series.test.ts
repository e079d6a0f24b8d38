import { describe, expect, it } from 'vitest'
import { defaultSettings, forecastProphet, fitProphet } from '@suite/prophet'
import { seeded, shopSeries } from '../testdata/seeded.ts'
import { cannabisProphet, forecastSeries, prophetModel, type SeriesForecast } from './index.ts'

const FIRST = 20_000
const prophet = prophetModel({ paths: 200 })
const run = (values: Float64Array, inStock?: Uint8Array): SeriesForecast => {
  const result = forecastSeries(
    { firstDay: FIRST, values, ...(inStock ? { inStock } : {}) },
    { models: [prophet] },
  )
  if (result.status !== 'ok') throw new Error(result.status)
  return result
}
const sum = ({ yhat }: SeriesForecast) => yhat.reduce((a, b) => a + b, 0)
/** The promise every forecast keeps. */
const expectSound = ({ yhat, lower, upper }: SeriesForecast) => {
  expect(yhat).toHaveLength(14)
  yhat.forEach((y, h) => {
    expect(lower[h]).toBeGreaterThanOrEqual(0)
    expect(lower[h]).toBeLessThanOrEqual(upper[h]!)
    expect(Number.isFinite(y) && y >= 0).toBe(true)
  })
}

describe('forecastSeries', () => {
  it('waits for 30 days from the first sale and says until when', () => {
    const values = Float64Array.of(0, 0, 0, 5, ...Array.from({ length: 10 }, () => 4))
    expect(forecastSeries({ firstDay: FIRST, values })).toEqual({
      status: 'not_enough_history',
      daysOfHistory: 11,
      availableOn: FIRST + 33,
    })
    expect(forecastSeries({ firstDay: FIRST, values: new Float64Array() })).toMatchObject({
      availableOn: FIRST + 30,
    })
  })

  it('forecasts from the thirtieth day on, without confidence at first', () => {
    const result = run(shopSeries(30, 12, 5))
    expectSound(result)
    expect(result).toMatchObject({ firstDay: FIRST + 30, confidence: 0, daysOfHistory: 30 })
    expect(result.backtests[0]?.paths).toHaveLength(1)
  })

  it('asks Prophet about steady demand and shows every card, yardstick first', () => {
    const result = run(shopSeries(400, 40, 11))
    expectSound(result)
    expect(result.backtests.map(({ name }) => name)).toEqual(['seasonal_naive', 'tsb', 'prophet'])
    expect(result.choice.skill).toBeGreaterThan(0.1)
    expect(result.choice.chosen.coverage).toBeGreaterThan(0.65)
    expect(result.confidence).toBeGreaterThan(0.7)
  })

  it('chooses Prophet where the payday pattern is strong, which last week and smoothing cannot see', () => {
    const random = seeded(2)
    const values = Float64Array.from({ length: 500 }, (_, i) =>
      Math.round(30 * (1 + 0.6 * Math.sin((2 * Math.PI * i) / 30.5)) + 4 * random()),
    )
    expect(run(values).model.name).toBe('prophet')
  })

  it('sees 4/20 coming, though no recent week rewards it, and shows it', () => {
    const day = (text: string) => Date.parse(text) / 86_400_000
    const from = day('2024-01-01')
    const random = seeded(6)
    const before420 = Float64Array.from({ length: day('2026-04-12') - from }, (_, i) => {
      const lift = ['2024-04-20', '2025-04-20'].some((text) => Math.abs(day(text) - from - i) <= 1) ? 3 : 1
      return Math.round(lift * 30 * (1 + 0.2 * (random() - 0.5)))
    })
    const series = { firstDay: from, values: before420 }
    const result = forecastSeries(series, { models: [cannabisProphet('CO', { paths: 200 })] })
    if (result.status !== 'ok') throw new Error(result.status)
    expect(result.model.name).toBe('prophet')
    const index = day('2026-04-20') - result.firstDay
    expect(result.yhat[index]).toBeGreaterThan(70)
    expect(result.yhat[index - 4]).toBeLessThan(45)
    expect(result.events.map((event) => event.index)).toContain(index)
    expect(result.events.find((event) => event.index === index)?.units).toBeGreaterThan(35)
  })

  it('passes over a model that gives no number', () => {
    const broken = {
      name: 'broken',
      version: '1',
      fit: () => ({ yhat: new Float64Array(14).fill(Number.NaN) }),
    }
    const result = forecastSeries({ firstDay: FIRST, values: shopSeries(120, 20, 8) }, { models: [broken] })
    expect(result.status === 'ok' && result.backtests.map(({ name }) => name)).toEqual([
      'seasonal_naive',
      'tsb',
    ])
  })

  it('routes sparse demand away from Prophet', () => {
    const random = seeded(3)
    const values = Float64Array.from({ length: 300 }, (_, i) =>
      i === 0 || random() < 0.15 ? 1 + Math.floor(60 * random() ** 3) : 0,
    )
    const result = run(values)
    expectSound(result)
    expect(result.pattern.pattern).toBe('lumpy')
    expect(result.backtests.map(({ name }) => name)).not.toContain('prophet')
    expect(sum(result)).toBeLessThan(14 * 10)
  })

  it('treats a constant, nothing at all and a product that died as what they are', () => {
    const constant = run(new Float64Array(200).fill(6))
    expect([...constant.yhat]).toEqual(Array.from({ length: 14 }, () => 6))
    expect(constant.upper[0]).toBe(6)
    const nothing = run(new Float64Array(200))
    expect(nothing.yhat.every((y) => y === 0)).toBe(true)
    const dead = run(Float64Array.from({ length: 400 }, (_, i) => (i < 250 ? 8 + (i % 3) : 0)))
    expect(sum(dead)).toBeLessThan(1)
    expect(dead.backtests.map(({ name }) => name)).not.toContain('prophet')
  })

  it('does not take empty shelves for lost demand', () => {
    const values = shopSeries(200, 20, 9)
    const inStock = new Uint8Array(200).fill(1)
    for (let i = 180; i < 200; i++) values[i] = inStock[i] = 0
    expect(sum(run(values, inStock))).toBeGreaterThan(14 * 17)
    expect(sum(run(values))).toBeLessThan(14 * 15)
  })

  it('gives the same forecast for the same input, also after other series', () => {
    const values = shopSeries(380, 25, 21)
    const before = run(values)
    run(shopSeries(380, 70, 22))
    expect(run(values)).toEqual(before)
  })
})

describe('prophetModel', () => {
  it('answers as Prophet itself does, cut at zero', () => {
    const values = shopSeries(120, 30, 4)
    const days = Int32Array.from(values, (_, i) => FIRST + i)
    const future = Int32Array.from({ length: 14 }, (_, h) => FIRST + 120 + h)
    const alone = forecastProphet(fitProphet({ days, values }, defaultSettings(120)), future, undefined, {
      paths: 200,
    })
    const shared = prophet.fit({ firstDay: FIRST, values }, 14)
    alone.yhat.forEach((y, h) => expect(shared.yhat[h]).toBeCloseTo(Math.max(0, y), 6))
    alone.upper.forEach((y, h) => expect(shared.upper?.[h]).toBeCloseTo(Math.max(0, y), 6))
  })

  it('fits around missing days, and never forecasts below zero', () => {
    const gaps = shopSeries(120, 30, 4).map((value, i) => (i % 17 === 3 ? Number.NaN : value))
    expect(prophet.fit({ firstDay: FIRST, values: gaps }, 14).yhat.every(Number.isFinite)).toBe(true)
    const many = gaps.map((value, i) => (i % 3 === 0 ? Number.NaN : value))
    const days = Int32Array.from(many, (_, i) => FIRST + i)
    const future = Int32Array.from({ length: 14 }, (_, h) => FIRST + 120 + h)
    const exact = forecastProphet(fitProphet({ days, values: many }, defaultSettings(120)), future).yhat
    prophet
      .fit({ firstDay: FIRST, values: many }, 14)
      .yhat.forEach((y, h) => expect(y).toBeCloseTo(exact[h]!, 6))
    const falling = Float64Array.from({ length: 120 }, (_, i) => 120 - i)
    expect(Math.min(...prophet.fit({ firstDay: FIRST, values: falling }, 14).yhat)).toBe(0)
  })

  it('asks for settings with the days they must cover, and forgets the calendar unused for longest', () => {
    const asked: number[][] = []
    const model = prophetModel({
      calendars: 2,
      settings: (...days) => {
        asked.push(days)
        return defaultSettings(days[0])
      },
    })
    for (const length of [60, 61, 60, 62, 60, 61])
      model.fit({ firstDay: FIRST, values: shopSeries(length, 9, 1) }, 7)
    expect(asked.map(([length]) => length)).toEqual([60, 61, 62, 61])
    expect(asked[0]).toEqual([60, FIRST, FIRST + 66])
  })
})
