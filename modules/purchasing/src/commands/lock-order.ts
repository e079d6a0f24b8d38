import { conflict, notFound } from '@suite/kernel'
import { sql, type Tx } from '@suite/db'
import type { OrderOrigin, OrderStatus } from '../rules/order-state.ts'

/** A purchase order held by this transaction: nobody else changes it until it commits. */
export interface LockedOrder {
  readonly id: string
  readonly number: number
  readonly status: OrderStatus
  readonly origin: OrderOrigin
  readonly storeId: string
  readonly vendorId: string
  readonly expectedOn: string | null
  readonly note: string
  readonly totalMinor: number
  readonly declined: readonly string[]
  readonly version: number
}

/** Takes a purchase order for a change. @throws AppError `not_found` */
export const lockOrder = async (tx: Tx, id: string): Promise<LockedOrder> => {
  const { rows } = await sql<LockedOrder>`
    select id, number, status, origin, store_id as "storeId", vendor_id as "vendorId", expected_on as "expectedOn", note,
      total_minor as "totalMinor", declined, version
    from purchase_orders where id = ${id} for update`.execute(tx.db)
  const [order] = rows
  if (order === undefined) throw notFound('purchase order')
  return order
}

/** @throws AppError `order_changed` when the version a person saw is no longer the present one */
export const requireVersion = (order: LockedOrder, version: number): void => {
  if (order.version !== version)
    throw conflict(
      'order_changed',
      `Purchase order ${order.number} was changed since you opened it. Load it again, check the lines and repeat what you did.`,
    )
}
