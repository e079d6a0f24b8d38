import { conflict, invalid, notFound } from '@suite/kernel'
import { recordAudit } from '@suite/audit'
import type { Tx } from '@suite/db'
import { publishLive } from '@suite/events'
import { askForRefresh } from './ask-for-refresh.ts'

const LONGEST_DAYS = 90
const DAY_MS = 86_400_000

/**
 * Puts an alert aside until an instant, with a reason. It opens again by itself if its cause is still there.
 * @throws AppError `not_found`, `alert_resolved`, `bad_snooze`
 */
export const snoozeAlert = async (
  tx: Tx,
  input: { readonly id: string; readonly until: Date; readonly reason: string; readonly now: Date },
): Promise<void> => {
  const alert = await lockAlert(tx, input.id)
  const ahead = input.until.getTime() - input.now.getTime()
  if (ahead <= 0 || ahead > LONGEST_DAYS * DAY_MS)
    throw invalid('bad_snooze', `Choose a time after now and within ${LONGEST_DAYS} days.`, [
      { path: 'until', message: 'must lie ahead, at most 90 days' },
    ])
  await tx.db
    .updateTable('alerts')
    .set({
      state: 'snoozed',
      snoozed_until: input.until,
      snooze_reason: input.reason,
      snoozed_by: tx.context.actor.id,
    })
    .where('id', '=', alert.id)
    .execute()
  await recordAudit(tx, {
    eventType: 'alert.snoozed',
    resourceType: 'alert',
    resourceId: alert.id,
    action: 'update',
    risk: 'low',
    before: { state: alert.state },
    after: { state: 'snoozed', until: input.until.toISOString(), reason: input.reason },
  })
  await publishLive(tx, 'alerts', [alert.id])
  await askForRefresh(tx, Math.ceil(ahead / 1000))
}

/** Takes a snoozed alert back into the inbox. @throws AppError `not_found`, `alert_resolved` */
export const reopenAlert = async (tx: Tx, id: string): Promise<void> => {
  const alert = await lockAlert(tx, id)
  if (alert.state === 'open') return
  await tx.db
    .updateTable('alerts')
    .set({ state: 'open', snoozed_until: null, snooze_reason: null, snoozed_by: null })
    .where('id', '=', id)
    .execute()
  await recordAudit(tx, {
    eventType: 'alert.reopened',
    resourceType: 'alert',
    resourceId: id,
    action: 'update',
    risk: 'low',
    before: { state: alert.state },
    after: { state: 'open' },
  })
  await publishLive(tx, 'alerts', [id])
}

const lockAlert = async (tx: Tx, id: string): Promise<{ id: string; state: string }> => {
  const alert = await tx.db
    .selectFrom('alerts')
    .select(['id', 'state'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (alert === undefined) throw notFound('alert')
  if (alert.state === 'resolved')
    throw conflict('alert_resolved', 'The cause of this alert is gone; there is nothing to put aside.')
  return alert
}
