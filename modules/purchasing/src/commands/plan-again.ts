import type { Tx } from '@suite/db'

/** Which plans are computed again: all, or those of a store, a product, a vendor or an order's products. */
export interface PlanScope {
  readonly storeId?: string
  readonly productId?: string
  readonly vendorId?: string
  readonly purchaseOrderId?: string
  readonly runId?: string
}

export const REPLENISHMENT_QUEUE = 'replenishment.run'

/** Leaves a new plan to the planner's job; one runs at a time per organisation. */
export const planAgain = (tx: Tx, scope: PlanScope): Promise<void> =>
  tx.enqueue({
    queue: REPLENISHMENT_QUEUE,
    payload: { organizationId: tx.context.organizationId, ...scope },
    singletonKey: tx.context.organizationId,
  })
