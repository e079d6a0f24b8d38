import { sql, type Tx } from '@suite/db'

/** The queue of pulls; one at a time for each connection. */
export const CONNECTION_PULL = 'sync.pull'

/** Queues a pull unless one waits already. Streams that are not due are left alone by it. */
export const askForPull = async (tx: Tx, connectionId: string, startAfterSeconds = 0): Promise<void> => {
  await sql`update connections set pull_queued_at = now() where id = ${connectionId}`.execute(tx.db)
  await tx.enqueue({
    queue: CONNECTION_PULL,
    payload: { organizationId: tx.context.organizationId, connectionId },
    singletonKey: connectionId,
    ...(startAfterSeconds > 0 ? { startAfterSeconds } : {}),
  })
}

/** The queue of reading kept answers again. */
export const CONNECTION_REREAD = 'sync.reread'

/** Queues reading again everything a connection has kept. */
export const askForReread = (tx: Tx, connectionId: string): Promise<void> =>
  tx.enqueue({
    queue: CONNECTION_REREAD,
    payload: { organizationId: tx.context.organizationId, connectionId },
    singletonKey: connectionId,
  })

/** Makes every stream of a connection due now, and queues a pull. */
export const pullNow = async (tx: Tx, connectionId: string): Promise<void> => {
  await sql`update connection_streams set next_due_at = now() where connection_id = ${connectionId}`.execute(
    tx.db,
  )
  await askForPull(tx, connectionId)
}
