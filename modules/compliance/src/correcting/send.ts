import { recordAudit } from '@suite/audit'
import { sql, type Database, type TenantContext, type Tx } from '@suite/db'
import { moveDiscrepancy } from '../discrepancies/commands/move.ts'
import type { Correction, SaleToTell, StateWriter, WriteOutcome, WrittenKind } from './ports.ts'

interface Row {
  readonly id: string
  readonly discrepancyId: string
  readonly connectionId: string
  readonly kind: WrittenKind
  readonly packageTag: string
  readonly quantity: string | null
  readonly unit: string | null
  readonly reference: string | null
  readonly reasonCode: string | null
  readonly note: string
  readonly sale: SaleToTell | null
  readonly state: 'waiting' | 'sending' | 'unknown'
  readonly before: string | null
}

/** What sending needs of the process. */
export interface SendDeps {
  readonly database: Database
  readonly writer: StateWriter
  readonly now: () => Date
}

/** How a store's outbox stands after it was worked off: `again`: something may have happened and must be looked at. */
export type SendResult = 'done' | 'again' | 'waiting'

/**
 * Works off the corrections of a store in the order they were confirmed. One whose outcome is unknown is looked up before it
 * is written again; while it is unknown, or the register is out of reach, the later ones wait behind it.
 */
export const sendCorrections = async (
  deps: SendDeps,
  context: TenantContext,
  storeId: string,
  signal?: AbortSignal,
): Promise<SendResult> => {
  for (;;) {
    signal?.throwIfAborted()
    const row = await deps.database.withTenant(context, (tx) => takeNext(tx, deps, storeId))
    if (row === null) return 'done'
    if (row === 'waiting') return 'waiting'
    const outcome = await deps.writer.write(context, row.connectionId, toCorrection(row), (quantity) =>
      deps.database.withTenant(context, async (tx) => {
        await sql`update corrections set before_quantity = coalesce(before_quantity, ${quantity}::numeric)
          where id = ${row.id}`.execute(tx.db)
      }),
    )
    await deps.database.withTenant(context, (tx) => settle(tx, deps, row, outcome))
    if (outcome.outcome === 'unknown') return 'again'
    if (outcome.outcome === 'not_sent') return 'waiting'
  }
}

/** The oldest open correction, marked as being sent; `waiting` when it may not be sent now. */
const takeNext = async (tx: Tx, deps: SendDeps, storeId: string): Promise<Row | 'waiting' | null> => {
  const { rows } = await sql<Row>`
    select id, discrepancy_id as "discrepancyId", connection_id as "connectionId", kind, package_tag as "packageTag",
      trim_scale(quantity) as quantity, unit, reference, reason_code as "reasonCode", note, sale, state,
      trim_scale(before_quantity) as before
    from corrections where store_id = ${storeId} and state in ('waiting', 'sending', 'unknown')
    order by confirmed_at, id limit 1 for update`.execute(tx.db)
  const [row] = rows
  if (row === undefined) return null
  const connection = await deps.writer.connectionOf(tx, storeId)
  const waitsFor =
    connection === null || connection.connectionId !== row.connectionId
      ? 'connection'
      : connection.writesEnabled
        ? null
        : 'writes_off'
  await sql`
    update corrections set waits_for = ${waitsFor}, attempts = attempts + ${waitsFor === null ? 1 : 0},
      state = ${waitsFor === null ? 'sending' : row.state},
      last_attempt_at = ${waitsFor === null ? deps.now() : null}
    where id = ${row.id}`.execute(tx.db)
  return waitsFor === null ? row : 'waiting'
}

// what was being sent when the process died may have been sent
const toCorrection = (row: Row): Correction => ({ ...row, mayHaveHappened: row.state !== 'waiting' })

const settle = async (tx: Tx, deps: SendDeps, row: Row, outcome: WriteOutcome): Promise<void> => {
  const now = deps.now()
  const ended = outcome.outcome === 'done' || outcome.outcome === 'refused'
  // nothing of this attempt reached the register: what an earlier one did stays as unknown as it was
  const state =
    outcome.outcome === 'not_sent' ? (row.state === 'waiting' ? 'waiting' : 'unknown') : outcome.outcome
  await sql`
    update corrections set state = ${state}, message = ${outcome.message},
      advice = ${'advice' in outcome ? outcome.advice : null},
      waits_for = ${outcome.outcome === 'not_sent' ? 'outage' : null},
      state_id = coalesce(${outcome.outcome === 'done' ? outcome.stateId : null}, state_id),
      finished_at = ${ended ? now : null}
    where id = ${row.id}`.execute(tx.db)
  if (!ended) return
  await recordAudit(tx, {
    eventType: `correction.${outcome.outcome}`,
    resourceType: 'correction',
    resourceId: row.id,
    action: 'update',
    risk: 'high',
    after: { discrepancyId: row.discrepancyId, message: outcome.message },
  })
  await moveDiscrepancy(tx, {
    id: row.discrepancyId,
    to: outcome.outcome === 'done' ? 'awaiting_verification' : 'open',
    note: outcome.message,
    now,
  })
  if (outcome.outcome === 'done') await deps.writer.readSoon(tx, row.connectionId)
}
