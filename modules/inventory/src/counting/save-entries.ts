import { invalid, parseDecimal } from '@suite/kernel'
import { sql, type Tx } from '@suite/db'
import { lockSession, openPassOf, type CountPass, type CountSession } from './session.ts'

/** What was found of one line. `countedAt` is now when absent: phones without a network say when it was. */
export interface Entry {
  readonly lineId: string
  readonly quantity: string
  readonly countedAt?: Date | undefined
  readonly note?: string | undefined
}

/** A phone's clock may be this far ahead before its time is refused. */
const CLOCK_LEEWAY_MS = 60_000

/**
 * Saves part of a count; saying something again about a line replaces it. Nobody but the counter sees it until all have
 * handed in.
 * @throws AppError `no_open_pass`; `bad_quantity` below zero; `bad_time` before the session or in the future;
 * `unknown_lines` for lines that are not on the caller's sheet
 */
export const saveEntries = async (
  tx: Tx,
  input: { sessionId: string; entries: readonly Entry[]; now?: Date | undefined },
): Promise<{ saved: number }> => {
  const session = await lockSession(tx, input.sessionId, ['counting'])
  const pass = await openPassOf(tx, session.id)
  checkEntries(session, input.entries, input.now ?? new Date())
  const ids = input.entries.map((entry) => entry.lineId)
  await requireLines(tx, session, pass, ids)
  await sql`
    insert into count_entries (organization_id, session_id, line_id, pass, quantity, counted_at, note)
    select distinct on (e.line_id) ${tx.context.organizationId}::uuid, ${session.id}::uuid, e.line_id, ${pass.pass}::int,
      e.quantity, least(coalesce(e.counted_at, clock_timestamp()), clock_timestamp()), e.note
    from unnest(${ids}::uuid[], ${input.entries.map((entry) => entry.quantity)}::numeric[],
      ${input.entries.map((entry) => entry.countedAt ?? null)}::timestamptz[],
      ${input.entries.map((entry) => entry.note ?? '')}::text[]) with ordinality as e (line_id, quantity, counted_at, note, n)
    order by e.line_id, e.n desc
    on conflict (organization_id, line_id, pass) do update set quantity = excluded.quantity,
      counted_at = excluded.counted_at, note = excluded.note, saved_at = now()`.execute(tx.db)
  return { saved: new Set(ids).size }
}

const checkEntries = (session: CountSession, entries: readonly Entry[], now: Date): void => {
  for (const [n, entry] of entries.entries()) {
    if (parseDecimal(entry.quantity, `entries.${n}.quantity`).lessThan(0))
      throw invalid('bad_quantity', 'A count cannot be below zero.', [
        { path: `entries.${n}.quantity`, message: 'must not be below zero' },
      ])
    const at = entry.countedAt
    if (at !== undefined && (at < session.createdAt || at.getTime() > now.getTime() + CLOCK_LEEWAY_MS))
      throw invalid('bad_time', 'A line must be counted after the session began, and not in the future.', [
        { path: `entries.${n}.countedAt`, message: 'is not within the session' },
      ])
  }
}

const requireLines = async (
  tx: Tx,
  session: CountSession,
  pass: CountPass,
  ids: readonly string[],
): Promise<void> => {
  const { rows } = await sql<{ id: string }>`
    select u.id from unnest(${ids}::uuid[]) as u (id)
    where not exists (select from count_lines c where c.id = u.id and c.session_id = ${session.id}
      and ${pass.pass > session.people ? sql`c.state = 'recount'` : sql`c.state = 'open'`})`.execute(tx.db)
  if (rows.length > 0)
    throw invalid(
      'unknown_lines',
      'Some lines are not on your sheet. Reload it and count those on it.',
      rows.map((row) => ({ path: 'entries', message: `line ${row.id} is not on your sheet` })),
    )
}
