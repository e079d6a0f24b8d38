import { conflict } from '@suite/kernel'
import { recordAudit } from '@suite/audit'
import { sql, type Tx } from '@suite/db'
import { publish } from '@suite/events'
import { lockRecall } from './recall.ts'
import { recallTotals } from './recall-report.ts'

/**
 * Ends a recall or drill with its outcome and keeps its figures as they are now. Holds stay: goods are destroyed, sent back
 * or released one decision at a time. @throws AppError `not_found`, `recall_finished`, `not_held`
 */
export const finishRecall = async (tx: Tx, input: { recallId: string; outcome: string }): Promise<void> => {
  const recall = await lockRecall(tx, input.recallId)
  if (recall.heldAt === null)
    throw conflict('not_held', 'Quarantine the goods first; a recall ends after that.')
  const summary = await recallTotals(tx, recall.id)
  await sql`
    update recalls set status = 'finished', finished_at = clock_timestamp(), finished_by = ${tx.context.actor.id},
      outcome = ${input.outcome}, summary = ${JSON.stringify(summary)}::jsonb
    where id = ${recall.id}`.execute(tx.db)
  await recordAudit(tx, {
    eventType: 'recall.finished',
    resourceType: 'recall',
    resourceId: recall.id,
    action: 'update',
    risk: recall.kind === 'drill' ? 'medium' : 'critical',
    after: { outcome: input.outcome, summary },
  })
  await publish(tx, { type: 'recall.finished', version: 1, payload: { recallId: recall.id } })
}
