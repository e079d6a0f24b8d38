import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { pipeline } from 'node:stream/promises'
import { migrate, openBulkSession, openDatabase, sql, type Database, type TenantContext } from '@suite/db'
import { openFile, readRows, readSample, sniffFile } from '@suite/csv'
import { startEmbedded, withUrl } from '@suite/db/embedded'
import { newId } from '@suite/kernel'
import { importFile, localFileStore, runImport } from '@suite/sync'

/**
 * The whole UCI file through the product's import, against a bare staged COPY and INSERT … SELECT of the same lines into
 * the same indexed tables under row-level security, in one run on one server (the product's own settings, fsync on).
 *
 *   node scripts/run.mjs --max-semi-space-size=16 bench/import-uci.ts [file]
 *
 * The flag is the one the product's server runs with; without it the young generation alone may take 100 MB.
 */
const FILE =
  process.argv[2] ?? new URL('../../shared/data/uci-online-retail.csv.gz', import.meta.url).pathname
if (!existsSync(FILE)) {
  console.log(`Skipped: ${FILE} is not here.`)
  process.exit(0)
}

const folder = await mkdtemp(join(tmpdir(), 'bench-import-'))
const server = await startEmbedded({ dataDir: join(folder, 'pg'), password: 'bench' })
try {
  await migrate(server.adminUrl, { appPassword: 'bench', authPassword: 'bench' })
  const database = openDatabase({
    url: withUrl(server.adminUrl, { user: 'suite_app', password: 'bench' }),
    enqueue: () => Promise.resolve(),
  })
  const ours = await importSeconds(database)
  const bare = await bareSeconds(database)
  console.log(`bare staged COPY + INSERT … SELECT: ${bare.total.toFixed(1)} s`, bare.steps)
  console.log(
    `ours: ${ours.seconds.toFixed(1)} s, ${Math.round(ours.lines / ours.seconds)} lines/s, at ${((100 * bare.total) / ours.seconds).toFixed(0)} % of the bare rate; this process at most ${ours.rssMb} MB`,
  )
  await database.close()
} finally {
  await server.stop()
  await rm(folder, { recursive: true, force: true })
}

async function openShop(database: Database): Promise<{ context: TenantContext; storeId: string }> {
  const [organizationId, storeId] = [newId(), newId()]
  const context: TenantContext = { organizationId, actor: { kind: 'job', id: 'bench' } }
  await database.withTenant(context, async (tx) => {
    await sql`insert into organizations (organization_id, name, slug)
      values (${organizationId}, 'Bench', ${`bench-${storeId}`})`.execute(tx.db)
    await sql`insert into stores (organization_id, id, name, state, time_zone)
      values (${organizationId}, ${storeId}, 'London', 'CO', 'Europe/London')`.execute(tx.db)
  })
  return { context, storeId }
}

async function importSeconds(database: Database) {
  const { context, storeId } = await openShop(database)
  const deps = { database, enqueue: () => Promise.resolve(), files: localFileStore(join(folder, 'files')) }
  const { organizationId, actor } = context
  const started = performance.now()
  const { importId } = await importFile(deps, { path: FILE, storeId, organizationId, actor })
  const stopWatching = watch(database, context, importId)
  await runImport(deps, context, importId, new AbortController().signal).finally(stopWatching)
  const seconds = (performance.now() - started) / 1000
  const { rows } = await database.readTenant(context, (read) =>
    sql<{ lines: number; total: string; stored: string; status: string; failure: string }>`
      select rows_added as lines, file_total as total, status, failure,
        (select sum(quantity * unit_price) from receipt_lines) as stored from imports`.execute(read.db),
  )
  console.log('import', rows[0])
  return { seconds, lines: rows[0]!.lines, rssMb: Math.round(process.resourceUsage().maxRSS / 1024) }
}

/** Prints when each phase of a running import was first seen. */
function watch(database: Database, context: TenantContext, importId: string) {
  const started = performance.now()
  let phase = ''
  const look = async (): Promise<void> => {
    const { rows } = await database.readTenant(context, (read) =>
      sql<{ phase: string }>`select phase from imports where id = ${importId}`.execute(read.db),
    )
    if (rows[0] === undefined || rows[0].phase === phase) return
    phase = rows[0].phase
    console.log(`  ${((performance.now() - started) / 1000).toFixed(1)} s: ${phase}`)
  }
  const timer = setInterval(() => {
    void look()
  }, 250)
  return () => clearInterval(timer)
}

async function bareSeconds(database: Database) {
  const { context, storeId } = await openShop(database)
  const org = sql`${context.organizationId}::uuid`
  const store = sql`${storeId}::uuid`
  const importId = newId()
  const session = await openBulkSession(database, context, () => Promise.resolve())
  const steps: Record<string, string> = {}
  const raw = join(folder, 'raw.txt')
  await renderRaw(raw)
  const began = performance.now()
  const timed = async (name: string, work: Promise<unknown>): Promise<void> => {
    const from = performance.now()
    await work
    steps[name] = ((performance.now() - from) / 1000).toFixed(1)
  }
  await timed('copy', copyRaw(session, raw))
  await session.withTenant(async (tx) => {
    await sql`set local work_mem = '96MB'`.execute(tx.db)
    await sql`insert into imports (organization_id, id, store_id, kind, source, file_name, file_hash, file_key, file_bytes,
      layout, status, requested_by) values (${org}, ${importId}, ${store}, 'sales', 'bare', '', '', '', 1, '{}', 'running', '')`.execute(
      tx.db,
    )
    await timed(
      'products',
      sql`with p as (
          insert into products (organization_id, id, sku, name)
          select ${org}, gen_random_uuid(), code, coalesce(max(name), code) from raw group by code returning id)
        insert into stock_positions (organization_id, store_id, product_id) select ${org}, ${store}, id from p`.execute(
        tx.db,
      ),
    )
    await timed(
      'receipts',
      sql`insert into receipts (organization_id, id, store_id, source, external_id, kind, occurred_at, business_day,
          customer_ref, import_id)
        select ${org}, gen_random_uuid(), ${store}, 'bare', receipt, 'sale', min(at), min(at)::date, max(customer), ${importId}
        from raw group by receipt`.execute(tx.db),
    )
    await timed(
      'lines',
      sql`insert into receipt_lines (organization_id, receipt_id, fingerprint, occurrence, store_id, product_id, occurred_at,
          business_day, kind, quantity, unit, unit_price, gross_minor, net_minor, import_id)
        select ${org}, r.id, gen_random_uuid(), 1, ${store}, p.id, at, at::date, 'sale', quantity, 'each', unit_price,
          round(quantity * unit_price * 100), round(quantity * unit_price * 100), ${importId}
        from raw join receipts r on r.external_id = receipt join products p on p.sku = code`.execute(tx.db),
    )
    await timed(
      'movements',
      sql`insert into stock_movements (organization_id, id, store_id, product_id, kind, quantity, occurred_at, source_type,
          source_id)
        select ${org}, gen_random_uuid(), ${store}, p.id, 'sell', -quantity, at, 'receipt', r.id
        from raw join receipts r on r.external_id = receipt join products p on p.sku = code`.execute(tx.db),
    )
    await timed(
      'daily',
      sql`insert into sales_daily (organization_id, store_id, product_id, business_day, units_sold, units_returned,
          gross_minor, discount_minor, tax_minor, net_minor, lines)
        select ${org}, ${store}, product_id, business_day, sum(quantity), 0, sum(gross_minor), 0, 0, sum(net_minor), count(*)
        from receipt_lines where store_id = ${store} group by product_id, business_day`.execute(tx.db),
    )
  })
  const total = (performance.now() - began) / 1000
  session.release()
  return { total, steps }
}

/** The file's rows as COPY text, made before the clock starts. */
async function renderRaw(path: string): Promise<void> {
  const layout = sniffFile((await readSample(FILE)).bytes)
  async function* lines() {
    const { chunks } = await openFile(FILE)
    for await (const batch of readRows(chunks, layout, { now: new Date().toISOString() }))
      for (const row of batch.rows)
        if (row.type === 'sale_line')
          yield (
            [
              row.receiptId,
              row.productCode,
              row.productName.replaceAll('\\', ''),
              row.quantity,
              row.occurredAt.value,
              row.unitPrice,
              row.customer ?? '\\N',
            ].join('\t') + '\n'
          )
  }
  await pipeline(lines, createWriteStream(path))
}

async function copyRaw(session: Awaited<ReturnType<typeof openBulkSession>>, path: string): Promise<void> {
  await session.prepare(
    `create temporary table raw (receipt text, code text, name text, quantity numeric, at timestamp, unit_price numeric,
      customer text)`,
  )
  await session.copyInto(
    'raw',
    ['receipt', 'code', 'name', 'quantity', 'at', 'unit_price', 'customer'],
    createReadStream(path, 'utf8') as AsyncIterable<string>,
  )
}
