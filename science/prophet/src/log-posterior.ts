import { columnsOf } from './columns.ts'
import { componentsOf } from './components.ts'
import type { ProphetModel } from './model.ts'
import { negativeLogPosterior } from './posterior.ts'
import type { Series } from './series.ts'
import { observedPositions, pick } from './series.ts'

/**
 * The log-posterior of a model's parameters given a series, without the constants of the densities: what a fit
 * maximises and by which two fits of one series are compared. Evaluated plainly from the definitions, apart from the
 * solver's shortcuts. Infinite for the noiseless model of a constant series.
 */
export function logPosterior(series: Series, model: ProphetModel): number {
  if (model.noise === 0) return Infinity
  const observed = observedPositions(series.days, series.values)
  const regressors: Record<string, Float64Array> = {}
  for (const [name, values] of Object.entries(series.regressors ?? {}))
    regressors[name] = pick(values, observed)
  const { yhat } = componentsOf(model, pick(series.days, observed), regressors)
  let sumOfSquares = 0
  pick(series.values, observed).forEach((value, i) => {
    sumOfSquares += ((value - yhat[i]!) / model.valueScale) ** 2
  })
  const { offset, slope, changes } = model.trend
  const flat = model.settings.growth === 'flat'
  return -negativeLogPosterior({
    observations: observed.length,
    sumOfSquares,
    noise: model.noise,
    trend: Float64Array.from(flat ? [offset] : [offset, slope, ...changes]),
    weights: Float64Array.from(model.coefficients),
    priorWeight: Float64Array.from(columnsOf(model.settings), (column) => column.priorScale ** -2),
    changepointPriorScale: model.settings.changepointPriorScale,
  })
}
