import { describe, expect, it } from 'vitest'
import { changepointDays } from './changepoints.ts'
import { fitProphet } from './fit.ts'
import { defaultSettings, tightYearlyPriorScale } from './settings.ts'
import type { ProphetSettings } from './settings.ts'

const termsAt = (historyDays: number): string[] =>
  defaultSettings(historyDays).seasonalities.map(({ name, periodDays, order, priorScale }) =>
    [name, periodDays, order, priorScale].filter((part) => part !== undefined).join(' '),
  )

describe('default settings', () => {
  it('admit a seasonality only when the history repeats it', () => {
    expect(termsAt(20)).toEqual([])
    expect(termsAt(30)).toEqual(['weekly 7 3'])
    expect(termsAt(90)).toEqual(['monthly 30.5 5', 'weekly 7 3'])
    expect(termsAt(365)).toEqual([
      `yearly 365.25 10 ${tightYearlyPriorScale}`,
      'monthly 30.5 5',
      'weekly 7 3',
    ])
    expect(termsAt(730)).toEqual(['yearly 365.25 10', 'monthly 30.5 5', 'weekly 7 3'])
  })

  it('keep a month of history from running wild', () => {
    const days = Array.from({ length: 30 }, (_, i) => 19_000 + i)
    const values = days.map((day) => 70 + 10 * Math.sin((2 * Math.PI * day) / 7) + ((day * 7919) % 13) - 6)
    const { trend, coefficients } = fitProphet({ days, values }, defaultSettings(30))
    expect(trend.offset + 1.5 * trend.slope).toBeGreaterThan(0.4)
    expect(trend.offset + 1.5 * trend.slope).toBeLessThan(1.2)
    expect(coefficients.every((value) => Math.abs(value) < 0.5)).toBe(true)
  })
})

const fitWith = (overrides: Partial<ProphetSettings>): unknown =>
  fitProphet({ days: [1, 2, 3], values: [1, 2, 4] }, defaultSettings(3, overrides))

describe('settings out of range', () => {
  it.each<[string, Partial<ProphetSettings>, string]>([
    ['a prior of zero', { changepointPriorScale: 0 }, 'changepointPriorScale must be a number above 0'],
    ['an interval of one', { intervalWidth: 1 }, 'intervalWidth must lie between 0 and 1'],
    ['order zero', { seasonalities: [{ name: 'w', periodDays: 7, order: 0 }] }, 'seasonalities[0].order'],
    ['no period', { seasonalities: [{ name: 'w', periodDays: 0, order: 1 }] }, 'seasonalities[0].periodDays'],
    [
      'a window backwards',
      { holidays: [{ name: 'h', days: [1], lowerWindow: 1 }] },
      'holidays[0].lowerWindow',
    ],
    [
      'a window of half a day',
      { holidays: [{ name: 'h', days: [1], upperWindow: 0.5 }] },
      'holidays[0].upperWindow',
    ],
    ['a name twice', { regressors: [{ name: 'x' }, { name: 'x' }] }, '"x" is used twice'],
    ['a range of zero', { changepoints: { kind: 'automatic', count: 5, range: 0 } }, 'changepoints.range'],
    [
      'half a changepoint',
      { changepoints: { kind: 'automatic', count: 0.5, range: 1 } },
      'changepoints.count',
    ],
  ])('%s is refused by name', (_, overrides, message) => {
    expect(() => fitWith(overrides)).toThrow(message)
  })
})

const daysOf = (count: number): number[] => Array.from({ length: count }, (_, i) => 100 + i)

describe('automatic changepoints', () => {
  it('are 25, spread over the first 80 % of the days, never on the first', () => {
    const days = changepointDays(daysOf(730), defaultSettings(730))
    expect(days.length).toBe(25)
    expect(days[0]).toBe(100 + 23)
    expect(days.at(-1)).toBe(100 + 583)
  })

  it('are fewer in a short history, and none in two days or under flat growth', () => {
    expect(changepointDays(daysOf(10), defaultSettings(10)).length).toBe(7)
    expect(changepointDays(daysOf(2), defaultSettings(2))).toEqual([])
    expect(changepointDays(daysOf(730), defaultSettings(730, { growth: 'flat' }))).toEqual([])
  })
})
