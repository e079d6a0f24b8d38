import { performance } from 'node:perf_hooks'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { migrate } from '@suite/db'
import { startEmbedded, withUrl } from '@suite/db/embedded'
import { createMetrcClient, packages, pullChanges } from '@suite/metrc'
import {
  addFacility,
  addItem,
  addPackage,
  addUser,
  emptyMetrcState,
  startMetrcSimulator,
} from '@suite/metrc/simulator'
import { createSend, sharedLimiter } from '@suite/outbound'

/**
 * How close a back-fill comes to Metrc's limit of 50 GETs a second for a facility: pages of packages, walked side by side
 * over the limiter that workers share in PostgreSQL, against the simulator with its own meter and a line of `latency` ms.
 * Usage: node bench/backfill.ts [packages] [latency]
 */
const COUNT = Number(process.argv[2] ?? 20_000)
const LATENCY = Number(process.argv[3] ?? 60)
const LICENCE = '402R-00001'
const DAY = 86_400_000
const WALKS = 8
const now = new Date()

const state = emptyMetrcState({ latencyMs: LATENCY })
const opened = new Date(now.getTime() - 60 * DAY)
addFacility(state, { licence: LICENCE, name: 'Bench', zone: 'America/Denver', tags: COUNT + 10 }, opened)
state.vendorKeys.add('vendor')
addUser(state, { key: 'user', name: 'Bench', licences: [LICENCE] })
const item = addItem(state, LICENCE, { Name: 'Blue Dream', ProductCategoryName: 'Buds' }, opened)
for (let n = 0; n < COUNT; n += 1)
  addPackage(
    state,
    LICENCE,
    { Item: item, Quantity: 10 },
    new Date(opened.getTime() + (n / COUNT) * 59 * DAY),
  )

const folder = await mkdtemp(join(tmpdir(), 'bench-backfill-'))
const server = await startEmbedded({ dataDir: join(folder, 'pg'), password: 'bench' })
const simulator = await startMetrcSimulator({ state })
try {
  await migrate(server.adminUrl, { appPassword: 'bench', authPassword: 'bench' })
  const pool = new pg.Pool({
    connectionString: withUrl(server.adminUrl, { user: 'suite_app', password: 'bench' }),
    max: 10,
  })
  const client = createMetrcClient({
    send: createSend({ limiter: sharedLimiter(pool) }),
    baseUrl: simulator.url,
    vendorKey: 'vendor',
    userKey: 'user',
  })
  const span = (60 * DAY) / WALKS
  const began = performance.now()
  const seen = new Set<unknown>()
  const walk = async (part: number): Promise<void> => {
    const from = new Date(opened.getTime() + part * span)
    const to = new Date(Math.min(now.getTime(), from.getTime() + span))
    for await (const page of pullChanges(
      client,
      packages.active,
      { licence: LICENCE },
      { from, to, overlapMs: part === 0 ? 0 : 1000, rowsPerDay: 1, longestPagedMs: span },
    ))
      for (const row of page.rows) seen.add(row.Id)
  }
  await Promise.all(Array.from({ length: WALKS }, (_, part) => walk(part)))
  const seconds = (performance.now() - began) / 1000
  const { length } = simulator.log
  const refused = simulator.log.filter(({ status }) => status === 429).length
  console.log(
    `${COUNT} packages over a line of ${LATENCY} ms: ${seen.size} taken with ${length} GETs in ${seconds.toFixed(1)} s, ${(length / seconds).toFixed(1)} a second of 50 allowed (${((2 * length) / seconds).toFixed(0)} %), ${refused} refused for haste`,
  )
  await pool.end()
} finally {
  await simulator.stop()
  await server.stop()
  await rm(folder, { recursive: true, force: true })
}
