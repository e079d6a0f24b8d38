import { invalid } from '@suite/kernel'
import { recordAudit } from '@suite/audit'
import { sql, type Tx } from '@suite/db'
import { lockSession, setStatus } from './session.ts'

/**
 * Sends lines back to be counted once more; what was counted before stays on record.
 * @throws AppError `not_found`, `wrong_status` unless it is in review, `unknown_lines`
 */
export const askRecount = async (
  tx: Tx,
  input: { sessionId: string; lineIds: readonly string[]; reason: string },
): Promise<void> => {
  const session = await lockSession(tx, input.sessionId, ['review'])
  const wanted = new Set(input.lineIds)
  const { numAffectedRows } = await sql`
    update count_lines set state = 'recount', final_quantity = null, counted_at = null, left_reason = null
    where session_id = ${session.id} and id = any(${[...wanted]}::uuid[])`.execute(tx.db)
  if (numAffectedRows !== BigInt(wanted.size))
    throw invalid('unknown_lines', 'Some lines are not of this session. Reload it.', [
      { path: 'lineIds', message: 'not of this session' },
    ])
  await setStatus(tx, session.id, 'counting')
  await recordAudit(tx, {
    eventType: 'count.recount_asked',
    resourceType: 'count_session',
    resourceId: session.id,
    action: 'update',
    risk: 'medium',
    after: { lineIds: input.lineIds, reason: input.reason },
  })
}
