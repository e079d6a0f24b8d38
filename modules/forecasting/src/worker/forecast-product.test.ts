import { describe, expect, it } from 'vitest'
import { cannabisProphet, forecastSeries } from '@suite/ensemble'
import { dayOf, epochDay } from '@suite/kernel'
import { weekdayOf } from '../rules/daily-demand.ts'
import { createProductForecaster } from './forecast-product.ts'
import type { ForecastBatch, ProductForecast, ProductSeries } from './messages.ts'

const FIRST = epochDay('2024-04-01')
const PRODUCT = '0198c0de-0000-7000-8000-000000000101'

const random = (seed: number) => (): number => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
  return seed / 4_294_967_296
}
/** Steady demand with waves over week, payday and year, a growing trend and big days at 4/20. */
const steady = (
  days: number,
  at = (day: number, units: number) => (day >= 0 ? units : units),
): Float64Array<ArrayBuffer> => {
  const next = random(7)
  return Float64Array.from({ length: days }, (_, i) => {
    const day = FIRST + i
    const wave = 1 + 0.35 * Math.sin((2 * Math.PI * weekdayOf(day)) / 7)
    const holiday = dayOf(day).endsWith('-04-20') ? 2.5 : 1
    const rhythm =
      1 + 0.3 * Math.sin((2 * Math.PI * day) / 30.5) + 0.2 * Math.sin((2 * Math.PI * day) / 365.25)
    return at(day, Math.round((12 + i / 60) * wave * holiday * rhythm + 3 * (next() + next() - 1)))
  })
}
const forecastOf = (
  series: Omit<ProductSeries, 'productId'>,
  closedWeekdays: number[] = [],
): ProductForecast => {
  const product = { productId: PRODUCT, ...series }
  const batch: ForecastBatch = { state: 'CO', closedWeekdays, series: [product] }
  return createProductForecaster().forecast(product, batch)
}

describe('a steady product', () => {
  const values = steady(730)
  const found = forecastOf({ firstDay: FIRST, values })

  it('is forecast by Prophet for sixty days, the first fourteen as the ensemble backtested them', () => {
    const ensemble = forecastSeries(
      { firstDay: FIRST, values },
      { models: [cannabisProphet('CO')], horizon: 14 },
    )
    expect(found).toMatchObject({
      status: 'ready',
      model: 'prophet',
      firstDay: '2026-04-01',
      trainedThrough: '2026-03-31',
    })
    expect([found.mean?.length, found.lower?.length, found.upper?.length]).toEqual([60, 60, 60])
    if (ensemble.status !== 'ok') throw new Error('expected a forecast')
    expect(found.mean!.slice(0, 14)).toEqual(Array.from(ensemble.yhat, (y) => Math.round(y * 1e4) / 1e4))
    expect(found.upper!.slice(0, 14)).toEqual(Array.from(ensemble.upper, (y) => Math.round(y * 1e4) / 1e4))
    expect(found.wape).toBeCloseTo(ensemble.choice.chosen.wape!, 3)
    expect(found.mean!.every((y, i) => found.lower![i]! <= y && y <= found.upper![i]!)).toBe(true)
  })

  it('carries its components: the holiday ahead, the week, the year, the bends of the trend', () => {
    const { components } = found
    expect(components?.weekly.map((day) => day.weekday)).toEqual([0, 1, 2, 3, 4, 5, 6])
    const [low, high] = [5, 2].map((weekday) => components!.weekly[weekday]!.effect)
    expect(high! - low!).toBeGreaterThan(0.4)
    expect(components?.holidays).toContainEqual({
      name: '4/20',
      day: '2026-04-20',
      effect: expect.any(Number),
    })
    expect(components!.holidays.find(({ day }) => day === '2026-04-20')!.effect).toBeGreaterThan(0.8)
    expect([components?.yearly.length, components?.monthly.length]).toEqual([53, 31])
    expect(components?.trend.at(-1)?.day).toBe('2026-05-30')
    expect(components!.trend.at(-1)!.value).toBeGreaterThan(components!.trend[0]!.value)
  })

  it('says in words which model is used and by how much', () => {
    expect(found.backtest?.models.map(({ model }) => model)).toEqual([
      'seasonal_naive',
      'tsb',
      'theta',
      'prophet',
      'mean',
    ])
    expect(found.backtest?.reason).toMatch(
      /^Prophet was off by \d+ % over 8 past trials of 14 days; repeating last week by/,
    )
    expect(found.skill).toBeGreaterThan(0)
  })

  it('is the same every time', () => {
    expect(forecastOf({ firstDay: FIRST, values })).toEqual(found)
  })
})

describe('a sparse product', () => {
  const next = random(3)
  const values = Float64Array.from({ length: 300 }, () => (next() < 0.15 ? 2 : 0))
  const found = forecastOf({ firstDay: FIRST, values })

  it('goes on by the week beyond the backtested days', () => {
    expect(found.model).not.toBe('prophet')
    expect(found.components).toBeNull()
    for (let i = 14; i < 60; i++) expect(found.mean![i]).toBe(found.mean![i - 7])
    expect(found.unitsPerDay).toBeCloseTo(0.3, 0)
  })
})

describe('a store that is shut on Sundays', () => {
  it('sells nothing then, and the other days are not dragged down', () => {
    const values = steady(400, (day, units) => (weekdayOf(day) === 0 ? Number.NaN : units))
    const found = forecastOf({ firstDay: FIRST, values }, [0])
    const first = epochDay(found.firstDay!)
    found.mean!.forEach((y, i) => {
      if (weekdayOf(first + i) === 0) expect([y, found.upper![i]]).toEqual([0, 0])
      else expect(y).toBeGreaterThan(5)
    })
    if (found.components) expect(found.components.weekly[0]).toEqual({ weekday: 0, effect: -1 })
  })
})

describe('a product of two months', () => {
  it('is not left to Prophet, which too few trials could vouch for', () => {
    const values = steady(60)
    expect(forecastOf({ firstDay: FIRST, values }).backtest?.models.map(({ model }) => model)).toEqual([
      'seasonal_naive',
      'tsb',
    ])
  })
})

describe('a new product', () => {
  it('waits until it has thirty days', () => {
    const found = forecastOf({ firstDay: FIRST, values: Float64Array.from([3, 0, 2, 1]) })
    expect(found).toMatchObject({
      status: 'not_enough_history',
      availableOn: dayOf(FIRST + 30),
      mean: null,
      model: null,
    })
  })
})
