import { spawn, type ChildProcess } from 'node:child_process'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { migrate } from '@suite/db'
import { startEmbedded, withUrl } from '@suite/db/embedded'
import { migrateQueues } from '@suite/jobs'
import { fillShop } from '../apps/server/src/testing/filled-shop.ts'
import { askers, signUp, type Caller } from './ten-million/callers.ts'
import { measure, type Figure } from './ten-million/measure.ts'
import { rlsOverhead } from './ten-million/rls-overhead.ts'

/**
 * Two hundred shops with ten million sale lines in one database: how quickly screens answer fifty people at once, how much that
 * grows from one million lines, and what row-level security costs. Seeded; the same twenty shops are asked each time.
 *
 *   node scripts/run.mjs bench/ten-million.ts [shops=200] [lines a shop=50000] [people=50] [folder to keep the database in]
 */
const [shops = 200, lines = 50_000, people = 50] = process.argv.slice(2, 5).map(Number)
const ASKED = 20
/** Shops that only warm the program up. */
const WARM = 4
const PORT = 3987
const kept = process.argv[5]
const folder = kept ?? (await mkdtemp(join(tmpdir(), 'bench-ten-million-')))
await mkdir(folder, { recursive: true })

const server = await startEmbedded({ dataDir: join(folder, 'pg'), password: 'bench' })
let api: ChildProcess | undefined
try {
  await migrate(server.adminUrl, { appPassword: 'bench', authPassword: 'bench' })
  await migrateQueues(server.adminUrl)
  const admin = new pg.Client({ connectionString: server.adminUrl })
  await admin.connect()
  api = await startApi()
  const callers: Caller[] = []
  for (let n = 1; n <= ASKED + WARM; n++) callers.push(await signUp(`http://127.0.0.1:${PORT}`, n))
  await fill(callers)
  const few = await look('one million', callers)
  await fill(await strangers(admin, shops - ASKED - WARM))
  const many = await look('ten million', callers)
  compare(few, many)
  await rlsOverhead(server.adminUrl, callers[0]!)
  await admin.end()
} finally {
  api?.kill('SIGTERM')
  await server.stop()
  if (kept === undefined) await rm(folder, { recursive: true, force: true })
}

/** The application's API as a process of its own. */
async function startApi(): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['apps/server/src/main.ts'], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {
      ...process.env,
      DATABASE_URL: withUrl(server.adminUrl, { user: 'suite_app', password: 'bench' }),
      AUTH_DATABASE_URL: withUrl(server.adminUrl, { user: 'suite_auth', password: 'bench' }),
      APP_SECRET: 'a secret of a benchmark that is long enough',
      DATA_DIR: join(folder, 'app'),
      LOG_LEVEL: 'warn',
      RATE_LIMIT_SCALE: '100000',
      ROLES: 'api',
      PORT: String(PORT),
    },
  })
  for (let tries = 0; tries < 120; tries++) {
    const ready = await fetch(`http://127.0.0.1:${PORT}/health/ready`).then(
      ({ ok }) => ok,
      () => false,
    )
    if (ready) return child
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
  throw new Error('The API did not become ready within a minute.')
}

/** Organisations that nobody signs in to. */
async function strangers(
  admin: pg.Client,
  count: number,
): Promise<Pick<Caller, 'organizationId' | 'storeId'>[]> {
  const { rows } = await admin.query<{ organizationId: string; storeId: string }>(
    `with o as (
       insert into app.organizations (organization_id, name, slug)
       select gen_random_uuid(), 'Shop ' || i, 'stranger-' || i from generate_series(1, $1::integer) i returning organization_id)
     insert into app.stores (organization_id, id, name, state, time_zone)
     select organization_id, gen_random_uuid(), 'Denver', 'CO', 'America/Denver' from o
     returning organization_id as "organizationId", id as "storeId"`,
    [Math.max(0, count)],
  )
  return rows
}

async function fill(all: readonly Pick<Caller, 'organizationId' | 'storeId'>[]): Promise<void> {
  const started = performance.now()
  let next = 0
  const lane = async (): Promise<void> => {
    const client = new pg.Client({ connectionString: server.adminUrl })
    await client.connect()
    await client.query("set synchronous_commit = off; set work_mem = '64MB'")
    for (let at = next++; at < all.length; at = next++)
      await fillShop(client, all[at]!, { lines, products: 400, days: 730, seed: at + 1 })
    await client.end()
  }
  await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, lane))
  const client = new pg.Client({ connectionString: server.adminUrl })
  await client.connect()
  await client.query('vacuum (analyze)')
  const { rows } = await client.query<{ size: string; lines: string }>(
    `select pg_size_pretty(pg_database_size(current_database())) as size, count(*)::text as lines from app.receipt_lines`,
  )
  await client.end()
  const seconds = (performance.now() - started) / 1000
  console.log(
    `${all.length} shops filled in ${seconds.toFixed(0)} s: ${rows[0]?.lines} lines, ${rows[0]?.size} in all`,
  )
}

async function look(name: string, callers: readonly Caller[]): Promise<Figure[]> {
  console.log(`\n${name}: ${people} people, each asking and then reading for a while`)
  const figures = await measure({
    shops: callers.slice(0, ASKED),
    people: askers(callers.slice(0, ASKED), people),
    warm: callers.slice(ASKED),
  })
  console.table(
    figures.map(({ screen, asked, p50, p95, alone }) => ({
      screen,
      asked,
      'p50 ms': p50,
      'p95 ms': p95,
      'alone, uncached, ms': alone,
    })),
  )
  return figures
}

function compare(few: readonly Figure[], many: readonly Figure[]): void {
  console.log('\nGrowth from one million lines to ten, of the median asked alone and uncached:')
  console.table(
    many.map(({ screen, alone }, i) => ({ screen, growth: Math.round((100 * alone) / few[i]!.alone) / 100 })),
  )
}
