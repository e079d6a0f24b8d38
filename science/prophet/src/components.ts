import type { Column } from './columns.ts'
import { columnsOf } from './columns.ts'
import { fourierColumn } from './features.ts'
import { holidayPositions } from './holidays.ts'
import type { ProphetModel } from './model.ts'
import { limitsOf, logistic } from './logistic.ts'
import type { Limits } from './logistic.ts'
import { conditionValues, regressorValues } from './regressors.ts'
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

/**
 * A forecast taken apart: `yhat = trend × (1 + multiplicative) + additive`. Under logistic growth with a floor the
 * multiplicative part acts on what lies above the floor, as it was fitted.
 */
export interface Components {
  readonly trend: Float64Array
  readonly multiplicative: Float64Array
  readonly additive: Float64Array
  readonly terms: readonly ComponentTerm[]
  readonly yhat: Float64Array
  /** Under logistic growth: the limits, and where on the curve the trend stands. */
  readonly saturation: Saturation | null
}

/** The logistic curve under a trend, by day. */
export interface Saturation extends Limits {
  readonly exponent: Float64Array
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
  const line = lineAt(model, days)
  const saturation = saturationOf(model, line, regressors)
  const trend = saturation
    ? line.map((exponent, i) => saturation.floor[i]! + saturation.capacity[i]! * logistic(exponent))
    : line.map((level) => level * model.valueScale)
  const multiplicative = new Float64Array(days.length)
  const additive = new Float64Array(days.length)
  const terms = termsOf(model, features, days, regressors)
  for (const term of terms) {
    const total = term.mode === 'multiplicative' ? multiplicative : additive
    for (let i = 0; i < total.length; i++) total[i]! += term.values[i]!
  }
  const yhat = trend.map((level, i) => {
    const floor = saturation?.floor[i] ?? 0
    return level + (level - floor) * multiplicative[i]! + additive[i]!
  })
  return { trend, multiplicative, additive, terms, yhat, saturation }
}

function saturationOf(
  model: ProphetModel,
  exponent: Float64Array,
  given: RegressorValues | undefined,
): Saturation | null {
  if (model.settings.growth !== 'logistic') return null
  const all = Int32Array.from(exponent, (_, i) => i)
  return { ...limitsOf(given, all, exponent.length), exponent }
}

/** The bent line under the trend on each day, scaled: the trend itself, or the exponent of logistic growth. */
export function lineAt(model: ProphetModel, days: ArrayLike<number>): Float64Array {
  const { slope, changes, changepointDays } = model.trend
  const offset = model.settings.growth === 'logistic' ? -slope * model.trend.offset : model.trend.offset
  const scaledTime = (day: number): number => (day - model.firstDay) / model.spanDays
  const trend = new Float64Array(days.length)
  for (let i = 0; i < days.length; i++) {
    const day = days[i]!
    let level = offset + slope * scaledTime(day)
    for (let j = 0; j < changes.length && changepointDays[j]! < day; j++)
      level += changes[j]! * (scaledTime(day) - scaledTime(changepointDays[j]!))
    trend[i] = level
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
    const values = columnValues(model, column, features.values[k]!, days.length, regressors)
    const coefficient = model.coefficients[k]! * (column.mode === 'additive' ? model.valueScale : 1)
    for (let i = 0; i < values.length; i++) term.values[i]! += coefficient * values[i]!
  })
  return terms
}

/** A column's values: a seasonality where its condition holds, a regressor standardised. */
function columnValues(
  model: ProphetModel,
  column: Column,
  dated: Float64Array | null,
  length: number,
  regressors: RegressorValues | undefined,
): Float64Array {
  const all = Int32Array.from({ length }, (_, i) => i)
  if (column.kind === 'seasonality' && column.source.condition !== undefined) {
    const condition = conditionValues(column.source.condition, regressors, all, length)
    return dated!.map((value, i) => value * condition[i]!)
  }
  if (column.kind !== 'regressor') return dated!
  const { name } = column.source
  const { mean, deviation } = model.regressorScaling[name]!
  return regressorValues(name, regressors, all, length).map((value) => (value - mean) / deviation)
}
