import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sql } from '@suite/db'
import { overrideForecast } from '@suite/forecasting'
import { addProduct, NOW, setForecast, setOnHand, testShops, TODAY, type Shop } from '../test/shop.ts'
import {
  approvePurchaseOrder,
  cancelPurchaseOrder,
  createPurchaseOrder,
  draftSuggestions,
  editPurchaseOrder,
  purchaseOrder,
  purchaseOrders,
  REPLENISHMENT_QUEUE,
  reorderDetail,
  reorderList,
  type OrderDetail,
} from './index.ts'

let shops: Awaited<ReturnType<typeof testShops>>
let shop: Shop
beforeAll(async () => {
  shops = await testShops()
})
beforeEach(async () => {
  shop = await shops.open()
})
afterAll(() => shops.close())

const plan = () => shop.run(REPLENISHMENT_QUEUE)
const planOf = async (productId: string) => {
  const { plan: found, reasoning } = await shop.read((read) =>
    reorderDetail(read, { storeId: shop.storeId, productId }),
  )
  if (found === null) throw new Error('no plan')
  return { ...found, words: reasoning.sentences.map(({ text }) => text).join(' ') }
}
const drafts = async (): Promise<OrderDetail[]> =>
  shop.read(async (read) => {
    const { items } = await purchaseOrders(read, { limit: 100, status: 'draft' })
    return Promise.all(items.map(({ id }) => purchaseOrder(read, id)))
  })
const onlyDraft = async (): Promise<OrderDetail> => {
  const all = await drafts()
  expect(all).toHaveLength(1)
  return all[0]!
}
const list = () => shop.read((read) => reorderList(read, { limit: 100 }))
const approve = (order: OrderDetail) =>
  shop.write((tx) => approvePurchaseOrder(tx, { id: order.id, version: order.version, now: NOW }))
const later = (hours: number) => new Date(NOW.getTime() + hours * 3_600_000)

describe('a run of the planner', () => {
  it('suggests whole cases up to the level, says why, and drafts them for the vendor', async () => {
    const id = await addProduct(shop, { name: 'Blue Dream', perDay: 3, onHand: 6 })
    await plan()
    const found = await planOf(id)
    expect(found).toMatchObject({
      stockStatus: 'low',
      needsOrder: true,
      onHand: '6',
      stockOutOn: '2026-04-17',
    })
    // twelve days at three a day are 36; with safety and 6 on hand that makes at least three cases
    expect(Number(found.onDraft)).toBeGreaterThanOrEqual(36)
    expect(Number(found.onDraft) % 12).toBe(0)
    expect(found.words).toMatch(/Sells about 3 a day.*Lead time 5 days plus a 7-day review.*cases of 12/)
    // runs dry on the 17th, an order arrives on the 20th: three days at three a day with 17.50 of margin each
    expect(found.atRiskMinor).toBe(9 * 1750)
    const draft = await onlyDraft()
    expect(draft).toMatchObject({ status: 'draft', origin: 'suggestion', number: 1, vendorName: 'Northside' })
    expect(draft.lines).toMatchObject([
      { productId: id, quantity: found.onDraft, setBy: 'suggestion', unitCost: '17.5' },
    ])
    expect(draft.totalMinor).toBe(Number(found.onDraft) * 1750)
    expect(draft.lines[0]!.reasoning!.sentences.length).toBeGreaterThan(3)
  })

  it('plans with what a person expects instead of the model, and says so', async () => {
    const id = await addProduct(shop, { name: 'Blue Dream', perDay: 3, onHand: 6 })
    await plan()
    const before = await planOf(id)
    await shop.write((tx) =>
      overrideForecast(tx, {
        storeId: shop.storeId,
        productId: id,
        firstDay: '2026-04-18',
        lastDay: '2026-04-21',
        kind: 'units_per_day',
        value: 20,
        reason: 'Concert next door',
        now: NOW,
      }),
    )
    await plan()
    const after = await planOf(id)
    expect(Number(after.onDraft)).toBeGreaterThanOrEqual(Number(before.onDraft) + 4 * 17 - 12)
    expect(after.words).toContain(
      'From 2026-04-18 to 2026-04-21 a person expects 20 a day: Concert next door.',
    )
  })

  it('does not suggest again what is in a draft, nor what is on order', async () => {
    const id = await addProduct(shop, { name: 'Blue Dream', perDay: 3, onHand: 6 })
    await plan()
    const first = await onlyDraft()
    await plan()
    expect(await onlyDraft()).toEqual(first)
    expect(await planOf(id)).toMatchObject({ suggestedQuantity: '0', onDraft: first.lines[0]!.quantity })
    await approve(first)
    await plan()
    expect(await drafts()).toEqual([])
    expect(await planOf(id)).toMatchObject({
      suggestedQuantity: '0',
      needsOrder: false,
      onDraft: '0',
      onOrder: first.lines[0]!.quantity,
    })
    expect((await list()).items).toEqual([])
  })

  it('extends and shrinks its own draft as the need changes', async () => {
    const id = await addProduct(shop, { name: 'Blue Dream', perDay: 3, onHand: 6 })
    await plan()
    const before = await onlyDraft()
    await shop.write((tx) => setForecast(tx, shop, id, 6))
    const other = await addProduct(shop, { name: 'OG Kush', perDay: 2, onHand: 0 })
    await plan()
    const after = await onlyDraft()
    expect(after.id).toBe(before.id)
    const quantityOf = (order: OrderDetail, productId: string) =>
      Number(order.lines.find((line) => line.productId === productId)?.quantity ?? 0)
    expect(quantityOf(after, id)).toBeGreaterThan(quantityOf(before, id))
    expect(quantityOf(after, other)).toBeGreaterThan(0)
    await setOnHand(shop, id, 500)
    await plan()
    expect((await onlyDraft()).lines.map((line) => line.productId)).toEqual([other])
    await setOnHand(shop, other, 500)
    await plan()
    expect(await drafts()).toEqual([])
  })

  it('never touches a quantity a person set, nor a product a person took off', async () => {
    const [kept, taken] = [
      await addProduct(shop, { name: 'Kept', perDay: 3, onHand: 6 }),
      await addProduct(shop, { name: 'Taken off', perDay: 3, onHand: 6 }),
    ]
    await plan()
    const draft = await onlyDraft()
    await shop.write((tx) =>
      editPurchaseOrder(tx, {
        id: draft.id,
        version: draft.version,
        lines: [{ productId: kept, quantity: '12', unitCost: '16.25' }],
      }),
    )
    await shop.write((tx) => setForecast(tx, shop, kept, 9))
    await plan()
    const after = await onlyDraft()
    expect(after.lines).toMatchObject([
      { productId: kept, quantity: '12', unitCost: '16.25', setBy: 'person' },
    ])
    expect(after.totalMinor).toBe(12 * 1625)
    // the rest of the need is still shown to whoever looks
    expect(Number((await planOf(taken)).suggestedQuantity)).toBeGreaterThan(0)
    await approve(after)
    await plan()
    expect(await drafts()).toEqual([])
  })

  it('leaves a cancelled suggestion alone until the next day', async () => {
    await addProduct(shop, { name: 'Blue Dream', perDay: 3, onHand: 6 })
    await plan()
    const draft = await onlyDraft()
    await shop.write((tx) => cancelPurchaseOrder(tx, { id: draft.id, now: NOW }))
    await plan()
    expect(await drafts()).toEqual([])
    const again = await shop.write((tx) => draftSuggestions(tx, { respectPeople: true, now: later(24) }))
    expect(again.ids).toHaveLength(1)
  })

  it('counts what people drafted themselves', async () => {
    const id = await addProduct(shop, { name: 'Blue Dream', perDay: 3, onHand: 6 })
    await shop.write((tx) =>
      createPurchaseOrder(tx, {
        storeId: shop.storeId,
        vendorId: shop.vendorId,
        lines: [{ productId: id, quantity: '120' }],
      }),
    )
    await plan()
    expect(await planOf(id)).toMatchObject({ onDraft: '120', suggestedQuantity: '0', stockStatus: 'low' })
    expect((await onlyDraft()).origin).toBe('person')
  })

  it('suggests nothing while on hand is unknown, and says what it would take', async () => {
    const id = await addProduct(shop, { name: 'Uncounted', perDay: 3 })
    await plan()
    const found = await planOf(id)
    expect(found).toMatchObject({
      stockStatus: 'unknown',
      onHand: null,
      suggestedQuantity: '0',
      stockOutOn: null,
    })
    expect(found.words).toMatch(/On hand is unknown: count it or import an inventory file/)
    expect(await drafts()).toEqual([])
  })

  it('drafts nothing without a vendor and says so', async () => {
    const id = await addProduct(shop, { name: 'Orphan', perDay: 3, onHand: 0, vendorId: null })
    await plan()
    expect(await drafts()).toEqual([])
    expect((await planOf(id)).words).toMatch(/No vendor is set.*Choose a vendor/)
    expect(await shop.write((tx) => draftSuggestions(tx, { respectPeople: false, now: NOW }))).toEqual({
      ids: [],
      withoutVendor: 1,
    })
  })

  it('drafts only when asked while automatic drafts are off', async () => {
    await shop.write((tx) =>
      sql`update organizations set settings = '{"planning":{"autoDraft":false}}'`.execute(tx.db),
    )
    const id = await addProduct(shop, { name: 'Blue Dream', perDay: 3, onHand: 6 })
    await plan()
    expect(await drafts()).toEqual([])
    const wanted = (await planOf(id)).suggestedQuantity
    const draft = () =>
      shop.write((tx) => draftSuggestions(tx, { storeId: shop.storeId, respectPeople: false, now: NOW }))
    expect((await draft()).ids).toHaveLength(1)
    expect(await planOf(id)).toMatchObject({ suggestedQuantity: '0', onDraft: wanted, suggestedCostMinor: 0 })
    expect((await draft()).ids).toEqual([])
    expect((await onlyDraft()).lines).toMatchObject([{ quantity: wanted }])
  })

  it('weighs overstock, expiring lots and products that do not sell', async () => {
    const over = await addProduct(shop, { name: 'Overstock', perDay: 1, onHand: 100 })
    const expiring = await addProduct(shop, {
      name: 'Expiring',
      perDay: 1,
      onHand: 20,
      expiresOn: '2026-04-24',
    })
    const dead = await addProduct(shop, { name: 'Dead', perDay: 0, onHand: 10 })
    await plan()
    // 60 days at one a day sell in time, 40 do not
    expect(await planOf(over)).toMatchObject({ stockStatus: 'overstock', frozenMinor: 40 * 1750 })
    // ten days up to and with the 24th sell ten of twenty
    expect(await planOf(expiring)).toMatchObject({ expiringMinor: 10 * 1750 })
    expect(await planOf(dead)).toMatchObject({ stockStatus: 'no_demand', frozenMinor: 10 * 1750 })
  })

  it('lets a reorder point set by hand rule', async () => {
    const id = await addProduct(shop, { name: 'By hand', perDay: 1, onHand: 40, reorderPoint: '50' })
    const unforecast = await addProduct(shop, { name: 'New', onHand: 3, reorderPoint: '10', casePack: 1 })
    await plan()
    expect(await planOf(id)).toMatchObject({
      reorderPoint: '50',
      stockStatus: 'low',
      needsOrder: true,
      onDraft: '12',
    })
    expect(await planOf(unforecast)).toMatchObject({ stockStatus: 'low', onDraft: '7' })
  })

  it('covers every product whatever the batch, and drops plans of products no longer sold', async () => {
    await shop.write((tx) =>
      sql`insert into products (organization_id, id, sku, name, vendor_id)
          select ${shop.organizationId}, gen_random_uuid(), 'S' || n, 'P' || n, ${shop.vendorId} from generate_series(1, 1203) n`.execute(
        tx.db,
      ),
    )
    await shop.write((tx) =>
      sql`insert into stock_positions (organization_id, store_id, product_id, on_hand, known_from)
          select organization_id, ${shop.storeId}, id, 1, now() from products`.execute(tx.db),
    )
    await plan()
    const count = async () =>
      (
        await shop.read((read) =>
          sql<{ n: number }>`select count(*) as n from reorder_plans`.execute(read.db),
        )
      ).rows[0]!.n
    expect(await count()).toBe(1203)
    await shop.write((tx) => sql`update products set active = false where sku = 'S7'`.execute(tx.db))
    await plan()
    expect(await count()).toBe(1202)
  })

  it('adds the forecasts up by day', async () => {
    await addProduct(shop, { name: 'A', perDay: 2 })
    await addProduct(shop, { name: 'B', perDay: 0.5 })
    const days = async () =>
      (
        await shop.read((read) =>
          sql<{
            day: string
            units: number
          }>`select day, units from store_forecast_daily order by day`.execute(read.db),
        )
      ).rows
    await plan()
    await plan()
    expect(await days()).toHaveLength(14)
    expect((await days())[0]).toEqual({ day: TODAY, units: 2.5 })
  })

  it('tells the others when it is done', async () => {
    await plan()
    expect(shop.jobs.at(-1)).toMatchObject({ queue: 'events', payload: { type: 'plans.ready' } })
  })
})

describe('numbers of purchase orders', () => {
  it('have no gap and no double when many are written at once', async () => {
    const id = await addProduct(shop, { name: 'Blue Dream' })
    const line = { productId: id, quantity: '1' }
    await Promise.all(
      Array.from({ length: 12 }, (_, n) =>
        shop
          .write(async (tx) => {
            await createPurchaseOrder(tx, { storeId: shop.storeId, vendorId: shop.vendorId, lines: [line] })
            if (n % 3 === 0) throw new Error('given up')
          })
          .catch(() => undefined),
      ),
    )
    const { items } = await shop.read((read) => purchaseOrders(read, { limit: 100 }))
    expect(items.map(({ number }) => number)).toEqual([8, 7, 6, 5, 4, 3, 2, 1])
  })
})
