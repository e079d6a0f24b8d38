import type { Design } from './design.ts'
import { fourierColumn } from './features.ts'
import type { Standardization } from './model.ts'
import type { RegressorValues } from './series.ts'
import { badSeries, pick } from './series.ts'
import type { ProphetSettings, Regressor } from './settings.ts'

/**
 * The values of a regressor. @throws AppError `bad_series` when it is missing, has another length than the days, or is
 * not finite at a position that is used
 */
export function regressorValues(
  name: string,
  given: RegressorValues | undefined,
  positions: Int32Array,
  length: number,
): Float64Array {
  const values = given?.[name]
  if (values === undefined)
    throw badSeries(`regressors.${name}`, 'is missing; give its value for every day, or drop it')
  if (values.length !== length)
    throw badSeries(`regressors.${name}`, `has ${values.length} values for ${length} days`)
  const picked = pick(values, positions)
  const bad = picked.findIndex((value) => !Number.isFinite(value))
  if (bad >= 0)
    throw badSeries(`regressors.${name}[${positions[bad]}]`, `is ${picked[bad]}; give a finite number`)
  return picked
}

/**
 * How Prophet scales a regressor: constants and, unless told otherwise, 0/1 columns stay as they are; anything else has
 * its mean taken off and is divided by its sample standard deviation.
 */
export function standardization(regressor: Regressor, values: Float64Array): Standardization {
  const asIs = { mean: 0, deviation: 1 }
  const setting = regressor.standardize ?? 'auto'
  const distinct = new Set(values)
  if (setting === false || distinct.size < 2) return asIs
  if (setting === 'auto' && distinct.size === 2 && distinct.has(0) && distinct.has(1)) return asIs
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return { mean, deviation: Math.sqrt(squares / (values.length - 1)) }
}

/**
 * Days on which a seasonality under a condition acts, as 1 or 0. @throws AppError `bad_series` when the condition is missing
 * or says anything else
 */
export function conditionValues(
  name: string,
  given: RegressorValues | undefined,
  positions: Int32Array,
  length: number,
): Float64Array {
  const values = regressorValues(name, given, positions, length)
  const bad = values.findIndex((value) => value !== 0 && value !== 1)
  if (bad >= 0)
    throw badSeries(`regressors.${name}[${positions[bad]}]`, `is ${values[bad]}; a condition is 1 or 0`)
  return values
}

/**
 * The columns of the observed days that belong to this series alone, in the design's order: seasonalities under a condition
 * and standardised regressors, with the scaling of these.
 */
export function ownColumns(
  settings: ProphetSettings,
  design: Design,
  given: RegressorValues | undefined,
  positions: Int32Array,
  length: number,
): { columns: Float64Array[]; scaling: Record<string, Standardization> } {
  const scaling: Record<string, Standardization> = {}
  for (const regressor of settings.regressors)
    scaling[regressor.name] = standardization(
      regressor,
      regressorValues(regressor.name, given, positions, length),
    )
  const columns = design.ownOrder.map((index) => {
    const column = design.columns[index]!
    if (column.kind === 'seasonality') {
      const wave = new Float64Array(design.days.length)
      fourierColumn(column, design.days, wave)
      const condition = conditionValues(column.source.condition!, given, positions, length)
      return wave.map((value, i) => value * condition[i]!)
    }
    const { mean, deviation } = scaling[column.source.name]!
    return regressorValues(column.source.name, given, positions, length).map(
      (value) => (value - mean) / deviation,
    )
  })
  return { columns, scaling }
}
