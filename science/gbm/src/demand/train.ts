import { boostTrees, predictTrees, type BoostOptions } from '../boosting/boost.ts'
import { seededUniform } from '../boosting/seeded-uniform.ts'
import type { BoostedTrees } from '../boosting/tree.ts'
import { FEATURES, originState, type OriginState, SCALE_DAYS, writeFeatures } from './features.ts'
import type { DemandSeries } from './series.ts'

/** How the rows are drawn and the trees grown. */
export interface GlobalOptions extends BoostOptions {
  readonly horizon?: number
  /** Most rows to learn from; origins are thinned until they fit. */
  readonly maxRows?: number
  /** Oldest days beyond this many are not learned from. */
  readonly learnDays?: number
}

/** One model over all products. */
export interface GlobalDemand {
  readonly horizon: number
  readonly trees: BoostedTrees
}

/** Fewest days behind an origin. */
const LEAST_HISTORY = 28
/** A day this many scales large counts as one this large: one bulk sale must not teach the whole shop. */
const LARGEST = 3

interface Place {
  readonly series: DemandSeries
  readonly end: number
  readonly state: OriginState
}

/**
 * Learns one model from all series: for origins through the last `learnDays`, every day of the horizon is a row whose target
 * is units in shares of the product's own scale. Null when there is nothing to learn from.
 */
export const trainGlobalDemand = (
  all: readonly DemandSeries[],
  options: GlobalOptions = {},
): GlobalDemand | null => {
  const { horizon = 14, maxRows = 120_000, learnDays = 400, seed = 1 } = options
  const uniform = seededUniform(seed)
  const places = drawPlaces(all, horizon, learnDays, Math.floor(maxRows / horizon), uniform)
  const rows = places.length * horizon
  const columns = FEATURES.map(() => new Float64Array(rows))
  const target = new Float64Array(rows)
  const weight = new Float64Array(rows)
  let row = 0
  for (const { series, end, state } of places)
    for (let step = 1; step <= horizon; step++) {
      const units = series.values[end + step - 1]!
      if (Number.isNaN(units)) continue
      writeFeatures(columns, row, series, state, end, step)
      target[row] = Math.min(LARGEST, units / state.scale)
      // squared error in shares times the scale lies between counting products and counting units
      weight[row] = 1
      row++
    }
  if (row < 200) return null
  const used = { columns: columns.map((column) => column.subarray(0, row)), target: target.subarray(0, row) }
  return { horizon, trees: boostTrees({ ...used, weight: weight.subarray(0, row) }, { ...options, seed }) }
}

/** Origins spread over the products, thinned evenly at random until there are no more than `most`. */
const drawPlaces = (
  all: readonly DemandSeries[],
  horizon: number,
  learnDays: number,
  most: number,
  uniform: () => number,
): Place[] => {
  const possible = all.reduce((sum, series) => sum + originsOf(series, horizon, learnDays).count, 0)
  const share = Math.min(1, most / Math.max(1, possible))
  const places: Place[] = []
  for (const series of all) {
    const { first, count } = originsOf(series, horizon, learnDays)
    for (let i = 0; i < count; i++) {
      if (uniform() >= share) continue
      const state = originState(series, first + i)
      if (state !== null) places.push({ series, end: first + i, state })
    }
  }
  return places
}

const originsOf = ({ values }: DemandSeries, horizon: number, learnDays: number) => {
  const first = Math.max(LEAST_HISTORY, values.length - horizon - learnDays)
  return { first, count: Math.max(0, values.length - horizon - first + 1) }
}

/**
 * Units a day for the days after each series, none below zero; zeros for a product that sold nothing for 91 days.
 * @throws RangeError when more days are asked for than the model learned
 */
export const forecastGlobalDemand = (
  model: GlobalDemand,
  all: readonly DemandSeries[],
  horizon = model.horizon,
): Float64Array[] => {
  if (horizon > model.horizon)
    throw new RangeError(`The model learned ${model.horizon} days ahead, not ${horizon}.`)
  const states = all.map((series) => originState(series, series.values.length))
  const rows = states.filter((state) => state !== null).length * horizon
  const columns = FEATURES.map(() => new Float64Array(rows))
  let row = 0
  all.forEach((series, i) => {
    const state = states[i]
    if (state != null)
      for (let step = 1; step <= horizon; step++)
        writeFeatures(columns, row++, series, state, series.values.length, step)
  })
  const shares = predictTrees(model.trees, columns)
  row = 0
  return states.map((state) =>
    Float64Array.from({ length: horizon }, () =>
      state === null ? 0 : Math.max(0, shares[row++]! * state.scale),
    ),
  )
}

export { SCALE_DAYS }
