import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from '@suite/db'
import { testDatabase, type TestDatabase } from '@suite/testing'
import { addProduct, LAST_DAY, NOW, openShop, openStore, type Shop } from '../../test/shop.ts'
import { changeOf } from '../explaining/forecast-change.ts'
import { FORECAST_QUEUE, overrideForecast, startForecastRun } from '../index.ts'
import { whatIf } from '../scenarios/what-if.ts'
import type { LevelsQuery } from './contract.ts'
import { levels, levelSeriesOf } from './queries.ts'

let server: TestDatabase
let shop: Shop
let runId: string
const ids = new Map<string, string>()

/** Sells more at the week's end, in an order of its own. */
const units = (base: number, seed: number) => (day: number) =>
  base + (day % 7 >= 5 ? base : 0) + ((day * 7 + seed * 13) % 5)

const addStrain = async (strain: string, size: string, seed: number, days = 150): Promise<void> => {
  const id = await addProduct(shop, {
    name: `High Peak ${strain} ${size}`,
    days,
    units: units(4 + seed, seed),
  })
  ids.set(`${strain} ${size}`, id)
  await shop.write((tx) =>
    sql`update products set category = 'flower', brand = 'High Peak', strain = ${strain} where id = ${id}`.execute(
      tx.db,
    ),
  )
}

beforeAll(async () => {
  server = await testDatabase()
  shop = await openShop(server.appUrl)
  await openStore(shop, 150)
  for (const [i, strain] of ['Blue Dream', 'Gelato', 'Sour Diesel'].entries())
    for (const size of ['3.5g', '7g']) await addStrain(strain, size, i + (size === '7g' ? 3 : 0))
  await addStrain('Runtz', '3.5g', 2, 12)
  ids.set('gummies', await addProduct(shop, { name: 'Gummies', days: 150, units: units(6, 9) }))
  await shop.write((tx) =>
    sql`update products set category = 'edibles' where name = 'Gummies'`.execute(tx.db),
  )
  runId = await run()
})
afterAll(async () => {
  await shop.database.close()
  await server.drop()
})

const run = async (): Promise<string> => {
  const { id } = await shop.write((tx) => startForecastRun(tx, { reason: 'person' }))
  await shop.run(FORECAST_QUEUE, { runId: id })
  return id
}
const rows = <T>(query: ReturnType<typeof sql<T>>): Promise<T[]> =>
  shop.read(async (read) => (await query.execute(read.db)).rows)
const means = async (): Promise<Map<string, number[]>> =>
  new Map(
    (
      await rows(sql<{ key: string; mean: number[] }>`select key, mean from forecast_levels order by key`)
    ).map(({ key, mean }) => [key, mean]),
  )
/** What is expected of the products of a branch on the first day. */
const productsOn = async (where: ReturnType<typeof sql>): Promise<number> =>
  (
    await rows(sql<{ units: number }>`
      select sum(coalesce(f.mean[1], p.shared_mean[1], 0)) as units from forecast_level_products p
      join forecasts f using (organization_id, store_id, product_id) where ${where}`)
  )[0]!.units

describe('levels of a store', () => {
  it('have a row for the store, each category and each line, whose totals agree with the products', async () => {
    const levels = await means()
    expect([...levels.keys()]).toEqual([
      'edibles',
      'flower',
      'flower/high peak 3.5g',
      'flower/high peak 7g',
      'store',
    ])
    const first = (key: string) => levels.get(key)![0]!
    expect(first('flower') + first('edibles')).toBeCloseTo(first('store'), 2)
    expect(first('flower/high peak 3.5g') + first('flower/high peak 7g')).toBeCloseTo(first('flower'), 2)
    expect(await productsOn(sql`p.line_key = 'flower/high peak 7g'`)).toBeCloseTo(
      first('flower/high peak 7g'),
      2,
    )
    expect(await productsOn(sql`true`)).toBeCloseTo(first('store'), 2)
  })

  it('say which numbers the store goes by and by how much they were off', async () => {
    const [choice] = await rows(
      sql<{ kept: string; trials: number; judged: number; own: number; moved: number }>`
        select kept, trials, judged_products as judged, products_wape as own, reconciled_wape as moved
        from forecast_level_choices`,
    )
    expect(choice).toMatchObject({ trials: 2, judged: 7 })
    expect(choice!.kept).toBe(choice!.moved <= choice!.own ? 'reconciled' : 'products')
  })

  it('share the line’s demand down to a strain too new for a forecast', async () => {
    const [shared] = await rows(
      sql<{ share: number; mean: number[]; status: string }>`
        select p.line_share as share, p.shared_mean as mean, f.status from forecast_level_products p
        join forecasts f using (organization_id, store_id, product_id) where p.product_id = ${ids.get('Runtz 3.5g')}`,
    )
    expect(shared).toMatchObject({ status: 'not_enough_history' })
    expect(shared!.share).toBeGreaterThan(0.05)
    expect(shared!.share).toBeLessThan(0.5)
    expect(shared!.mean).toHaveLength(60)
    expect(Math.min(...shared!.mean)).toBeGreaterThan(0)
  })

  it('are told from all stores down to products, in pages, most units first', async () => {
    const ask = (query: Partial<LevelsQuery> = {}) =>
      shop.read((read) => levels(read, { days: 14, limit: 50, ...query }))
    const { storeId } = shop
    const all = await ask()
    expect(all.items).toMatchObject([{ level: 'store', id: storeId, name: 'Capitol Hill', products: 8 }])
    expect(all.node?.units).toBeCloseTo(all.items[0]!.units)
    const categories = await ask({ storeId })
    expect(categories.items.map(({ id }) => id)).toEqual(['flower', 'edibles'])
    expect(categories.choice).toMatchObject({ trials: 2 })
    const line = 'flower/high peak 3.5g'
    const first = await ask({ storeId, category: 'flower', line, limit: 3 })
    expect(first.path.map(({ name }) => name)).toEqual([
      'All stores',
      'Capitol Hill',
      'flower',
      'High Peak 3.5g',
    ])
    const rest = await ask({ storeId, category: 'flower', line, limit: 3, cursor: first.nextCursor! })
    const products = [...first.items, ...rest.items]
    expect(products).toHaveLength(4)
    expect(products.filter(({ newStrain }) => newStrain).map(({ name }) => name)).toEqual([
      'High Peak Runtz 3.5g',
    ])
    expect(products.reduce((sum, { units }) => sum + units, 0)).toBeCloseTo(first.node!.units, 1)
    expect(products.reduce((sum, { soldUnits }) => sum + soldUnits, 0)).toBeCloseTo(first.node!.soldUnits, 1)
    expect(products.map(({ units }) => units)).toEqual(
      products.map(({ units }) => units).toSorted((a, b) => b - a),
    )
    await expect(ask({ storeId, category: 'vapes' })).rejects.toMatchObject({ code: 'not_found' })
    await expect(ask({ storeId: crypto.randomUUID() })).rejects.toMatchObject({ code: 'not_found' })
  })

  it('show their band and history by day', async () => {
    const ask = (line?: string) =>
      shop.read((read) =>
        levelSeriesOf(read, { storeId: shop.storeId, category: 'flower', line, days: 7, historyDays: 30 }),
      )
    const series = await ask('flower/high peak 7g')
    expect(series.points).toHaveLength(7)
    expect(series.history).toHaveLength(30)
    for (const { lower, mean, upper } of series.points) {
      expect(lower).toBeLessThanOrEqual(mean)
      expect(upper).toBeGreaterThanOrEqual(mean)
    }
    const flower = await ask()
    expect(flower.history[0]!.sold).toBeGreaterThan(series.history[0]!.sold)
  })

  it('keep their sums when the run is taken up again', async () => {
    const before = await means()
    await shop.write((tx) =>
      sql`update forecast_runs set status = 'failed' where id = ${runId}`.execute(tx.db),
    )
    await shop.run(FORECAST_QUEUE, { runId })
    expect(await means()).toEqual(before)
  })

  it('keep what was forecast before the last run', async () => {
    const snapshot = sql<{ run: string; before: string | null; same: boolean }>`
      select s.run_id as run, before_model as before, s.mean = f.mean as same from forecast_snapshots s
      join forecasts f using (organization_id, store_id, product_id) where s.product_id = ${ids.get('gummies')}`
    expect(await rows(snapshot)).toEqual([{ run: runId, before: null, same: true }])
    const next = await run()
    expect(await rows(snapshot)).toEqual([{ run: next, before: expect.any(String), same: true }])
  })

  it('explain what moved a product since then', async () => {
    const productId = ids.get('gummies')!
    const ask = () => shop.read((read) => changeOf(read, { storeId: shop.storeId, productId }))
    expect((await ask())?.parts.every(({ units }) => Math.abs(units) < 1)).toBe(true)
    await shop.write((tx) =>
      overrideForecast(tx, {
        storeId: shop.storeId,
        productId,
        firstDay: '2026-04-16',
        lastDay: '2026-04-17',
        kind: 'units_per_day',
        value: 100,
        reason: 'Street fair',
        now: NOW,
      }),
    )
    // made after the run, on whose clock the forecasts stand
    await shop.write((tx) => sql`update forecast_overrides set made_at = now()`.execute(tx.db))
    const moved = await ask()
    expect(moved).toMatchObject({ days: 14, switched: null, learned: null })
    expect(moved!.parts.find(({ part }) => part === 'people')!.units).toBeGreaterThan(150)
    expect(
      await shop.read((read) => changeOf(read, { storeId: shop.storeId, productId: ids.get('Runtz 3.5g')! })),
    ).toBeNull()
  })

  it('play a promotion and a closed day through without keeping anything', async () => {
    const asked = {
      storeId: shop.storeId,
      productId: ids.get('Gelato 7g')!,
      firstDay: '2026-04-20',
      lastDay: '2026-04-22',
      days: 14,
      discountPercent: 20,
      closed: '2026-04-24',
    }
    const demands: (readonly number[])[] = []
    const reply = await shop.read((read) =>
      whatIf(read, asked, {
        now: NOW,
        plansIf: (_, input) => {
          demands.push(...input.demands)
          return Promise.resolve(null)
        },
      }),
    )
    const on = (day: string) => reply.points.find((point) => point.day === day)!
    expect(on('2026-04-21').units).toBeCloseTo(on('2026-04-21').baseUnits * 0.8 ** -1.4)
    expect(on('2026-04-24').units).toBe(0)
    expect(on('2026-04-19').units).toBe(on('2026-04-19').baseUnits)
    expect(reply.elasticity).toEqual({ value: -1.4, from: 'assumed', days: 0 })
    expect(reply.assumptions.join(' ')).toMatch(/an assumption.*stock up.*shut/)
    expect(reply.override).toMatchObject({ firstDay: '2026-04-20', lastDay: '2026-04-24', kind: 'percent' })
    expect(demands[0]).toHaveLength(60)
    expect(demands[1]![5]).toBeGreaterThan(demands[0]![5]!)
    await expect(
      shop.read((read) =>
        whatIf(read, { ...asked, lastDay: '2027-01-01' }, { now: NOW, plansIf: () => Promise.resolve(null) }),
      ),
    ).rejects.toMatchObject({ code: 'bad_days' })
  })

  it('answer a price by what the shop’s own cuts did: the product’s, or else its category’s', async () => {
    const cut = sql`(business_day - ${LAST_DAY}::date) % 9 = 0`
    await shop.write((tx) =>
      sql`
        update sales_daily set units_sold = case when ${cut} then 31 else 20 end,
          net_minor = case when ${cut} then 31 * 1600 else 20 * 2000 end
        where product_id = ${ids.get('Gelato 3.5g')}`.execute(tx.db),
    )
    const ask = (product: string) =>
      shop.read((read) =>
        whatIf(
          read,
          {
            storeId: shop.storeId,
            productId: ids.get(product)!,
            firstDay: '2026-04-20',
            lastDay: '2026-04-20',
            days: 7,
            pricePercent: -10,
          },
          { now: NOW, plansIf: () => Promise.resolve(null) },
        ),
      )
    const own = await ask('Gelato 3.5g')
    expect(own.elasticity).toMatchObject({ from: 'product', days: 17 })
    expect(own.elasticity!.value).toBeCloseTo(Math.log(31 / 20) / Math.log(0.8), 5)
    expect(own.assumptions[0]).toBe(
      '10 % off sells 23 % more units: measured on 17 days on which this product sold below its usual price.',
    )
    expect((await ask('Sour Diesel 7g')).elasticity?.from).toBe('category')
    expect((await ask('gummies')).elasticity?.from).toBe('assumed')
  })

  it.each(['reconciled', 'products'] as const)('keep a verdict for a week: %s', async (kept) => {
    await shop.write((tx) =>
      sql`update forecast_level_choices set kept = ${kept}, judged_at = ${NOW}`.execute(tx.db),
    )
    await run()
    const [now] = await rows(sql<{ kept: string; moved: number }>`
      select kept, (select sum(abs(moved_units)) from forecast_level_products) as moved from forecast_level_choices`)
    expect(now!.kept).toBe(kept)
    if (kept === 'products') expect(now!.moved).toBe(0)
    else expect(now!.moved).toBeGreaterThan(0)
    const levels = await means()
    expect(await productsOn(sql`true`)).toBeCloseTo(levels.get('store')![0]!, 2)
    const [bounds] = await rows(sql<{ off: number }>`
      select count(*)::int as off from forecasts f, unnest(f.mean, f.lower, f.upper) d(mean, lower, upper)
      where d.lower > d.mean + 0.001 or d.upper < d.mean - 0.001 or d.mean < 0`)
    expect(bounds!.off).toBe(0)
  })

  it('stop with the run', async () => {
    const { id } = await shop.write((tx) => startForecastRun(tx, { reason: 'person' }))
    await shop.write((tx) =>
      sql`update forecast_runs set cancel_requested = true where id = ${id}`.execute(tx.db),
    )
    await shop.run(FORECAST_QUEUE, { runId: id })
    expect(await rows(sql<{ status: string }>`select status from forecast_runs where id = ${id}`)).toEqual([
      { status: 'cancelled' },
    ])
  })
})
