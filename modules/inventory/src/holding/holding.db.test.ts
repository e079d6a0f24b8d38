import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '@suite/kernel'
import { sql } from '@suite/db'
import { testShops, type Shop } from '../../test/shop.ts'
import { sellUnits, stockLot } from '../../test/stocking.ts'
import { availableStock, countStock, liftHold, placeHold, productStock } from '../index.ts'

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

const stock = () => shop.read((read) => productStock(read, { storeId: shop.storeId, productId }))
const hold = (of: { lotId?: string; packageTag?: string; productId?: string }, reason = 'Vendor called') =>
  shop.write((tx) => placeHold(tx, { storeId: shop.storeId, reason, ...of }))
const lift = (holdId: string) => shop.write((tx) => liftHold(tx, { holdId, reason: 'All clear' }))

describe('a hold on a lot', () => {
  it('leaves on hand and takes the lot out of what is available', async () => {
    const lotId = await stockLot(shop, productId, { packageTag: 'TAG-1' })
    await stockLot(shop, productId, { packageTag: 'TAG-2', quantity: '5' })
    const { holdId, scope } = await hold({ packageTag: 'TAG-1' })
    expect(scope).toBe('lot')
    expect(await stock()).toMatchObject({
      onHand: '15',
      held: '10',
      available: '5',
      lots: [
        { id: lotId, held: true },
        { packageTag: 'TAG-2', held: false },
      ],
    })
    expect(await shop.read((read) => availableStock(read, { storeId: shop.storeId }))).toEqual([
      { productId, onHand: '15', held: '10', available: '5' },
    ])
    await lift(holdId)
    expect(await stock()).toMatchObject({ onHand: '15', held: '0', available: '15' })
    expect(shop.jobs.map((job) => job.payload['type'])).toEqual(
      expect.arrayContaining(['stock.held', 'stock.released', 'stock.changed']),
    )
    expect(
      await shop.rows(sql`select event_type from audit_events where resource_type = 'hold' order by id`),
    ).toEqual([{ event_type: 'stock.held' }, { event_type: 'stock.released' }])
  })

  it('is not what sales without a package are taken from, before, while and after it lies there', async () => {
    const first = await stockLot(shop, productId, { lotCode: 'OLD', expiresOn: '2027-01-01' })
    await stockLot(shop, productId, { lotCode: 'NEW', expiresOn: '2027-06-01' })
    await sellUnits(shop, productId, '4')
    const held = async () => (await stock()).lots.map(({ lotCode, onHand }) => `${lotCode} ${onHand}`)
    expect(await held()).toEqual(['OLD 6', 'NEW 10'])
    const { holdId } = await hold({ lotId: first })
    expect(await held()).toEqual(['OLD 6', 'NEW 10'])
    await sellUnits(shop, productId, '3')
    expect(await held()).toEqual(['OLD 6', 'NEW 7'])
    expect(await stock()).toMatchObject({ onHand: '13', held: '6', available: '7' })
    await lift(holdId)
    expect(await held()).toEqual(['OLD 6', 'NEW 7'])
    await sellUnits(shop, productId, '1')
    expect(await held()).toEqual(['OLD 5', 'NEW 7'])
  })

  it('gives way only when nothing else is left, and never hides that more was sold than there was', async () => {
    const lotId = await stockLot(shop, productId, { packageTag: 'TAG-1' })
    await stockLot(shop, productId, { packageTag: 'TAG-2', quantity: '5' })
    await hold({ lotId })
    await sellUnits(shop, productId, '8')
    expect(await stock()).toMatchObject({ onHand: '7', held: '7', available: '0' })
    await sellUnits(shop, productId, '9')
    expect(await stock()).toMatchObject({ onHand: '-2', held: '0', available: '-2' })
  })

  it('gives a lot back what was charged to it when a count finds more', async () => {
    const lotId = await stockLot(shop, productId, { lotCode: 'OLD', expiresOn: '2027-01-01' })
    await stockLot(shop, productId, { lotCode: 'NEW', expiresOn: '2027-06-01' })
    await sellUnits(shop, productId, '4')
    await hold({ lotId })
    await shop.write((tx) => countStock(tx, { storeId: shop.storeId, productId, quantity: '20' }))
    expect(await stock()).toMatchObject({ onHand: '20', held: '10', available: '10' })
  })
})

describe('other holds', () => {
  it('of a tag that is not here wait for its package', async () => {
    const { holdId, scope } = await hold({ packageTag: 'TAG-9' })
    expect(scope).toBe('tag')
    await stockLot(shop, productId, { packageTag: 'TAG-9' })
    expect(await stock()).toMatchObject({ onHand: '10', held: '10', available: '0', lots: [{ held: true }] })
    await lift(holdId)
    expect(await stock()).toMatchObject({ held: '0', available: '10' })
  })

  it('of a whole product hold units in no lot too, but nothing while stock is unknown', async () => {
    await hold({ productId })
    expect(await stock()).toMatchObject({ onHand: null, held: '0', available: null })
    await shop.write((tx) => countStock(tx, { storeId: shop.storeId, productId, quantity: '7' }))
    expect(await stock()).toMatchObject({ onHand: '7', held: '7', available: '0' })
  })

  it('are refused twice, without a reason, without a target, and on what is not there', async () => {
    const lotId = await stockLot(shop, productId, { packageTag: 'TAG-1' })
    const { holdId } = await hold({ lotId })
    await expect(hold({ packageTag: 'TAG-1' })).rejects.toMatchObject({ code: 'already_held' })
    await expect(hold({ lotId }, ' ')).rejects.toMatchObject({ code: 'reason_needed' })
    await expect(hold({})).rejects.toMatchObject({ code: 'hold_target' })
    await expect(hold({ lotId, productId })).rejects.toMatchObject({ code: 'hold_target' })
    await expect(hold({ lotId: newId() })).rejects.toMatchObject({ kind: 'not_found' })
    await expect(hold({ productId: newId() })).rejects.toMatchObject({ kind: 'not_found' })
    await lift(holdId)
    await expect(lift(holdId)).rejects.toMatchObject({ code: 'already_lifted' })
    const stranger = await shops.open()
    await expect(
      stranger.write((tx) => placeHold(tx, { storeId: shop.storeId, packageTag: 'TAG-1', reason: 'x' })),
    ).rejects.toMatchObject({ kind: 'not_found' })
    await expect(stranger.write((tx) => liftHold(tx, { holdId, reason: 'x' }))).rejects.toMatchObject({
      kind: 'not_found',
    })
  })
})
