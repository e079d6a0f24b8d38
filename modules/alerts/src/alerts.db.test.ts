import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '@suite/kernel'
import { openDatabase, sql, type Database, type JobRequest, type Tx } from '@suite/db'
import { testDatabase, type TestDatabase } from '@suite/testing'
import { alerts, dashboard, refreshAlerts, reopenAlert, snoozeAlert, type AlertPage } from './index.ts'

const NOW = new Date('2026-04-15T18:00:00Z')
const jobs: JobRequest[] = []
let server: TestDatabase
let database: Database
let organizationId: string
let storeId: string

beforeAll(async () => {
  server = await testDatabase()
  database = openDatabase({
    url: server.appUrl,
    enqueue: (_, job) => Promise.resolve(void jobs.push(job)),
  })
})
afterAll(async () => {
  await database.close()
  await server.drop()
})
beforeEach(async () => {
  jobs.length = 0
  organizationId = newId()
  storeId = newId()
  await write(async (tx) => {
    await sql`insert into organizations (organization_id, name, slug)
      values (${organizationId}, 'Evergreen', ${`e-${organizationId}`})`.execute(tx.db)
    await sql`insert into stores (organization_id, id, name, state, time_zone)
      values (${organizationId}, ${storeId}, 'Capitol Hill', 'CO', 'America/Denver')`.execute(tx.db)
  })
})

const context = () => ({ organizationId, actor: { kind: 'user', id: newId() } }) as const
const write = <T>(command: (tx: Tx) => Promise<T>): Promise<T> => database.withTenant(context(), command)
const refresh = (now = NOW) => write((tx) => refreshAlerts(tx, now))
const inbox = (state: 'open' | 'snoozed' | 'resolved' = 'open'): Promise<AlertPage> =>
  database.readTenant(context(), (read) => alerts(read, { state, limit: 100 }))

interface PlanFacts {
  status: string
  risk?: number
  unordered?: number
  frozen?: number
  expiring?: number
}

const addPlan = (name: string, facts: PlanFacts): Promise<string> =>
  write(async (tx) => {
    const id = newId()
    await sql`insert into products (organization_id, id, sku, name, cost)
      values (${organizationId}, ${id}, ${name}, ${name}, 5)`.execute(tx.db)
    await setPlan(tx, id, facts)
    return id
  })

const setPlan = (tx: Tx, productId: string, facts: PlanFacts): Promise<unknown> => {
  const { status, risk = 0, unordered = 0, frozen = 0, expiring = 0 } = facts
  return sql`
    insert into reorder_plans (organization_id, store_id, product_id, stock_status, needs_order, on_hand, on_order,
      units_per_day, suggested_quantity, at_risk_minor, unordered_risk_minor, frozen_minor, expiring_minor, plan_day,
      stock_minor)
    values (${organizationId}, ${storeId}, ${productId}, ${status}, ${status === 'low'}, 6, 0, 3, 12, ${risk}, ${unordered},
      ${frozen}, ${expiring}, '2026-04-15', 3000)
    on conflict (organization_id, store_id, product_id) do update set stock_status = excluded.stock_status,
      at_risk_minor = excluded.at_risk_minor, unordered_risk_minor = excluded.unordered_risk_minor,
      frozen_minor = excluded.frozen_minor, expiring_minor = excluded.expiring_minor`.execute(tx.db)
}

describe('alerts of connections, reconciliation and papers', () => {
  it('come while there is a cause, in dollars and words, and go with it', async () => {
    const [connectionId, runId, id] = [newId(), newId(), newId()]
    const org = sql`${organizationId}::uuid`
    await write(async (tx) => {
      await sql`insert into connections (organization_id, id, store_id, vendor, name, status, failing_since, failure)
        values (${org}, ${connectionId}, ${storeId}, 'dutchie', 'Dutchie', 'active', ${NOW}, 'Dutchie does not answer.')`.execute(
        tx.db,
      )
      await sql`insert into reconciliation_runs (organization_id, id, store_id, status, reason, requested_by)
        values (${org}, ${runId}, ${storeId}, 'done', 'person', 'test')`.execute(tx.db)
      await sql`insert into discrepancies (organization_id, id, store_id, class, cause, identity, package_tag, subject,
          dollars_minor, explanation, evidence, proposal, state, discovered_at, due_at, due_basis, due_reason, first_run_id,
          last_run_id, last_seen_at)
        values (${org}, ${id}, ${storeId}, 'quantity_drift', 'unexplained', 'x', 'TAG', 'state', -4000, '', '[]', '{}', 'open',
          ${NOW}, '2026-04-15T12:00:00Z', 'none', '', ${runId}, ${runId}, ${NOW})`.execute(tx.db)
      await sql`insert into credentials (organization_id, id, kind, store_id, holder, number, issuer, state, expires_on,
          expiry_basis, created_by)
        values (${org}, ${newId()}, 'licence', ${storeId}, 'Evergreen', '402R', 'MED', 'CO', '2026-05-01', 'stated', 'test')`.execute(
        tx.db,
      )
    })
    await refresh()
    expect((await inbox()).items.map(({ kind, dollarsMinor, title }) => [kind, dollarsMinor, title])).toEqual(
      expect.arrayContaining([
        ['discrepancies', 4000, 'Shelf, till and state disagree on one thing'],
        ['connection_failing', 0, 'Dutchie does not work'],
        ['credentials_due', 0, 'One licence, badge or certificate runs out'],
      ]),
    )
    await write(async (tx) => {
      await sql`update connections set failing_since = null`.execute(tx.db)
      await sql`update discrepancies set state = 'resolved', closed_at = ${NOW}, closed_how = 'vanished'`.execute(
        tx.db,
      )
    })
    await refresh()
    expect((await inbox()).items.map(({ kind }) => kind)).toEqual(['credentials_due'])
  })

  it('tell of recalls that go on, but not of drills, and of deliveries nobody answered for', async () => {
    const [recallId, drillId, connectionId] = [newId(), newId(), newId()]
    const org = sql`${organizationId}::uuid`
    const late = new Date(NOW.getTime() - 30 * 3_600_000)
    await write(async (tx) => {
      await sql`insert into recalls (organization_id, id, kind, title, reason, scope, status, started_by, started_at)
        values (${org}, ${recallId}, 'recall', 'Mould in lot 7', 'Ordered', '{}', 'open', 'test', ${NOW}),
          (${org}, ${drillId}, 'drill', 'Drill', 'Exercise', '{}', 'open', 'test', ${NOW})`.execute(tx.db)
      await sql`insert into recall_items (organization_id, id, recall_id, store_id, package_tag)
        values (${org}, ${newId()}, ${recallId}, ${storeId}, 'TAG-7'), (${org}, ${newId()}, ${drillId}, ${storeId}, 'TAG-8')`.execute(
        tx.db,
      )
      await sql`insert into connections (organization_id, id, store_id, vendor, name, status)
        values (${org}, ${connectionId}, ${storeId}, 'metrc', 'Metrc', 'active')`.execute(tx.db)
      await sql`insert into mirror_transfers (organization_id, connection_id, external_id, store_id, manifest,
          shipper_licence, shipper_name, expected_at, received_at, last_modified, seen_at, packages)
        select ${org}, ${connectionId}, n::text, ${storeId}, n::text, '403', 'High Peak', ${late},
          case when n = 2 then ${NOW}::timestamptz end, ${NOW}, ${NOW}, '[]' from generate_series(1, 2) n`.execute(
        tx.db,
      )
    })
    await refresh()
    const mine = async () =>
      (await inbox()).items
        .filter(({ kind }) => kind === 'recall_open' || kind === 'transfers_waiting')
        .toSorted((a, b) => (a.kind < b.kind ? -1 : 1))
    expect(await mine()).toMatchObject([
      {
        kind: 'recall_open',
        title: 'Recall: Mould in lot 7',
        severity: 'critical',
        data: { unheld: 1, found: 1 },
      },
      {
        kind: 'transfers_waiting',
        title: 'A delivery waits to be counted and accepted',
        severity: 'critical',
      },
    ])
    await write(async (tx) => {
      await sql`update recalls set status = 'finished', finished_at = ${NOW}`.execute(tx.db)
      await sql`update mirror_transfers set received_at = ${NOW}`.execute(tx.db)
    })
    await refresh()
    expect(await mine()).toEqual([])
  })
})

describe('refreshing alerts', () => {
  it('raises one for each cause, ordered by dollars, once', async () => {
    await addPlan('Out', { status: 'stock_out', risk: 5_000 })
    await addPlan('Low', { status: 'low', risk: 100, unordered: 9_000 })
    await addPlan('Over', { status: 'overstock', frozen: 7_000, expiring: 300 })
    await addPlan('Dead', { status: 'no_demand', frozen: 800 })
    await addPlan('Fine', { status: 'ok' })
    await addPlan('Unknown', { status: 'unknown' })
    expect(await refresh()).toEqual({ raised: 5, resolved: 0, reopened: 0 })
    expect(await refresh()).toEqual({ raised: 0, resolved: 0, reopened: 0 })
    const { items, totals } = await inbox()
    expect(items.map(({ kind, title, dollarsMinor }) => [kind, title, dollarsMinor])).toEqual([
      ['low_stock', 'Low is running low', 9_000],
      ['overstock', 'Over is overstocked', 7_000],
      ['stock_out', 'Out is out of stock', 5_000],
      ['overstock', 'Dead does not sell', 800],
      ['expiring', 'Over will expire unsold', 300],
    ])
    expect(items[0]!.detail).toBe('6 left. $90.00 of margin at risk. Order 12.')
    expect(totals).toMatchObject({ count: 5, dollarsMinor: 22_100 })
  })

  it('follows the dollars, resolves itself when the cause is gone, and raises anew when it is back', async () => {
    const id = await addPlan('Out', { status: 'stock_out', risk: 5_000 })
    await refresh()
    await write((tx) => setPlan(tx, id, { status: 'stock_out', risk: 6_000 }))
    await refresh()
    expect((await inbox()).items).toMatchObject([{ dollarsMinor: 6_000, state: 'open' }])
    await write((tx) => setPlan(tx, id, { status: 'ok' }))
    expect(await refresh()).toMatchObject({ resolved: 1 })
    expect((await inbox()).items).toEqual([])
    expect((await inbox('resolved')).items).toMatchObject([{ resolvedAt: NOW.toISOString() }])
    await write((tx) => setPlan(tx, id, { status: 'stock_out', risk: 6_000 }))
    expect(await refresh()).toMatchObject({ raised: 1 })
  })

  it('raises hundreds at once, each with its own id', async () => {
    await write(async (tx) => {
      await sql`insert into products (organization_id, id, sku, name, cost)
        select ${organizationId}, gen_random_uuid(), n, 'P' || n, 5 from generate_series(1, 2300) n`.execute(
        tx.db,
      )
      await sql`insert into reorder_plans (organization_id, store_id, product_id, stock_status, needs_order, on_order,
          units_per_day, suggested_quantity, at_risk_minor, plan_day)
        select organization_id, ${storeId}, id, 'stock_out', true, 0, 1, 0, 100, '2026-04-15' from products`.execute(
        tx.db,
      )
    })
    expect(await refresh()).toMatchObject({ raised: 2300 })
    expect((await inbox()).totals.count).toBe(2300)
  })

  it('tells of a store whose last import failed, until one works', async () => {
    const addImport = (status: string, at: string) =>
      write((tx) =>
        sql`insert into imports (organization_id, id, store_id, kind, source, file_name, file_hash, file_key, file_bytes,
            layout, status, failure, requested_by, created_at)
          values (${organizationId}, ${newId()}, ${storeId}, 'sales', 'file', 'april.csv', 'h', 'k', 1, '{}', ${status},
            ${status === 'failed' ? 'The file is empty.' : null}, 'x', ${at})`.execute(tx.db),
      )
    await addImport('failed', '2026-04-15T08:00:00Z')
    await refresh()
    await refresh()
    expect((await inbox()).items).toMatchObject([
      { kind: 'import_failed', productId: null, title: 'The import of april.csv failed' },
    ])
    await addImport('done', '2026-04-15T09:00:00Z')
    expect(await refresh()).toMatchObject({ resolved: 1 })
  })
})

describe('snoozing', () => {
  const snooze = (id: string, until: string) =>
    write((tx) => snoozeAlert(tx, { id, until: new Date(until), reason: 'Vendor comes Monday', now: NOW }))

  it('takes an alert out of the inbox with its reason until the time is up', async () => {
    await addPlan('Out', { status: 'stock_out', risk: 5_000 })
    await refresh()
    const [alert] = (await inbox()).items
    const later = new Date(Date.now() + 3_600_000)
    await write((tx) =>
      snoozeAlert(tx, { id: alert!.id, until: later, reason: 'Vendor comes Monday', now: new Date() }),
    )
    expect((await inbox()).items).toEqual([])
    expect((await inbox('snoozed')).items).toMatchObject([
      { id: alert!.id, snoozeReason: 'Vendor comes Monday' },
    ])
    expect(jobs.at(-1)).toMatchObject({ queue: 'alerts.refresh' })
    expect(await refresh(new Date(later.getTime() + 1000))).toMatchObject({ reopened: 1, raised: 0 })
    expect((await inbox()).items).toMatchObject([{ id: alert!.id, snoozeReason: null }])
  })

  it('can be taken back, and is refused for the past and for what is resolved', async () => {
    const product = await addPlan('Out', { status: 'stock_out', risk: 5_000 })
    await refresh()
    const [alert] = (await inbox()).items
    await expect(snooze(alert!.id, '2026-04-15T17:00:00Z')).rejects.toThrow(/after now/)
    await expect(snooze(alert!.id, '2026-12-15T17:00:00Z')).rejects.toThrow(/within 90 days/)
    await snooze(alert!.id, '2026-04-20T17:00:00Z')
    await write((tx) => reopenAlert(tx, alert!.id))
    expect((await inbox()).items).toHaveLength(1)
    await write((tx) => setPlan(tx, product, { status: 'ok' }))
    await refresh()
    await expect(snooze(alert!.id, '2026-04-20T17:00:00Z')).rejects.toThrow(/cause of this alert is gone/)
  })
})

describe('the dashboard', () => {
  it('says so when there is nothing yet', async () => {
    const found = await database.readTenant(context(), (read) => dashboard(read, undefined))
    expect(found).toMatchObject({
      asOf: null,
      series: [],
      exceptions: [],
      imports: null,
      forecastRun: null,
      last7: { netMinor: 0, units: '0' },
      day: { netMinor: 0 },
    })
  })

  it('adds up sales, forecasts, plans and orders, and keeps stores apart', async () => {
    const other = newId()
    await addPlan('Low', { status: 'low', risk: 100, unordered: 9_000, frozen: 5 })
    await write(async (tx) => {
      await sql`insert into stores (organization_id, id, name, state, time_zone)
        values (${organizationId}, ${other}, 'Boulder', 'CO', 'America/Denver')`.execute(tx.db)
      await sql`insert into store_sales_daily (organization_id, store_id, business_day, receipts, lines, units_sold,
          units_returned, gross_minor, discount_minor, tax_minor, net_minor)
        select ${organizationId}, s, '2026-04-14'::date - n, 10, 20, 30, 1, 1100, 100, 80, 1000
        from generate_series(0, 39) n, unnest(array[${storeId}, ${other}]::uuid[]) s`.execute(tx.db)
      await sql`insert into forecast_runs (organization_id, id, reason, status, requested_by)
        values (${organizationId}, ${organizationId}, 'person', 'done', 'x')`.execute(tx.db)
      await sql`insert into store_forecast_daily (organization_id, store_id, day, units)
        select ${organizationId}, s, '2026-04-15'::date + n, 2 + 1.5 * n
        from unnest(array[${storeId}, ${other}]::uuid[]) s, generate_series(0, 1) n`.execute(tx.db)
    })
    await refresh()
    const both = await database.readTenant(context(), (read) => dashboard(read, undefined))
    const one = await database.readTenant(context(), (read) => dashboard(read, storeId))
    expect(both).toMatchObject({
      asOf: '2026-04-14',
      day: { netMinor: 2_000, receipts: 20, units: '58' },
      last7: { netMinor: 14_000, priorNetMinor: 14_000, receipts: 140 },
      stockHealth: { counts: { low: 1, ok: 0 }, atRiskMinor: 100, frozenMinor: 5, stockMinor: 3_000 },
      reorder: { toOrder: 1 },
      forecastRun: { status: 'done' },
    })
    expect(both.series).toHaveLength(32)
    expect(both.series.at(-1)).toEqual({
      day: '2026-04-16',
      netMinor: null,
      unitsSold: null,
      forecastUnits: 7,
    })
    expect(both.series.at(-3)).toEqual({
      day: '2026-04-14',
      netMinor: 2_000,
      unitsSold: 58,
      forecastUnits: null,
    })
    expect(both.exceptions).toMatchObject([{ kind: 'low_stock', dollarsMinor: 9_000 }])
    expect(one).toMatchObject({ day: { netMinor: 1_000 }, last7: { netMinor: 7_000 } })
    expect(one.series.at(-1)).toMatchObject({ forecastUnits: 3.5 })
  })
})
