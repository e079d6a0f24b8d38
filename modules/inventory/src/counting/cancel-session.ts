import { recordAudit } from '@suite/audit'
import { sql, type Tx } from '@suite/db'
import { lockSession } from './session.ts'

/** Calls a count off: nothing is posted, what was counted stays on record. @throws AppError `not_found`, `wrong_status` */
export const cancelSession = async (tx: Tx, input: { sessionId: string; reason: string }): Promise<void> => {
  const session = await lockSession(tx, input.sessionId, ['counting', 'review'])
  await sql`
    update count_sessions set status = 'cancelled', closed_by = ${tx.context.actor.id}, closed_at = clock_timestamp(),
      statement = ${input.reason}, version = version + 1
    where id = ${session.id}`.execute(tx.db)
  await recordAudit(tx, {
    eventType: 'count.cancelled',
    resourceType: 'count_session',
    resourceId: session.id,
    action: 'update',
    risk: 'medium',
    after: { reason: input.reason },
  })
}
