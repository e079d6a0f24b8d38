import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { AppError, newId } from '@suite/kernel'
import { openDatabase, sql, type Database, type JobRequest, type Tx } from '@suite/db'
import { openLive, type Live } from '@suite/events'
import type { Job } from '@suite/jobs'
import { silentLogger } from '@suite/telemetry'
import { testDatabase, type TestDatabase } from '@suite/testing'
import { deliverAlerts, forgetOldMail } from './commands/deliver-alerts.ts'
import { savePreferences } from './commands/save-preferences.ts'
import type { AlertPreferences } from './contract.ts'
import {
  alertDeliveryJobs,
  alertDeliverySubscriptions,
  alerts,
  refreshAlerts,
  type AlertMail,
} from './index.ts'
import { preferencesOf } from './queries/wishes.ts'

const NOON = new Date('2026-04-15T18:00:00Z') // 12:00 in Denver
const HOUR = 3_600_000
const WISH: AlertPreferences = {
  how: 'at_once',
  kinds: null,
  minSeverity: 'info',
  timeZone: 'America/Denver',
  digestHour: 7,
  criticalAtOnce: true,
  quiet: null,
  criticalBreaksQuiet: false,
}
const jobs: JobRequest[] = []
let server: TestDatabase
let database: Database
let live: Live
let organizationId: string
let storeId: string
let connectionId: string
let owner: string

beforeAll(async () => {
  server = await testDatabase()
  database = openDatabase({ url: server.appUrl, enqueue: (_, job) => Promise.resolve(void jobs.push(job)) })
  live = await openLive({ url: server.appUrl })
})
afterAll(async () => {
  await live.close()
  await database.close()
  await server.drop()
})
beforeEach(async () => {
  jobs.length = 0
  ;[organizationId, storeId, connectionId] = [newId(), newId(), newId()]
  await write(async (tx) => {
    await sql`insert into organizations (organization_id, name, slug)
      values (${organizationId}, 'Evergreen', ${`d-${organizationId}`})`.execute(tx.db)
    await sql`insert into stores (organization_id, id, name, state, time_zone)
      values (${organizationId}, ${storeId}, 'Capitol Hill', 'CO', 'America/Denver')`.execute(tx.db)
    await sql`insert into connections (organization_id, id, store_id, vendor, name, status, failing_since, failure)
      values (${organizationId}, ${connectionId}, ${storeId}, 'dutchie', 'Dutchie', 'active', ${NOON}, 'No answer.')`.execute(
      tx.db,
    )
  })
  owner = await addPerson('owner')
})

const context = () => ({ organizationId, actor: { kind: 'user', id: newId() } }) as const
const write = <T>(command: (tx: Tx) => Promise<T>): Promise<T> => database.withTenant(context(), command)
const addPerson = (role: string): Promise<string> =>
  write(async (tx) => {
    const id = newId()
    await sql`insert into memberships (organization_id, id, user_id, display_name, email, role, created_at)
      values (${organizationId}, ${id}, ${newId()}, ${role}, ${`${role}@example.com`}, ${role}, '2026-01-01')`.execute(
      tx.db,
    )
    return id
  })
const wants = (over: Partial<AlertPreferences> = {}, who = owner): Promise<void> =>
  write((tx) => savePreferences(tx, who, { ...WISH, ...over }, new Date('2026-04-01T00:00:00Z')))
const refresh = (now = NOON) => write((tx) => refreshAlerts(tx, now))
const deliver = (now = NOON) => write((tx) => deliverAlerts(tx, now))
const mails = async (): Promise<{ recipient: string; kind: string; subject: string; status: string }[]> =>
  (
    await write((tx) =>
      sql<{ recipient: string; kind: string; subject: string; status: string }>`
        select recipient, kind, subject, status from alert_mails order by created_at, id`.execute(tx.db),
    )
  ).rows
const later = (hours: number): Date => new Date(NOON.getTime() + hours * HOUR)

describe('telling people', () => {
  it('writes one mail in the transaction that decides on it, and again when a deadline has raised the severity', async () => {
    await wants()
    await refresh()
    expect(await deliver()).toBe(1)
    expect(await deliver()).toBe(0)
    await refresh(later(5))
    expect(await deliver(later(5))).toBe(1)
    expect(await deliver(later(6))).toBe(0)
    expect((await mails()).map(({ subject }) => subject)).toEqual([
      'Dutchie does not work (Capitol Hill)',
      'Critical: Dutchie does not work (Capitol Hill)',
    ])
    expect(jobs.filter(({ queue }) => queue === 'alerts.mail')).toHaveLength(2)
  })

  it('decides once when two processes look at the same moment', async () => {
    await wants()
    await refresh()
    const made = await Promise.all([deliver(), deliver(), deliver()])
    expect(made.reduce((sum, each) => sum + each, 0)).toBe(1)
  })

  it('reaches by default by digest, and only whose role shows alerts and who wants mail', async () => {
    await wants({ how: 'none' }, await addPerson('manager'))
    await addPerson('budtender')
    await refresh()
    await deliver()
    await deliver(later(1))
    const { rows } = await write((tx) =>
      sql<{ role: string; kind: string }>`select m.role, d.kind from alert_mails d
        join memberships m on m.id = d.membership_id order by 1`.execute(tx.db),
    )
    expect(rows.every(({ kind }) => kind === 'digest')).toBe(true)
    expect(rows.map(({ role }) => role)).toContain('owner')
    expect(rows.map(({ role }) => role)).not.toContain('manager')
  })

  it('tells of a snoozed or resolved alert nothing', async () => {
    await wants()
    await refresh()
    await write((tx) =>
      sql`update alerts set state = 'snoozed', snoozed_until = ${later(9)}, snooze_reason = 'x'`.execute(
        tx.db,
      ),
    )
    expect(await deliver()).toBe(0)
  })

  it('forgets old mail and what was told of alerts long gone', async () => {
    await wants()
    await refresh()
    await deliver()
    await write((tx) => sql`update alerts set state = 'resolved', resolved_at = ${NOON}`.execute(tx.db))
    await write((tx) => forgetOldMail(tx, later(24 * 29)))
    expect(await mails()).toHaveLength(1)
    await write((tx) => forgetOldMail(tx, later(24 * 91)))
    expect(await mails()).toEqual([])
    const { rows } = await write((tx) => sql`select 1 from alert_told`.execute(tx.db))
    expect(rows).toEqual([])
  })
})

describe('the mail job', () => {
  const sent: AlertMail[] = []
  const job = (queue: string, failure?: Error) => {
    const definitions = alertDeliveryJobs({
      email: {
        send: (mail) => (failure === undefined ? Promise.resolve(sent.push(mail)) : Promise.reject(failure)),
      },
      now: () => NOON,
    })
    const definition = definitions.find((each) => each.queue === queue)!
    return (payload: Job['payload'], attempt = 1) =>
      definition.handle(
        { id: newId(), payload, signal: new AbortController().signal, attempt },
        { database, enqueue: (_, each) => Promise.resolve(void jobs.push(each)), log: silentLogger() },
      )
  }
  const queued = async (): Promise<JobRequest['payload']> => {
    await wants()
    await refresh()
    await deliver()
    return jobs.find(({ queue }) => queue === 'alerts.mail')!.payload
  }

  it('sends a mail once under a Message-ID of its own', async () => {
    sent.length = 0
    const payload = await queued()
    await job('alerts.mail')(payload)
    await job('alerts.mail')(payload)
    expect(sent.map(({ to, messageId }) => [to, messageId])).toEqual([
      ['owner@example.com', `alert-${String(payload['mailId'])}`],
    ])
    expect((await mails())[0]?.status).toBe('sent')
  })

  it('tries again after trouble, and gives up an address that is refused', async () => {
    const payload = await queued()
    await expect(job('alerts.mail', new Error('down'))(payload)).rejects.toThrow('down')
    expect((await mails())[0]?.status).toBe('queued')
    await job('alerts.mail', new AppError('invalid', 'refused', 'No such address.'))(payload)
    expect((await mails())[0]?.status).toBe('failed')
  })

  it('asks by the clock for every organisation, and refreshes deadlines on the hour', async () => {
    await job('alerts.clock')({})
    const mine = jobs.filter(({ payload }) => payload['organizationId'] === organizationId)
    expect(mine.map(({ queue }) => queue)).toEqual(['alerts.deliver', 'alerts.refresh'])
    jobs.length = 0
    await write((tx) =>
      alertDeliverySubscriptions()[0]!.handle(tx, {
        id: newId(),
        type: 'alerts.changed',
        version: 1,
        organizationId,
        payload: {},
      }),
    )
    await wants()
    await refresh()
    await job('alerts.deliver')(jobs[0]!.payload)
    expect(await mails()).toHaveLength(1)
  })
})

describe('preferences', () => {
  it('start with a digest at 7 and a quiet night, in the store’s zone, and keep what was chosen', async () => {
    const read = () => database.readTenant(context(), (each) => preferencesOf(each, owner))
    expect(await read()).toMatchObject({
      how: 'digest',
      timeZone: 'America/Denver',
      minSeverity: 'warning',
      quiet: { from: 1320, to: 360 },
    })
    const chosen: AlertPreferences = { ...WISH, kinds: ['stock_out'], minSeverity: 'critical', digestHour: 9 }
    await wants(chosen)
    expect(await read()).toEqual(chosen)
  })
})

it('orders the inbox by urgency, then dollars, page by page', async () => {
  await write(async (tx) => {
    for (const [n, status] of ['low', 'low', 'stock_out'].entries()) {
      const id = newId()
      await sql`insert into products (organization_id, id, sku, name) values (${organizationId}, ${id}, ${`p${n}`}, ${`P${n}`})`.execute(
        tx.db,
      )
      await sql`insert into reorder_plans (organization_id, store_id, product_id, stock_status, needs_order, on_hand, on_order,
          units_per_day, suggested_quantity, at_risk_minor, unordered_risk_minor, frozen_minor, expiring_minor, plan_day, stock_minor)
        values (${organizationId}, ${storeId}, ${id}, ${status}, true, 6, 0, 3, 12, ${n * 100}, 0, 0, 0, '2026-04-15', 0)`.execute(
        tx.db,
      )
    }
  })
  await refresh(later(5))
  const seen: unknown[] = []
  for (let cursor: string | undefined; ;) {
    const page = await database.readTenant(context(), (read) =>
      alerts(read, { state: 'open', limit: 1, ...(cursor === undefined ? {} : { cursor }) }),
    )
    seen.push(...page.items.map(({ severity, title }) => [severity, title]))
    if (page.nextCursor === null) break
    cursor = page.nextCursor
  }
  expect(seen).toEqual([
    ['critical', 'Dutchie does not work'],
    ['warning', 'P2 is out of stock'],
    ['warning', 'P1 is running low'],
    ['warning', 'P0 is running low'],
  ])
})

it('tells open screens when a refresh changed something, and is silent when not', async () => {
  const heard: unknown[] = []
  const stop = live.subscribe({ organizationId, topics: ['alerts'] }, (signal) => heard.push(signal))
  await refresh()
  await refresh()
  const { id } = (await database.readTenant(context(), (read) => alerts(read, { state: 'open', limit: 1 })))
    .items[0]!
  const { snoozeAlert } = await import('./index.ts')
  await write((tx) => snoozeAlert(tx, { id, until: later(24), reason: 'x', now: NOON }))
  for (let n = 0; n < 200 && heard.length < 2; n++) await new Promise((resolve) => setTimeout(resolve, 10))
  expect(heard).toMatchObject([{ message: { ids: [] } }, { message: { ids: [id] } }])
  stop()
})
