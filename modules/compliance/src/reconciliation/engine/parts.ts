import { invalid } from '@suite/kernel'

/** A quantity in integer ten-thousandths of its unit, as exact as numeric(14, 4). */
export type Parts = number

const PLACES = 4
const ONE = 10 ** PLACES
const DECIMAL = /^(-?)(\d{1,11})(?:\.(\d+))?$/

/**
 * A decimal string in ten-thousandths; what is finer is rounded half up.
 * @throws AppError `bad_amount` when it is no plain number below 10^11
 */
export const parts = (text: string): Parts => {
  const [, sign, whole = '', decimals = ''] = DECIMAL.exec(text) ?? []
  if (sign === undefined)
    throw invalid('bad_amount', `The quantity "${text}" is not a number. Write it like 12.5.`)
  const rest = Number((decimals[PLACES] ?? '0') >= '5')
  const size = Number(whole) * ONE + Number(decimals.slice(0, PLACES).padEnd(PLACES, '0')) + rest
  return sign === '-' && size !== 0 ? -size : size
}

/** Ten-thousandths as a decimal string without trailing zeros: `35000` is `3.5`. */
export const partsText = (quantity: Parts): string => {
  const size = Math.abs(quantity)
  const decimals = String(size % ONE)
    .padStart(PLACES, '0')
    .replace(/0+$/, '')
  const text = `${Math.floor(size / ONE)}${decimals === '' ? '' : `.${decimals}`}`
  return quantity < 0 ? `-${text}` : text
}

/** What a quantity is worth at a unit price (a decimal string), in cents; null without a price. */
export const worth = (quantity: Parts, unitPrice: string | null): number | null =>
  unitPrice === null ? null : Math.round((Math.abs(quantity) / ONE) * Number(unitPrice) * 100)
