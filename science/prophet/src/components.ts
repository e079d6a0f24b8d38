import type { Column } from './columns.ts'
import { columnsOf } from './columns.ts'
import { fourierColumn } from './features.ts'
import { holidayPositions } from './holidays.ts'
import type { ProphetModel } from './model.ts'
import { regressorValues } from './regressors.ts'
import type { RegressorValues } from './series.ts'
import { checkDays } from './series.ts'
import type { FeatureMode, ProphetSettings } from './settings.ts'

/** What one seasonality, holiday or regressor contributes on each day. */
export interface ComponentTerm {
  readonly name: string
  readonly kind: Column['kind']
  readonly mode: FeatureMode
  /** A fraction of the trend (0.12 is +12 %) when multiplicative, in the units of the series when additive. */
  readonly values: Float64Array
}

/** A forecast taken apart: `yhat = trend × (1 + multiplicative) + additive`. */
export interface Components {
  readonly trend: Float64Array
  readonly multiplicative: Float64Array
  readonly additive: Float64Array
  readonly terms: readonly ComponentTerm[]
  readonly yhat: Float64Array
}

/**
 * What the model says of each day, by part; for any days, history or future, in increasing order.
 * @param regressors values for exactly these days, in their own units; needed when the model has regressors
 * @throws AppError `bad_series` for days out of order or regressors that are missing or not finite
 */
export function componentsOf(
  model: ProphetModel,
  days: ArrayLike<number>,
  regressors?: RegressorValues,
): Components {
  checkDays(days)
  return combine(model, featuresAt(model.settings, days), days, regressors)
}

/** What depends on nothing but settings and dates, which all series of a calendar share. */
export interface DatedFeatures {
  readonly columns: readonly Column[]
  /** One array per column; null for a regressor, whose values belong to a series. */
  readonly values: readonly (Float64Array | null)[]
}

/** Features of `days` in the order of `columnsOf(settings)`. */
export function featuresAt(settings: ProphetSettings, days: ArrayLike<number>): DatedFeatures {
  const positionOfDay = new Map<number, number>()
  for (let i = 0; i < days.length; i++) positionOfDay.set(days[i]!, i)
  const columns = columnsOf(settings)
  return { columns, values: columns.map((column) => datedColumn(column, days, positionOfDay)) }
}

function datedColumn(
  column: Column,
  days: ArrayLike<number>,
  positionOfDay: ReadonlyMap<number, number>,
): Float64Array | null {
  if (column.kind === 'regressor') return null
  const values = new Float64Array(days.length)
  if (column.kind === 'seasonality') fourierColumn(column, days, values)
  else
    for (const position of holidayPositions(column.source, column.offset, positionOfDay)) values[position] = 1
  return values
}

/** `componentsOf` on features made before. */
export function combine(
  model: ProphetModel,
  features: DatedFeatures,
  days: ArrayLike<number>,
  regressors: RegressorValues | undefined,
): Components {
  const trend = trendAt(model, days)
  const multiplicative = new Float64Array(days.length)
  const additive = new Float64Array(days.length)
  const terms = termsOf(model, features, days, regressors)
  for (const term of terms) {
    const total = term.mode === 'multiplicative' ? multiplicative : additive
    for (let i = 0; i < total.length; i++) total[i]! += term.values[i]!
  }
  const yhat = trend.map((level, i) => level * (1 + multiplicative[i]!) + additive[i]!)
  return { trend, multiplicative, additive, terms, yhat }
}

/** The piecewise linear trend on each day, in the units of the series. */
export function trendAt(model: ProphetModel, days: ArrayLike<number>): Float64Array {
  const { offset, slope, changes, changepointDays } = model.trend
  const scaledTime = (day: number): number => (day - model.firstDay) / model.spanDays
  const trend = new Float64Array(days.length)
  for (let i = 0; i < days.length; i++) {
    const day = days[i]!
    let level = offset + slope * scaledTime(day)
    for (let j = 0; j < changes.length && changepointDays[j]! < day; j++)
      level += changes[j]! * (scaledTime(day) - scaledTime(changepointDays[j]!))
    trend[i] = level * model.valueScale
  }
  return trend
}

function termsOf(
  model: ProphetModel,
  features: DatedFeatures,
  days: ArrayLike<number>,
  regressors: RegressorValues | undefined,
): ComponentTerm[] {
  const terms: ComponentTerm[] = []
  features.columns.forEach((column, k) => {
    const { name } = column.source
    let term = terms.at(-1)
    if (term?.name !== name) {
      term = { name, kind: column.kind, mode: column.mode, values: new Float64Array(days.length) }
      terms.push(term)
    }
    const values = features.values[k] ?? standardized(model, name, days.length, regressors)
    const coefficient = model.coefficients[k]! * (column.mode === 'additive' ? model.valueScale : 1)
    for (let i = 0; i < values.length; i++) term.values[i]! += coefficient * values[i]!
  })
  return terms
}

function standardized(
  model: ProphetModel,
  name: string,
  length: number,
  regressors: RegressorValues | undefined,
): Float64Array {
  const all = Int32Array.from({ length }, (_, i) => i)
  const { mean, deviation } = model.regressorScaling[name]!
  return regressorValues(name, regressors, all, length).map((value) => (value - mean) / deviation)
}
