import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Decimal, newId } from '@suite/kernel'
import { sql } from '@suite/db'
import { testShops, type Shop } from '../test/shop.ts'
import { countStock, postReceiptMovements, productStock, rebuildPosition, receiveStock } from './index.ts'
import { positionOf, type LedgerEntry } from './rules/ledger.ts'

let shops: Awaited<ReturnType<typeof testShops>>
let shop: Shop
beforeAll(async () => {
  shops = await testShops()
  shop = await shops.open()
})
afterAll(() => shops.close())

/** What can happen to a product, at an hour of one fortnight, told in any order. */
type Happening =
  | { readonly what: 'sales'; readonly lines: readonly { hour: number; quantity: number }[] }
  | { readonly what: 'count' | 'receive'; readonly hour: number; readonly quantity: number }

const hour = fc.integer({ min: 0, max: 14 * 24 })
const happening: fc.Arbitrary<Happening> = fc.oneof(
  fc.record({
    what: fc.constant('sales' as const),
    lines: fc.array(fc.record({ hour, quantity: fc.integer({ min: -3, max: 9 }).filter((q) => q !== 0) }), {
      minLength: 1,
      maxLength: 6,
    }),
  }),
  fc.record({
    what: fc.constantFrom<'count' | 'receive'>('count', 'receive'),
    hour,
    quantity: fc.integer({ min: 1, max: 40 }),
  }),
)

const START = Date.UTC(2026, 3, 1)
const at = (hours: number) => new Date(START + hours * 3_600_000)

const apply = async (productId: string, event: Happening): Promise<void> => {
  const { storeId } = shop
  if ('lines' in event) return applySales(productId, event.lines)
  const quantity = String(event.quantity)
  if (event.what === 'count') {
    await shop.write((tx) => countStock(tx, { storeId, productId, quantity, countedAt: at(event.hour) }))
    return
  }
  await shop.write((tx) =>
    receiveStock(tx, {
      storeId,
      productId,
      quantity,
      unitCost: null,
      lotCode: `L${event.hour}`,
      packageTag: null,
      expiresOn: null,
      room: null,
      receivedAt: at(event.hour),
      source: { type: 'purchase_order', id: newId() },
    }),
  )
}

const applySales = async (
  productId: string,
  sold: readonly { hour: number; quantity: number }[],
): Promise<void> => {
  const lines = sold.map((line) => ({
    product_id: productId,
    kind: line.quantity > 0 ? 'sell' : 'return',
    quantity: -line.quantity,
    occurred_at: at(line.hour).toISOString(),
    receipt_id: newId(),
    package_tag: null,
  }))
  const rows = sql`select * from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb)
    as l (product_id uuid, kind text, quantity numeric, occurred_at timestamptz, receipt_id uuid, package_tag text)`
  await shop.write((tx) => postReceiptMovements(tx, shop.storeId, rows))
}

const entriesOf = (event: Happening, order: number): LedgerEntry[] => {
  const micro = (hours: number) => at(hours).getTime() * 1000
  if ('lines' in event)
    return event.lines.map((line) => ({
      kind: line.quantity > 0 ? 'sell' : 'return',
      quantity: String(-line.quantity),
      countedQuantity: null,
      at: micro(line.hour),
      order,
    }))
  const quantity = String(event.quantity)
  const counted = event.what === 'count'
  return [
    { kind: event.what, quantity, countedQuantity: counted ? quantity : null, at: micro(event.hour), order },
  ]
}

it('keeps balances and lots as the pure ledger has them, whatever is told in whatever order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { minLength: 1, maxLength: 8 }), async (events) => {
      const productId = await shop.addProduct()
      const entries: LedgerEntry[] = []
      for (const [order, event] of events.entries()) {
        await apply(productId, event)
        entries.push(...entriesOf(event, order))
        const stock = await shop.read((read) => productStock(read, { storeId: shop.storeId, productId }))
        const model = positionOf(entries)
        expect(stock.onHand === null ? null : new Decimal(stock.onHand).toFixed(4)).toBe(model.onHand)
        const inLots = stock.lots.reduce((sum, lot) => sum.plus(lot.onHand), new Decimal(0))
        if (model.onHand !== null) expect(inLots.lessThanOrEqualTo(Decimal.max(0, model.onHand))).toBe(true)
      }
    }),
    { numRuns: 40 },
  )
  expect(await shop.read((read) => rebuildPosition(read, { storeId: shop.storeId }))).toEqual([])
})
