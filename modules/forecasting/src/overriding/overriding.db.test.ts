import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sql } from '@suite/db'
import { addDays } from '@suite/kernel'
import { testDatabase, type TestDatabase } from '@suite/testing'
import { addProduct, LAST_DAY, NOW, openShop, openStore, type Shop } from '../../test/shop.ts'
import {
  endOverride,
  forecast,
  FORECAST_QUEUE,
  overrideForecast,
  overrides,
  startForecastRun,
} from '../index.ts'
import type { NewOverride } from './contract.ts'

const TODAY = addDays(LAST_DAY, 1)
let server: TestDatabase
let shop: Shop
let productId: string
const opened: Shop[] = []
beforeAll(async () => {
  server = await testDatabase()
})
beforeEach(async () => {
  shop = await openShop(server.appUrl)
  opened.push(shop)
  await openStore(shop, 120)
  productId = await addProduct(shop, { name: 'Blue Dream', days: 120, units: () => 10 })
  const { id: runId } = await shop.write((tx) => startForecastRun(tx, { reason: 'person' }))
  await shop.run(FORECAST_QUEUE, { runId })
})
afterAll(async () => {
  await Promise.all(opened.map((each) => each.database.close()))
  await server.drop()
})

const override = (of: Partial<NewOverride> = {}) =>
  shop.write((tx) =>
    overrideForecast(tx, {
      storeId: shop.storeId,
      productId,
      firstDay: addDays(TODAY, 2),
      lastDay: addDays(TODAY, 4),
      kind: 'percent',
      value: 50,
      reason: 'Concert next door',
      now: NOW,
      ...of,
    }),
  )
const listed = () => shop.read((read) => overrides(read, { limit: 10 }))
const points = async () =>
  (
    await shop.read((read) =>
      forecast(read, { storeId: shop.storeId, productId, days: 7, historyDays: 0, now: NOW }),
    )
  ).points
/** The days after today as they turned out. */
const sell = (units: number, days: number): Promise<unknown> =>
  shop.write(async (tx) => {
    await sql`
      insert into sales_daily (organization_id, store_id, product_id, business_day, units_sold, units_returned, gross_minor,
        discount_minor, tax_minor, net_minor, cost_minor, lines)
      select ${shop.organizationId}::uuid, ${shop.storeId}::uuid, ${productId}::uuid, ${TODAY}::date + i, ${units}, 0, 0, 0, 0, 0,
        null, 1
      from generate_series(0, ${days - 1}::integer) i`.execute(tx.db)
    await sql`
      insert into store_sales_daily (organization_id, store_id, business_day, receipts, lines, units_sold, units_returned,
        gross_minor, discount_minor, tax_minor, net_minor, cost_minor)
      select ${shop.organizationId}::uuid, ${shop.storeId}::uuid, ${TODAY}::date + i, 1, 1, 1, 0, 0, 0, 0, 0, null
      from generate_series(0, ${days - 1}::integer) i`.execute(tx.db)
  })

describe('what a person expects instead', () => {
  it('is planned with on its days, while the model’s number stays beside it', async () => {
    await override()
    const shown = await points()
    expect(shown.map(({ mean, planned }) => Math.round((planned / mean) * 10) / 10)).toEqual([
      1, 1, 1.5, 1.5, 1.5, 1, 1,
    ])
    const { items, score } = await listed()
    const model = shown.slice(2, 5).reduce((sum, { mean }) => sum + mean, 0)
    expect(items).toMatchObject([
      { standing: 'coming', soldUnits: null, betterThanModel: null, reason: 'Concert next door' },
    ])
    expect(items[0]?.modelUnits).toBeCloseTo(model)
    expect(items[0]?.expectedUnits).toBeCloseTo(model * 1.5)
    expect(score).toEqual({ over: 0, better: 0, modelOff: null, peopleOff: null })
  })

  it('is scored once its days are over and a later one has sales', async () => {
    await override()
    await sell(15, 4)
    expect((await listed()).items).toMatchObject([{ standing: 'running', soldUnits: null }])
    await shop.write((tx) => sql`delete from sales_daily where business_day >= ${TODAY}`.execute(tx.db))
    await shop.write((tx) => sql`delete from store_sales_daily where business_day >= ${TODAY}`.execute(tx.db))
    await sell(15, 6)
    const { items, score } = await listed()
    expect(items).toMatchObject([{ standing: 'over', soldUnits: 45, betterThanModel: true }])
    expect(score).toMatchObject({ over: 1, better: 1 })
    expect(score.modelOff).toBeGreaterThan(score.peopleOff ?? 1)
  })

  it('is taken back, and its days are free again', async () => {
    const { id } = await override()
    await expect(override({ firstDay: addDays(TODAY, 4), lastDay: addDays(TODAY, 9) })).rejects.toMatchObject(
      {
        code: 'days_taken',
      },
    )
    await shop.write((tx) => endOverride(tx, { id, now: NOW }))
    expect((await points()).every(({ mean, planned }) => mean === planned)).toBe(true)
    await expect(shop.write((tx) => endOverride(tx, { id, now: NOW }))).rejects.toMatchObject({
      code: 'override_ended',
    })
    await override({ kind: 'units_per_day', value: 3 })
    expect((await points())[3]?.planned).toBe(3)
    expect((await listed()).items.map(({ standing }) => standing)).toEqual(['coming', 'ended'])
  })

  it.each([
    [{ firstDay: LAST_DAY }, 'bad_days'],
    [{ lastDay: TODAY }, 'bad_days'],
    [{ lastDay: addDays(TODAY, 200) }, 'bad_days'],
    [{ kind: 'units_per_day', value: -1 }, 'bad_value'],
    [{ value: 1001 }, 'bad_value'],
  ] as const)('is refused for %j', async (of, code) => {
    await expect(override(of)).rejects.toMatchObject({ code })
    expect((await listed()).items).toEqual([])
  })

  it('needs a forecast', async () => {
    productId = await addProduct(shop, { name: 'New', days: 3 })
    await expect(override()).rejects.toMatchObject({ code: 'no_forecast' })
  })
})
