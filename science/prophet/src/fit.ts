import { buildDesign } from './design.ts'
import type { Design } from './design.ts'
import { defaultLimits, findMode } from './gauss-newton.ts'
import type { SolverLimits } from './gauss-newton.ts'
import type { ScaledSeries } from './evaluate.ts'
import { limitsOf } from './logistic.ts'
import { modelSchemaVersion } from './model.ts'
import type { ProphetModel } from './model.ts'
import { ownColumns } from './regressors.ts'
import type { RegressorValues, Series } from './series.ts'
import { checkDays, observedPositions, pick } from './series.ts'
import type { ProphetSettings } from './settings.ts'
import { startFrom } from './warm-start.ts'
import { validateSettings } from './validate-settings.ts'
import { createWorkspace } from './workspace.ts'
import type { Workspace } from './workspace.ts'

/** A design with its buffers: whatever is fitted on it one after another allocates next to nothing. */
export interface FittingRoom {
  readonly settings: ProphetSettings
  readonly design: Design
  readonly work: Workspace
}

/**
 * Fits Prophet's model (Taylor and Letham, 2018, "Forecasting at scale"): the mode of its posterior, to the same
 * priors, scaling and features as the R and Python packages.
 *
 * Documented corner cases: NaN is a missing day; a constant (or single, or all-zero) series gives exactly that constant
 * with no noise; two points give the line through them; values from 1e-300 to 1e300 are scaled first and lose nothing.
 * Demand can be forecast below zero: what that means is the caller's to decide. Logistic growth never leaves the band
 * between floor and cap: a series at its cap, below its floor or all zero is drawn to the limit as far as the priors let
 * it; a constant one between them is met to within the smallest noise a fit may claim.
 * @param warm the last model of the same settings for (nearly) the same series: a refit starts from it and finds the same
 *   mode in fewer steps
 * @throws AppError `bad_prophet_settings`, `bad_changepoint`, or `bad_series` (days not increasing, infinite values, no
 *   value at all, a regressor, condition, cap or floor missing or out of range)
 */
export function fitProphet(
  series: Series,
  settings: ProphetSettings,
  limits: SolverLimits = defaultLimits,
  warm?: ProphetModel,
): ProphetModel {
  validateSettings(settings)
  checkDays(series.days)
  const observed = observedPositions(series.days, series.values)
  const room = openRoom(Int32Array.from(pick(series.days, observed)), settings)
  return fitObserved(room, series.values, observed, series.regressors, limits, warm)
}

/** Prepares fitting on observed `days`. Settings and days must have been checked. */
export function openRoom(days: Int32Array, settings: ProphetSettings): FittingRoom {
  const design = buildDesign(days, settings)
  return { settings, design, work: createWorkspace(design) }
}

/**
 * Fits the values at `observed` positions, which must be the days of the room's design.
 * @param values one per calendar day, missing days included, as are the values of `regressors`
 * @param last a model to start from; see `fitProphet`
 */
export function fitObserved(
  room: FittingRoom,
  values: ArrayLike<number>,
  observed: Int32Array,
  regressors: RegressorValues | undefined,
  solver: SolverLimits,
  last?: ProphetModel,
): ProphetModel {
  const { settings, design, work } = room
  const scaled = pick(values, observed)
  const { columns, scaling } = ownColumns(settings, design, regressors, observed, values.length)
  const limit = settings.growth === 'logistic' ? limitsOf(regressors, observed, values.length) : undefined
  if (limit) for (let i = 0; i < scaled.length; i++) scaled[i]! -= limit.floor[i]!
  const valueScale = scaled.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1
  for (let i = 0; i < scaled.length; i++) scaled[i]! /= valueScale
  const shared = {
    schemaVersion: modelSchemaVersion,
    settings,
    firstDay: design.firstDay,
    spanDays: design.spanDays,
    observations: scaled.length,
    valueScale,
    regressorScaling: scaling,
  } as const
  const coefficients = Array.from(design.columns, () => 0)
  const changes = Array.from(design.changepointDays, () => 0)
  const changepoints = { changepointDays: design.changepointDays, changes }

  if (limit === undefined && scaled.every((value) => value === scaled[0]))
    return {
      ...shared,
      trend: { offset: scaled[0]!, slope: 0, ...changepoints },
      coefficients,
      noise: 0,
      fit: { iterations: 0, logPosterior: null },
    }

  const own: ScaledSeries = {
    values: scaled,
    regressors: columns,
    ...(limit ? { capacity: limit.capacity.map((value) => value / valueScale) } : {}),
  }
  const start = last && startFrom(last, design, valueScale, scaling)
  const mode = findMode(design, own, work, solver, start)
  for (let j = 0; j < changes.length; j++) changes[j] = mode.trend[2 + j]!
  for (let k = 0; k < design.order.length; k++) coefficients[design.order[k]!] = mode.weights[k]!
  return {
    ...shared,
    trend: { offset: mode.trend[0]!, slope: mode.trend[1] ?? 0, ...changepoints },
    coefficients,
    noise: mode.noise,
    fit: { iterations: mode.objectives.length - 1, logPosterior: -mode.objectives.at(-1)! },
  }
}
