import { describe, expect, it } from 'vitest'
import { publicDataHint } from '../testing/public-data.ts'
import { dense, publicFixtures, syntheticFixtures } from '../testing/parity-fixtures.ts'
import type { ParityFixture } from '../testing/parity-fixtures.ts'
import { modelOfStan, startingAt } from '../testing/stan-model.ts'
import { fitStan } from '../testing/stan.ts'
import { fitProphet } from './fit.ts'
import { predictProphet } from './forecast.ts'
import { logPosterior } from './log-posterior.ts'

const horizon = 14

/** Holds our fit against Prophet's Stan model compiled to WebAssembly. */
function holdAgainstStan({ series, settings, tolerance, ahead }: ParityFixture): void {
  const ours = fitProphet(series, settings)
  const stan = fitStan(series, settings)
  const theirs = modelOfStan(ours, series, stan)

  const ourPosterior = logPosterior(series, ours)
  const theirPosterior = logPosterior(series, theirs)
  expect(ourPosterior).toBeGreaterThanOrEqual(theirPosterior - 1e-6 * Math.abs(theirPosterior))
  // The solver's shortcuts (segment moments, sparse holidays) and the plain definition agree.
  expect(ours.fit.logPosterior! / ourPosterior).toBeCloseTo(1, 9)

  const last = series.days[series.days.length - 1]!
  const future = Array.from({ length: horizon }, (_, i) => last + 1 + i)
  const regressors = Object.fromEntries([
    ...settings.regressors.map(({ name }) => [name, future.map((day) => (day % 5 === 0 ? 1 : 0))]),
    ...Object.entries(ahead ?? {}).map(([name, value]) => [name, future.map(value)]),
  ])
  const oracle = stan.predict(future, regressors).yhat
  const replayed = predictProphet(theirs, future, regressors).yhat
  // Given Stan's own parameters, our predictor says what the oracle says.
  expect(relativeDifference(replayed, oracle)).toBeLessThan(1e-9)
  if (tolerance === null) return
  const forecast = predictProphet(ours, future, regressors).yhat
  expect(relativeDifference(forecast, oracle)).toBeLessThan(tolerance)
  if (tolerance <= dense) return
  // Where Stan stopped short it must come back to our forecast from near our parameters, and find nothing better.
  const again = fitStan(series, settings, { start: (data) => startingAt(ours, series, data) })
  expect(logPosterior(series, modelOfStan(ours, series, again))).toBeLessThanOrEqual(
    ourPosterior + 1e-6 * Math.abs(ourPosterior),
  )
  expect(relativeDifference(forecast, again.predict(future, regressors).yhat)).toBeLessThan(dense)
}

function relativeDifference(ours: ArrayLike<number>, theirs: readonly number[]): number {
  const difference = theirs.reduce((sum, value, i) => sum + Math.abs(ours[i]! - value), 0)
  return difference / theirs.reduce((sum, value) => sum + Math.abs(value), 0)
}

describe('against Stan, on seeded series', () => {
  it.each(syntheticFixtures.map((fixture) => [fixture.name, fixture] as const))('%s', (_, fixture) =>
    holdAgainstStan(fixture),
  )
})

describe('against Stan, on public series', () => {
  const fixtures = publicFixtures()
  if (fixtures.length === 0) it.skip(`needs ${publicDataHint}`)
  else
    it.each(fixtures.map((fixture) => [fixture.name, fixture] as const))('%s', (_, fixture) =>
      holdAgainstStan(fixture),
    )
})
