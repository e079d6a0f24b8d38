import { isAppError } from '@suite/kernel'
import { sql, type TenantContext } from '@suite/db'
import type { Subscription } from '@suite/events'
import type { Job, JobDefinition, JobTools } from '@suite/jobs'
import { askForRefresh } from './commands/ask-for-refresh.ts'
import {
  DELIVER_QUEUE,
  MAIL_QUEUE,
  askForDelivery,
  deliverAlerts,
  forgetOldMail,
} from './commands/deliver-alerts.ts'
import type { AlertMailSender } from './ports.ts'

const CLOCK_QUEUE = 'alerts.clock'
const CLOCK_MINUTES = 15
const ORGANIZATIONS_A_STEP = 200
const MAIL_RETRIES = 6

/** What telling people of alerts needs from outside. */
export interface AlertDeliveryDeps {
  readonly email: AlertMailSender
  readonly now?: () => Date
}

/**
 * Tells people of alerts by mail: when alerts changed, and by the clock for digests, the end of quiet hours and deadlines
 * that came near. Needs `alertDeliverySubscriptions`.
 */
export const alertDeliveryJobs = (deps: AlertDeliveryDeps): JobDefinition[] => {
  const now = deps.now ?? (() => new Date())
  return [
    {
      queue: DELIVER_QUEUE,
      concurrency: 'one_per_key',
      handle: async (job, tools) => {
        const mails = await tools.database.withTenant(contextOf(job), (tx) => deliverAlerts(tx, now()))
        tools.log.info({ mails }, 'alerts told')
      },
    },
    {
      queue: MAIL_QUEUE,
      concurrency: 'one_per_key',
      retries: MAIL_RETRIES,
      expireInSeconds: 120,
      handle: (job, tools) => sendMail(job, tools, deps.email, now()),
    },
    {
      queue: CLOCK_QUEUE,
      schedule: `*/${CLOCK_MINUTES} * * * *`,
      expireInSeconds: 600,
      handle: (job, tools) => tick(tools, now(), job.signal),
    },
  ]
}

/** Whoever wants to hear at once hears when alerts changed. */
export const alertDeliverySubscriptions = (): Subscription[] => [
  { event: 'alerts.changed', consumer: 'alerts.deliver_after_change', handle: (tx) => askForDelivery(tx) },
]

const contextOf = (job: Job): TenantContext => ({
  organizationId: String(job.payload['organizationId']),
  actor: { kind: 'job', id: 'alerts.delivery' },
})

interface QueuedMail {
  readonly recipient: string
  readonly subject: string
  readonly body: string
}

/** A mail is sent under one Message-ID: should the note of it be lost, the repeated one is known as the same. */
const sendMail = async (job: Job, tools: JobTools, email: AlertMailSender, now: Date): Promise<void> => {
  const id = String(job.payload['mailId'])
  const context = contextOf(job)
  const { rows } = await tools.database.readTenant(context, (read) =>
    sql<QueuedMail>`select recipient, subject, body from alert_mails where id = ${id} and status = 'queued'`.execute(
      read.db,
    ),
  )
  const [mail] = rows
  if (mail === undefined) return
  const settle = (status: 'queued' | 'sent' | 'failed', failure: string | null): Promise<unknown> =>
    tools.database.withTenant(context, (tx) =>
      sql`update alert_mails set status = ${status}, failure = ${failure}, sent_at = ${status === 'sent' ? now : null}
        where id = ${id}`.execute(tx.db),
    )
  try {
    await email.send({
      to: mail.recipient,
      subject: mail.subject,
      text: mail.body,
      messageId: `alert-${id}`,
      attachments: [],
    })
  } catch (error) {
    const refused = isAppError(error) && error.kind === 'invalid'
    const reason = isAppError(error) ? error.message : 'The mail could not be sent.'
    await settle(refused || job.attempt > MAIL_RETRIES ? 'failed' : 'queued', reason)
    if (refused) return
    throw error
  }
  await settle('sent', null)
}

const tick = async (tools: JobTools, now: Date, signal: AbortSignal): Promise<void> => {
  // deadlines come near by the hour; a refresh reads every plan
  const hourly = now.getUTCMinutes() < CLOCK_MINUTES
  let after: string | null = null
  for (;;) {
    const { rows } = await sql<{ organization_id: string }>`
      select organization_id from app.organizations_for_schedule(${after}::uuid, ${ORGANIZATIONS_A_STEP})`.execute(
      tools.database.untenanted,
    )
    for (const { organization_id: organizationId } of rows) {
      signal.throwIfAborted()
      const context = { organizationId, actor: { kind: 'job', id: CLOCK_QUEUE } } as const
      await tools.database.withTenant(context, async (tx) => {
        await askForDelivery(tx)
        if (!hourly) return
        await askForRefresh(tx)
        await forgetOldMail(tx, now)
      })
    }
    after = rows.at(-1)?.organization_id ?? null
    if (rows.length < ORGANIZATIONS_A_STEP) return
  }
}
