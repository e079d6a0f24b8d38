import type { ProductStock } from '@/lib/contract'

/** What a hold keeps from sale. Quantity is a decimal string; the amount is at cost, minor units, null without a cost. */
export interface HeldAmount {
  readonly quantity: string
  readonly minor: number | null
}

interface Goods {
  readonly scope: 'lot' | 'tag' | 'product'
  readonly lotId: string | null
}

const PLACES = 6
const ONE = 10n ** BigInt(PLACES)

/** A decimal string as an integer of millionths. */
const exact = (text: string): bigint => {
  const [whole = '0', fraction = ''] = text.replace('-', '').split('.')
  const size = BigInt(whole) * ONE + BigInt(fraction.slice(0, PLACES).padEnd(PLACES, '0'))
  return text.startsWith('-') ? -size : size
}

/** Millionths as a decimal string without needless zeros. */
const plain = (size: bigint): string => {
  const fraction = String((size < 0n ? -size : size) % ONE)
    .padStart(PLACES, '0')
    .replace(/0+$/, '')
  const whole = String((size < 0n ? -size : size) / ONE)
  return `${size < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`
}

/** The sum of decimal strings, exactly. */
export const sumOf = (texts: readonly string[]): string =>
  plain(texts.reduce((sum, text) => sum + exact(text), 0n))

/** Quantity × unit cost in minor units, rounded half away from zero. Both are decimal strings. */
export const atCost = (quantity: string, unitCost: string): number => {
  const product = exact(quantity) * exact(unitCost) * 100n
  const whole = ONE * ONE
  const size = product < 0n ? -product : product
  const rounded = Number((size + whole / 2n) / whole)
  return product < 0n ? -rounded : rounded
}

/** How much a hold keeps from sale, from the stock of its product in its store; `cost` is the product's own, for lots without one. */
export const heldAmount = (hold: Goods, stock: ProductStock, cost: string | null): HeldAmount | null => {
  const lots = hold.scope === 'product' ? stock.lots : stock.lots.filter(({ id }) => id === hold.lotId)
  const inLots = sumOf(lots.map(({ onHand }) => onHand))
  const loose = hold.scope === 'product' && stock.onHand !== null ? sumOf([stock.onHand, minus(inLots)]) : '0'
  if (hold.scope === 'product' && stock.onHand === null) return null
  const parts = [
    ...lots.map(({ onHand, unitCost }) => ({ quantity: onHand, cost: unitCost ?? cost })),
    ...(loose === '0' ? [] : [{ quantity: loose, cost }]),
  ]
  const minors = parts.map((part) => (part.cost === null ? null : atCost(part.quantity, part.cost)))
  return {
    quantity: sumOf(parts.map(({ quantity }) => quantity)),
    minor: minors.includes(null) ? null : minors.reduce<number>((sum, minor) => sum + (minor ?? 0), 0),
  }
}

const minus = (text: string): string => plain(-exact(text))
