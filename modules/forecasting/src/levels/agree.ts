import { setImmediate as others } from 'node:timers/promises'
import { bottomUp, reconcileAboveZero, topDown, treeOf } from '@suite/hierarchy'
import type { LevelTree } from './level-tree.ts'

/** A forecast with the errors its backtest saw over its whole length. */
export interface Own {
  readonly mean: readonly number[]
  readonly horizonErrors: readonly number[]
  readonly wape: number | null
}

/** Fewest errors that tell a spread; below it the WAPE does, and below that half of what is expected. */
const FEWEST_ERRORS = 3
const UNKNOWN_WAPE = 0.5

/** What every node is forecast by itself, and how far it may be off. Null: no forecast of its own. */
export interface OwnForecasts {
  readonly levels: readonly (Own | null)[]
  readonly products: readonly (Own | null)[]
}

/** Numbers of all nodes by day, products after the levels, and the sum of each over all days. */
export type Agreed = readonly Float64Array[]

/**
 * Makes all numbers agree, day by day: `products` leaves the products' forecasts and sums them upwards, `reconciled` moves
 * products and levels towards each other by how far each was off in its backtest. Whatever else the process does has its turn
 * between days.
 */
export const agree = async (
  { tree }: LevelTree,
  { levels, products }: OwnForecasts,
  kept: 'reconciled' | 'products',
  days: number,
): Promise<Agreed> => {
  const own = [...levels, ...products]
  const variance = own.map((one, node) => varianceOf(one, node < levels.length))
  const agreed: Float64Array[] = []
  for (let day = 0; day < days; day++) {
    const base = own.map((one) => one?.mean[day] ?? 0)
    agreed.push(kept === 'products' ? bottomUp(tree, base) : reconcileAboveZero(tree, base, variance))
    await others()
  }
  return agreed
}

const varianceOf = (own: Own | null, isLevel: boolean): number => {
  if (own === null) return isLevel ? Infinity : 0
  const { horizonErrors, mean, wape } = own
  if (horizonErrors.length >= FEWEST_ERRORS)
    return horizonErrors.reduce((sum, error) => sum + error ** 2, 0) / horizonErrors.length
  return ((wape ?? UNKNOWN_WAPE) * mean.reduce((sum, units) => sum + units, 0)) ** 2
}

/** Shares of siblings in what is expected of the node above them, by what each sold lately; alike where none sold. */
export const recentShares = (units: readonly number[]): number[] => [
  ...topDown(treeOf([-1, ...units.map(() => 0)]), [1, ...units], [0, ...units]).subarray(1),
]

/** Bounds that lie about `kept` as the forecast's own lay about `own`. */
export const movedBounds = (
  kept: readonly number[],
  own: {
    readonly mean: readonly number[]
    readonly lower: readonly number[]
    readonly upper: readonly number[]
  },
): { lower: number[]; upper: number[] } => ({
  lower: kept.map((units, i) =>
    precise(Math.max(0, units - Math.max(0, (own.mean[i] ?? 0) - (own.lower[i] ?? 0)))),
  ),
  upper: kept.map((units, i) => precise(units + Math.max(0, (own.upper[i] ?? 0) - (own.mean[i] ?? 0)))),
})

export const precise = (value: number): number => Math.round(value * 1e4) / 1e4
