import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '@suite/kernel'
import { sql } from '@suite/db'
import { addProduct, NOW, testShops, type Shop } from '../../test/shop.ts'
import { cancelPurchaseOrder, purchaseOrders, REPLENISHMENT_QUEUE } from '../index.ts'
import { setPlanning } from '../commands/set-planning.ts'

let shops: Awaited<ReturnType<typeof testShops>>
let shop: Shop
beforeAll(async () => {
  shops = await testShops()
})
beforeEach(async () => {
  shop = await shops.open()
  await addProduct(shop, { name: 'Blue Dream', perDay: 2, onHand: 4 })
  await shop.write((tx) => sql`update forecasts set coverage = 0.8`.execute(tx.db))
})
afterAll(() => shops.close())

const plan = () => shop.run(REPLENISHMENT_QUEUE, { runId: newId() })
const allow = (autoApproveMinor: number | null, autoApproveWeekMinor: number | null = null) =>
  shop.write((tx) => setPlanning(tx, { autoApproveMinor, autoApproveWeekMinor }))
const orders = async () =>
  (await shop.read((read) => purchaseOrders(read, { limit: 20 }))).items.map(
    ({ status, totalMinor, id }) => ({ status, totalMinor, id }),
  )

describe('orders that approve themselves', () => {
  it('do so only once a person has set a limit, and carry that person’s name', async () => {
    await plan()
    expect(await orders()).toMatchObject([{ status: 'draft' }])
    await allow(1_000_000)
    await plan()
    const [order] = await orders()
    expect(order).toMatchObject({ status: 'approved' })
    const { rows } = await shop.read((read) =>
      sql<{
        approved_by: string
        actor_id: string
        by: string
      }>`select o.approved_by, a.actor_id, a.after ->> 'by' as by
        from purchase_orders o, audit_events a
        where a.resource_id = o.id::text and a.event_type = 'purchase_order.approved'`.execute(read.db),
    )
    expect(rows).toEqual([
      { approved_by: 'The rule of Dana Reyes', actor_id: 'replenishment', by: 'The rule of Dana Reyes' },
    ])
  })

  it('stay drafts above the limit, below the vendor’s minimum, or past the week’s cap', async () => {
    await plan()
    const [{ totalMinor } = { totalMinor: 0 }] = await orders()
    expect(totalMinor).toBeGreaterThan(1)
    await allow(totalMinor - 1)
    await plan()
    await allow(totalMinor, totalMinor - 1)
    await plan()
    await shop.write((tx) => sql`update vendors set minimum_order_minor = ${totalMinor + 1}`.execute(tx.db))
    await allow(totalMinor, totalMinor)
    await plan()
    expect(await orders()).toMatchObject([{ status: 'draft' }])
    await shop.write((tx) => sql`update vendors set minimum_order_minor = 0`.execute(tx.db))
    await plan()
    expect(await orders()).toMatchObject([{ status: 'approved' }])
  })

  it.each([
    ['a person set a line', `update purchase_order_lines set set_by = 'person'`],
    ['a person took a product off', `update purchase_orders set declined = array[gen_random_uuid()]`],
    ['the vendor takes no orders today', `update vendors set order_weekdays = '{1}'`],
    ['a forecast was often wrong', `update forecasts set coverage = 0.4`],
    ['a product is new', `update forecasts set model = 'analogue'`],
    ['a cost is unknown', `update purchase_order_lines set unit_cost = null`],
  ])('wait for a person when %s', async (_, change) => {
    await plan()
    await shop.write((tx) => sql.raw(change).execute(tx.db))
    await allow(1_000_000)
    await plan()
    expect(await orders()).toMatchObject([{ status: 'draft' }])
  })

  it('come once a vendor and review time, however much is suggested in between', async () => {
    await allow(1_000_000)
    await plan()
    await addProduct(shop, { name: 'Wedding Cake', perDay: 3, onHand: 0 })
    await shop.write((tx) => sql`update forecasts set coverage = 0.8`.execute(tx.db))
    await plan()
    expect((await orders()).map(({ status }) => status).toSorted()).toEqual(['approved', 'draft'])
  })

  it('wait while nobody who may approve stands behind the rule, and whoever saves another setting does not', async () => {
    await allow(1_000_000)
    await shop.write((tx) => sql`update memberships set role = 'viewer'`.execute(tx.db))
    await plan()
    expect(await orders()).toMatchObject([{ status: 'draft' }])
    await shop.write(async (tx) => {
      await sql`update memberships set role = 'owner'`.execute(tx.db)
      await sql`update organizations set settings = jsonb_set(settings, '{planning,autoApproveBy}', '"somebody who left"')`.execute(
        tx.db,
      )
      // the form sends every setting, changed or not
      await setPlanning(tx, { expiryDays: 45, autoApproveMinor: 1_000_000 })
    })
    await plan()
    expect(await orders()).toMatchObject([{ status: 'draft' }])
    await allow(2_000_000)
    await plan()
    expect(await orders()).toMatchObject([{ status: 'approved' }])
  })

  it('wait for fresh forecasts: saving a setting approves nothing', async () => {
    await allow(1_000_000)
    await shop.run(REPLENISHMENT_QUEUE)
    expect(await orders()).toMatchObject([{ status: 'draft' }])
  })

  it('can be taken back until they are sent', async () => {
    await allow(1_000_000)
    await plan()
    const [order] = await orders()
    await shop.write((tx) => cancelPurchaseOrder(tx, { id: order!.id, now: NOW }))
    expect(await orders()).toMatchObject([{ status: 'cancelled' }])
  })
})
