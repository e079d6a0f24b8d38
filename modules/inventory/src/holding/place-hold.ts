import { conflict, invalid, newId, notFound } from '@suite/kernel'
import { recordAudit } from '@suite/audit'
import { sql, type Tx } from '@suite/db'
import { publish } from '@suite/events'
import { holdStock, oneProduct } from '../commands/post-movement.ts'
import { settleLots } from '../commands/settle-stock.ts'
import { holdTarget, type HoldInput, type HoldTarget } from './hold-target.ts'
import { keepUnnamed } from './keep-unnamed.ts'

/**
 * Takes goods out of sale without taking them out of stock: on hand stays, what is available leaves them out. A tag that
 * is not here yet is held when its package comes in. One hold by hand and one of each recall may lie on the same goods.
 * @throws AppError `hold_target` unless one lot, tag or product is named, `reason_needed`, `already_held`, `not_found`
 */
export const placeHold = async (
  tx: Tx,
  input: HoldInput,
): Promise<{ holdId: string; scope: HoldTarget['scope'] }> => {
  if (input.reason.trim() === '')
    throw invalid('reason_needed', 'Say why the goods are held.', [{ path: 'reason', message: 'needed' }])
  const target = await holdTarget(tx, input)
  await lockTarget(tx, input.storeId, target.productId)
  const holdId = newId()
  const { numAffectedRows } = await sql`
    insert into stock_holds (organization_id, id, store_id, scope, product_id, lot_id, package_tag, reason, recall_id,
      placed_by, placed_at)
    values (${tx.context.organizationId}, ${holdId}, ${input.storeId}, ${target.scope}, ${target.productId},
      ${target.lotId}, ${target.packageTag}, ${input.reason}, ${input.recallId ?? null}, ${tx.context.actor.id},
      clock_timestamp())
    on conflict do nothing`.execute(tx.db)
  if (numAffectedRows !== 1n)
    throw conflict(
      'already_held',
      'These goods are held already. Lift that hold first, or leave it in place.',
    )
  await settleAfterHold(tx, input.storeId, target.productId)
  await recordAudit(tx, {
    eventType: 'stock.held',
    resourceType: 'hold',
    resourceId: holdId,
    action: 'create',
    risk: 'high',
    after: { ...input, ...target },
  })
  await tellOfHold(tx, 'stock.held', { storeId: input.storeId, productId: target.productId, holdId })
  return { holdId, scope: target.scope }
}

/** Holds the position and fixes the past before the set of held lots changes. @throws AppError `not_found` */
export const lockTarget = async (tx: Tx, storeId: string, productId: string | null): Promise<void> => {
  if (productId !== null) {
    await holdStock(tx, storeId, productId)
    await keepUnnamed(tx, storeId, productId)
    return
  }
  const { rows } = await sql`select from stores where id = ${storeId}`.execute(tx.db)
  if (rows.length === 0) throw notFound('store')
}

/** Deals what is on hand out to the lots again, now that other ones are held. */
export const settleAfterHold = async (tx: Tx, storeId: string, productId: string | null): Promise<void> => {
  if (productId !== null) await settleLots(tx, storeId, oneProduct(productId))
}

/** Tells that a hold was placed or lifted, and that what is available has changed with it. */
export const tellOfHold = async (
  tx: Tx,
  type: 'stock.held' | 'stock.released',
  payload: { storeId: string; productId: string | null; holdId: string },
): Promise<void> => {
  await publish(tx, { type, version: 1, payload })
  const { storeId, productId } = payload
  if (productId !== null)
    await publish(tx, { type: 'stock.changed', version: 1, payload: { storeId, productId } })
}
