import type { ProphetInitialParams, ProphetStanData } from '@bsull/augurs/prophet'
import type { Column } from '../src/columns.ts'
import { featuresAt } from '../src/components.ts'
import { seededRandom } from '../src/seeded-random.ts'
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
  checkChangepoints(ours, stan.data)
  return {
    ...ours,
    trend: {
      offset: stan.params.m,
      slope: ours.settings.growth === 'flat' ? 0 : stan.params.k,
      changepointDays: ours.trend.changepointDays,
      changes: ours.trend.changes.map((_, j) => stan.params.delta[j]!),
    },
    coefficients: stanColumns(ours, series, stan.data).map((j) => (j === null ? 0 : stan.params.beta[j]!)),
    noise: stan.params.sigmaObs,
  }
}

/** Near our parameters, each `nudge` off at most: at the mode itself Stan finds no way up and gives in. */
const nudge = 0.01

/** Our parameters, nudged, as a place for Stan to start from. */
export function startingAt(ours: ProphetModel, series: Series, data: ProphetStanData): ProphetInitialParams {
  const beta = new Float64Array(data.sigmas.length)
  stanColumns(ours, series, data).forEach((j, k) => {
    if (j !== null) beta[j] = ours.coefficients[k]!
  })
  const random = seededRandom(7)
  const near = (value: number): number => value + nudge * (2 * random.uniform() - 1)
  const { slope, offset, changes } = ours.trend
  return {
    k: near(slope),
    m: near(offset),
    delta: Float64Array.from(changes, near),
    beta: beta.map(near),
    sigmaObs: ours.noise,
  }
}

/** Where Stan has each of our columns; null for a column of zeros, which it leaves out. */
function stanColumns(ours: ProphetModel, series: Series, data: ProphetStanData): (number | null)[] {
  const observed = observedPositions(series.days, series.values)
  const features = featuresAt(ours.settings, pick(series.days, observed))
  const rows = data.X as unknown as readonly (readonly number[])[]
  const taken = new Set<number>()
  return features.columns.map((column, k) => {
    const values = ownOrDated(ours, column, features.values[k]!, series, observed)
    if (values.every((value) => value === 0)) return null
    const found = data.sigmas.findIndex(
      (sigma, j) =>
        !taken.has(j) &&
        sigma === column.priorScale &&
        data.s_m[j] === (column.mode === 'multiplicative' ? 1 : 0) &&
        values.every((value, i) => Math.abs(value - rows[i]![j]!) < 1e-8),
    )
    if (found < 0) throw new Error(`Stan has no column like ${column.kind} ${column.source.name}`)
    taken.add(found)
    return found
  })
}

function checkChangepoints(ours: ProphetModel, data: ProphetStanData): void {
  const { changepointDays } = ours.trend
  changepointDays.forEach((day, j) => {
    const time = (day - ours.firstDay) / ours.spanDays
    if (Math.abs(time - data.t_change[j]!) > 1e-9)
      throw new Error(`Changepoint ${j} is at ${time}, Stan has it at ${data.t_change[j]}`)
  })
}

function ownOrDated(
  ours: ProphetModel,
  column: Column,
  dated: Float64Array | null,
  series: Series,
  observed: Int32Array,
): Float64Array {
  if (column.kind === 'seasonality' && column.source.condition !== undefined) {
    const condition = pick(series.regressors![column.source.condition]!, observed)
    return dated!.map((value, i) => value * condition[i]!)
  }
  if (dated !== null) return dated
  const { name } = column.source
  const { mean, deviation } = ours.regressorScaling[name]!
  return pick(series.regressors![name]!, observed).map((value) => (value - mean) / deviation)
}
