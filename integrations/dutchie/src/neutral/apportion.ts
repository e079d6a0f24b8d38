import { Decimal, toMinor, type Minor } from '@suite/kernel'

/**
 * Rounds exact amounts (currency units) to cents that add up to `target`: each half to even, then the cents that are left go
 * one each to the amounts whose rounding lost (or won) most, the first of equals first. Keeps every amount within a cent
 * of its exact value as long as the exact sum is within half a cent an amount of the target.
 */
export const settle = (exact: readonly Decimal[], target: Minor): Minor[] => {
  const settled = exact.map((amount) => toMinor(amount))
  let left = target - settled.reduce((sum, each) => sum + each, 0)
  if (left === 0 || exact.length === 0) return settled
  const step = Math.sign(left)
  const order = exact
    .map((amount, index) => ({
      index,
      lost: amount
        .times(100)
        .minus(settled[index] ?? 0)
        .times(step),
    }))
    .toSorted((one, other) => other.lost.comparedTo(one.lost) || one.index - other.index)
  while (left !== 0)
    for (const { index } of order) {
      if (left === 0) break
      settled[index] = (settled[index] ?? 0) + step
      left -= step
    }
  return settled
}

/** Splits an amount (currency units) in proportion to weights, exactly; evenly when they are all zero. */
export const spread = (amount: Decimal, weights: readonly Decimal[]): Decimal[] => {
  const whole = weights.reduce((sum, each) => sum.plus(each.abs()), new Decimal(0))
  return weights.map((weight) =>
    whole.isZero() ? amount.div(weights.length) : amount.times(weight.abs()).div(whole),
  )
}

/** The sum of decimals. */
export const sumOf = (amounts: readonly Decimal[]): Decimal =>
  amounts.reduce((sum, each) => sum.plus(each), new Decimal(0))
