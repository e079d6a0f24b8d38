import { recordAudit } from '@suite/audit'
import { sql, type Database, type TenantContext, type Tx } from '@suite/db'
import { moveDiscrepancy } from '../discrepancies/commands/move.ts'
import type { Correction, SaleToTell, StateWriter, WriteOutcome, WrittenKind } from './ports.ts'

interface Row {
  readonly id: string
  /** Null: a sale the suite reports by itself. */
  readonly discrepancyId: string | null
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
  /** Its receipt was sent, or tried to be, by another correction. */
  readonly triedElsewhere: boolean
  /** Often in doubt while the register answers others: it goes last and alone. */
  readonly suspect: boolean
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
 * is written again; while it is unknown, or the register is out of reach, the later ones wait behind it. One that stays unknown
 * though the register can be reached must not keep the others back for ever: after some attempts it goes behind them.
 */
export const sendCorrections = async (
  deps: SendDeps,
  context: TenantContext,
  storeId: string,
  signal?: AbortSignal,
): Promise<SendResult> => {
  for (;;) {
    signal?.throwIfAborted()
    const rows = await deps.database.withTenant(context, (tx) => takeNext(tx, deps, storeId))
    if (rows === null) return 'done'
    if (rows === 'waiting') return 'waiting'
    const outcomes = await writeRows(deps, context, rows)
    await deps.database.withTenant(context, async (tx) => {
      for (const [place, row] of rows.entries()) await settle(tx, deps, row, outcomes[place] ?? UNANSWERED)
    })
    const fared = new Set(outcomes.map(({ outcome }) => outcome))
    if (fared.has('unknown') || outcomes.length < rows.length) return 'again'
    if (fared.has('not_sent')) return 'waiting'
  }
}

const UNANSWERED: WriteOutcome = {
  outcome: 'unknown',
  message: 'Nothing was said of it. It is looked up before anything is sent again.',
}

type Rows = readonly [Row, ...Row[]]

const writeRows = async (
  { database, writer }: SendDeps,
  context: TenantContext,
  rows: Rows,
): Promise<readonly WriteOutcome[]> => {
  const [first] = rows
  if (writer.writeSales !== undefined && first.kind === 'report_sale')
    return writer.writeSales(context, first.connectionId, rows.map(toCorrection))
  const outcome = await writer.write(context, first.connectionId, toCorrection(first), (quantity) =>
    database.withTenant(context, async (tx) => {
      await sql`update corrections set before_quantity = coalesce(before_quantity, ${quantity}::numeric)
        where id = ${first.id}`.execute(tx.db)
    }),
  )
  return [outcome]
}

/** Most corrections looked at to find the sales that are told together. */
const MOST_AT_ONCE = 50

/** Attempts in doubt after which a correction is the suspect, not the register. */
const MOST_DOUBTS = 5
const SUSPECT = sql`(c.state = 'unknown' and c.attempts >= ${sql.lit(MOST_DOUBTS)} and not exists (
  select from outages o where o.organization_id = c.organization_id and o.connection_id = c.connection_id
    and o.ended_at is null))`

/**
 * The oldest open correction, marked as being sent, with the sales right behind it that are told in the same call;
 * `waiting` when it may not be sent now.
 */
const takeNext = async (tx: Tx, deps: SendDeps, storeId: string): Promise<Rows | 'waiting' | null> => {
  const { rows } = await sql<Row>`
    select id, discrepancy_id as "discrepancyId", connection_id as "connectionId", kind, package_tag as "packageTag",
      trim_scale(quantity) as quantity, unit, reference, reason_code as "reasonCode", note, sale, state,
      trim_scale(before_quantity) as before,
      kind = 'report_sale' and exists (
        select from corrections o where o.organization_id = c.organization_id and o.store_id = c.store_id
          and o.id <> c.id and o.kind = 'report_sale' and o.attempts > 0 and o.receipt_number = c.receipt_number)
        as "triedElsewhere", ${SUSPECT} as suspect
    from corrections c where store_id = ${storeId} and state in ('waiting', 'sending', 'unknown')
    order by ${SUSPECT}, case when ${SUSPECT} then attempts end, confirmed_at, id
    limit ${MOST_AT_ONCE} for update`.execute(tx.db)
  const [row] = rows
  if (row === undefined) return null
  const connection = await deps.writer.connectionOf(tx, storeId)
  const waitsFor =
    connection === null || connection.connectionId !== row.connectionId
      ? 'connection'
      : connection.writesEnabled
        ? null
        : 'writes_off'
  const taken = waitsFor === null ? together(rows, connection?.salesAtOnce ?? 1) : ([row] as const)
  await sql`
    update corrections set waits_for = ${waitsFor}, attempts = attempts + ${waitsFor === null ? 1 : 0},
      state = ${waitsFor === null ? sql`'sending'` : sql`state`},
      last_attempt_at = ${waitsFor === null ? deps.now() : null}
    where id = any(${taken.map(({ id }) => id)})`.execute(tx.db)
  return waitsFor === null ? taken : 'waiting'
}

/** The first, and the sales behind it without a gap that a call takes with it, each number once. */
const together = (rows: readonly Row[], most: number): Rows => {
  const [first, ...others] = rows as Rows
  const taken: [Row, ...Row[]] = [first]
  if (first.kind !== 'report_sale' || first.suspect) return taken
  const numbers = new Set([first.sale?.number])
  for (const row of others.slice(0, most - 1)) {
    const { kind, connectionId, sale, suspect } = row
    if (kind !== 'report_sale' || suspect || connectionId !== first.connectionId) break
    if (numbers.has(sale?.number)) break
    numbers.add(sale?.number)
    taken.push(row)
  }
  return taken
}

// what was being sent when the process died may have been sent; a sale that goes out unasked may be known from the till
const toCorrection = (row: Row): Correction => {
  const sentBefore = row.state !== 'waiting' || row.triedElsewhere
  return { ...row, sentBefore, mayHaveHappened: sentBefore || row.discrepancyId === null }
}

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
    after: { discrepancyId: row.discrepancyId, number: row.sale?.number, message: outcome.message },
  })
  if (row.discrepancyId === null) return
  await moveDiscrepancy(tx, {
    id: row.discrepancyId,
    to: outcome.outcome === 'done' ? 'awaiting_verification' : 'open',
    note: outcome.message,
    now,
  })
  if (outcome.outcome === 'done') await deps.writer.readSoon(tx, row.connectionId)
}
