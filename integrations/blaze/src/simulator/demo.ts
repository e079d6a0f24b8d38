import { chance } from '@suite/simulator'
import { addBatch, addMember, addProduct } from './build.ts'
import { emptyBlazeState, type BlazeState, type SimSettings } from './state.ts'
import { refund, sell, voidSale } from './till.ts'

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
 * A small shop for a simulator that runs alone: one store with six products in twelve batches, members and a month of sales,
 * some from two batches, some struck out, some refunded. The same seed gives the same shop.
 */
export const smallShop = (at: Date, seed = 1, settings: Partial<SimSettings> = {}): BlazeState => {
  const state = emptyBlazeState(settings, [
    { kind: 'excise', rate: 0.15 },
    { kind: 'state', rate: 0.0725 },
    { kind: 'city', rate: 0.05 },
  ])
  const random = chance(seed)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  const opened = new Date(at.getTime() - 60 * DAY)
  const members = Array.from({ length: 40 }, (_, n) => addMember(state, `Guest${n + 1}`, 'Doe').id)
  const pairs = KINDS.map(([sku, name, category, price, costPerUnit], kind) => {
    const unitType = sku.endsWith('-G') ? 'grams' : 'units'
    const product = addProduct(state, { sku, name, category, price, unitType, thc: 18 + kind }, opened)
    return [0, 1].map((n) => {
      const tag = `1A4060300003EE20000${kind}${n}001`
      return addBatch(state, { productId: product.id, tag, quantity: 600, costPerUnit }, opened).id
    })
  })
  const times = Array.from({ length: 400 }, () => at.getTime() - Math.floor(random() * 30 * DAY)).toSorted(
    (one, other) => one - other,
  )
  for (const time of times) {
    const sold = sell(state, {
      soldAt: new Date(time),
      memberId: pick(members),
      isMedical: random() < 0.2,
      discountMinor: random() < 0.1 ? 200 : 0,
      items: Array.from({ length: 1 + Math.floor(random() * 3) }, () => {
        const [first = '', second = ''] = pick(pairs)
        const both = [
          { batchId: first, quantity: 1 },
          { batchId: second, quantity: 2 },
        ]
        return {
          taken:
            random() < 0.15
              ? both
              : [{ batchId: pick([first, second]), quantity: 1 + Math.floor(random() * 2) }],
          discountMinor: random() < 0.2 ? 150 : 0,
        }
      }),
    })
    const later = new Date(Math.min(at.getTime(), time + 1_800_000))
    const dice = random()
    if (dice < 0.02) voidSale(state, sold.id, later)
    else if (dice < 0.05) refund(state, { saleId: sold.id, at: later })
  }
  return state
}
