import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sql } from '@suite/db'
import { addDays, newId } from '@suite/kernel'
import { testDatabase, type TestDatabase } from '@suite/testing'
import { addProduct, addStore, LAST_DAY, NOW, openShop, openStore, type Shop } from '../test/shop.ts'
import {
  accuracySummary,
  cancelForecastRun,
  forecast,
  FORECAST_QUEUE,
  forecastRun,
  latestRun,
  NIGHTLY_QUEUE,
  startForecastRun,
} from './index.ts'

let server: TestDatabase
let shop: Shop
const opened: Shop[] = []
const open = async (): Promise<Shop> => {
  const each = await openShop(server.appUrl)
  opened.push(each)
  return each
}

beforeAll(async () => {
  server = await testDatabase()
})
beforeEach(async () => {
  shop = await open()
})
afterAll(async () => {
  await Promise.all(opened.map((each) => each.database.close()))
  await server.drop()
})

const start = (of = shop): Promise<string> =>
  of.write(async (tx) => (await startForecastRun(tx, { reason: 'person' })).id)
const runAll = async (of = shop): Promise<string> => {
  const runId = await start(of)
  await of.run(FORECAST_QUEUE, { runId })
  return runId
}
const forecastOf = (productId: string, of = shop, storeId = of.storeId) =>
  of.read((read) => forecast(read, { storeId, productId, days: 14, historyDays: 400, now: NOW }))
const runOf = (id: string, of = shop) => of.read((read) => forecastRun(read, { id }))
const storedRows = async (of = shop) =>
  (
    await of.read((read) =>
      sql<
        Record<string, unknown>
      >`select product_id, run_id, model, mean, lower, upper, wape, horizon_errors, backtest
        from forecasts order by product_id`.execute(read.db),
    )
  ).rows

describe('a run', () => {
  it('forecasts what sells, waits for what is new, and skips services and inactive products', async () => {
    await openStore(shop, 200)
    const steady = await addProduct(shop, { name: 'Blue Dream', days: 200, units: (i) => 5 + (i % 7) })
    const fresh = await addProduct(shop, { name: 'New', days: 10 })
    const gone = await addProduct(shop, { name: 'Gone', days: 10, ago: 185 })
    await addProduct(shop, { name: 'Postage', days: 200, isService: true })
    await addProduct(shop, { name: 'Delisted', days: 200, active: false })
    const never = await addProduct(shop, { name: 'Never sold' })
    const runId = await runAll()

    const found = await forecastOf(steady)
    expect(found).toMatchObject({
      status: 'ready',
      trainedThrough: LAST_DAY,
      interval: 0.8,
      accuracy: { wape: 0 },
      backtest: { chosen: found.model },
    })
    expect(found.points.map(({ day }) => day)).toEqual(
      Array.from({ length: 14 }, (_, i) => addDays(LAST_DAY, i + 1)),
    )
    // the week goes on: day 200 of the series is index 200
    found.points.forEach(({ mean }, i) => expect(mean).toBeCloseTo(5 + ((200 + i) % 7), 1))
    expect(found.history).toHaveLength(200)
    expect(found.history.at(-1)).toEqual({ day: LAST_DAY, sold: 5 + (199 % 7), inStock: null, open: true })
    expect(found.holidays).toContainEqual({ day: '2026-04-20', name: '4/20' })

    expect(await forecastOf(fresh)).toMatchObject({
      status: 'not_enough_history',
      availableOn: addDays(LAST_DAY, 21),
      points: [],
      accuracy: null,
    })
    expect(await forecastOf(gone)).toMatchObject({
      status: 'ready',
      model: 'no_recent_sales',
      unitsPerDay: 0,
    })
    expect(await forecastOf(never)).toMatchObject({ status: 'not_enough_history', availableOn: null })

    expect(await runOf(runId)).toMatchObject({
      status: 'done',
      progress: 1,
      seriesTotal: 3,
      seriesDone: 3,
      summary: { ready: 2, notEnoughHistory: 1, failed: 0 },
    })
    expect(shop.jobs.at(-1)).toMatchObject({ queue: 'events', payload: { type: 'forecasts.ready' } })
  })

  it('written twice from the same sales says the same, and keeps one forecast a product', async () => {
    await openStore(shop, 120)
    for (const name of ['A', 'B', 'C'])
      await addProduct(shop, { name, days: 120, units: (i) => (i * 7 + name.length) % 5 })
    const first = await runAll()
    const before = await storedRows()
    const second = await runAll()
    const after = await storedRows()
    expect(after).toHaveLength(3)
    expect(after.map((row) => ({ ...row, run_id: first }))).toEqual(before)
    expect(after.every((row) => row['run_id'] === second)).toBe(true)
  })

  it('taken up again goes on where it stopped', async () => {
    await openStore(shop, 60)
    const [done, open] = [
      await addProduct(shop, { name: 'Done', days: 60 }),
      await addProduct(shop, { name: 'Open', days: 60 }),
    ]
    const runId = await runAll()
    // as a killed worker leaves it: one forecast written, the run still at work
    await shop.write(async (tx) => {
      await sql`update forecasts set model = 'from the first attempt' where product_id = ${done}`.execute(
        tx.db,
      )
      await sql`delete from forecasts where product_id = ${open}`.execute(tx.db)
      await sql`update forecast_runs set status = 'running', series_done = 1 where id = ${runId}`.execute(
        tx.db,
      )
    })
    await shop.run(FORECAST_QUEUE, { runId }, { attempt: 2 })
    expect((await forecastOf(done)).model).toBe('from the first attempt')
    expect((await forecastOf(open)).status).toBe('ready')
    expect(await runOf(runId)).toMatchObject({ status: 'done', seriesTotal: 2, seriesDone: 2 })
  })

  it('takes returns off, never below zero, and does not mistake closed days for days without demand', async () => {
    const shut = Array.from({ length: 17 }, (_, i) => addDays(LAST_DAY, -i * 7 - 1))
    await openStore(shop, 120, { shut })
    const id = await addProduct(shop, {
      name: 'Weekday seller',
      days: 120,
      units: (i) => ((119 - i) % 7 === 1 ? 0 : 6),
      returned: (i) => (i === 50 ? 2 : i === 60 ? 9 : 0),
    })
    await runAll()
    const { points, history } = await forecastOf(id)
    expect(history[50]?.sold).toBe(4)
    expect(history[60]?.sold).toBe(0)
    expect(history.filter((day) => !day.open).map((day) => day.day)).toEqual(shut.toReversed())
    const closedDays = points.filter((_, i) => (i + 1) % 7 === 6)
    expect(closedDays).toHaveLength(2)
    expect(closedDays.every(({ mean, upper }) => mean === 0 && upper === 0)).toBe(true)
    // the shut days do not pull the others down to 6 × 6 ÷ 7
    const openDays = points.filter((_, i) => (i + 1) % 7 !== 6)
    openDays.forEach(({ mean }) => expect(mean).toBeCloseTo(6, 0))
  })

  it('takes days known to be sold out for missing, not for days without demand', async () => {
    await openStore(shop, 100)
    // sells four a day, then lies empty for the last twenty days
    const id = await addProduct(shop, { name: 'Sold out', days: 100, units: (i) => (i < 80 ? 4 : 0) })
    await shop.write(async (tx) => {
      const org = shop.organizationId
      await sql`insert into stock_positions (organization_id, store_id, product_id, on_hand, known_from)
        values (${org}, ${shop.storeId}, ${id}, 0, now())`.execute(tx.db)
      await sql`insert into stock_movements (organization_id, id, store_id, product_id, kind, quantity, counted_quantity, occurred_at, source_type)
        select ${org}::uuid, gen_random_uuid(), ${shop.storeId}::uuid, ${id}::uuid, kind, quantity, counted, at, 'person'
        from (values ('count', 0, 40, ${LAST_DAY}::date - 29 + time '12:00'),
          ('sell', -40, null, ${LAST_DAY}::date - 20 + time '20:00')) m (kind, quantity, counted, at)`.execute(
        tx.db,
      )
    })
    await runAll()
    const { points, history } = await forecastOf(id)
    expect(history.slice(0, 70).every((day) => day.inStock === null)).toBe(true)
    expect(history.slice(70, 80).every((day) => day.inStock === true)).toBe(true)
    expect(history.slice(80).every((day) => day.inStock === false)).toBe(true)
    points.forEach(({ mean }) => expect(mean).toBeCloseTo(4, 1))
  })

  it('goes store by store, each through its own last day', async () => {
    const second = newId()
    await shop.write((tx) => addStore(tx, { id: second, name: 'Boulder' }))
    await openStore(shop, 90)
    await openStore(shop, 90, { storeId: second })
    await shop.write((tx) =>
      sql`delete from store_sales_daily where store_id = ${second} and business_day > ${addDays(LAST_DAY, -5)}`.execute(
        tx.db,
      ),
    )
    const here = await addProduct(shop, { name: 'Here', days: 90 })
    const there = await addProduct(shop, { name: 'There', days: 85, ago: 5, storeId: second })
    await runAll()
    expect((await forecastOf(here)).trainedThrough).toBe(LAST_DAY)
    expect((await forecastOf(there, shop, second)).trainedThrough).toBe(addDays(LAST_DAY, -5))
    expect((await forecastOf(there)).status).toBe('not_enough_history')
  })

  it('does not count the business day still running', async () => {
    await openStore(shop, 60)
    const id = await addProduct(shop, { name: 'Live', days: 60, units: () => 3 })
    await shop.write((tx) =>
      sql`insert into store_sales_daily select organization_id, store_id, ${addDays(LAST_DAY, 1)}::date, receipts, lines, units_sold,
        units_returned, gross_minor, discount_minor, tax_minor, net_minor, cost_minor from store_sales_daily limit 1`.execute(
        tx.db,
      ),
    )
    await runAll()
    expect(await forecastOf(id)).toMatchObject({ trainedThrough: LAST_DAY, unitsPerDay: 3 })
  })

  it('drops forecasts of what is no longer sold', async () => {
    await openStore(shop, 60)
    const id = await addProduct(shop, { name: 'Delisted later', days: 60 })
    await runAll()
    expect(await storedRows()).toHaveLength(1)
    await shop.write((tx) => sql`update products set active = false where id = ${id}`.execute(tx.db))
    await runAll()
    expect(await storedRows()).toEqual([])
  })

  it('stores sixty days and errors of sums over them, for the planner', async () => {
    await openStore(shop, 150)
    await addProduct(shop, { name: 'Planned', days: 150, units: (i) => 4 + ((i * i) % 5) })
    await runAll()
    const [row] = await storedRows()
    expect(row).toMatchObject({ mean: expect.any(Array), horizon_errors: expect.any(Array) })
    expect([(row!['mean'] as number[]).length, (row!['upper'] as number[]).length]).toEqual([60, 60])
    expect((row!['horizon_errors'] as number[]).length).toBeGreaterThanOrEqual(8)
  })
})

describe('starting', () => {
  it('reuses the run that waits, is audited once, and queues one at a time for the organisation', async () => {
    const [a, b] = await Promise.all([start(), start()])
    expect(b).toBe(a)
    expect(shop.jobs.map(({ queue, singletonKey }) => ({ queue, singletonKey }))).toEqual(
      Array.from({ length: 2 }, () => ({ queue: FORECAST_QUEUE, singletonKey: shop.organizationId })),
    )
    const { rows } = await shop.read((read) =>
      sql`select event_type, resource_id from audit_events`.execute(read.db),
    )
    expect(rows).toEqual([{ event_type: 'forecast_run.started', resource_id: a }])
  })

  it('waits behind a run at work', async () => {
    const first = await runAll()
    expect(await start()).not.toBe(first)
  })

  it('follows an import, after a pause in which others may come', async () => {
    await shop.tell('sales.changed')
    await shop.tell('sales.changed')
    expect(shop.jobs.every((job) => job.queue === FORECAST_QUEUE && (job.startAfterSeconds ?? 0) > 0)).toBe(
      true,
    )
    expect(new Set(shop.jobs.map((job) => job.payload['runId'])).size).toBe(1)
    expect(await shop.read((read) => latestRun(read))).toMatchObject({ reason: 'import', status: 'queued' })
  })

  it('happens every night for organisations that sell, and only for them', async () => {
    const idle = await open()
    await openStore(shop, 3)
    await shop.run(NIGHTLY_QUEUE)
    expect(await shop.read((read) => latestRun(read))).toMatchObject({ reason: 'nightly', status: 'queued' })
    expect(await idle.read((read) => latestRun(read))).toBeNull()
  })
})

describe('stopping', () => {
  it('ends a waiting run at once; its job then finds nothing to do', async () => {
    await openStore(shop, 60)
    await addProduct(shop, { name: 'A', days: 60 })
    const id = await start()
    await shop.write((tx) => cancelForecastRun(tx, { id }))
    await shop.run(FORECAST_QUEUE, { runId: id })
    expect(await runOf(id)).toMatchObject({ status: 'cancelled' })
    expect(await storedRows()).toEqual([])
    await expect(shop.write((tx) => cancelForecastRun(tx, { id }))).rejects.toMatchObject({
      code: 'run_is_over',
    })
  })

  it('ends a run at work, keeping what was written and telling nobody that it is ready', async () => {
    await openStore(shop, 60)
    for (let n = 0; n < 3; n++) await addProduct(shop, { name: `P${n}`, days: 60 })
    const id = await start()
    // asked between the start of the work and its first write
    await shop.write((tx) =>
      sql`update forecast_runs set cancel_requested = true where id = ${id}`.execute(tx.db),
    )
    await shop.run(FORECAST_QUEUE, { runId: id })
    expect(await runOf(id)).toMatchObject({ status: 'cancelled', finishedAt: expect.any(String) })
    expect(shop.jobs.filter((job) => job.queue === 'events')).toEqual([])
  })

  it('with the process leaves the run to be taken up again', async () => {
    await openStore(shop, 60)
    await addProduct(shop, { name: 'A', days: 60 })
    const id = await start()
    const signal = AbortSignal.abort(new Error('stopping'))
    await expect(shop.run(FORECAST_QUEUE, { runId: id }, { signal })).rejects.toThrow('stopping')
    expect(await runOf(id)).toMatchObject({ status: 'running', failure: expect.stringContaining('goes on') })
    await shop.run(FORECAST_QUEUE, { runId: id }, { attempt: 2 })
    expect(await runOf(id)).toMatchObject({ status: 'done', failure: null })
  })

  it('for good says why and tells the alerts', async () => {
    await openStore(shop, 60)
    await addProduct(shop, { name: 'A', days: 60 })
    const id = await start()
    const admin = new URL(server.adminUrl)
    const { administer } = await import('@suite/db/embedded')
    await administer(admin.href, 'revoke insert on app.forecasts from suite_app')
    try {
      await expect(shop.run(FORECAST_QUEUE, { runId: id }, { attempt: 1 })).rejects.toThrow(
        'permission denied',
      )
      expect(await runOf(id)).toMatchObject({ status: 'running' })
      await expect(shop.run(FORECAST_QUEUE, { runId: id }, { attempt: 4 })).rejects.toThrow(
        'permission denied',
      )
    } finally {
      await administer(admin.href, 'grant insert on app.forecasts to suite_app')
    }
    expect(await runOf(id)).toMatchObject({
      status: 'failed',
      failure: expect.stringContaining('unexpected error'),
    })
    expect(shop.jobs.at(-1)).toMatchObject({ payload: { type: 'forecasts.failed' } })
    // a person puts the dead letter back to work
    await shop.run(FORECAST_QUEUE, { runId: id })
    expect(await runOf(id)).toMatchObject({ status: 'done', failure: null })
  })
})

describe('organisations', () => {
  it('never see, change or forecast one another', async () => {
    const other = await open()
    await openStore(other, 60)
    const theirs = await addProduct(other, { name: 'Theirs', days: 60 })
    const theirRun = await runAll(other)
    await runAll()
    expect(await storedRows()).toEqual([])
    expect(await storedRows(other)).toHaveLength(1)
    await expect(forecastOf(theirs)).rejects.toMatchObject({ kind: 'not_found' })
    await expect(forecastOf(theirs, shop, other.storeId)).rejects.toMatchObject({ kind: 'not_found' })
    await expect(runOf(theirRun)).rejects.toMatchObject({ kind: 'not_found' })
    await expect(shop.write((tx) => cancelForecastRun(tx, { id: theirRun }))).rejects.toMatchObject({
      kind: 'not_found',
    })
    await shop.run(FORECAST_QUEUE, { runId: theirRun })
    expect(await runOf(theirRun, other)).toMatchObject({ status: 'done' })
  })
})

describe('the accuracy of all forecasts', () => {
  it('weighs products by what they sell', async () => {
    await openStore(shop, 60)
    const [big, small] = [
      await addProduct(shop, { name: 'Big', days: 60 }),
      await addProduct(shop, { name: 'Small', days: 60 }),
    ]
    await addProduct(shop, { name: 'New', days: 5 })
    await runAll()
    await shop.write(async (tx) => {
      await sql`update forecasts set model = 'prophet', units_per_day = 9, wape = 0.1, skill = 0.5, coverage = 0.8 where product_id = ${big}`.execute(
        tx.db,
      )
      await sql`update forecasts set model = 'tsb', units_per_day = 1, wape = 0.6, skill = null, coverage = 0.7 where product_id = ${small}`.execute(
        tx.db,
      )
    })
    const found = await shop.read((read) => accuracySummary(read, {}))
    expect(found).toMatchObject({ products: 2, notEnoughHistory: 1, skill: 0.5 })
    expect(found.wape).toBeCloseTo(0.15, 9)
    expect(found.coverage).toBeCloseTo(0.79, 9)
    expect(found.models.map(({ model, products }) => [model, products])).toEqual([
      ['prophet', 1],
      ['tsb', 1],
    ])
  })
})
