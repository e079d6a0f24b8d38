import { describe, expect, it } from 'vitest'
import { syntheticSeries } from '../testing/synthetic-series.ts'
import { cannabisCalendar } from './calendar.ts'
import { componentsOf } from './components.ts'
import { fitProphet } from './fit.ts'
import { defaultSettings } from './settings.ts'

const fourTwenty = cannabisCalendar(2022, 2024).find((holiday) => holiday.name === '4/20')!

describe('the breakdown of a forecast', () => {
  const { days, values } = syntheticSeries({
    days: 800,
    seed: 51,
    level: 80,
    growth: 0.5,
    weekly: 0.2,
    noise: 0.03,
    eventDays: fourTwenty.days,
    eventLift: 1.5,
  })
  const promotion = days.map((day) => (day % 13 < 2 ? 1 : 0))
  const model = fitProphet(
    { days, values: values.map((value, i) => value + 12 * promotion[i]!), regressors: { promotion } },
    defaultSettings(800, {
      holidays: [fourTwenty],
      regressors: [{ name: 'promotion', mode: 'additive' }],
      seasonalities: [{ name: 'weekly', periodDays: 7, order: 3 }],
    }),
  )
  const parts = componentsOf(model, days, { promotion })
  const term = (name: string) => parts.terms.find((part) => part.name === name)!

  it('names every part once, holiday windows together', () => {
    expect(parts.terms.map(({ name, kind, mode }) => `${kind} ${name} ${mode}`)).toEqual([
      'seasonality weekly multiplicative',
      'holiday 4/20 multiplicative',
      'regressor promotion additive',
    ])
  })

  it('adds up to the forecast', () => {
    parts.yhat.forEach((value, i) => {
      const product = 1 + term('weekly').values[i]! + term('4/20').values[i]!
      expect(parts.trend[i]! * product + term('promotion').values[i]!).toBeCloseTo(value, 9)
    })
  })

  it('finds what was put in', () => {
    const at = days.indexOf(fourTwenty.days[0]!)
    expect(term('4/20').values[at]).toBeCloseTo(1.5, 1)
    expect(Math.abs(term('4/20').values[at + 1]!)).toBeLessThan(0.1)
    expect(term('4/20').values[at + 10]).toBe(0)
    expect(term('promotion').values[promotion.indexOf(1)]! / 12).toBeCloseTo(1, 1)
    expect(parts.trend.at(-1)! / parts.trend[0]!).toBeCloseTo(1.5, 1)
  })
})
