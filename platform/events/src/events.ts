import type { JobDefinition, JobTools } from '@suite/jobs'
import type { Actor, Tx } from '@suite/db'
import { newId } from '@suite/kernel'

/** Something that happened, told in the transaction in which it happened. Payloads carry ids only. */
export interface DomainEvent {
  readonly id: string
  /** Such as `sales.changed`. */
  readonly type: string
  readonly version: number
  readonly organizationId: string
  readonly payload: Readonly<Record<string, string | number | boolean | null>>
}

/** What one module does when another module's event arrives. Runs at least once; `handle` sees each event once. */
export interface Subscription {
  readonly event: string
  /** Stable name, such as `forecasting.refresh`. */
  readonly consumer: string
  readonly handle: (tx: Tx, event: DomainEvent) => Promise<void>
}

const QUEUE = 'events'

/** Publishes an event that is delivered only if this transaction commits. */
export const publish = (
  tx: Tx,
  event: { type: string; version: number; payload: DomainEvent['payload'] },
): Promise<void> =>
  tx.enqueue({
    queue: QUEUE,
    payload: {
      eventId: newId(),
      type: event.type,
      version: event.version,
      organizationId: tx.context.organizationId,
      body: JSON.stringify(event.payload),
    },
  })

/** The job that hands each event to its subscribers, each in a transaction of its own that notes it was handled. */
export const eventDelivery = (subscriptions: readonly Subscription[]): JobDefinition => ({
  queue: QUEUE,
  retries: 8,
  handle: async (job, tools) => {
    const event: DomainEvent = {
      id: String(job.payload['eventId']),
      type: String(job.payload['type']),
      version: Number(job.payload['version']),
      organizationId: String(job.payload['organizationId']),
      payload: JSON.parse(String(job.payload['body'])) as DomainEvent['payload'],
    }
    for (const subscription of subscriptions)
      if (subscription.event === event.type) await deliverOnce(tools, subscription, event)
  },
})

const deliverOnce = async (
  tools: JobTools,
  subscription: Subscription,
  event: DomainEvent,
): Promise<void> => {
  const actor: Actor = { kind: 'job', id: subscription.consumer }
  await tools.database.withTenant({ organizationId: event.organizationId, actor }, async (tx) => {
    const noted = await tx.db
      .insertInto('handled_events')
      .values({ organization_id: event.organizationId, event_id: event.id, consumer: subscription.consumer })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst()
    if (noted.numInsertedOrUpdatedRows === 1n) await subscription.handle(tx, event)
  })
}
