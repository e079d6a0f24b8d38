import type { Tx } from '@suite/db'

export const ALERTS_QUEUE = 'alerts.refresh'

/** Leaves a refresh of the alerts to the job, now or after some seconds. */
export const askForRefresh = (tx: Tx, afterSeconds = 0): Promise<void> =>
  tx.enqueue({
    queue: ALERTS_QUEUE,
    payload: { organizationId: tx.context.organizationId },
    singletonKey: tx.context.organizationId,
    ...(afterSeconds > 0 ? { startAfterSeconds: afterSeconds } : {}),
  })
