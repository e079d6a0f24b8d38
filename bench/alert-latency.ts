import { request as httpRequest, type ClientRequest } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { alertStreamRoutes, refreshAlerts } from '@suite/alerts'
import { migrate, openDatabase, sql, type Database } from '@suite/db'
import { startEmbedded, withUrl } from '@suite/db/embedded'
import { openLive } from '@suite/events'
import { createServer } from '@suite/http'
import { PERMISSIONS, roleAllows } from '@suite/identity'
import { newId } from '@suite/kernel'
import { createMetrics, silentLogger } from '@suite/telemetry'

/**
 * From a broken connection to the open screen: the refresh that finds it, its commit, PostgreSQL's notification, the event
 * on every open stream. The clock starts before the refresh and stops when the last stream has heard.
 * Usage: node bench/alert-latency.ts [rounds] [open streams] [plans in the shop]
 */
const ROUNDS = Number(process.argv[2] ?? 200)
const STREAMS = Number(process.argv[3] ?? 50)
const PLANS = Number(process.argv[4] ?? 4000)
const PASSWORD = 'bench-password-of-a-throw-away-server'
const [organizationId, storeId, connectionId] = [newId(), newId(), newId()]
const context = { organizationId, actor: { kind: 'job', id: 'bench' } } as const

const fill = (database: Database): Promise<unknown> =>
  database.withTenant(context, async (tx) => {
    await sql`insert into organizations (organization_id, name, slug) values (${organizationId}, 'Bench', 'bench')`.execute(
      tx.db,
    )
    await sql`insert into stores (organization_id, id, name, state, time_zone)
      values (${organizationId}, ${storeId}, 'Bench', 'CO', 'America/Denver')`.execute(tx.db)
    await sql`insert into connections (organization_id, id, store_id, vendor, name, status)
      values (${organizationId}, ${connectionId}, ${storeId}, 'dutchie', 'Dutchie', 'active')`.execute(tx.db)
    await sql`insert into products (organization_id, id, sku, name)
      select ${organizationId}::uuid, gen_random_uuid(), 'P' || n, 'Product ' || n from generate_series(1, ${PLANS}::int) n`.execute(
      tx.db,
    )
    await sql`insert into reorder_plans (organization_id, store_id, product_id, stock_status, needs_order, on_hand, on_order,
        units_per_day, suggested_quantity, at_risk_minor, unordered_risk_minor, frozen_minor, expiring_minor, plan_day,
        stock_minor)
      select ${organizationId}::uuid, ${storeId}::uuid, p.id, case when random() < 0.1 then 'low' else 'ok' end, false, 6, 0, 3,
        12, 100, 0, 0, 0, current_date, 0 from products p`.execute(tx.db)
  })

/** Breaks or mends the connection and brings the alerts up to date. */
const change = (database: Database, failing: boolean): Promise<unknown> =>
  database.withTenant(context, async (tx) => {
    await sql`update connections set failing_since = ${failing ? new Date() : null} where id = ${connectionId}`.execute(
      tx.db,
    )
    return refreshAlerts(tx, new Date())
  })

const quantile = (sorted: readonly number[], q: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN

const dataDir = await mkdtemp(join(tmpdir(), 'bench-alerts-'))
const server = await startEmbedded({
  dataDir: join(dataDir, 'pg'),
  password: PASSWORD,
  version: 18,
  settings: {},
})
try {
  await migrate(server.adminUrl, { appPassword: PASSWORD, authPassword: PASSWORD })
  const url = withUrl(server.adminUrl, { user: 'suite_app', password: PASSWORD })
  const database = openDatabase({ url, enqueue: () => Promise.resolve() })
  await fill(database)
  await change(database, false)
  const live = await openLive({ url })
  const app = await createServer({
    routes: alertStreamRoutes(),
    database,
    log: silentLogger(),
    metrics: createMetrics(),
    // each stream is another person: a person may have eight
    authenticate: (token) =>
      Promise.resolve({ userId: token, organizationId, membershipId: token, role: 'owner', readOnly: false }),
    roleAllows,
    permissions: PERMISSIONS,
    accessCookie: 'access',
    secureCookies: false,
    limitScale: 1000,
    live,
  })
  await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as AddressInfo
  let heard = 0
  let told: () => void = () => undefined
  const open = (n: number): Promise<ClientRequest> =>
    new Promise((resolve, reject) => {
      const request = httpRequest({
        port,
        host: '127.0.0.1',
        path: '/api/v1/alerts/stream',
        headers: { authorization: `Bearer person-${n}` },
      })
      request.on('error', reject)
      request.on('response', (response) => {
        if (response.statusCode !== 200)
          return reject(new Error(`A stream was refused: ${response.statusCode}`))
        response.on('data', (chunk: Buffer) => {
          if (!chunk.toString().includes('event: alerts')) return
          heard += 1
          if (heard === STREAMS) told()
        })
        resolve(request)
      })
      request.end()
    })
  const streams = await Promise.all(Array.from({ length: STREAMS }, (_, n) => open(n)))
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    heard = 0
    const all = new Promise<void>((resolve) => (told = resolve))
    const started = performance.now()
    await change(database, round % 2 === 0)
    await all
    times.push(performance.now() - started)
  }
  times.sort((a, b) => a - b)
  const figures = [0.5, 0.95, 1].map(
    (q) => `${q === 1 ? 'slowest' : `p${q * 100}`} ${quantile(times, q).toFixed(1)} ms`,
  )
  process.stdout.write(`${ROUNDS} changes, ${STREAMS} open streams, ${PLANS} plans: ${figures.join('  ')}\n`)
  for (const stream of streams) stream.destroy()
  await app.close()
  await live.close()
  await database.close()
} finally {
  await server.stop()
  await rm(dataDir, { recursive: true, force: true })
}
