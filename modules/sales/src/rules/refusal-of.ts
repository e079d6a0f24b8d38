import type { SaleLine } from '../sale-line.ts'

/** Why a line cannot be stored. `code` is stable, `reason` names value and remedy. */
export interface Refusal {
  readonly code: string
  readonly reason: string
}

/** Amounts are safe integers of minor units: eleven digits before the point leave room for their sums. */
const MONEY_DIGITS = 11

/** What keeps a readable line out of the database, or null: an amount past what minor units hold. */
export const refusalOf = (line: SaleLine): Refusal | null => {
  if (line.grossAmount === null && digits(line.quantity) + digits(line.unitPrice) > MONEY_DIGITS)
    return tooLarge('line total', `${line.quantity} × ${line.unitPrice}`)
  for (const [name, amount] of [
    ['gross amount', line.grossAmount],
    ['discount', line.discount],
    ['cost', line.cost],
  ] as const)
    if (amount !== null && digits(amount) > MONEY_DIGITS) return tooLarge(name, amount)
  return null
}

const digits = (decimal: string): number => {
  const point = decimal.indexOf('.')
  const length = point === -1 ? decimal.length : point
  return decimal.startsWith('-') ? length - 1 : length
}

const tooLarge = (name: string, value: string): Refusal => ({
  code: 'too_large',
  reason: `The ${name} ${value} is larger than any sale. Check the column and the decimal sign.`,
})
