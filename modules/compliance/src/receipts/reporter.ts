import { recordAudit } from '@suite/audit'
import { sql, type Read, type Tx } from '@suite/db'
import { conflict, invalid, notFound } from '@suite/kernel'
import { askToSend } from '../correcting/confirm.ts'
import type { StateWriter, WritingConnection } from '../correcting/ports.ts'
import { MOST_DAYS_BACK, type Reporter } from './reporting-contract.ts'

const DAY_MS = 86_400_000

/** Who tells the state of a store's sales over its connection. */
export interface SetReporter {
  readonly connection: WritingConnection | null
  readonly reporter: Reporter
  readonly since: Date | null
  readonly changedAt: Date | null
  readonly changedByName: string | null
}

/** How reporting is set for a store. Of another connection than the one that stands nothing counts: then it is the till. */
export const reporterOf = async (read: Read, writer: StateWriter, storeId: string): Promise<SetReporter> => {
  const connection = await writer.connectionOf(read, storeId)
  const { rows } = await sql<Omit<SetReporter, 'connection'>>`
    select s.reporter, s.since, s.changed_at as "changedAt", m.display_name as "changedByName"
    from sale_reporters s
    left join memberships m on m.organization_id = s.organization_id and m.user_id::text = s.changed_by
    where s.store_id = ${storeId} and s.connection_id = ${connection?.connectionId ?? null}`.execute(read.db)
  const [row] = rows
  return { connection, ...(row ?? { reporter: 'till', since: null, changedAt: null, changedByName: null }) }
}

/** Whether a register takes sales by its interface. */
export const takesSales = (connection: WritingConnection | null): boolean =>
  connection?.kinds.includes('report_sale') === true

/** @throws AppError `not_found` */
export const requireStore = async (read: Read, storeId: string): Promise<void> => {
  const { rows } = await sql`select 1 from stores where id = ${storeId}`.execute(read.db)
  if (rows.length === 0) throw notFound('store')
}

/**
 * Hands the reporting of a store's sales to the suite from a moment on, or back to the till. What waited unsent when the
 * till takes over is taken back; what was sent already is followed to its end, and so is what the till struck out.
 * @throws AppError `cannot_report`, `bad_since`
 */
export const setReporter = async (
  tx: Tx,
  writer: StateWriter,
  input: {
    readonly storeId: string
    readonly reporter: Reporter
    readonly since?: Date | undefined
    readonly reason: string
    readonly now: Date
  },
): Promise<void> => {
  const { storeId, reporter, now } = input
  const before = await reporterOf(tx, writer, storeId)
  const { connection } = before
  if (connection === null || (reporter === 'suite' && !takesSales(connection)))
    throw conflict(
      'cannot_report',
      'This store has no connection to its state that takes sales. Connect it under Settings, Connections.',
    )
  const since = reporter === 'suite' ? (input.since ?? now) : null
  mustBeRecent(since, now)
  await sql`
    insert into sale_reporters (organization_id, connection_id, store_id, reporter, since, reason, changed_by, changed_at)
    values (${tx.context.organizationId}, ${connection.connectionId}, ${storeId}, ${reporter}, ${since}, ${input.reason},
      ${tx.context.actor.id}, ${now})
    on conflict (organization_id, connection_id) do update set reporter = excluded.reporter, since = excluded.since,
      reason = excluded.reason, changed_by = excluded.changed_by, changed_at = excluded.changed_at`.execute(
    tx.db,
  )
  const takenBack = reporter === 'till' ? await takeBack(tx, storeId, now) : 0
  await recordAudit(tx, {
    eventType: reporter === 'suite' ? 'sales_reporting.to_suite' : 'sales_reporting.to_till',
    resourceType: 'connection',
    resourceId: connection.connectionId,
    action: 'update',
    risk: 'critical',
    before: { reporter: before.reporter, since: before.since },
    after: { reporter, since, reason: input.reason, takenBack },
  })
  if (reporter === 'suite') await askToSend(tx, storeId)
}

const mustBeRecent = (since: Date | null, now: Date): void => {
  if (since === null || (since <= now && now.getTime() - since.getTime() <= MOST_DAYS_BACK * DAY_MS)) return
  throw invalid('bad_since', `Choose a moment of the last ${MOST_DAYS_BACK} days.`, [
    { path: 'since', message: `not within the last ${MOST_DAYS_BACK} days` },
  ])
}

const takeBack = async (tx: Tx, storeId: string, now: Date): Promise<number> => {
  const { numAffectedRows } = await sql`
    update corrections set state = 'cancelled', waits_for = null, finished_at = ${now},
      message = 'The till reports sales again.'
    where store_id = ${storeId} and receipt_id is not null and kind = 'report_sale' and state = 'waiting'`.execute(
    tx.db,
  )
  return Number(numAffectedRows ?? 0n)
}
