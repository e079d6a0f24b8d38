import { newId } from '@suite/kernel'
import { recordAudit } from '@suite/audit'
import { sql, type Tx } from '@suite/db'
import { publishLive } from '@suite/events'
import { causesAt } from '../queries/causes.ts'
import { severityAt } from '../queries/severity.ts'

/** Stands for "no product": null cannot be hashed, and joins of thousands of alerts must be. */
const NO_PRODUCT = sql`'00000000-0000-0000-0000-000000000000'::uuid`
/** New alerts written in one statement. */
const BATCH = 1000

/** What a refresh changed. */
export interface Refreshed {
  readonly raised: number
  readonly resolved: number
  readonly reopened: number
}

/**
 * Brings the alerts to what deserves one now: one alert for a store, kind and product; those whose cause is gone resolve
 * themselves, those snoozed long enough open again. Doing it twice changes nothing.
 */
export const refreshAlerts = async (tx: Tx, now: Date): Promise<Refreshed> => {
  // one refresh at a time: two at once would both raise the same alert
  await sql`select pg_advisory_xact_lock(hashtextextended(${`alerts:${tx.context.organizationId}`}, 0))`.execute(
    tx.db,
  )
  await sql`
    create temp table alert_causes on commit drop as
    select c.*, coalesce(c.product_id, ${NO_PRODUCT}) as subject, ${severityAt(now)} as severity
    from (${causesAt(now)}) c`.execute(tx.db)
  // without figures about the new table the joins below read it once for every alert
  await sql`analyze alert_causes`.execute(tx.db)
  const reopened = await reopenDue(tx, now)
  const followed = await updateKnown(tx, now)
  const resolved = await resolveGone(tx, now)
  const raised = await raiseNew(tx, now)
  const outcome = { raised, resolved, reopened }
  // hundreds may have changed: screens ask for the list again rather than for each
  if (raised + resolved + reopened + followed > 0) await publishLive(tx, 'alerts', [])
  if (raised + resolved + reopened > 0)
    await recordAudit(tx, {
      eventType: 'alerts.refreshed',
      resourceType: 'organization',
      resourceId: tx.context.organizationId,
      action: 'run',
      risk: 'low',
      after: outcome,
    })
  return outcome
}

const reopenDue = async (tx: Tx, now: Date): Promise<number> => {
  const { numAffectedRows } = await sql`
    update alerts set state = 'open', snoozed_until = null, snooze_reason = null, snoozed_by = null
    where state = 'snoozed' and snoozed_until <= ${now}`.execute(tx.db)
  return Number(numAffectedRows ?? 0n)
}

const updateKnown = async (tx: Tx, now: Date): Promise<number> => {
  const { numAffectedRows } = await sql`
    update alerts a set dollars_minor = c.dollars_minor, title = c.title, detail = c.detail,
      severity = c.severity, last_seen_at = ${now}
    from alert_causes c
    where a.state <> 'resolved' and a.store_id = c.store_id and a.kind = c.kind
      and coalesce(a.product_id, ${NO_PRODUCT}) = c.subject
      and (a.dollars_minor, a.title, a.detail, a.severity)
        is distinct from (c.dollars_minor, c.title, c.detail, c.severity)`.execute(tx.db)
  return Number(numAffectedRows ?? 0n)
}

const resolveGone = async (tx: Tx, now: Date): Promise<number> => {
  const { numAffectedRows } = await sql`
    update alerts a set state = 'resolved', resolved_at = ${now}
    where a.state <> 'resolved' and not exists (
      select from alert_causes c where c.store_id = a.store_id and c.kind = a.kind
        and c.subject = coalesce(a.product_id, ${NO_PRODUCT}))`.execute(tx.db)
  return Number(numAffectedRows ?? 0n)
}

const raiseNew = async (tx: Tx, now: Date): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    delete from alert_causes c using alerts a
    where a.state <> 'resolved' and a.store_id = c.store_id and a.kind = c.kind
      and coalesce(a.product_id, ${NO_PRODUCT}) = c.subject`
    .execute(tx.db)
    .then(() => sql<{ count: number }>`select count(*) as count from alert_causes`.execute(tx.db))
  const count = rows[0]!.count
  for (let done = 0; done < count; done += BATCH) {
    const ids = Array.from({ length: Math.min(BATCH, count - done) }, () => newId())
    await sql`
      with taken as (
        delete from alert_causes c where c.ctid in (select ctid from alert_causes limit ${ids.length}) returning c.*
      ), numbered as (select t.*, row_number() over () as n from taken t)
      insert into alerts (organization_id, id, store_id, product_id, kind, state, dollars_minor, title, detail,
        severity, first_seen_at, last_seen_at)
      select ${tx.context.organizationId}, (${ids}::uuid[])[t.n], t.store_id, t.product_id, t.kind, 'open', t.dollars_minor,
        t.title, t.detail, t.severity, ${now}, ${now}
      from numbered t`.execute(tx.db)
  }
  return count
}
