import { chance } from '@suite/simulator'
import { addCustomer, addLocation, addPackage, addProduct } from './build.ts'
import { emptyCovaState, type CovaState, type SimSettings } from './state.ts'
import { returnGoods, sell, voidSale } from './till.ts'

const DAY = 86_400_000
const KINDS = [
  ['BD-3.5', 'Blue Dream 3.5 g', 'Flower', 35, 14],
  ['SD-G', 'Sour Diesel by the gram', 'Flower', 11.335, 4.215],
  ['BG-100', 'Berry Gummies 100 mg', 'Edibles', 17.99, 7.2],
  ['LR-05', 'Live Resin Cartridge 0.5 g', 'Vapes', 32, 13.75],
  ['PR-1', 'Pre-Roll 1 g', 'Pre-Rolls', 9, 3.1],
  ['GR-1', 'Grinder', 'Accessories', 15, 5],
] as const

/**
 * A small shop for a simulator that runs alone: one location with six products in twelve packages, customers and a month of
 * sales, some struck out, some returned. The same seed gives the same shop.
 */
export const smallShop = (at: Date, seed = 1, settings: Partial<SimSettings> = {}): CovaState => {
  const state = emptyCovaState(settings)
  const random = chance(seed)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  const opened = new Date(at.getTime() - 60 * DAY)
  const location = addLocation(state, {
    name: 'Evergreen Jersey City',
    taxes: [
      { name: 'New Jersey Sales Tax', rate: 0.06625, adultUseOnly: true },
      { name: 'Jersey City Cannabis Transfer Tax (city)', rate: 0.02 },
    ],
  })
  const customers = Array.from({ length: 40 }, (_, n) => addCustomer(state, `Guest${n + 1}`, 'Doe').id)
  const tags = KINDS.flatMap(([sku, name, category, price, cost], kind) => {
    const unit = sku.endsWith('-G') ? 'Grams' : 'Units'
    const product = addProduct(state, { sku, name, category, price, unit, thc: 18 + kind }, opened)
    return [0, 1].map((n) => {
      const tag = `1A4110300003EE10000${kind}${n}001`
      return addPackage(
        state,
        location,
        { tag, productId: product.id, quantity: 600, unitCost: cost },
        opened,
      ).tag
    })
  })
  const times = Array.from({ length: 400 }, () => at.getTime() - Math.floor(random() * 30 * DAY)).toSorted(
    (one, other) => one - other,
  )
  for (const time of times) {
    const sold = sell(state, location, {
      soldAt: new Date(time),
      customerId: pick(customers),
      isMedical: random() < 0.2,
      discountMinor: random() < 0.1 ? 200 : 0,
      lines: Array.from({ length: 1 + Math.floor(random() * 3) }, () => ({
        tag: pick(tags),
        quantity: 1 + Math.floor(random() * 2),
        discountMinor: random() < 0.2 ? 150 : 0,
      })),
    })
    const later = new Date(Math.min(at.getTime(), time + 1_800_000))
    const dice = random()
    if (dice < 0.02) voidSale(state, sold.id, later)
    else if (dice < 0.05) returnGoods(state, location, { saleId: sold.id, at: later })
  }
  return state
}
