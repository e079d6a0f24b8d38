import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { OutboundError } from '@suite/outbound'
import { purchaseOrders } from './endpoints/purchasing.ts'
import { inventory, type ReceiveInventory } from './endpoints/stock.ts'
import { DutchieError } from './errors.ts'
import { toPackage } from './neutral/package.ts'
import { pagesOf } from './paging.ts'
import { NOW, startShop } from './shop.fixture.ts'
import { bookDelivery } from './simulator/write-routes.ts'
import { createOrderSafely, findDelivery, findOrder, receiveSafely } from './writes.ts'

let shop: Awaited<ReturnType<typeof startShop>>
beforeEach(async () => {
  shop = await startShop()
})
afterEach(() => shop.simulator.stop())

const now = () => shop.simulator.clock.now()
const TAG = '1A4060300003EE1000999001'
const delivery = (fields: Partial<ReceiveInventory> = {}): ReceiveInventory => ({
  vendorId: shop.vendorId,
  deliveredOn: NOW.toISOString(),
  externalId: 'po-77-1',
  transactionId: 'MANIFEST-1',
  receiveIntoInventory: true,
  userName: 'Robin Reyes',
  items: [{ productId: shop.packages[0]?.productId ?? 0, quantity: 48, packageId: TAG, cost: 13.5 }],
  ...fields,
})
const onShelf = async () => {
  const { rows } = await shop.client.list(inventory.reporting, {})
  return rows.map((row) => toPackage(row)).find(({ packageTag }) => packageTag === TAG)
}

describe('a delivery', () => {
  test('booked at once comes onto the shelf and into the list', async () => {
    const outcome = await receiveSafely(shop.client, delivery(), { now })
    expect(outcome).toMatchObject({ state: 'done', found: false })
    expect(await onShelf()).toMatchObject({ quantity: '48', unitCost: '13.5' })
    const { rows } = await shop.client.list(inventory.received, { startDate: NOW, endDate: NOW })
    expect(rows).toMatchObject([
      {
        title: 'Delivery [po-77-1]',
        status: 'Received',
        vendor: 'High Plains',
        items: [{ quantity: '48', unitCost: '13.5', packageId: TAG }],
      },
    ])
    const moved = await shop.client.list(inventory.movements, { startDate: NOW, transactionType: 'Receive' })
    expect(moved.rows).toMatchObject([{ fromQuantity: '0', toQuantity: '48' }])
  })

  test('as a draft waits for a person', async () => {
    const { userName: _, ...draft } = delivery({ receiveIntoInventory: false })
    const outcome = await receiveSafely(shop.client, draft, { now })
    expect(await onShelf()).toBeUndefined()
    if (outcome.state !== 'done') throw new Error('it was not saved')
    bookDelivery(shop.state, shop.location, outcome.id, NOW)
    expect((await onShelf())?.quantity).toBe('48')
  })

  test('whose answer was lost is found and not sent again', async () => {
    shop.simulator.trouble([{ kind: 'lost_answer', match: 'POST', times: 1 }])
    const outcome = await receiveSafely(shop.client, delivery(), { now })
    expect(outcome).toMatchObject({ state: 'done', found: true })
    expect(shop.location.deliveries.size).toBe(1)
    expect((await onShelf())?.quantity).toBe('48')
  })

  test('that never arrived, or cannot be seen yet, stays unknown; the later look finds it', async () => {
    shop.simulator.trouble([{ kind: 'never_acts', match: 'POST', times: 1 }])
    const lost = await receiveSafely(shop.client, delivery(), { now })
    expect(lost).toMatchObject({ state: 'unknown', lookAgainAt: new Date(NOW.getTime() + 360_000) })
    expect(shop.location.deliveries.size).toBe(0)
    shop.state.settings.lagMs = [120_000, 120_000]
    shop.simulator.trouble([{ kind: 'lost_answer', match: 'POST', times: 1 }])
    expect((await receiveSafely(shop.client, delivery(), { now })).state).toBe('unknown')
    expect(await findDelivery(shop.client, delivery(), { now })).toBeNull()
    shop.simulator.clock.advance(360_000)
    expect(await findDelivery(shop.client, delivery(), { now })).not.toBeNull()
  })

  test('sent twice is refused for its external id, or answered with the first', async () => {
    const first = await receiveSafely(shop.client, delivery(), { now })
    await expect(receiveSafely(shop.client, delivery(), { now })).rejects.toThrow(/already been used/)
    shop.state.settings.repeatedDelivery = 'same'
    expect(await receiveSafely(shop.client, delivery(), { now })).toEqual(first)
    expect((await onShelf())?.quantity).toBe('48')
  })

  test.each<[string, Partial<ReceiveInventory>, string]>([
    ['without an external id', { externalId: ' ' }, 'externalId'],
    ['without items', { items: [] }, 'items'],
    ['with both a user id and a name', { userId: 6 }, 'userId'],
    ['of nothing', { items: [{ productId: 1, quantity: 0 }] }, 'items.0.quantity'],
  ])('%s is not sent at all', async (_, fields, path) => {
    const error = await receiveSafely(shop.client, delivery(fields), { now }).catch(
      (thrown: unknown) => thrown,
    )
    expect(error).toMatchObject({ code: 'bad_delivery', problems: [{ path }] })
    expect(shop.simulator.log).toHaveLength(0)
  })

  test('refused by Dutchie names the field', async () => {
    const asked = receiveSafely(shop.client, delivery({ vendorId: 999_999 }), { now })
    await expect(asked).rejects.toMatchObject({ status: 400, problems: [{ path: 'VendorId' }] })
  })

  test('with nobody at the other end was not sent', async () => {
    await shop.simulator.stop()
    const error = await receiveSafely(shop.client, delivery(), { now }).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(OutboundError)
    expect(error).toMatchObject({ outcome: 'not_sent' })
    shop = await startShop()
  })
})

describe('a purchase order', () => {
  const order = () => ({
    vendorId: shop.vendorId,
    purchaseOrderNumber: 4711,
    title: 'Week 17',
    expectedArrivalDate: '2026-04-27T00:00:00Z',
    purchaseOrderItems: [
      { productId: shop.packages[0]?.productId ?? 0, unitId: 2, quantity: 24, subtotal: 336, tax: 0 },
    ],
  })
  const listed = async () => {
    const found = []
    for await (const page of pagesOf(shop.client, purchaseOrders.pages, { IncludeItemDetails: true }))
      found.push(...page.rows)
    return found
  }

  test('is created, then changed field by field', async () => {
    const outcome = await createOrderSafely(shop.client, order(), { now })
    if (outcome.state !== 'done') throw new Error('it was not created')
    expect(await listed()).toMatchObject([
      {
        purchaseOrderId: outcome.id,
        purchaseOrderNumber: 4711,
        vendorName: 'High Plains',
        purchaseOrderItems: [{ quantity: '24', subtotal: '336', unitNameAbbreviation: 'ea' }],
      },
    ])
    const saved = await shop.client.write(purchaseOrders.save, {
      purchaseOrders: [{ purchaseOrderId: outcome.id, title: 'Week 18' }],
    })
    expect(saved).toEqual({ createdPurchaseOrderIds: [], updatedPurchaseOrderIds: [outcome.id] })
    expect(await listed()).toMatchObject([
      {
        title: 'Week 18',
        expectedArrivalDate: '2026-04-27T00:00:00Z',
        purchaseOrderItems: [{ quantity: '24' }],
      },
    ])
  })

  test('whose answer was lost is found by its number', async () => {
    shop.simulator.trouble([{ kind: 'lost_answer', match: 'POST', times: 1 }])
    const outcome = await createOrderSafely(shop.client, order(), { now })
    expect(outcome).toMatchObject({ state: 'done', found: true })
    expect(await listed()).toHaveLength(1)
    expect(await findOrder(shop.client, { ...order(), purchaseOrderNumber: 1 }, { now })).toBeNull()
  })

  test('of a vendor or product nobody knows is refused, and nothing of the batch is saved', async () => {
    const bad = { ...order(), purchaseOrderItems: [{ productId: 999_999, quantity: 1 }] }
    await expect(createOrderSafely(shop.client, bad, { now })).rejects.toThrow(DutchieError)
    const batch = shop.client.write(purchaseOrders.save, {
      purchaseOrders: [
        { ...order(), purchaseOrderId: null },
        { ...bad, purchaseOrderId: null },
      ],
    })
    await expect(batch).rejects.toThrow(/Product does not exist/)
    expect(await listed()).toEqual([])
    await expect(
      createOrderSafely(shop.client, { ...order(), purchaseOrderNumber: 0 }, { now }),
    ).rejects.toThrow(/number/)
  })
})
