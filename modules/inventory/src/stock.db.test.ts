import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '@suite/kernel'
import { sql } from '@suite/db'
import { testShops, type Shop } from '../test/shop.ts'
import {
  adjustStock,
  countStock,
  destroyStock,
  expiringLots,
  movements,
  postReceiptMovements,
  productStock,
  receiveStock,
  stockOutDays,
  stockTimeline,
  valuation,
  type Receiving,
} from './index.ts'

let shops: Awaited<ReturnType<typeof testShops>>
let shop: Shop
let productId: string
beforeAll(async () => {
  shops = await testShops()
})
beforeEach(async () => {
  shop = await shops.open()
  productId = await shop.addProduct({ cost: '5' })
})
afterAll(() => shops.close())

const receive = (of: Partial<Receiving> = {}) =>
  shop.write((tx) =>
    receiveStock(tx, {
      storeId: shop.storeId,
      productId,
      quantity: '10',
      unitCost: '4',
      lotCode: 'A',
      packageTag: null,
      expiresOn: null,
      room: null,
      receivedAt: new Date(),
      source: { type: 'purchase_order', id: newId() },
      ...of,
    }),
  )
const at = () => ({ storeId: shop.storeId, productId })
const count = (quantity: string, countedAt?: Date) =>
  shop.write((tx) => countStock(tx, { ...at(), quantity, countedAt }))
const stock = () => shop.read((read) => productStock(read, at()))
const sell = (quantity: string, when: string, tag: string | null = null) =>
  shop.write((tx) =>
    postReceiptMovements(
      tx,
      shop.storeId,
      sql`select ${productId}::uuid as product_id, 'sell'::text as kind, -${quantity}::numeric as quantity,
        ${when}::timestamptz as occurred_at, ${newId()}::uuid as receipt_id, ${tag}::text as package_tag`,
    ),
  )

describe('stock', () => {
  it('is unknown until a count or a receipt', async () => {
    await sell('3', '2026-04-01T18:00:00Z')
    expect(await stock()).toMatchObject({ onHand: null, lots: [] })
    await receive()
    expect(await stock()).toMatchObject({
      onHand: '10',
      lots: [{ lotCode: 'A', onHand: '10', unitCost: '4' }],
    })
  })

  it('is counted right after it came in, and received right after it was counted', async () => {
    await receive()
    await count('7')
    expect((await stock()).onHand).toBe('7')
    await receive({ quantity: '5', unitCost: '6' })
    expect(await stock()).toMatchObject({ onHand: '12', lots: [{ onHand: '12' }] })
  })

  it('goes below zero only with a reason', async () => {
    await count('2')
    const take = (of: object) =>
      shop.write((tx) => adjustStock(tx, { ...at(), quantity: '-3', reason: 'Broken', ...of }))
    await expect(take({})).rejects.toMatchObject({ code: 'below_zero' })
    await take({ negativeReason: 'The delivery is not booked yet' })
    expect(await stock()).toMatchObject({ onHand: '-1', negativeReason: 'The delivery is not booked yet' })
    await count('4')
    expect(await stock()).toMatchObject({ onHand: '4', negativeReason: null })
    await shop.write((tx) => destroyStock(tx, { ...at(), quantity: '1', reason: 'Mould' }))
    expect((await stock()).onHand).toBe('3')
  })

  it('is sold from the lot whose tag the sale names, else from the lot that expires first', async () => {
    await receive({ lotCode: 'OLD', packageTag: 'TAG-1', expiresOn: '2027-01-01' })
    await receive({ lotCode: 'NEW', packageTag: 'TAG-2', expiresOn: '2027-06-01' })
    const later = new Date(Date.now() + 3_600_000).toISOString()
    await sell('4', later, 'TAG-2')
    expect((await stock()).lots).toMatchObject([
      { packageTag: 'TAG-1', onHand: '10' },
      { packageTag: 'TAG-2', onHand: '6' },
    ])
    await sell('12', later)
    expect((await stock()).lots).toMatchObject([{ packageTag: 'TAG-2', onHand: '4' }])
    const expiring = await shop.read((read) => expiringLots(read, { until: '2027-06-01' }))
    expect(expiring).toMatchObject([{ packageTag: 'TAG-2', onHand: '4', unitCost: '4' }])
  })

  it('is corrected by the count of a lot', async () => {
    const { lotId } = await receive({ lotCode: 'OLD', expiresOn: '2027-01-01' })
    await receive({ lotCode: 'NEW', expiresOn: '2027-06-01' })
    await shop.write((tx) => countStock(tx, { ...at(), quantity: '8', lotId }))
    expect(await stock()).toMatchObject({ onHand: '18', lots: [{ onHand: '8' }, { onHand: '10' }] })
    await expect(
      shop.write((tx) => countStock(tx, { ...at(), quantity: '8', lotId: newId() })),
    ).rejects.toMatchObject({ kind: 'not_found' })
  })

  it('refuses a tag of another product, nothing received, and other people’s products', async () => {
    await receive({ packageTag: 'TAG-1' })
    const other = await shop.addProduct()
    await expect(receive({ productId: other, packageTag: 'TAG-1' })).rejects.toMatchObject({
      code: 'tag_taken',
    })
    await expect(receive({ quantity: '0' })).rejects.toMatchObject({ code: 'bad_quantity' })
    const stranger = await (await shops.open()).addProduct()
    await expect(receive({ productId: stranger })).rejects.toMatchObject({ kind: 'not_found' })
  })

  it('leaves an audit row and an event with every change', async () => {
    await count('7')
    expect(await shop.rows(sql`select event_type, actor_id from audit_events`)).toEqual([
      { event_type: 'stock.counted', actor_id: 'dana' },
    ])
    expect(shop.jobs.at(-1)).toMatchObject({ queue: 'events', payload: { type: 'stock.changed' } })
  })
})

describe('looking back', () => {
  it('tells each day, and the days without any stock', async () => {
    await count('5', new Date('2026-04-01T18:00:00Z'))
    await sell('5', '2026-04-02T18:00:00Z')
    // half past one at night in Denver still belongs to the 4th
    await receive({ quantity: '6', receivedAt: new Date('2026-04-05T07:30:00Z') })
    const days = await shop.read((read) =>
      stockTimeline(read, { ...at(), from: '2026-03-31', to: '2026-04-05' }),
    )
    expect(days.map((day) => day.onHand)).toEqual([null, '5', '0', '0', '6', '6'])
    expect(days[4]).toMatchObject({ day: '2026-04-04', received: '6', empty: false })
    const out = await shop.read((read) =>
      stockOutDays(read, { storeId: shop.storeId, from: '2026-03-01', to: '2026-04-05' }),
    )
    expect([...out]).toEqual([[productId, ['2026-04-03']]])
  })

  it('values the stock of a day at lot cost, else product cost, and counts what is unknown', async () => {
    const plain = await shop.addProduct({ name: 'Accessory', cost: '1.005' })
    await shop.addProduct({ name: 'Never seen' })
    const unknown = await shop.addProduct({ name: 'Sold only' })
    await shop.write((tx) =>
      postReceiptMovements(
        tx,
        shop.storeId,
        sql`select ${unknown}::uuid as product_id, 'sell'::text as kind, -1::numeric as quantity,
          '2026-04-01T18:00:00Z'::timestamptz as occurred_at, ${newId()}::uuid as receipt_id, null::text as package_tag`,
      ),
    )
    await receive({ receivedAt: new Date('2026-04-01T18:00:00Z') })
    await shop.write((tx) =>
      countStock(tx, {
        storeId: shop.storeId,
        productId: plain,
        quantity: '1',
        countedAt: new Date('2026-04-02T18:00:00Z'),
      }),
    )
    const on = (asOf: string, cursor?: string) =>
      shop.read((read) => valuation(read, { asOf, limit: 1, ...(cursor === undefined ? {} : { cursor }) }))
    const second = await on('2026-04-02')
    // 1.005 goes to the even cent
    expect(second).toMatchObject({
      totalMinor: 4100,
      unknownProducts: 1,
      items: [{ name: 'Accessory', valueMinor: 100 }],
    })
    expect(await on('2026-04-02', second.nextCursor!)).toMatchObject({
      items: [{ name: 'Blue Dream', quantity: '10', unitCost: '4', valueMinor: 4000 }],
      nextCursor: null,
    })
    expect(await on('2026-04-01')).toMatchObject({ totalMinor: 4000, unknownProducts: 2 })
    expect(await on('2026-03-31')).toMatchObject({ totalMinor: 0, items: [] })
  })

  it('lists the ledger page by page, newest first', async () => {
    await count('5', new Date('2026-04-01T18:00:00Z'))
    await sell('1', '2026-04-03T18:00:00Z')
    await sell('2', '2026-04-02T18:00:00Z')
    const page = (cursor?: string) =>
      shop.read((read) => movements(read, { ...at(), limit: 2, ...(cursor === undefined ? {} : { cursor }) }))
    const first = await page()
    expect(first.items.map((item) => item.quantity)).toEqual(['-1', '-2'])
    const rest = await page(first.nextCursor!)
    expect(rest).toMatchObject({ items: [{ kind: 'count', countedQuantity: '5' }], nextCursor: null })
    expect((await shop.read((read) => movements(read, { limit: 10 }))).items).toHaveLength(3)
  })
})
