import { Decimal, toMinor, type Minor } from '@suite/kernel'

const sumOf = (amounts: readonly Decimal[]): Decimal =>
  amounts.reduce((sum, each) => sum.plus(each), new Decimal(0))

/**
 * Exact amounts in cents that add up to `total`: each is rounded half to even, and what the sum then lacks is given in
 * single cents to the amounts whose rounding lost most. Null when the total is further off than rounding explains. Without
 * a total each is only rounded.
 */
export const settle = (exact: readonly Decimal[], total: string | null): Minor[] | null => {
  const rounded = exact.map((amount) => toMinor(amount))
  if (total === null) return rounded
  const missing = toMinor(total) - rounded.reduce((sum, each) => sum + each, 0)
  if (missing === 0) return rounded
  if (Math.abs(missing) > exact.length) return null
  const sign = Math.sign(missing)
  const lost = exact.map((amount, index) => ({
    index,
    loss: amount
      .times(100)
      .minus(rounded[index] ?? 0)
      .times(sign)
      .toNumber(),
  }))
  const raised = new Set(
    lost
      .toSorted((one, other) => other.loss - one.loss || one.index - other.index)
      .slice(0, Math.abs(missing))
      .map(({ index }) => index),
  )
  return rounded.map((amount, index) => (raised.has(index) ? amount + sign : amount))
}

/** An amount divided in proportion to weights, exactly; evenly when all of them are zero. */
export const divide = (amount: Decimal, weights: readonly Decimal[]): Decimal[] => {
  const whole = sumOf(weights)
  return weights.map((weight) =>
    whole.isZero() ? amount.div(weights.length) : amount.times(weight).div(whole),
  )
}

/** The sum of amounts. */
export { sumOf }
