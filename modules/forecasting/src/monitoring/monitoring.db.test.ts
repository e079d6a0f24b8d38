import { afterAll, beforeAll, expect, it } from 'vitest'
import { sql } from '@suite/db'
import { addDays } from '@suite/kernel'
import { testDatabase, type TestDatabase } from '@suite/testing'
import { addProduct, LAST_DAY, NOW, openShop, openStore, type Shop } from '../../test/shop.ts'
import { FORECAST_QUEUE, overrideForecast, startForecastRun } from '../index.ts'
import { weeklyAccuracy } from './weekly-accuracy.ts'

/** The Monday after `LAST_DAY`, a Tuesday. */
const MONDAY = addDays(LAST_DAY, 6)
let server: TestDatabase
let shop: Shop
beforeAll(async () => {
  server = await testDatabase()
  shop = await openShop(server.appUrl)
})
afterAll(async () => {
  await shop.database.close()
  await server.drop()
})

const run = async (): Promise<void> => {
  const { id: runId } = await shop.write((tx) => startForecastRun(tx, { reason: 'person' }))
  await shop.run(FORECAST_QUEUE, { runId })
}
const weeks = (storeId?: string) =>
  shop.read((read) => weeklyAccuracy(read, { storeId, weeks: 26, now: NOW }))
const sellOn = (productId: string, day: string, units: number): Promise<unknown> =>
  shop.write(async (tx) => {
    const org = shop.organizationId
    await sql`
      insert into sales_daily (organization_id, store_id, product_id, business_day, units_sold, units_returned, gross_minor,
        discount_minor, tax_minor, net_minor, cost_minor, lines)
      values (${org}, ${shop.storeId}, ${productId}, ${day}, ${units}, 0, 0, 0, 0, 0, null, 1)`.execute(tx.db)
    await sql`
      insert into store_sales_daily (organization_id, store_id, business_day, receipts, lines, units_sold, units_returned,
        gross_minor, discount_minor, tax_minor, net_minor, cost_minor)
      values (${org}, ${shop.storeId}, ${day}, 1, 1, 1, 0, 0, 0, 0, 0, null) on conflict do nothing`.execute(
      tx.db,
    )
  })

it('scores a week by what was expected before it began, once it is over', async () => {
  await openStore(shop, 120)
  const productId = await addProduct(shop, { name: 'Blue Dream', days: 120, units: () => 10 })
  await run()
  await shop.write((tx) =>
    overrideForecast(tx, {
      storeId: shop.storeId,
      productId,
      firstDay: MONDAY,
      lastDay: addDays(MONDAY, 6),
      kind: 'units_per_day',
      value: 12,
      reason: 'Fair',
      now: NOW,
    }),
  )
  await run()
  for (let day = 1; day <= 12; day += 1) await sellOn(productId, addDays(LAST_DAY, day), 12)
  await run()
  expect((await weeks()).weeks).toEqual([])
  await sellOn(productId, addDays(LAST_DAY, 13), 12)
  await run()
  const { weeks: scored, drift } = await weeks()
  expect(scored).toMatchObject([{ weekStart: MONDAY, products: 1, sold: 84, plannedWape: 0 }])
  expect(scored[0]?.wape).toBeCloseTo(14 / 84, 1)
  expect(scored[0]?.bias).toBeLessThan(0)
  expect(drift.verdict).toBe('too_early')
  expect((await weeks(shop.storeId)).weeks).toHaveLength(1)
  // what a later run thinks of it changes nothing any more
  await run()
  expect((await weeks()).weeks).toEqual(scored)
})
