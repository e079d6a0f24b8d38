import { describe, expect, it } from 'vitest'
import { driftOf, type WeekErrors } from './drift.ts'

const weeks = (errors: readonly number[], naive = 50): WeekErrors[] =>
  errors.map((modelError, index) => ({
    weekStart: `2026-01-${String(index + 1).padStart(2, '0')}`,
    sold: 100,
    predicted: 100 + modelError,
    modelError,
    plannedError: modelError,
    naiveError: naive,
  }))
const steady = Array.from({ length: 12 }, () => 20)

describe('drift', () => {
  it('is not judged before four weeks', () => {
    expect(driftOf(weeks([20, 20, 20]))).toMatchObject({ verdict: 'too_early', recentWape: 0.2 })
    expect(driftOf([])).toEqual({
      verdict: 'too_early',
      recentWape: null,
      beforeWape: null,
      recentBias: null,
    })
  })

  it('is none while errors stay as they were', () => {
    expect(driftOf(weeks(steady))).toEqual({
      verdict: 'steady',
      recentWape: 0.2,
      beforeWape: 0.2,
      recentBias: 0.2,
    })
    expect(driftOf(weeks([20, 20, 20, 25]))).toMatchObject({ verdict: 'steady', beforeWape: null })
  })

  it('is told when the last four weeks are worse than the eight before, or than repeating the last week', () => {
    expect(driftOf(weeks([...steady, 30, 30, 30, 30]))).toMatchObject({ verdict: 'worse', recentWape: 0.3 })
    expect(driftOf(weeks([...steady, 25, 25, 25, 25]))).toMatchObject({ verdict: 'steady' })
    expect(driftOf(weeks(steady, 15))).toMatchObject({ verdict: 'losing' })
  })
})
