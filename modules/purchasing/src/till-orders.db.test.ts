import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { newId } from '@suite/kernel'
import { sql } from '@suite/db'
import { addProduct, NOW, testShops, type Shop } from '../test/shop.ts'
import {
  approvePurchaseOrder,
  editPurchaseOrder,
  purchaseOrder,
  purchaseOrders,
  receivePurchaseOrder,
  REPLENISHMENT_QUEUE,
  reorderDetail,
  sendPurchaseOrder,
  takeTillOrders,
  type TillOrder,
} from './index.ts'

let shops: Awaited<ReturnType<typeof testShops>>
let shop: Shop
let connectionId: string
let product: string
beforeAll(async () => {
  shops = await testShops()
})
beforeEach(async () => {
  shop = await shops.open()
  connectionId = newId()
  product = await addProduct(shop, { name: 'Blue Dream', perDay: 3, onHand: 6 })
  await shop.write((tx) =>
    sql`insert into connections (organization_id, id, store_id, vendor, name, status)
      values (${shop.organizationId}, ${connectionId}, ${shop.storeId}, 'dutchie', 'Dutchie', 'active')`.execute(
      tx.db,
    ),
  )
})
afterAll(() => shops.close())

const order = (fields: Partial<TillOrder> = {}): TillOrder => ({
  externalId: '7',
  number: '1042',
  vendorId: shop.vendorId,
  status: 'sent',
  createdAt: '2026-04-14T10:00:00.000Z',
  createdBy: 'Robin Reyes',
  sentAt: null,
  closedAt: null,
  expectedOn: '2026-04-18',
  note: '',
  lines: [{ productId: product, quantity: '96', unit: 'each', unitCost: '17.5' }],
  ...fields,
})
const take = (orders: readonly TillOrder[], isWhole = true) =>
  shop.write((tx) =>
    takeTillOrders(tx, {
      connectionId,
      storeId: shop.storeId,
      orders,
      listed: isWhole ? new Set(orders.map(({ externalId }) => externalId)) : null,
      beganAt: null,
      now: NOW,
    }),
  )
const planned = async () => {
  await shop.run(REPLENISHMENT_QUEUE)
  const { plan } = await shop.read((read) =>
    reorderDetail(read, { storeId: shop.storeId, productId: product }),
  )
  return { needsOrder: plan?.needsOrder, onOrder: plan?.onOrder, onDraft: plan?.onDraft }
}
const all = async () => (await shop.read((read) => purchaseOrders(read, { limit: 50 }))).items

it('is on order for the planner, which suggests nothing more until it is given up', async () => {
  await take([order()])
  expect(shop.jobs.map(({ queue }) => queue)).toContain(REPLENISHMENT_QUEUE)
  expect(await planned()).toEqual({ needsOrder: false, onOrder: '96', onDraft: '0' })
  expect(await all()).toHaveLength(1)
  await take([order({ status: 'draft' })])
  expect(await planned()).toMatchObject({ onOrder: '0', onDraft: '96' })
  expect(await all()).toHaveLength(1)
  await take([])
  const after = await planned()
  expect(after).toMatchObject({ onOrder: '0' })
  expect(Number(after.onDraft)).toBeGreaterThan(0)
  expect((await all()).map(({ origin, status }) => `${origin} ${status}`).toSorted()).toEqual([
    'suggestion draft',
    'till cancelled',
  ])
})

it('lets nobody change, approve, send or receive it here', async () => {
  await take([order()])
  const [row] = await all()
  const { id, version, lines } = await shop.read((read) => purchaseOrder(read, row?.id ?? ''))
  const now = NOW
  const lineId = lines[0]?.id ?? ''
  const refused = { code: 'till_order', message: expect.stringContaining('was written in the till') }
  await expect(shop.write((tx) => editPurchaseOrder(tx, { id, version, note: 'x' }))).rejects.toMatchObject(
    refused,
  )
  await expect(shop.write((tx) => approvePurchaseOrder(tx, { id, version, now }))).rejects.toMatchObject(
    refused,
  )
  await expect(shop.write((tx) => sendPurchaseOrder(tx, { id, byHand: true, now }))).rejects.toMatchObject(
    refused,
  )
  await expect(
    shop.write((tx) =>
      receivePurchaseOrder(tx, { id, now, lines: [{ lineId, quantity: '1', lotCode: '' }] }),
    ),
  ).rejects.toMatchObject(refused)
})

it('stands as last told, whatever was told before, and told again changes nothing', async () => {
  const telling = fc.uniqueArray(
    fc.record({
      externalId: fc.constantFrom('1', '2', '3'),
      status: fc.constantFrom('draft', 'sent', 'partly_received', 'received', 'cancelled'),
      quantity: fc.integer({ min: 1, max: 99 }),
      isPriced: fc.boolean(),
    }),
    { selector: ({ externalId }) => externalId },
  )
  await fc.assert(
    fc.asyncProperty(fc.array(telling, { minLength: 1, maxLength: 4 }), async (tellings) => {
      const told = tellings.map((one) =>
        one.map(({ externalId, status, quantity, isPriced }) =>
          order({
            externalId,
            status,
            lines: [
              {
                productId: product,
                quantity: String(quantity),
                unit: 'each',
                unitCost: isPriced ? '17.5' : null,
              },
            ],
          }),
        ),
      )
      for (const orders of told) await take(orders)
      const last = told.at(-1) ?? []
      expect(await take(last)).toBe(0)
      const open = last.filter(({ status }) => status === 'sent' || status === 'partly_received')
      const expected = open.reduce((sum, { lines }) => sum + Number(lines[0]?.quantity), 0)
      const { rows } = await shop.read((read) =>
        sql<{ units: string }>`
          select coalesce(sum(l.quantity - l.received_quantity), 0)::float8 as units from purchase_orders o
          join purchase_order_lines l on l.purchase_order_id = o.id
          where o.status in ('approved', 'sent', 'partly_received')`.execute(read.db),
      )
      expect(Number(rows[0]?.units)).toBe(expected)
    }),
    { seed: 7, numRuns: 25 },
  )
})
