import { setTimeout as sleep } from 'node:timers/promises'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { choosePracticePorts } from '../supervisor/practice-ports.ts'
import { callerWith, startTestApp, type TestApp, type TestCaller } from '../testing/test-app.ts'
import { connectPractice } from './connect-practice.ts'
import { createDemo, type DemoLogin } from './create-demo.ts'
import { practiceFolder, readPlan, readPorts, writePorts } from './practice/files.ts'
import { startPractice, type Practice } from './practice/run.ts'

let app: TestApp
let admin: pg.Client
let folder: string
let practice: Practice
let ask: TestCaller['ask']

/** What the supervisor's child does: the systems begin when they are told of which day on. */
const practiceOf = async (dataDir: string): Promise<Practice> => {
  const path = practiceFolder(dataDir)
  for (;;) {
    const [plan, ports] = [readPlan(path), readPorts(path)]
    // a minute late: what is younger than some seconds may not be asked for yet
    if (plan !== undefined && ports !== undefined)
      return startPractice({ folder: path, plan, ports, now: () => Date.now() - 60_000 })
    await sleep(50)
  }
}

beforeAll(async () => {
  app = await startTestApp({ ROLES: 'api,worker' })
  admin = new pg.Client({ connectionString: app.adminUrl })
  await admin.connect()
  folder = await mkdtemp(join(tmpdir(), 'suite-demo-'))
  await choosePracticePorts(folder)
  const begun = practiceOf(folder)
  // two days ago, so that something was sold since
  const lastDay = new Date(Date.now() - 2 * 86_400_000).toISOString().slice(0, 10)
  await createDemo(app.program.services, folder, { days: 8, lastDay })
  practice = await begun
  const login = JSON.parse(await readFile(join(folder, 'demo-login.json'), 'utf8')) as DemoLogin
  const reply = await app.ask('POST', '/auth/sign-in', login)
  ask = callerWith(app.ask, reply.json<{ accessToken: string }>().accessToken)
}, 120_000)
afterAll(async () => {
  await admin.end()
  await app.close()
  await practice.stop()
  await rm(folder, { recursive: true, force: true })
})

const rowsOf = async <Row>(query: string): Promise<Row[]> => (await admin.query(query)).rows as Row[]

/** Waits until a query gives a row. */
const until = async (query: string): Promise<void> => {
  for (let tries = 0; tries < 600; tries += 1) {
    if ((await rowsOf(query)).length > 0) return
    await sleep(100)
  }
  throw new Error(`Nothing came of: ${query}`)
}

it('ties every store to its till and its state, by the system the state runs', async () => {
  const found = await rowsOf<{ store: string; names: string[] }>(`
    select s.name as store, array_agg(c.name order by c.name) as names from app.connections c
    join app.stores s on s.id = c.store_id where c.simulated and c.status = 'active' group by s.name order by s.name`)
  const metrc = ['Practice data: Dutchie', 'Practice data: Metrc']
  expect(found).toEqual([
    { store: 'Evergreen Ann Arbor', names: metrc },
    { store: 'Evergreen Boulder', names: metrc },
    { store: 'Evergreen Denver', names: metrc },
    { store: 'Evergreen Santa Fe', names: ['Practice data: BioTrack', 'Practice data: Dutchie'] },
  ])
})

it('reads what BioTrack holds of its store, and finds what was planted', { timeout: 120_000 }, async () => {
  await until(`
    select 1 from app.connection_streams having count(distinct connection_id) = 8
      and bool_and(last_success_at is not null)`)
  const [store] = await rowsOf<{ id: string }>(`select id from app.stores where name = 'Evergreen Santa Fe'`)
  const { live } = practice.world.biotrack
  const told = await rowsOf<{ word: string }>(`
    select tag || ' ' || trim_scale(quantity) as word from app.mirror_packages
    where store_id = '${store?.id}' and side = 'state' order by tag`)
  const truth = live.packages.all().map(({ barcode, remaining }) => `${barcode} ${remaining}`)
  expect(told.map(({ word }) => word)).toEqual(truth.toSorted())
  const sold = await rowsOf<{ id: string }>(`
    select state_id as id from app.mirror_receipts
    where store_id = '${store?.id}' and external_number is null order by state_id::bigint`)
  expect(sold.map(({ id }) => Number(id))).toEqual([...live.sales.keys()].toSorted((a, b) => a - b))
  expect(sold.length).toBeGreaterThan(0)
  const coming = await rowsOf<{ tag: string }>(`
    select p->>'tag' as tag from app.mirror_transfers m, jsonb_array_elements(m.packages) p
    where m.store_id = '${store?.id}' and m.received_at is null order by 1`)
  expect(coming.map(({ tag }) => tag)).toEqual(live.moved.all().map(({ goods }) => goods.barcode))
  expect(coming).toHaveLength(4)

  const run = await ask('POST', '/compliance/reconciliations', { storeId: store?.id })
  expect(run.statusCode).toBe(202)
  const { runId } = run.json<{ runId: string }>()
  await until(`select 1 from app.reconciliation_runs where id = '${runId}' and status = 'done'`)
  const found = await rowsOf<{ class: string; tag: string; off: string }>(`
    select class, package_tag as tag, trim_scale(quantity_off)::text as off from app.discrepancies
    where store_id = '${store?.id}' and class not in ('unreported_sale', 'double_reported')`)
  expect(found).toEqual([{ class: 'quantity_drift', tag: live.adjustments.all()[0]?.barcode, off: '-4' }])
})

it('follows its practice systems to other ports', { timeout: 60_000 }, async () => {
  const path = practiceFolder(folder)
  const plan = readPlan(path)
  if (plan === undefined) throw new Error('There is no plan.')
  await practice.stop()
  practice = await startPractice({ folder: path, plan })
  writePorts(path, practice.ports)
  await connectPractice(app.program.services, folder)
  const found = await rowsOf<{ vendor: string; address: string }>(`
    select distinct vendor, coalesce(settings->>'address', settings->>'baseUrl') as address
    from app.connections order by vendor`)
  const at = (port: number): string => `http://127.0.0.1:${port}`
  expect(found).toEqual([
    { vendor: 'biotrack', address: `${at(practice.ports.biotrack)}/serverjson.asp` },
    { vendor: 'dutchie', address: at(practice.ports.dutchie) },
    { vendor: 'metrc', address: at(practice.ports.metrc) },
  ])
  expect(await rowsOf(`select 1 from app.connections`)).toHaveLength(8)
})
