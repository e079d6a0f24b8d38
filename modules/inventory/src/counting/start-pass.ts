import { conflict, forbidden } from '@suite/kernel'
import { recordAudit } from '@suite/audit'
import { sql, type Tx } from '@suite/db'
import { lockSession, passesOf, type CountPass, type CountSession } from './session.ts'

/**
 * Begins the caller's walk along the sheet, or finds the one they have begun. The first walks cover the whole sheet, later
 * ones the lines to be counted again.
 * @throws AppError `not_found`, `wrong_status`; `being_counted` while somebody else is counting what is left to count;
 * `forbidden` when the second count would be by the person who made the first
 */
export const startPass = async (tx: Tx, sessionId: string): Promise<{ pass: number; recount: boolean }> => {
  const session = await lockSession(tx, sessionId, ['counting'])
  const passes = await passesOf(tx, sessionId)
  const me = tx.context.actor.id
  const begun = passes.find((pass) => pass.counter === me && pass.submittedAt === null)
  if (begun !== undefined) return { pass: begun.pass, recount: begun.pass > session.people }
  refuseDouble(session, passes, me)
  const pass = passes.length + 1
  await sql`
    insert into count_passes (organization_id, session_id, pass, counter, started_at)
    values (${tx.context.organizationId}, ${sessionId}, ${pass}, ${me}, clock_timestamp())`.execute(tx.db)
  await recordAudit(tx, {
    eventType: 'count.started',
    resourceType: 'count_session',
    resourceId: sessionId,
    action: 'update',
    risk: 'low',
    after: { pass },
  })
  return { pass, recount: pass > session.people }
}

const refuseDouble = (session: CountSession, passes: readonly CountPass[], me: string): void => {
  if (passes.length < session.people) {
    if (passes.some((pass) => pass.counter === me))
      throw forbidden('You made the first count. The second must be made by another person.')
    return
  }
  if (passes.some((pass) => pass.submittedAt === null))
    throw conflict('being_counted', 'Somebody else is counting this. Wait until they have handed in.')
}
