import { chance } from '@suite/simulator'
import { addCustomer, addLocation, addPackage, addVariant } from './build.ts'
import { emptyFlowhubState, type FlowhubState, type SimSettings } from './state.ts'
import { refund, sell, voidSale } from './till.ts'

const DAY = 86_400_000
const KINDS = [
  ['Blue Dream 3.5 g', 'Flower', 3500, 1400],
  ['Sour Diesel by the gram', 'Flower', 1134, 421],
  ['Berry Gummies 100 mg', 'Edibles', 1799, 720],
  ['Live Resin Cartridge 0.5 g', 'Vapes', 3200, 1375],
  ['Pre-Roll 1 g', 'Pre-Rolls', 900, 310],
  ['Grinder', 'Accessories', 1500, 500],
] as const

/**
 * A small shop for a simulator that runs alone: one store with six products, two deliveries of each, customers and a month of
 * sales, some placed days before, some struck out, some refunded. The same seed gives the same shop.
 */
export const smallShop = (at: Date, seed = 1, settings: Partial<SimSettings> = {}): FlowhubState => {
  const state = emptyFlowhubState(settings)
  const { locationId } = addLocation(state, 'Evergreen Denver', [
    { name: 'Retail Marijuana Excise', percentage: 15, adultUseOnly: true },
    { name: 'State Sales Tax', percentage: 2.9 },
    { name: 'City Tax', percentage: 8.81 },
  ])
  const random = chance(seed)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  const opened = new Date(at.getTime() - 60 * DAY)
  const customers = Array.from({ length: 40 }, (_, n) => addCustomer(state, `Guest${n + 1} Doe`, opened).id)
  const skus = KINDS.flatMap(([name, category, priceCents, costCents], kind) => {
    const unit = name.endsWith('by the gram') ? 'grams' : 'each'
    const { variantId } = addVariant(state, { name, category, priceCents, unit, thcPercent: 18 + kind })
    return [0, 1].map((n) => {
      const tag = category === 'Accessories' ? null : `1A4000B00001B250000${kind}${n}001`
      return addPackage(state, { variantId, locationId, tag, costCents, quantity: 600 }, opened).sku
    })
  })
  const times = Array.from({ length: 400 }, () => at.getTime() - Math.floor(random() * 30 * DAY)).toSorted(
    (one, other) => one - other,
  )
  for (const time of times) {
    const sold = sell(state, {
      soldAt: new Date(time),
      // placed online some days before
      createdAt: new Date(random() < 0.1 ? time - Math.floor(random() * 2 * DAY) : time - 300_000),
      customerId: pick(customers),
      isMedical: random() < 0.2,
      discountMinor: random() < 0.1 ? 200 : 0,
      feeMinor: random() < 0.1 ? 100 : 0,
      items: Array.from({ length: 1 + Math.floor(random() * 3) }, () => ({
        sku: pick(skus),
        quantity: 1 + Math.floor(random() * 2),
        discountMinor: random() < 0.2 ? 150 : 0,
      })),
    })
    const dice = random()
    if (dice < 0.02) voidSale(state, sold.id)
    else if (dice < 0.05)
      refund(state, { saleId: sold.id, at: new Date(Math.min(at.getTime(), time + 1_800_000)) })
  }
  return state
}
