import { invalid } from '@suite/kernel'
import type { ProphetSettings } from './settings.ts'

/**
 * Days on which the trend may change its slope. Automatic ones are spread evenly, by rank, over the first
 * `range` of the observed days and never fall on the first day; too short a history gets fewer (Prophet,
 * `set_changepoints`). Flat growth has none.
 * @param days observed epoch days, strictly increasing
 * @throws AppError `bad_changepoint` when a given day lies outside the observed history
 */
export function changepointDays(days: ArrayLike<number>, settings: ProphetSettings): number[] {
  if (settings.growth === 'flat') return []
  const { changepoints } = settings
  if (changepoints.kind === 'given') return givenDays(days, changepoints.days)
  const eligible = Math.floor(days.length * changepoints.range)
  const count = Math.max(0, Math.min(changepoints.count, eligible - 1))
  return Array.from({ length: count }, (_, i) => {
    return days[roundHalfEven(((i + 1) * (eligible - 1)) / count)]!
  })
}

function givenDays(observed: ArrayLike<number>, given: readonly number[]): number[] {
  const first = observed[0]!
  const last = observed[observed.length - 1]!
  const outside = given.find((day) => day < first || day > last)
  if (outside !== undefined)
    throw invalid(
      'bad_changepoint',
      `The changepoint on day ${outside} lies outside the history (${first} to ${last}). Remove it.`,
      [{ path: 'changepoints.days', message: 'outside the history' }],
    )
  return [...new Set(given)].sort((a, b) => a - b)
}

/** NumPy rounds halves to even; the choice decides which day a changepoint falls on. */
function roundHalfEven(value: number): number {
  const floor = Math.floor(value)
  if (value - floor !== 0.5) return Math.round(value)
  return floor % 2 === 0 ? floor : floor + 1
}
