import { conflict, invalid, notFound } from '@suite/kernel'
import { recordAudit } from '@suite/audit'
import { sql, type Tx } from '@suite/db'
import { lockTarget, settleAfterHold, tellOfHold } from './place-hold.ts'

interface Stored {
  readonly store_id: string
  readonly product_id: string | null
  readonly lifted_at: Date | null
}

/**
 * Gives held goods back to sale, with a reason. Another hold on the same goods keeps them held.
 * @throws AppError `not_found`, `already_lifted`, `reason_needed`
 */
export const liftHold = async (tx: Tx, input: { holdId: string; reason: string }): Promise<void> => {
  if (input.reason.trim() === '')
    throw invalid('reason_needed', 'Say why the hold is lifted.', [{ path: 'reason', message: 'needed' }])
  const { rows } = await sql<Stored>`
    select h.store_id, h.lifted_at, coalesce(h.product_id, (
        select l.product_id from lots l where l.store_id = h.store_id and l.package_tag = h.package_tag)) as product_id
    from stock_holds h where h.id = ${input.holdId} for update of h`.execute(tx.db)
  const hold = rows[0]
  if (hold === undefined) throw notFound('hold')
  if (hold.lifted_at !== null) throw conflict('already_lifted', 'This hold was lifted already.')
  await lockTarget(tx, hold.store_id, hold.product_id)
  await sql`
    update stock_holds set lifted_by = ${tx.context.actor.id}, lifted_at = clock_timestamp(),
      lift_reason = ${input.reason} where id = ${input.holdId}`.execute(tx.db)
  await settleAfterHold(tx, hold.store_id, hold.product_id)
  await recordAudit(tx, {
    eventType: 'stock.released',
    resourceType: 'hold',
    resourceId: input.holdId,
    action: 'update',
    risk: 'high',
    after: { reason: input.reason },
  })
  await tellOfHold(tx, 'stock.released', {
    storeId: hold.store_id,
    productId: hold.product_id,
    holdId: input.holdId,
  })
}
