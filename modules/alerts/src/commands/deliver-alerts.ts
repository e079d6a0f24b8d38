import { newId } from '@suite/kernel'
import { sql, type Tx } from '@suite/db'
import { RANK_OF } from '../contract.ts'
import { openAlerts } from '../queries/alerts.ts'
import { recipients, type Recipient } from '../queries/wishes.ts'
import { planDelivery } from '../rules/plan-delivery.ts'
import { writeMail, type WordedAlert } from '../rules/write-mail.ts'

export const DELIVER_QUEUE = 'alerts.deliver'
export const MAIL_QUEUE = 'alerts.mail'

/** Leaves telling people of an organisation's alerts to the job. */
export const askForDelivery = (tx: Tx): Promise<void> =>
  tx.enqueue({
    queue: DELIVER_QUEUE,
    payload: { organizationId: tx.context.organizationId },
    singletonKey: tx.context.organizationId,
  })

/**
 * Writes the mail that is due now to each person, notes what they are told, and leaves the sending to a job: all in this
 * transaction, so that each alert is told once for each severity. Gives the number of mails.
 */
export const deliverAlerts = async (tx: Tx, now: Date): Promise<number> => {
  // two at once would both find the same alert untold
  await sql`select pg_advisory_xact_lock(hashtextextended(${`alert-mail:${tx.context.organizationId}`}, 0))`.execute(
    tx.db,
  )
  const open = (await openAlerts(tx)).map((alert): WordedAlert => ({
    ...alert,
    severity: RANK_OF[alert.severity],
  }))
  let mails = 0
  for (const person of await recipients(tx)) {
    const { atOnce, digest } = planDelivery(person.wish, person.told, open, now)
    const told = digest?.alerts ?? atOnce
    if (told.length === 0) continue
    await writeOut(tx, { person, day: digest?.day ?? null, alerts: told, now })
    mails += 1
  }
  return mails
}

const writeOut = async (
  tx: Tx,
  mail: {
    readonly person: Recipient
    readonly day: string | null
    readonly alerts: readonly WordedAlert[]
    readonly now: Date
  },
): Promise<void> => {
  const { person, day, alerts, now } = mail
  const kind = day === null ? 'at_once' : 'digest'
  const id = newId()
  const { subject, body } = writeMail(kind, alerts)
  const organizationId = tx.context.organizationId
  await sql`
    insert into alert_mails (organization_id, id, membership_id, kind, day, recipient, subject, body, created_at)
    values (${organizationId}, ${id}, ${person.membershipId}, ${kind}, ${day}, ${person.email}, ${subject}, ${body}, ${now})`.execute(
    tx.db,
  )
  await sql`
    insert into alert_told (organization_id, membership_id, alert_id, severity, told_at)
    select ${organizationId}, ${person.membershipId}, a.id, a.severity, ${now}
    from unnest(${alerts.map((alert) => alert.id)}::uuid[], ${alerts.map(({ severity }) => severity)}::smallint[])
      as a (id, severity)
    on conflict (organization_id, membership_id, alert_id) do update
      set severity = greatest(alert_told.severity, excluded.severity), told_at = excluded.told_at`.execute(
    tx.db,
  )
  await tx.enqueue({ queue: MAIL_QUEUE, payload: { organizationId, mailId: id }, singletonKey: id })
}

/** Forgets mail of 90 days ago and what was told of alerts that resolved 30 days ago. */
export const forgetOldMail = async (tx: Tx, now: Date): Promise<void> => {
  await sql`delete from alert_mails where created_at < ${now}::timestamptz - interval '90 days'`.execute(
    tx.db,
  )
  await sql`
    delete from alert_told t using alerts a
    where a.organization_id = t.organization_id and a.id = t.alert_id
      and a.resolved_at < ${now}::timestamptz - interval '30 days'`.execute(tx.db)
}
