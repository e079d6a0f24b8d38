import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '@suite/kernel'
import { sql } from '@suite/db'
import type { Caller, Route } from '@suite/http'
import { testShops, type Shop } from '../test/shop.ts'
import {
  countStock,
  expiringLots,
  inventoryRoutes,
  movements,
  postReceiptMovements,
  productStock,
  receiveStock,
  stockTimeline,
  valuation,
} from './index.ts'

let shops: Awaited<ReturnType<typeof testShops>>
let shop: Shop
let productId: string
/** A second store: New York, whose day ends at midnight. */
let newYork: string
beforeAll(async () => {
  shops = await testShops()
})
beforeEach(async () => {
  shop = await shops.open()
  productId = await shop.addProduct({ cost: '5' })
  newYork = newId()
  await shop.write((tx) =>
    sql`insert into stores (organization_id, id, name, state, time_zone, cut_off_minutes)
      values (${shop.organizationId}, ${newYork}, 'SoHo', 'NY', 'America/New_York', 0)`.execute(tx.db),
  )
})
afterAll(() => shops.close())

const count = (quantity: string, at: string, of: { storeId?: string; productId?: string } = {}) =>
  shop.write((tx) =>
    countStock(tx, { storeId: shop.storeId, productId, ...of, quantity, countedAt: new Date(at) }),
  )
const receive = (quantity: string, unitCost: string | null, at: string, lotCode = 'A') =>
  shop.write((tx) =>
    receiveStock(tx, {
      storeId: shop.storeId,
      productId,
      quantity,
      unitCost,
      lotCode,
      packageTag: null,
      expiresOn: '2026-09-01',
      room: null,
      receivedAt: new Date(at),
      source: { type: 'purchase_order', id: newId() },
    }),
  )
const sell = (quantity: string, at: string, storeId = shop.storeId) =>
  shop.write((tx) =>
    postReceiptMovements(
      tx,
      storeId,
      sql`select ${productId}::uuid as product_id, 'sell'::text as kind, -${quantity}::numeric as quantity,
        ${at}::timestamptz as occurred_at, ${newId()}::uuid as receipt_id, null::text as package_tag`,
    ),
  )
const worth = (asOf: string, storeId?: string) =>
  shop.read((read) => valuation(read, { asOf, storeId, limit: 100 }))

describe('the valuation', () => {
  it('ends each day at the store’s own close', async () => {
    await count('10', '2026-04-02T18:00:00Z')
    // Denver closes the 2nd at four in the morning of the 3rd, 10:00 in UTC; that instant is the next day's
    await sell('1', '2026-04-03T09:59:59Z')
    await sell('2', '2026-04-03T10:00:00Z')
    // New York closes it at midnight, 04:00 in UTC
    await count('5', '2026-04-03T03:59:59Z', { storeId: newYork })
    await count('4', '2026-04-03T04:00:00Z', { storeId: newYork })
    expect(await worth('2026-04-02', shop.storeId)).toMatchObject({
      items: [{ quantity: '9', valueMinor: 4500 }],
    })
    expect(await worth('2026-04-03', shop.storeId)).toMatchObject({
      items: [{ quantity: '7', valueMinor: 3500 }],
    })
    expect(await worth('2026-04-02', newYork)).toMatchObject({ items: [{ quantity: '5' }] })
    expect(await worth('2026-04-02')).toMatchObject({ totalMinor: 7000, items: [{ quantity: '14' }] })
    expect(await worth('2026-04-03')).toMatchObject({ totalMinor: 5500, items: [{ quantity: '11' }] })
  })

  it('takes the cost of the lots there were by the close, weighted, else the product’s', async () => {
    await count('2', '2026-04-01T18:00:00Z')
    expect((await worth('2026-04-01')).totalMinor).toBe(1000)
    // the evening of the 2nd in Denver, already the 3rd in UTC
    await receive('10', '4', '2026-04-03T02:00:00Z', 'A')
    await receive('30', '8', '2026-04-04T18:00:00Z', 'B')
    expect((await worth('2026-04-01')).totalMinor).toBe(1000)
    expect(await worth('2026-04-02')).toMatchObject({
      items: [{ quantity: '12', unitCost: '4', valueMinor: 4800 }],
    })
    expect(await worth('2026-04-04')).toMatchObject({
      items: [{ quantity: '42', unitCost: '7', valueMinor: 29_400 }],
    })
    // a later count found both lots empty: their cost is still what was paid
    await shop.write((tx) => sql`update lots set known_quantity = 0`.execute(tx.db))
    expect(await worth('2026-04-02')).toMatchObject({ items: [{ unitCost: '4' }] })
  })

  it('counts goods without a cost and stores without a count apart, never as zero', async () => {
    const free = await shop.addProduct({ name: 'Gift' })
    await count('3', '2026-04-01T18:00:00Z', { productId: free })
    await count('2', '2026-04-01T18:00:00Z')
    await sell('1', '2026-04-01T18:00:00Z', newYork)
    await count('1', '2026-04-01T18:00:00Z', {
      productId: await shop.addProduct({ name: 'Fee', isService: true }),
    })
    expect(await worth('2026-04-01')).toMatchObject({
      totalMinor: 1000,
      unknownProducts: 1,
      unknownCostProducts: 1,
      items: [
        { name: 'Blue Dream', quantity: '2', valueMinor: 1000 },
        { name: 'Gift', quantity: '3', unitCost: null, valueMinor: null },
      ],
    })
    expect(await worth('2026-04-01', newYork)).toMatchObject({ totalMinor: 0, unknownProducts: 1, items: [] })
  })

  it('is nobody else’s', async () => {
    await count('3', '2026-04-01T18:00:00Z')
    const stranger = await shops.open()
    const theirs = await stranger.read((read) =>
      valuation(read, { asOf: '2026-04-01', storeId: shop.storeId, limit: 9 }),
    )
    expect(theirs).toMatchObject({ totalMinor: 0, unknownProducts: 0, unknownCostProducts: 0, items: [] })
  })
})

describe('the timeline', () => {
  it('stays unknown before the first count, whatever was sold', async () => {
    await sell('3', '2026-04-01T18:00:00Z')
    await count('5', '2026-04-03T18:00:00Z')
    await sell('1', '2026-04-03T20:00:00Z')
    const days = await timeline('2026-04-01', '2026-04-03')
    expect(days.map(({ onHand, sold }) => [onHand, sold])).toEqual([
      [null, '3'],
      [null, '0'],
      ['4', '1'],
    ])
  })

  it('agrees with the valuation on every day, however things happened', async () => {
    // quarters of a day, so that things often happen at one instant and on the very close of a day
    const quarter = fc.integer({ min: 0, max: 24 })
    const event = fc.record({
      what: fc.constantFrom('count', 'receive', 'sell', 'sell'),
      quarter,
      quantity: fc.integer({ min: 1, max: 9 }),
    })
    const at = (quarters: number) => new Date(Date.UTC(2026, 3, 1, 4 + 6 * quarters)).toISOString()
    await fc.assert(
      fc.asyncProperty(fc.array(event, { minLength: 1, maxLength: 8 }), async (events) => {
        productId = await shop.addProduct({ name: 'Any', cost: '1' })
        for (const { what, quarter: when, quantity } of events)
          if (what === 'count') await count(String(quantity), at(when))
          else if (what === 'receive') await receive(String(quantity), null, at(when), `L${when}`)
          else await sell(String(quantity), at(when))
        const days = await timeline('2026-03-31', '2026-04-08')
        for (const { day, onHand } of days) {
          const { items } = await worth(day, shop.storeId)
          const valued = items.find((item) => item.productId === productId)?.quantity
          expect([day, onHand]).toEqual([day, valued ?? (onHand === null ? null : '0')])
        }
        const now = await shop.read((read) => productStock(read, { storeId: shop.storeId, productId }))
        expect(days.at(-1)?.onHand).toBe(now.onHand)
      }),
      {
        numRuns: 20,
        examples: [
          // recorded before the first receipt, of the same instant
          [
            [
              { what: 'sell', quarter: 0, quantity: 1 },
              { what: 'receive', quarter: 0, quantity: 1 },
            ],
          ],
        ],
      },
    )
  })

  it('ends with what does not exist, with a span the wrong way round, and with too long a one', async () => {
    await expect(timeline('2026-04-02', '2026-04-01')).rejects.toMatchObject({ code: 'bad_span' })
    const stranger = await shops.open()
    const theirs = await stranger.addProduct()
    const span = { from: '2026-04-01', to: '2026-04-02' }
    for (const input of [
      { storeId: stranger.storeId, productId },
      { storeId: shop.storeId, productId: theirs },
    ]) {
      await expect(shop.read((read) => stockTimeline(read, { ...input, ...span }))).rejects.toMatchObject({
        kind: 'not_found',
      })
      await expect(shop.read((read) => productStock(read, input))).rejects.toMatchObject({
        kind: 'not_found',
      })
    }
    const path = '/stores/:storeId/products/:id/timeline'
    const params = { storeId: shop.storeId, id: productId }
    await expect(ask(path, { from: '2020-01-01', to: '2026-04-01' }, params)).rejects.toMatchObject({
      code: 'span_too_long',
    })
    expect(await ask(path, span, params)).toMatchObject({ days: [{ onHand: null }, { onHand: null }] })
  })
})

const timeline = (from: string, to: string) =>
  shop.read((read) => stockTimeline(read, { storeId: shop.storeId, productId, from, to }))

describe('the ledger', () => {
  it('of one product comes by time over all stores, of everything by when it was recorded', async () => {
    await count('5', '2026-04-03T18:00:00Z', { storeId: newYork })
    await count('6', '2026-04-01T18:00:00Z')
    await count('7', '2026-04-02T18:00:00Z')
    const counted = async (query: object) => {
      const found: (string | null)[] = []
      let cursor: string | undefined
      do {
        const page = await shop.read((read) => movements(read, { limit: 1, cursor, ...query }))
        found.push(...page.items.map((item) => item.countedQuantity))
        cursor = page.nextCursor ?? undefined
      } while (cursor !== undefined)
      return found
    }
    expect(await counted({ productId })).toEqual(['5', '7', '6'])
    expect(await counted({ productId, storeId: shop.storeId })).toEqual(['7', '6'])
    expect(await counted({})).toEqual(['7', '6', '5'])
    expect(await counted({ storeId: newYork })).toEqual(['5'])
    expect(await counted({ storeId: newId() })).toEqual([])
    const stranger = await shops.open()
    expect((await stranger.read((read) => movements(read, { productId, limit: 9 }))).items).toEqual([])
  })

  it('knows the lots that expire by a day, in their store only', async () => {
    await receive('10', '4', '2026-04-01T18:00:00Z')
    const until = (day: string, storeId?: string) =>
      shop.read((read) => expiringLots(read, { until: day, storeId }))
    expect(await until('2026-08-31')).toEqual([])
    expect(await until('2026-09-01')).toMatchObject([
      { onHand: '10', unitCost: '4', expiresOn: '2026-09-01' },
    ])
    expect(await until('2026-09-01', newYork)).toEqual([])
  })
})

describe('the routes', () => {
  it('answer within their shapes', async () => {
    await receive('10', '4', '2026-04-01T18:00:00Z')
    const params = { storeId: shop.storeId, id: productId }
    expect(await ask('/stores/:storeId/products/:id/stock', {}, params)).toMatchObject({
      onHand: '10',
      lots: [{ lotCode: 'A' }],
    })
    expect(await ask('/movements', { productId })).toMatchObject({
      items: [{ kind: 'receive', lotCode: 'A' }],
    })
    expect(await ask('/reports/valuation', { asOf: '2026-04-01' })).toMatchObject({ totalMinor: 4000 })
  })

  it('refuse quantities the ledger cannot hold', () => {
    const fits = (path: string, quantity: string): boolean | undefined =>
      routeOf(path, 'POST').spec.body?.safeParse({ storeId: newId(), productId, quantity, reason: 'Broken' })
        .success
    expect(['12', '0', '999999999.9999'].map((each) => fits('/stock/counts', each))).toEqual([
      true,
      true,
      true,
    ])
    expect(['-1', '1000000000', '1.00001', 'x'].map((each) => fits('/stock/counts', each))).toEqual(
      Array.from({ length: 4 }, () => false),
    )
    expect(['-3', '0.5'].map((each) => fits('/stock/adjustments', each))).toEqual([true, true])
    expect(fits('/stock/adjustments', '-10000000000')).toBe(false)
  })
})

const routeOf = (path: string, method = 'GET'): Route => {
  const route = inventoryRoutes().find(({ spec }) => spec.path === path && spec.method === method)
  if (route === undefined) throw new Error(`no route ${method} ${path}`)
  return route
}

const caller = (): Caller => ({
  userId: newId(),
  organizationId: shop.organizationId,
  membershipId: newId(),
  role: 'owner',
  readOnly: false,
})

const ask = async (path: string, query: object, params: object = {}): Promise<unknown> => {
  const route = routeOf(path)
  if (route.kind !== 'read') throw new Error(`${path} is no read route`)
  const input = { params, query: route.spec.query?.parse(query), body: undefined }
  return route.spec.reply.parse(await shop.read((read) => route.handle(read, input, caller())))
}
