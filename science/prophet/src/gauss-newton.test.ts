import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cannabisCalendar } from './calendar.ts'
import { buildDesign } from './design.ts'
import { findMode } from './gauss-newton.ts'
import { defaultSettings } from './settings.ts'
import { createWorkspace } from './workspace.ts'
import { syntheticSeries } from '../testing/synthetic-series.ts'

const scaled = (values: Float64Array): Float64Array => values.map((value) => value / 200)

describe('the solver', () => {
  it('never raises the objective, whatever the numbers', () => {
    const values = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 30, maxLength: 120 })
    const mode = fc.constantFrom('additive' as const, 'multiplicative' as const)
    fc.assert(
      fc.property(values, mode, (list, seasonalityMode) => {
        const settings = defaultSettings(list.length, { seasonalityMode })
        const design = buildDesign(
          Int32Array.from(list, (_, i) => 19_000 + i),
          settings,
        )
        const series = { values: Float64Array.from(list), regressors: [] }
        const { objectives } = findMode(design, series, createWorkspace(design))
        for (let i = 1; i < objectives.length; i++)
          expect(objectives[i]).toBeLessThanOrEqual(objectives[i - 1]!)
      }),
      { numRuns: 100, seed: 20_260_420 },
    )
  })

  it('leaves no trace of one series in the buffers of the next', () => {
    const settings = defaultSettings(400, { holidays: cannabisCalendar(2022, 2023) })
    const first = syntheticSeries({ days: 400, seed: 31, growth: 1, weekly: 0.3, noise: 0.1 })
    const second = syntheticSeries({ days: 400, seed: 32, growth: -0.5, weekly: 0.1, noise: 0.3 })
    const design = buildDesign(Int32Array.from(first.days), settings)
    const work = createWorkspace(design)
    const alone = findMode(design, { values: scaled(second.values), regressors: [] }, createWorkspace(design))
    findMode(design, { values: scaled(first.values), regressors: [] }, work)
    expect(findMode(design, { values: scaled(second.values), regressors: [] }, work)).toEqual(alone)
  })
})
