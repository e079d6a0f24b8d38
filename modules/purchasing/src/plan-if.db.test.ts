import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openCountSession, startPass } from '@suite/inventory'
import { addProduct, NOW, testShops, TODAY, type Shop } from '../test/shop.ts'
import { plansIf, reorderDetail, REPLENISHMENT_QUEUE } from './index.ts'

let shops: Awaited<ReturnType<typeof testShops>>
let shop: Shop
beforeAll(async () => {
  shops = await testShops()
  shop = await shops.open()
})
afterAll(() => shops.close())

const demand = (units: number): number[] => Array.from({ length: 60 }, () => units)
const ask = (productId: string, demands: number[][]) =>
  shop.read((read) => plansIf(read, { storeId: shop.storeId, productId, firstDay: TODAY, demands, now: NOW }))

describe('the plan if demand were another', () => {
  it('is the plan where it is the same, and runs out sooner and orders more where it is more', async () => {
    const productId = await addProduct(shop, { name: 'Blue Dream', perDay: 3, onHand: 30 })
    await shop.run(REPLENISHMENT_QUEUE)
    const [same, more] = (await ask(productId, [demand(3), demand(6)]))!
    const { plan } = await shop.read((read) => reorderDetail(read, { storeId: shop.storeId, productId }))
    expect(same).toMatchObject({ stockOutOn: plan!.stockOutOn, atRiskMinor: plan!.atRiskMinor })
    expect(Number(same!.orderQuantity)).toBe(Number(plan!.suggestedQuantity) + Number(plan!.onDraft))
    expect(more!.stockOutOn! < same!.stockOutOn!).toBe(true)
    expect(Number(more!.orderQuantity)).toBeGreaterThan(Number(same!.orderQuantity))
    expect(more!.orderCostMinor).toBeGreaterThan(same!.orderCostMinor!)
  })

  it('is not told to somebody who counts the product blind', async () => {
    const productId = await addProduct(shop, { name: 'Gelato', perDay: 3, onHand: 30 })
    expect(await ask(productId, [demand(3)])).toHaveLength(1)
    await shop.write(async (tx) => {
      const { sessionId } = await openCountSession(tx, {
        storeId: shop.storeId,
        name: 'Blind',
        scope: { kind: 'all' },
        by: 'product',
      })
      await startPass(tx, sessionId)
    })
    expect(await ask(productId, [demand(3)])).toBeNull()
  })

  it('is none for a product that is not there', async () => {
    expect(await ask(crypto.randomUUID(), [demand(3)])).toBeNull()
  })
})
