import { Decimal } from '@suite/kernel'

/** What one person found of a line, and what the ledger says it held at that instant (null while unknown). */
export interface Tally {
  readonly quantity: string
  readonly expected: string | null
}

/**
 * Whether two independent counts of a line agree. They are made at different moments, and sales go on: they agree when
 * both are off from the ledger by the same amount, and while the ledger knows nothing, when they are equal.
 */
export const talliesAgree = (first: Tally, second: Tally): boolean => {
  if (first.expected === null || second.expected === null)
    return new Decimal(first.quantity).equals(second.quantity)
  return new Decimal(first.quantity)
    .minus(first.expected)
    .equals(new Decimal(second.quantity).minus(second.expected))
}
