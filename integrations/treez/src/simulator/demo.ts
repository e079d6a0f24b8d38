import { chance } from '@suite/simulator'
import { addCustomer, addPackage, addProduct } from './build.ts'
import { emptyTreezState, type SimKeys, type SimSettings, type TreezState } from './state.ts'
import { cancel, refund, sell } from './till.ts'

const DAY = 86_400_000
const GRAM = { uom: 'GRAMS', amount: 1, subtype: 'BULK' } as const
const KINDS = [
  ['BD-3.5', 'BLUE DREAM - 3.5 GRAMS', 'FLOWER', 35, { uom: 'GRAMS', amount: 3.5, classification: 'S/I' }],
  ['SD-G', 'SOUR DIESEL - 1 GRAMS', 'FLOWER', 11.335, { ...GRAM, classification: 'SATIVA' }],
  ['BG-100', 'BERRY GUMMIES - 100 MG', 'EDIBLE', 17.99, { uom: 'MILLIGRAMS', amount: 100 }],
  ['LR-05', 'LIVE RESIN POD - 0.5 GRAMS', 'CARTRIDGE', 32, { uom: 'GRAMS', amount: 0.5 }],
  ['PR-1', 'PRE-ROLL - 1 GRAMS', 'PREROLL', 9, { uom: 'GRAMS', amount: 1 }],
  ['GR-1', 'GRINDER', 'MERCH', 15, {}],
] as const

/**
 * A small shop for a simulator that runs alone: one store with six products in twelve packages, customers and two months of
 * tickets, some struck out, some taken back, some orders that nobody fetched. The same seed gives the same shop.
 */
export const smallShop = (
  at: Date,
  keys: SimKeys,
  seed = 1,
  settings: Partial<SimSettings> = {},
): TreezState => {
  const state = emptyTreezState(keys, settings, [
    { name: 'CA Cannabis Excise Tax (15%)', rate: 0.15 },
    { name: 'CA Sales Tax (9.25%)', rate: 0.0925, adultUseOnly: true },
    { name: 'Oakland City Cannabis Tax (5%)', rate: 0.05 },
  ])
  const random = chance(seed)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  const opened = new Date(at.getTime() - 90 * DAY)
  const customers = Array.from(
    { length: 40 },
    (_, n) => addCustomer(state, `Guest${n + 1}`, 'Doe', opened).id,
  )
  const tags = KINDS.flatMap(([sku, name, category, price, more], kind) => {
    const product = addProduct(state, { sku, name, category, price, thc: 18 + kind, ...more }, opened)
    return [0, 1].map((n) => {
      const fields = { productId: product.id, quantity: 600, expiresOn: '2027-01-31' }
      return addPackage(state, { tag: `1A4060300003EE10000${kind}${n}001`, ...fields }, opened).tag
    })
  })
  const times = Array.from({ length: 400 }, () => at.getTime() - Math.floor(random() * 60 * DAY)).toSorted(
    (one, other) => one - other,
  )
  for (const time of times) {
    const sold = sell(state, {
      soldAt: new Date(time),
      customerId: pick(customers),
      isMedical: random() < 0.2,
      discountMinor: random() < 0.1 ? 200 : 0,
      feeMinor: random() < 0.1 ? 550 : 0,
      isOpen: random() < 0.02,
      items: Array.from({ length: 1 + Math.floor(random() * 3) }, () => ({
        tag: pick(tags),
        quantity: 1 + Math.floor(random() * 2),
        discountMinor: random() < 0.2 ? 150 : 0,
      })),
    })
    const later = new Date(Math.min(at.getTime(), time + 1_800_000))
    const dice = random()
    if (dice < 0.02) cancel(state, sold.id, later)
    else if (dice < 0.05 && sold.status === 'COMPLETED') refund(state, { saleId: sold.id, at: later })
  }
  return state
}
