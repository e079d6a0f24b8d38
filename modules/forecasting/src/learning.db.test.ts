import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from '@suite/db'
import { testDatabase, type TestDatabase } from '@suite/testing'
import { addProduct, openShop, openStore, type Shop } from '../test/shop.ts'
import { FORECAST_QUEUE, startForecastRun, type RunReason } from './index.ts'

const PRODUCTS = 20
const DAYS = 130

let server: TestDatabase
let shop: Shop
let fresh: string
beforeAll(async () => {
  server = await testDatabase()
  shop = await openShop(server.appUrl, 2)
  await openStore(shop, DAYS)
  for (let p = 0; p < PRODUCTS; p++)
    // a week that all share, a level of each's own, and a little unrest
    await addProduct(shop, {
      name: `Product ${p}`,
      days: DAYS,
      units: (i) => Math.round((3 + p) * (i % 7 === 4 ? 2 : 1) + ((i * 7919 + p * 31) % 5) - 2),
    })
  fresh = await addProduct(shop, { name: 'New this week', days: 6, units: (i) => 8 + (i % 3) })
  await shop.write((tx) =>
    sql`update products set category = 'flower', brand = 'Kelso', price = 35`.execute(tx.db),
  )
})
afterAll(async () => {
  await shop.database.close()
  await server.drop()
})

const run = async (reason: RunReason): Promise<void> => {
  const { id } = await shop.write((tx) => startForecastRun(tx, { reason }))
  await shop.run(FORECAST_QUEUE, { runId: id })
}
const tried = async (): Promise<string[]> => {
  const { rows } = await shop.read((read) =>
    sql<{
      model: string
    }>`select distinct m ->> 'model' as model from forecasts, jsonb_array_elements(backtest -> 'models') m
      order by 1`.execute(read.db),
  )
  return rows.map(({ model }) => model)
}
const network = async () =>
  (
    await shop.read((read) =>
      sql<{ trained: Date; products: number; reach: number }>`select trained_at as trained, products,
          until_day - since_day as reach from forecast_models`.execute(read.db),
    )
  ).rows

describe('a run over enough products', () => {
  it('tries the model over all of them on each, and trains no network while somebody waits', async () => {
    await run('person')
    expect(await tried()).toEqual(expect.arrayContaining(['global_trees', 'trees_tsb', 'trees_prophet']))
    expect(await tried()).not.toContain('lstm')
    expect(await network()).toEqual([])
  })

  it('forecasts a product of this week from products like it, and says so', async () => {
    const { rows } = await shop.read((read) =>
      sql<{
        status: string
        model: string
        reason: string
        units: number
        days: number
        errors: number[]
      }>`select status, model, backtest ->> 'reason' as reason, units_per_day as units, cardinality(mean) as days,
          horizon_errors as errors from forecasts where product_id = ${fresh}`.execute(read.db),
    )
    expect(rows[0]).toMatchObject({ status: 'ready', model: 'analogue', days: 60 })
    expect(rows[0]!.reason).toMatch(
      /^It has sold for 6 days only, so it is forecast from \d+ products like it, Product /,
    )
    expect(rows[0]!.units).toBeGreaterThan(3)
    expect(rows[0]!.units).toBeLessThan(30)
    expect(rows[0]!.errors).toEqual(rows[0]!.errors.toSorted((a, b) => a - b))
  })

  it('trains a network at night, keeps it, and uses it', async () => {
    await run('nightly')
    const [kept] = await network()
    expect(kept).toMatchObject({ products: PRODUCTS })
    // the twin that is judged has seen nothing of the backtests' days
    expect(kept!.reach).toBeGreaterThanOrEqual(56)
    expect(await tried()).toEqual(expect.arrayContaining(['lstm', 'trees_lstm']))
  })

  it('does without a network it cannot read, and trains another at night', async () => {
    await shop.write((tx) =>
      sql`update forecast_models set trained_at = trained_at - interval '1 day', present = 'nonsense'`.execute(
        tx.db,
      ),
    )
    await run('nightly')
    expect(await tried()).toContain('lstm')
    const { rows } = await shop.read((read) =>
      sql<{ kept: boolean }>`select present like '{%' as kept from forecast_models`.execute(read.db),
    )
    expect(rows).toEqual([{ kept: true }])
  })
})
