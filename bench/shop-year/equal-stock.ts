import { runYear, type Policy, type YearOptions, type YearResult } from './run-year.ts'
import type { ShopWorld } from './world.ts'

/**
 * Finds the setting of a policy at which its mean stock value is that of another, by bisection, and gives that year. A
 * policy holds more for a higher setting. The nearest setting within `least` to `most` is taken.
 */
export const atEqualStock = (
  world: ShopWorld,
  policyOf: (setting: number) => Policy,
  wanted: {
    readonly stockValue: number
    readonly least: number
    readonly most: number
    readonly steps?: number
  },
  options: YearOptions = {},
): { readonly setting: number; readonly result: YearResult } => {
  let { least, most } = wanted
  for (let step = 0; step < (wanted.steps ?? 18); step++) {
    const middle = (least + most) / 2
    if (runYear(world, policyOf(middle), options).stockValue < wanted.stockValue) least = middle
    else most = middle
  }
  const setting = (least + most) / 2
  return { setting, result: runYear(world, policyOf(setting), options) }
}
