import { performance } from 'node:perf_hooks'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { reconcileStore, type StoreSources } from '@suite/compliance'
import { migrate, openDatabase, sql, type Tx } from '@suite/db'
import { startEmbedded, withUrl } from '@suite/db/embedded'
import { newId } from '@suite/kernel'

/**
 * Reconciliation of a store from the database and back into it: packages on the shelf, at the till and with the state, with
 * three sales each in the last 45 days that were reported, and one difference planted in every fiftieth package.
 * Usage: node bench/reconcile.ts [packages] [sales a package]
 */
const PACKAGES = Number(process.argv[2] ?? 20_000)
const SALES = Number(process.argv[3] ?? 3)
const PRODUCTS = 2000
const now = new Date()
const DAY = 86_400_000
const since = new Date(now.getTime() - 60 * DAY)
const [organizationId, storeId, till, state] = [newId(), newId(), newId(), newId()]

const fill = async (tx: Tx): Promise<void> => {
  const org = sql`${organizationId}::uuid`
  const store = sql`${storeId}::uuid`
  await sql`insert into organizations (organization_id, name, slug) values (${org}, 'Bench', 'bench')`.execute(
    tx.db,
  )
  await sql`insert into stores (organization_id, id, name, state, time_zone)
    values (${org}, ${store}, 'Bench', 'CO', 'America/Denver')`.execute(tx.db)
  await sql`insert into connections (organization_id, id, store_id, vendor, name, status, created_at)
    values (${org}, ${till}, ${store}, 'dutchie', 'Dutchie', 'active', ${since}),
      (${org}, ${state}, ${store}, 'metrc', 'Metrc', 'active', ${since})`.execute(tx.db)
  await sql`insert into products (organization_id, id, sku, name, price, category)
    select ${org}, gen_random_uuid(), 'P' || n, 'Product ' || n, 20, 'edibles' from generate_series(1, ${PRODUCTS}::int) n`.execute(
    tx.db,
  )
  await sql`create temporary table bench_packages on commit drop as
    select n, 'TAG' || n as tag, p.id as product_id, gen_random_uuid() as lot_id
    from generate_series(1, ${PACKAGES}::int) n join products p on p.sku = 'P' || (n % ${PRODUCTS}::int + 1)`.execute(
    tx.db,
  )
  await sql`insert into stock_positions (organization_id, store_id, product_id, on_hand, known_from)
    select ${org}, ${store}, product_id, count(*) * 10, ${since} from bench_packages group by product_id`.execute(
    tx.db,
  )
  await sql`insert into lots (organization_id, id, store_id, product_id, lot_code, package_tag, room, received_at, known_at,
      known_quantity, on_hand)
    select ${org}, lot_id, ${store}, product_id, tag, tag, 'Floor', ${since}, ${since}, 10, 10 from bench_packages`.execute(
    tx.db,
  )
  for (const [side, connection] of [
    ['pos', till],
    ['state', state],
  ] as const)
    await sql`insert into mirror_packages (organization_id, connection_id, tag, store_id, side, item_name, quantity, unit, room,
        active, lab_state, last_modified, seen_at, first_modified_at, changed_at, room_changed_at)
      select ${org}, ${connection}::uuid, k.tag, ${store}, ${side}, p.name,
        case when ${side} = 'state' and k.n % 50 = 0 then 12 else 10 end, 'Each', 'Floor', true, 'TestPassed', ${since},
        ${since}, ${since}, ${since}, ${since}
      from bench_packages k join products p on p.id = k.product_id`.execute(tx.db)
  await sql`create temporary table bench_sales on commit drop as
    select k.tag, k.product_id, gen_random_uuid() as receipt_id, 'R' || k.n || '-' || s as number,
      ${now}::timestamptz - (k.n % 40 + 1) * interval '1 day' - s * interval '1 hour' as at
    from bench_packages k, generate_series(1, ${SALES}::int) s`.execute(tx.db)
  await sql`insert into receipts (organization_id, id, store_id, source, external_id, kind, occurred_at, business_day)
    select ${org}, receipt_id, ${store}, 'dutchie', number, 'sale', at, at::date from bench_sales`.execute(
    tx.db,
  )
  await sql`insert into receipt_lines (organization_id, receipt_id, fingerprint, occurrence, store_id, product_id, occurred_at,
      business_day, kind, quantity, unit, unit_price, gross_minor, net_minor, package_tag, import_id)
    select ${org}, receipt_id, gen_random_uuid(), 1, ${store}, product_id, at, at::date, 'sale', 1, 'each', 20, 2000, 2000, tag,
      ${organizationId}::uuid from bench_sales`.execute(tx.db)
  await sql`insert into mirror_receipts (organization_id, connection_id, state_id, store_id, external_number, sold_at, voided,
      last_modified, seen_at, lines)
    select ${org}, ${state}::uuid, 'S' || number, ${store}, number, at, false, at, at,
      jsonb_build_array(jsonb_build_object('tag', tag, 'quantity', '1', 'unit', 'Each', 'totalMinor', 2000))
    from bench_sales`.execute(tx.db)
}

const sources: StoreSources = {
  till: { connectionId: till, since: now, stockAt: now, sales: { from: since, until: now } },
  state: { connectionId: state, since: now, packagesAt: now, receipts: { from: since, until: now } },
}

const folder = await mkdtemp(join(tmpdir(), 'bench-reconcile-'))
const server = await startEmbedded({ dataDir: join(folder, 'pg'), password: 'bench' })
try {
  await migrate(server.adminUrl, { appPassword: 'bench', authPassword: 'bench' })
  const database = openDatabase({
    url: withUrl(server.adminUrl, { user: 'suite_app', password: 'bench' }),
    enqueue: () => Promise.resolve(),
  })
  const context = { organizationId, actor: { kind: 'job', id: 'bench' } } as const
  await database.withTenant(context, fill)
  const seconds: number[] = []
  for (let round = 0; round < 3; round += 1) {
    const runId = newId()
    const began = performance.now()
    const found = await database.withTenant(context, async (tx) => {
      await sql`insert into reconciliation_runs (organization_id, id, store_id, status, reason, requested_by)
        values (${organizationId}, ${runId}, ${storeId}, 'waiting', 'person', 'bench')`.execute(tx.db)
      await reconcileStore(tx, { storeId, runId, now, sourcesOf: () => Promise.resolve(sources) })
      const { rows } = await sql<{ packages: number; standing: number }>`
        select packages, standing from reconciliation_runs where id = ${runId}`.execute(tx.db)
      return rows[0]
    })
    seconds.push((performance.now() - began) / 1000)
    console.log(
      `${found?.packages} packages, ${PACKAGES * SALES} sales and reports: ${found?.standing} differences in ${seconds.at(-1)?.toFixed(2)} s`,
    )
  }
  console.log(`memory ${Math.round(process.memoryUsage.rss() / 1e6)} MB`)
  await database.close()
} finally {
  await server.stop()
  await rm(folder, { recursive: true, force: true })
}
