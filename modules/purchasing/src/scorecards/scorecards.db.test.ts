import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDays, newId } from '@suite/kernel'
import { sql } from '@suite/db'
import { NOW, TODAY, addProduct, testShops, type Shop } from '../../test/shop.ts'
import {
  approvePurchaseOrder,
  createPurchaseOrder,
  purchaseOrder,
  receivePurchaseOrder,
  REPLENISHMENT_QUEUE,
  sendPurchaseOrder,
} from '../index.ts'
import type { ScorecardItem, ScorecardsQuery } from './contract.ts'
import { scorecard, scorecards } from './scorecards.ts'
import { useMeasuredLeadTime } from './use-measured-lead-time.ts'

let shops: Awaited<ReturnType<typeof testShops>>
beforeAll(async () => {
  shops = await testShops()
})
afterAll(() => shops.close())

/** Noon in Denver of a day so many days before (−) the shop's today. */
const noon = (days: number): Date => new Date(NOW.getTime() + days * 86_400_000)

/** Orders by hand on a day and, where said, takes it in later, as people do. */
const buy = async (
  shop: Shop,
  productId: string,
  order: {
    vendorId?: string
    storeId?: string
    day: number
    quantity?: string
    cost?: string
    came?: readonly (readonly [days: number, quantity: string])[]
  },
): Promise<string> => {
  const { vendorId = shop.vendorId, storeId = shop.storeId, quantity = '24', cost = '17.5' } = order
  const at = noon(order.day)
  const { id } = await shop.write((tx) =>
    createPurchaseOrder(tx, { storeId, vendorId, lines: [{ productId, quantity, unitCost: cost }] }),
  )
  const draft = await shop.read((read) => purchaseOrder(read, id))
  await shop.write((tx) => approvePurchaseOrder(tx, { id, version: draft.version, now: at }))
  await shop.write((tx) => sendPurchaseOrder(tx, { id, byHand: true, now: at }))
  for (const [days, came] of order.came ?? [])
    await shop.write((tx) =>
      receivePurchaseOrder(tx, {
        id,
        now: noon(order.day + days),
        lines: [{ lineId: draft.lines[0]!.id, quantity: came, lotCode: `${id}-${days}` }],
      }),
    )
  return id
}
const list = (shop: Shop, query: Partial<ScorecardsQuery> = {}) =>
  shop.read((read) => scorecards(read, { limit: 50, sort: 'late', ...query, now: NOW }))
const detail = (shop: Shop, id = shop.vendorId) => shop.read((read) => scorecard(read, { id, now: NOW }))
const addVendor = async (shop: Shop, name: string): Promise<string> => {
  const id = newId()
  await shop.write((tx) =>
    sql`insert into vendors (organization_id, id, name) values (${shop.organizationId}, ${id}, ${name})`.execute(
      tx.db,
    ),
  )
  return id
}

/** Three finished orders (4, 8 and 9 days; one in two parts, dearer at last) and one that is late. */
const lively = async (): Promise<{ shop: Shop; product: string }> => {
  const shop = await shops.open()
  const product = await addProduct(shop, { name: 'Blue Dream', perDay: 2, onHand: 20 })
  await buy(shop, product, { day: -90, came: [[4, '24']] })
  await buy(shop, product, { day: -60, came: [[8, '24']] })
  await buy(shop, product, {
    day: -40,
    cost: '21',
    came: [
      [4, '12'],
      [9, '12'],
    ],
  })
  await buy(shop, product, { day: -10 })
  await buy(shop, product, { day: -400, came: [[30, '24']] })
  return { shop, product }
}

describe('vendor scorecards', () => {
  it('measure what was ordered, sent and received within a year', async () => {
    const { shop } = await lively()
    const { items } = await list(shop)
    expect(items).toHaveLength(1)
    expect(items[0]).toMatchObject({
      vendorId: shop.vendorId,
      vendorName: 'Northside',
      orders: 4,
      deliveries: 4,
      tooLittle: null,
      fillRate: 1,
      onTimeShare: 0.25,
      ordersWithDay: 4,
      leadDays: (24 * 4 + 24 * 8 + 12 * 4 + 12 * 9) / 72,
      statedLeadDays: 5,
      statedSpreadDays: 1,
      productsBoughtAgain: 1,
      lateOrders: 1,
      lateMinor: 42_000,
      lastDeliveryOn: addDays(TODAY, -31),
    })
    expect(items[0]!.priceDrift).toBeCloseTo(0.2, 12)
    const found = await detail(shop)
    expect(found).toMatchObject({ ...items[0], measured: { leadTimeDays: 6 }, vendorVersion: 1 })
    expect(found.history.map(({ onTime, late, deliveries }) => [onTime, late, deliveries.length])).toEqual([
      [false, true, 0],
      [false, false, 2],
      [false, false, 1],
      [true, false, 1],
    ])
  })

  it('keep days on the clock of the store', async () => {
    const shop = await shops.open()
    const product = await addProduct(shop, { name: 'Late delivery' })
    const id = await buy(shop, product, { day: -20, came: [[5, '24']] })
    // 23:30 in Denver of the fifth day is the sixth in UTC
    await shop.write((tx) =>
      sql`update purchase_orders set sent_at = '2026-03-27T05:30:00Z', approved_at = '2026-03-27T05:30:00Z' where id = ${id}`.execute(
        tx.db,
      ),
    )
    expect((await detail(shop)).history).toMatchObject([
      { orderedOn: '2026-03-26', deliveries: [{ day: '2026-03-31', leadDays: 5 }] },
    ])
  })

  it('say so where deliveries are too few, and set no lead time by them', async () => {
    const shop = await shops.open()
    const product = await addProduct(shop, { name: 'New' })
    await buy(shop, product, { day: -20, came: [[5, '24']] })
    expect((await list(shop)).items).toMatchObject([
      {
        tooLittle: '1 delivery in the last 365 days; 3 are needed to judge.',
        leadDays: null,
        fillRate: null,
      },
    ])
    expect((await detail(shop)).measured).toBeNull()
    await expect(
      shop.write((tx) => useMeasuredLeadTime(tx, { id: shop.vendorId, version: 1, now: NOW })),
    ).rejects.toMatchObject({ code: 'too_few_deliveries' })
  })

  it('leave drafts out, and keep old orders that are still open', async () => {
    const shop = await shops.open()
    const product = await addProduct(shop, { name: 'Old' })
    await shop.write((tx) =>
      createPurchaseOrder(tx, {
        storeId: shop.storeId,
        vendorId: shop.vendorId,
        lines: [{ productId: product, quantity: '12' }],
      }),
    )
    expect((await list(shop)).items).toEqual([])
    await buy(shop, product, { day: -500 })
    expect((await list(shop)).items).toMatchObject([{ orders: 1, lateOrders: 1, lateMinor: 42_000 }])
  })
})

describe('the list of scorecards', () => {
  it('pages through every vendor once in each order, worst first, and by store', async () => {
    const { shop, product } = await lively()
    const prompt = await addVendor(shop, 'Prompt')
    for (const day of [-80, -50, -30]) await buy(shop, product, { vendorId: prompt, day, came: [[2, '24']] })
    const silent = await addVendor(shop, 'Silent')
    await buy(shop, product, { vendorId: silent, day: -1 })
    const names = async (sort: ScorecardsQuery['sort']): Promise<string[]> => {
      const all: ScorecardItem[] = []
      let cursor: string | undefined
      do {
        const page = await list(shop, { sort, limit: 1, ...(cursor === undefined ? {} : { cursor }) })
        all.push(...page.items)
        cursor = page.nextCursor ?? undefined
      } while (cursor !== undefined)
      return all.map(({ vendorName }) => vendorName)
    }
    expect(await names('name')).toEqual(['Northside', 'Prompt', 'Silent'])
    expect(await names('late')).toEqual(['Northside', 'Prompt', 'Silent'])
    expect(await names('on_time')).toEqual(['Northside', 'Prompt', 'Silent'])
    expect(await names('lead_time')).toEqual(['Northside', 'Prompt', 'Silent'])
    expect(await names('fill_rate')).toEqual(['Northside', 'Prompt', 'Silent'])
    expect((await list(shop, { storeId: shop.organizationId })).items).toEqual([])
    expect((await list(shop, { storeId: shop.storeId })).items).toHaveLength(3)
  })
})

describe('using the measured lead time', () => {
  it('changes the vendor through the catalog, audited, and plans its products again', async () => {
    const { shop } = await lively()
    const { measured, vendorVersion } = await detail(shop)
    const use = (version: number) =>
      shop.write((tx) => useMeasuredLeadTime(tx, { id: shop.vendorId, version, now: NOW }))
    await use(vendorVersion)
    expect(await detail(shop)).toMatchObject({
      statedLeadDays: measured!.leadTimeDays,
      statedSpreadDays: measured!.leadTimeSpreadDays,
      vendorVersion: 2,
    })
    const { rows } = await shop.read((read) =>
      sql`select event_type, after from audit_events where resource_id = ${shop.vendorId}`.execute(read.db),
    )
    expect(rows).toEqual([
      { event_type: 'vendor.edited', after: expect.objectContaining({ leadTimeDays: 6 }) },
    ])
    await expect(use(vendorVersion)).rejects.toMatchObject({ code: 'vendor_changed' })
    await expect(
      shop.write((tx) => useMeasuredLeadTime(tx, { id: newId(), version: 1, now: NOW })),
    ).rejects.toMatchObject({ kind: 'not_found' })
    await shop.run(REPLENISHMENT_QUEUE)
    const planned = await shop.read((read) =>
      sql<{ text: string }>`select reasoning::text as text from reorder_reasons`.execute(read.db),
    )
    expect(planned.rows[0]!.text).toContain('"leadTimeDays": 6')
  })
})
