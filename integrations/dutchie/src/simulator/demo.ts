import { chance } from '@suite/simulator'
import { addCustomer, addDiscount, addKey, addLocation, addPackage, addProduct, addVendor } from './build.ts'
import { emptyDutchieState, type DutchieState } from './state.ts'
import { returnGoods, sell, voidSale } from './till.ts'

const DAY = 86_400_000
const KINDS = [
  ['BD-3.5', 'Blue Dream 3.5 g', 'Flower', 35, 14],
  ['SD-G', 'Sour Diesel by the gram', 'Flower', 11.5, 4.25],
  ['BG-100', 'Berry Gummies 100 mg', 'Edibles', 18, 7.2],
  ['LR-05', 'Live Resin Cartridge 0.5 g', 'Vapes', 32, 13.75],
  ['PR-1', 'Pre-Roll 1 g', 'Pre-Rolls', 9, 3.1],
  ['GR-1', 'Grinder', 'Accessories', 15, 5],
] as const

/** The key of the small shop. */
export const DEMO_KEY = 'demo-location-key'

/**
 * A small shop for a simulator that runs alone: one store with six products, packages, customers and a month of sales, some
 * struck out, some returned. The same seed gives the same shop.
 */
export const smallShop = (at: Date, seed = 1): DutchieState => {
  const state = emptyDutchieState({}, seed)
  const random = chance(seed)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  const opened = new Date(at.getTime() - 60 * DAY)
  const location = addLocation(state, {
    name: 'Evergreen Collective Denver',
    licence: '402R-00001',
    zone: 'America/Denver',
    region: 'CO',
    taxes: [
      { name: 'Colorado Retail Marijuana Sales Tax', rate: 0.15, adultUseOnly: true },
      { name: 'Denver City Tax', rate: 0.0881 },
    ],
  })
  addKey(state, location, DEMO_KEY)
  addDiscount(state, location, { name: 'Happy hour', percent: 10 })
  const vendorId = addVendor(state, location, { name: 'High Plains Cultivation', licence: '403R-00007' })
  const customers = Array.from({ length: 40 }, (_, n) =>
    addCustomer(
      state,
      location,
      { firstName: `Guest${n + 1}`, lastName: 'Doe', loyaltyMember: n % 2 === 0 },
      opened,
    ),
  )
  const packages = KINDS.flatMap(([sku, name, category, price, cost], kind) => {
    const unit = sku.endsWith('-G') ? 'g' : 'ea'
    const product = addProduct(state, location, { sku, name, category, price, cost, unit, vendorId }, opened)
    return [0, 1].map((n) =>
      addPackage(
        state,
        location,
        { productId: product.id, quantity: 500, tag: `1A4060300003EE10000${kind}${n}001` },
        opened,
      ),
    )
  })
  const times = Array.from({ length: 400 }, () => at.getTime() - Math.floor(random() * 30 * DAY)).toSorted(
    (one, other) => one - other,
  )
  for (const time of times) {
    const sold = sell(state, location, {
      soldAt: new Date(time),
      customerId: pick(customers).id,
      lines: Array.from({ length: 1 + Math.floor(random() * 3) }, () => ({
        packageId: pick(packages).id,
        quantity: 1 + Math.floor(random() * 2),
        discountMinor: random() < 0.2 ? 150 : 0,
      })),
    })
    const later = new Date(Math.min(at.getTime(), time + 1_800_000))
    const dice = random()
    if (dice < 0.02) voidSale(location, sold.id, later)
    else if (dice < 0.05) returnGoods(state, location, { saleId: sold.id, at: later })
  }
  return state
}
