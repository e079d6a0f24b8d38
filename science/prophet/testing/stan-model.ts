import type { ProphetStanData } from '@bsull/augurs/prophet'
import type { Column } from '../src/columns.ts'
import { featuresAt } from '../src/components.ts'
import type { ProphetModel } from '../src/model.ts'
import { observedPositions, pick } from '../src/series.ts'
import type { Series } from '../src/series.ts'
import type { StanFit } from './stan.ts'

/**
 * Stan's parameters as one of our models, so that one posterior and one predictor judge both. The oracle shuffles its
 * holiday columns, so columns are found by their values, which proves on the way that both see the same features.
 * @throws Error when Stan has no column like one of ours, or other priors, changepoints or time
 */
export function modelOfStan(ours: ProphetModel, series: Series, stan: StanFit): ProphetModel {
  const observed = observedPositions(series.days, series.values)
  const days = pick(series.days, observed)
  checkChangepoints(ours, stan.data)
  const features = featuresAt(ours.settings, days)
  const rows = stan.data.X as unknown as readonly (readonly number[])[]
  const taken = new Set<number>()
  const coefficients = features.columns.map((column, k) => {
    const values = features.values[k] ?? standardized(ours, column, series, observed)
    if (values.every((value) => value === 0)) return 0
    const found = stan.data.sigmas.findIndex(
      (sigma, j) =>
        !taken.has(j) &&
        sigma === column.priorScale &&
        stan.data.s_m[j] === (column.mode === 'multiplicative' ? 1 : 0) &&
        values.every((value, i) => Math.abs(value - rows[i]![j]!) < 1e-8),
    )
    if (found < 0) throw new Error(`Stan has no column like ${column.kind} ${column.source.name}`)
    taken.add(found)
    return stan.params.beta[found]!
  })
  return {
    ...ours,
    trend: {
      offset: stan.params.m,
      slope: ours.settings.growth === 'flat' ? 0 : stan.params.k,
      changepointDays: ours.trend.changepointDays,
      changes: ours.trend.changes.map((_, j) => stan.params.delta[j]!),
    },
    coefficients,
    noise: stan.params.sigmaObs,
  }
}

function checkChangepoints(ours: ProphetModel, data: ProphetStanData): void {
  const { changepointDays } = ours.trend
  changepointDays.forEach((day, j) => {
    const time = (day - ours.firstDay) / ours.spanDays
    if (Math.abs(time - data.t_change[j]!) > 1e-9)
      throw new Error(`Changepoint ${j} is at ${time}, Stan has it at ${data.t_change[j]}`)
  })
}

function standardized(
  ours: ProphetModel,
  column: Column,
  series: Series,
  observed: Int32Array,
): Float64Array {
  const { name } = column.source
  const { mean, deviation } = ours.regressorScaling[name]!
  return pick(series.regressors![name]!, observed).map((value) => (value - mean) / deviation)
}
