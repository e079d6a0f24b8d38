import { describe, expect, it } from 'vitest'
import { syntheticSeries } from '../testing/synthetic-series.ts'
import { createCalendarFitter } from './calendar-fitter.ts'
import { cannabisCalendar } from './calendar.ts'
import { fitProphet } from './fit.ts'
import { forecastProphet } from './forecast.ts'
import { defaultSettings } from './settings.ts'

describe('a calendar fitter', () => {
  const holidays = cannabisCalendar(2022, 2024, { state: 'NJ' })
  const settings = defaultSettings(400, { holidays, regressors: [{ name: 'promotion' }] })
  const products = [1, 2, 3, 4, 5].map((seed) =>
    syntheticSeries({
      days: 400,
      seed,
      growth: seed / 4,
      weekly: 0.2,
      noise: 0.2,
      missing: seed % 2 === 0 ? 0.2 : 0,
    }),
  )
  const { days } = products[0]!
  const promotionOf = (seed: number): number[] => days.map((day) => ((day * seed) % 11 < 3 ? 1 : 0))
  const fitter = createCalendarFitter(days, settings)
  const future = Array.from({ length: 14 }, (_, i) => days.at(-1)! + 1 + i)
  const promotion = future.map(() => 1)

  it('fits and forecasts each series as if it were alone', () => {
    const forecaster = fitter.forecaster(future)
    products.forEach(({ values }, i) => {
      const regressors = { promotion: promotionOf(i + 2) }
      const model = fitter.fit(values, regressors)
      const alone = fitProphet({ days, values, regressors }, settings)
      expect(model).toEqual(alone)
      expect(forecaster.forecast(model, { promotion })).toEqual(forecastProphet(alone, future, { promotion }))
    })
  })

  it('takes a constant or empty series in its stride', () => {
    const regressors = { promotion: promotionOf(2) }
    expect(fitter.fit(new Float64Array(400), regressors).noise).toBe(0)
    expect(() => fitter.fit(new Float64Array(400).fill(Number.NaN), regressors)).toThrow('no observation')
    expect(fitter.fit(products[0]!.values, regressors)).toEqual(
      fitProphet({ days, values: products[0]!.values, regressors }, settings),
    )
  })

  it('keeps calendars of many different gaps without growing', () => {
    for (let gap = 0; gap < 40; gap++) {
      const values = products[0]!.values.map((value, i) => (i < gap ? Number.NaN : value))
      expect(fitter.fit(values, { promotion: promotionOf(2) }).observations).toBe(400 - gap)
    }
  })
})
