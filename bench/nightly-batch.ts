import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrate, openBulkSession, openDatabase, sql, type Database, type TenantContext } from '@suite/db'
import { startEmbedded, withUrl } from '@suite/db/embedded'
import { forecastingJobs, forecastRun, FORECAST_QUEUE, startForecastRun } from '@suite/forecasting'
import { dayOf, newId } from '@suite/kernel'
import { createLogger } from '@suite/telemetry'

/**
 * The nightly forecast run as the worker does it, read to write: series are read from the daily rollup of a real
 * database, backtested on every suitable model, forecast on worker threads and written back. Seeded.
 *
 *   node scripts/run.mjs bench/nightly-batch.ts [series=2000] [days=730] [threads=2] [kind…]
 *
 * `steady` is the worst case, as every series goes through Prophet; in `stock-outs` a quarter of them also has four six-day
 * gaps; `shop` is two fifths steady, the rest sparse.
 */
const KINDS = ['steady', 'stock-outs', 'shop'] as const
type Kind = (typeof KINDS)[number]

const [series = 2000, days = 730, threads = 2] = process.argv.slice(2, 5).map(Number)
const kinds = process.argv.length > 5 ? KINDS.filter((kind) => process.argv.includes(kind)) : KINDS
/** 2024-01-01; 730 days from it hold two of every holiday. */
const FIRST_DAY = 19_723

const random = (seed: number) => (): number => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
  return seed / 4_294_967_296
}

/** Units a day with weekly and yearly waves and count noise; sparse products sell on one day in six. */
const unitsOf = (kind: Kind, index: number): { units: number[]; gaps: number[] } => {
  const next = random(index + 1)
  for (let i = 0; i < 10; i++) next()
  const level = 4 + 40 * next()
  const sparse = kind === 'shop' && next() > 0.4
  const units = Array.from({ length: days }, (_, i) => {
    if (sparse) return next() < 1 / 6 ? 1 + Math.floor(5 * next()) : 0
    const wave = 1 + 0.3 * Math.sin((2 * Math.PI * i) / 7) + 0.2 * Math.sin((2 * Math.PI * i) / 365.25)
    return Math.max(0, Math.round(level * wave + 2 * Math.sqrt(level) * (next() + next() + next() - 1.5)))
  })
  const gaps =
    kind === 'stock-outs' && index % 4 === 0
      ? Array.from({ length: 4 }, () => 7 + Math.floor(next() * (days - 14)))
      : []
  for (const gap of gaps) units.fill(0, gap, gap + 6)
  return { units, gaps }
}

const folder = await mkdtemp(join(tmpdir(), 'bench-nightly-'))
const server = await startEmbedded({ dataDir: join(folder, 'pg'), password: 'bench' })
try {
  await migrate(server.adminUrl, { appPassword: 'bench', authPassword: 'bench' })
  const database = openDatabase({
    url: withUrl(server.adminUrl, { user: 'suite_app', password: 'bench' }),
    enqueue: () => Promise.resolve(),
  })
  for (const kind of kinds) await measure(database, kind)
  await database.close()
} finally {
  await server.stop()
  await rm(folder, { recursive: true, force: true })
}

async function measure(database: Database, kind: Kind): Promise<void> {
  const context = await fillShop(database, kind)
  const signal = new AbortController().signal
  const now = new Date((FIRST_DAY + days) * 86_400_000 + 43_200_000)
  const job = forecastingJobs({ now: () => now, threads }).find(({ queue }) => queue === FORECAST_QUEUE)!
  const { id } = await database.withTenant(context, (tx) => startForecastRun(tx, { reason: 'nightly' }))
  const [started, before] = [performance.now(), process.cpuUsage()]
  await job.handle(
    { id, payload: { organizationId: context.organizationId, runId: id }, signal, attempt: 1 },
    { database, enqueue: () => Promise.resolve(), log: createLogger({ name: 'bench', level: 'warn' }) },
  )
  const seconds = (performance.now() - started) / 1000
  const cpu = process.cpuUsage(before)
  const run = await database.readTenant(context, (read) => forecastRun(read, { id }))
  const { rows } = await database.readTenant(context, (read) =>
    sql<{ rows: number; bytes: number }>`
      select count(*) as rows, sum(pg_column_size(f.*)) as bytes from forecasts f`.execute(read.db),
  )
  console.log(
    `${kind}: ${series} series × ${days} days on ${threads} threads, read to write, in ${seconds.toFixed(1)} s ` +
      `(${((cpu.user + cpu.system) / 1e6).toFixed(1)} s of processor time, ` +
      `${((cpu.user + cpu.system) / 1000 / series).toFixed(1)} ms a series); ${rows[0]?.rows} rows of ` +
      `${((rows[0]?.bytes ?? 0) / 1e6).toFixed(1)} MB written, this process at most ` +
      `${Math.round(process.resourceUsage().maxRSS / 1024)} MB; ${JSON.stringify(run.summary?.models)}`,
  )
}

/** An organisation of its own with one store, its products and their daily sales, loaded in bulk. */
async function fillShop(database: Database, kind: Kind): Promise<TenantContext> {
  const [organizationId, storeId] = [newId(), newId()]
  const context: TenantContext = { organizationId, actor: { kind: 'job', id: 'bench' } }
  const session = await openBulkSession(database, context, () => Promise.resolve())
  await session.prepare('create temporary table daily (product_id uuid, business_day date, units numeric)')
  await session.prepare('create temporary table gaps (product_id uuid, first_day date)')
  const products = Array.from({ length: series }, () => newId())
  await session.copyInto('daily', ['product_id', 'business_day', 'units'], salesOf(kind, products))
  await session.copyInto('gaps', ['product_id', 'first_day'], gapsOf(kind, products))
  await session.withTenant(async (tx) => {
    const org = sql`${organizationId}::uuid`
    await sql`insert into organizations (organization_id, name, slug) values (${org}, 'Bench', ${`bench-${storeId}`})`.execute(
      tx.db,
    )
    await sql`insert into stores (organization_id, id, name, state, time_zone) values (${org}, ${storeId}, 'Denver', 'CO', 'America/Denver')`.execute(
      tx.db,
    )
    await sql`insert into products (organization_id, id, sku, name)
      select ${org}, id, id::text, 'Product' from unnest(${products}::uuid[]) id`.execute(tx.db)
    await sql`insert into sales_daily select ${org}, ${storeId}::uuid, product_id, business_day, units, 0, 0, 0, 0, 0, null, 1 from daily`.execute(
      tx.db,
    )
    await sql`insert into store_sales_daily select ${org}, ${storeId}::uuid, business_day, 1, 1, 1, 0, 0, 0, 0, 0, null
      from (select distinct business_day from daily) d`.execute(tx.db)
    await sql`insert into stock_positions (organization_id, store_id, product_id, on_hand, known_from)
      select distinct ${org}, ${storeId}::uuid, product_id, 0, now() from gaps`.execute(tx.db)
    // counted empty when a gap begins, received when it ends
    await sql`insert into stock_movements (organization_id, id, store_id, product_id, kind, quantity, counted_quantity, occurred_at, source_type)
      select ${org}, gen_random_uuid(), ${storeId}::uuid, product_id, m.kind, m.quantity, m.counted, first_day + m.after, 'person'
      from gaps, (values ('count', 0, 0, interval '-1 hour'), ('receive', 9999, null, interval '6 days 12 hours')) m (kind, quantity, counted, after)`.execute(
      tx.db,
    )
  })
  session.release()
  await sql`analyze`.execute(database.untenanted).catch(() => undefined)
  return context
}

function* salesOf(kind: Kind, products: readonly string[]): Generator<string> {
  for (const [index, product] of products.entries())
    for (const [i, units] of unitsOf(kind, index).units.entries())
      if (units > 0) yield `${product}\t${dayOf(FIRST_DAY + i)}\t${units}\n`
}

function* gapsOf(kind: Kind, products: readonly string[]): Generator<string> {
  for (const [index, product] of products.entries())
    for (const gap of unitsOf(kind, index).gaps) yield `${product}\t${dayOf(FIRST_DAY + gap)}\n`
}
