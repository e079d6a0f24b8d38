import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cannabisCalendar } from './calendar.ts'
import { createCalendarFitter } from './calendar-fitter.ts'
import { fitProphet } from './fit.ts'
import { defaultLimits } from './gauss-newton.ts'
import type { ProphetModel } from './model.ts'
import { defaultSettings } from './settings.ts'
import type { ProphetSettings } from './settings.ts'
import { syntheticSeries } from '../testing/synthetic-series.ts'

const holidays = cannabisCalendar(2022, 2024)

/** The series of a day later: one more day at the end, one less at the beginning. */
const slid = (seed: number, shift: number) => {
  const whole = syntheticSeries({
    days: 470,
    seed,
    weekly: 0.2,
    growth: 0.6,
    bendAt: 0.5,
    bendFactor: -1,
    noise: 0.15,
  })
  return { days: whole.days.slice(shift, 400 + shift), values: whole.values.slice(shift, 400 + shift) }
}

const capped = (series: { days: number[]; values: Float64Array }) => ({
  ...series,
  regressors: { cap: series.days.map(() => 400) },
})

const refit = (
  seed: number,
  shift: number,
  settings: ProphetSettings,
): Record<'cold' | 'warm', ProphetModel> => {
  const give = settings.growth === 'logistic' ? capped : <T>(series: T): T => series
  const last = fitProphet(give(slid(seed, 0)), settings)
  const series = give(slid(seed, shift))
  return {
    cold: fitProphet(series, settings),
    warm: fitProphet(series, settings, defaultLimits, last),
  }
}

describe('a warm refit', () => {
  it.each(['linear', 'flat', 'logistic'] as const)('of %s growth finds the same mode', (growth) => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 1, max: 60 }), (seed, shift) => {
        const { cold, warm } = refit(seed, shift, defaultSettings(400, { growth, holidays }))
        const gap = (warm.fit.logPosterior! - cold.fit.logPosterior!) / Math.abs(cold.fit.logPosterior!)
        expect(Math.abs(gap)).toBeLessThan(1e-6)
      }),
      { numRuns: 25, seed: 20_260_420 },
    )
  })

  it('takes fewer steps from one day to the next', () => {
    const settings = defaultSettings(400, { holidays })
    const steps = { cold: 0, warm: 0 }
    for (let seed = 1; seed <= 12; seed++) {
      const { cold, warm } = refit(seed, 1, settings)
      steps.cold += cold.fit.iterations
      steps.warm += warm.fit.iterations
    }
    expect(steps.warm).toBeLessThan(steps.cold)
  })

  it('starts over when the last model has nothing to say', () => {
    const settings = defaultSettings(400, { holidays })
    const { days, values } = slid(3, 0)
    const constant = fitProphet({ days, values: values.map(() => 5) }, settings)
    const fitter = createCalendarFitter(days, settings)
    expect(fitter.fit(values, undefined, constant)).toEqual(fitter.fit(values))
  })
})
