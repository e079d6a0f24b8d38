import { conflict } from '@suite/kernel'
import { recordAudit } from '@suite/audit'
import { sql, type Tx } from '@suite/db'
import { publish } from '@suite/events'
import { talliesAgree } from './agree.ts'
import { expectedOf } from './expected-sql.ts'
import { lockSession, openPassOf, passesOf, setStatus, type CountSession } from './session.ts'

/** Where a session stands after a walk was handed in. */
export interface Submitted {
  readonly status: 'counting' | 'review'
  /** Lines that must be counted again because two people differ. */
  readonly toRecount: number
}

/**
 * Hands in the caller's walk. Once all walks are in, lines counted alike are agreed, lines two people differ on are to be
 * counted again, and the rest is left as the ledger has it: a line nobody counted is never taken for zero.
 * @throws AppError `no_open_pass`; `lines_uncounted` unless `leaveUncounted`
 */
export const submitPass = async (
  tx: Tx,
  input: { sessionId: string; leaveUncounted?: boolean | undefined },
): Promise<Submitted> => {
  const session = await lockSession(tx, input.sessionId, ['counting'])
  const mine = await openPassOf(tx, session.id)
  const recount = mine.pass > session.people
  const uncounted = await uncountedLines(tx, session, mine.pass, recount)
  if (uncounted > 0 && input.leaveUncounted !== true)
    throw conflict(
      'lines_uncounted',
      `${uncounted} lines have no count. Count them, or hand in and leave them as they are.`,
    )
  await sql`
    update count_passes set submitted_at = clock_timestamp()
    where session_id = ${session.id} and pass = ${mine.pass}`.execute(tx.db)
  await recordAudit(tx, {
    eventType: 'count.submitted',
    resourceType: 'count_session',
    resourceId: session.id,
    action: 'update',
    risk: 'medium',
    after: { pass: mine.pass, uncounted },
  })
  const passes = await passesOf(tx, session.id)
  if (passes.length < session.people || passes.some((pass) => pass.submittedAt === null))
    return { status: 'counting', toRecount: 0 }
  await settleLines(tx, session, recount ? mine.pass : null)
  return close(tx, session)
}

const uncountedLines = async (
  tx: Tx,
  session: CountSession,
  pass: number,
  recount: boolean,
): Promise<number> => {
  const { rows } = await sql<{ n: number }>`
    select count(*) filter (where not exists (
      select from count_entries e where e.line_id = c.id and e.pass = ${pass})) as n
    from count_lines c
    where c.session_id = ${session.id} and c.state = ${recount ? 'recount' : 'open'}`.execute(tx.db)
  return rows[0]?.n ?? 0
}

interface Pair {
  readonly id: string
  readonly entries: readonly { quantity: string; expected: string | null }[]
}

const settleLines = async (tx: Tx, session: CountSession, recount: number | null): Promise<void> => {
  const open = recount === null ? sql`c.state = 'open'` : sql`c.state = 'recount'`
  const counted = recount === null ? sql`e.pass <= ${session.people}` : sql`e.pass = ${recount}`
  if (recount === null && session.people === 2) await markDiffering(tx, session)
  // looked up line by line: nothing is known yet of tables written a moment ago, and a join would be planned for one row
  const entries = sql`select e.quantity, e.counted_at from count_entries e where e.line_id = c.id and ${counted}`
  await sql`
    update count_lines c set state = 'agreed', left_reason = null,
      (final_quantity, counted_at) = (${entries} order by e.counted_at desc, e.pass desc limit 1)
    where c.session_id = ${session.id} and ${open} and exists (${entries})`.execute(tx.db)
  await sql`
    update count_lines c set state = 'left', left_reason = 'Not counted'
    where c.session_id = ${session.id} and ${open}`.execute(tx.db)
}

/** Lines only one of two people counted, or on which they differ, are to be counted again. */
const markDiffering = async (tx: Tx, session: CountSession): Promise<void> => {
  const { rows } = await sql<Pair>`
    select e.line_id as id,
      json_agg(json_build_object('quantity', e.quantity::text, 'expected', (${expectedOf(sql`e.counted_at`)})::text)) as entries
    from count_entries e
    join count_lines c on c.id = e.line_id
    join count_sessions n on n.id = e.session_id
    where e.session_id = ${session.id} and e.pass <= 2 group by e.line_id`.execute(tx.db)
  const differing = rows.filter(({ entries: [first, second] }) =>
    first === undefined || second === undefined ? true : !talliesAgree(first, second),
  )
  await sql`
    update count_lines set state = 'recount'
    where session_id = ${session.id} and id = any(${differing.map((row) => row.id)}::uuid[])`.execute(tx.db)
}

const close = async (tx: Tx, session: CountSession): Promise<Submitted> => {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from count_lines where session_id = ${session.id} and state = 'recount'`.execute(
    tx.db,
  )
  const toRecount = rows[0]?.n ?? 0
  if (toRecount > 0) return { status: 'counting', toRecount }
  await setStatus(tx, session.id, 'review')
  await publish(tx, {
    type: 'count.submitted',
    version: 1,
    payload: { storeId: session.storeId, sessionId: session.id },
  })
  return { status: 'review', toRecount: 0 }
}
