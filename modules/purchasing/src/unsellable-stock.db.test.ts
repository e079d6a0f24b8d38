import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openCountSession, placeHold, startPass } from '@suite/inventory'
import { addProduct, testShops, type Shop } from '../test/shop.ts'
import { products, REPLENISHMENT_QUEUE, reorderDetail } from './index.ts'

let shops: Awaited<ReturnType<typeof testShops>>
let shop: Shop
let productId: string
beforeAll(async () => {
  shops = await testShops()
})
beforeEach(async () => {
  shop = await shops.open()
  productId = await addProduct(shop, { name: 'Blue Dream', perDay: 2, onHand: 60 })
})
afterAll(() => shops.close())

const plan = async () => {
  await shop.run(REPLENISHMENT_QUEUE)
  return shop.read((read) => reorderDetail(read, { storeId: shop.storeId, productId }))
}

describe('stock on hold', () => {
  it('is not counted on when an order is worked out, and the reason says so', async () => {
    expect((await plan()).plan).toMatchObject({ onHand: '60', needsOrder: false })
    await shop.write((tx) =>
      placeHold(tx, { storeId: shop.storeId, productId, reason: 'Complaint about mould' }),
    )
    const held = await plan()
    expect(held.plan).toMatchObject({ onHand: '60', needsOrder: true, stockStatus: 'stock_out' })
    expect(held.reasoning.sentences.map(({ text }) => text)).toContain(
      '60 more is on the shelf but on hold, so it is not counted on.',
    )
  })
})

describe('stock that somebody counts blind', () => {
  it('is told to that person neither in the list nor with the plan', async () => {
    const { sessionId } = await shop.write((tx) =>
      openCountSession(tx, { storeId: shop.storeId, name: 'Monthly', scope: { kind: 'all' }, blind: true }),
    )
    const row = async () => (await shop.read((read) => products(read, { sort: 'name', limit: 10 }))).items[0]
    await plan()
    expect(await row()).toMatchObject({ onHand: '60', daysOfSupply: 30 })
    await shop.write((tx) => startPass(tx, sessionId))
    expect(await row()).toMatchObject({ onHand: null, daysOfSupply: null, stockOutOn: null })
    await expect(plan()).rejects.toMatchObject({ code: 'counting_blind' })
  })
})
