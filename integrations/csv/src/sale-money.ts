import { absolute, add, divide, multiply, negate, round, sign, subtract } from './decimal.ts'
import { RowRefusal, type RowSource } from './row-source.ts'

export interface LineMoney {
  readonly unitPrice: string
  readonly grossAmount: string | null
  readonly discount: string
}

interface Stated {
  readonly unitPrice: string | null
  readonly gross: string | null
  readonly net: string | null
  readonly discount: string | null
}

const CENTS = 2
const UNIT_PRICE_PLACES = 6

/**
 * Unit price, gross and discount of a line from whatever the file states, such that (gross ?? quantity × unit price) −
 * discount is the file's net to the cent:
 * - a stated gross is kept as it is; the unit price, when not stated, is gross ÷ quantity to 6 decimals;
 * - with a stated net the discount is gross − net, whatever the discount columns say;
 * - without one the discount columns count, with the sign of the quantity;
 * - a net that differs from quantity × unit price only by rounding, or lies above it, is the gross.
 */
export const lineMoney = (source: RowSource, quantity: string, isReturn: boolean): LineMoney => {
  const stated = statedMoney(source, isReturn)
  if (stated.net === null && stated.gross === null && stated.unitPrice !== null)
    return {
      unitPrice: stated.unitPrice,
      grossAmount: null,
      discount: signedDiscount(stated.discount, quantity),
    }
  return settle(stated, quantity)
}

const statedMoney = (source: RowSource, isReturn: boolean): Stated => {
  const unitPrice = source.decimal('unitPrice', UNIT_PRICE_PLACES)
  const money = (field: 'grossAmount' | 'netAmount'): string | null => {
    if (!source.has(field)) return null
    const amount = source.decimal(field, UNIT_PRICE_PLACES)
    return isReturn && amount !== null ? negate(absolute(amount)) : amount
  }
  return {
    unitPrice: isReturn && unitPrice !== null ? absolute(unitPrice) : unitPrice,
    gross: money('grossAmount'),
    net: money('netAmount'),
    discount: statedDiscount(source),
  }
}

const statedDiscount = (source: RowSource): string | null => {
  const line = source.has('discount') ? source.decimal('discount', UNIT_PRICE_PLACES) : null
  const loyalty = source.has('loyaltyDiscount') ? source.decimal('loyaltyDiscount', UNIT_PRICE_PLACES) : null
  if (line === null || loyalty === null) return line ?? loyalty
  return add(absolute(line), absolute(loyalty))
}

const signedDiscount = (discount: string | null, quantity: string): string => {
  if (discount === null || discount === '0') return '0'
  return sign(quantity) < 0 ? negate(absolute(discount)) : absolute(discount)
}

const settle = (stated: Stated, quantity: string): LineMoney => {
  const gross = stated.gross ?? grossFromNet(stated, quantity)
  if (gross === null) {
    if (stated.unitPrice === null)
      throw new RowRefusal('missing_money', 'The row has neither a price nor an amount. Fill in one of them.')
    return {
      unitPrice: stated.unitPrice,
      grossAmount: null,
      discount: netDiscount(multiply(quantity, stated.unitPrice), stated.net),
    }
  }
  const unitPrice = stated.unitPrice ?? (quantity === '0' ? '0' : divide(gross, quantity, UNIT_PRICE_PLACES))
  const discount =
    stated.net === null ? signedDiscount(stated.discount, quantity) : netDiscount(gross, stated.net)
  return { unitPrice, grossAmount: gross, discount }
}

/** In whole cents, so that the rounded gross less the discount is exactly the rounded net. */
const netDiscount = (gross: string, net: string | null): string =>
  net === null ? '0' : subtract(round(gross, CENTS), round(net, CENTS))

/** The gross of a line that states a net but no gross; null when quantity × unit price is that gross. */
const grossFromNet = ({ unitPrice, net, discount }: Stated, quantity: string): string | null => {
  if (net === null) return null
  if (unitPrice === null) return add(net, signedDiscount(discount, quantity))
  if (discount !== null && discount !== '0') return null
  const less = subtract(multiply(quantity, unitPrice), net)
  const lowered = sign(quantity) < 0 ? negate(less) : less
  const rounding = multiply('0.005', absolute(quantity))
  return sign(subtract(lowered, rounding)) <= 0 ? net : null
}
