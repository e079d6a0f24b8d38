import { invalid } from '@suite/kernel'
import type { ProphetSettings } from './settings.ts'

/** Raised whenever a stored model could be read wrongly by older or newer code. */
export const modelSchemaVersion = 1

/** Mean and standard deviation a regressor was standardised by. */
export interface Standardization {
  readonly mean: number
  readonly deviation: number
}

/**
 * A fitted model: plain JSON, and all that forecasting needs. Time is scaled so that `firstDay` is 0 and
 * `firstDay + spanDays` is 1; values are divided by `valueScale`.
 */
export interface ProphetModel {
  readonly schemaVersion: typeof modelSchemaVersion
  readonly settings: ProphetSettings
  readonly firstDay: number
  readonly spanDays: number
  /** Days with a value. */
  readonly observations: number
  /** Largest absolute value of the series, above its floor if it has one (1 for an all-zero series). */
  readonly valueScale: number
  readonly trend: {
    /** Level at `firstDay`; under logistic growth the scaled time of half saturation, were the rate never to change. */
    readonly offset: number
    /** Slope; under logistic growth the rate of the exponent. Per scaled time. */
    readonly slope: number
    /** Epoch days, increasing. */
    readonly changepointDays: readonly number[]
    /** Change of slope (or rate) at each changepoint. */
    readonly changes: readonly number[]
  }
  /** In the order of `columnsOf(settings)`. */
  readonly coefficients: readonly number[]
  readonly regressorScaling: Readonly<Record<string, Standardization>>
  /** Standard deviation of the noise, scaled. */
  readonly noise: number
  readonly fit: {
    readonly iterations: number
    /** Without the constants of the densities; null for a constant series, whose posterior is unbounded. */
    readonly logPosterior: number | null
  }
}

/**
 * Accepts a stored model after JSON. @throws AppError `bad_prophet_model` when it was written by another version of the
 * format: fit the series again.
 */
export function readProphetModel(stored: unknown): ProphetModel {
  const model = stored as Partial<ProphetModel> | null
  if (typeof model === 'object' && model?.schemaVersion === modelSchemaVersion) return model as ProphetModel
  throw invalid(
    'bad_prophet_model',
    `The stored forecast model is not of version ${modelSchemaVersion}. Fit the series again.`,
    [{ path: 'schemaVersion', message: `must be ${modelSchemaVersion}` }],
  )
}
