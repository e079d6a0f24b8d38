import { conflict, notFound } from '@suite/kernel'
import { recordAudit } from '@suite/audit'
import { sql, type Tx } from '@suite/db'
import { publish } from '@suite/events'
import { liftHold } from '../holding/lift-hold.ts'
import { placeHold } from '../holding/place-hold.ts'
import { lockRecall } from './recall.ts'

interface Item {
  readonly store_id: string
  readonly product_id: string | null
  readonly lot_id: string | null
  readonly package_tag: string | null
}

/**
 * Quarantines everything a recall has traced, in one step. Doing it again holds what was traced since; goods whose hold was
 * lifted stay free. A drill stops the clock only: nothing is held.
 * @throws AppError `not_found`, `recall_finished`, `not_traced`
 */
export const holdRecall = async (tx: Tx, recallId: string): Promise<{ held: number; wouldHold: number }> => {
  const recall = await lockRecall(tx, recallId)
  if (recall.tracedAt === null)
    throw conflict('not_traced', 'Trace the goods first, so that it is known what to hold.')
  const items = await unheld(tx, recall.id)
  const drill = recall.kind === 'drill'
  if (!drill)
    for (const item of items)
      await placeHold(tx, {
        storeId: item.store_id,
        ...targetOf(item),
        reason: `Recall: ${recall.title}`,
        recallId: recall.id,
      })
  await sql`update recalls set held_at = coalesce(held_at, clock_timestamp()) where id = ${recall.id}`.execute(
    tx.db,
  )
  const outcome = { held: drill ? 0 : items.length, wouldHold: drill ? items.length : 0 }
  await recordAudit(tx, {
    eventType: 'recall.held',
    resourceType: 'recall',
    resourceId: recall.id,
    action: 'run',
    risk: drill ? 'medium' : 'critical',
    after: outcome,
  })
  await publish(tx, { type: 'recall.held', version: 1, payload: { recallId: recall.id } })
  return outcome
}

const unheld = async (tx: Tx, recallId: string): Promise<Item[]> => {
  const { rows } = await sql<Item>`
    select i.store_id, i.product_id, i.lot_id, i.package_tag from recall_items i
    where i.recall_id = ${recallId} and not exists (
      select from stock_holds h
      where h.recall_id = i.recall_id and h.store_id = i.store_id
        and (h.lot_id = i.lot_id or (h.lot_id is null and i.lot_id is null
          and h.package_tag is not distinct from i.package_tag
          and (h.scope = 'tag' or h.product_id = i.product_id))))
    order by i.product_id, i.store_id, i.lot_id, i.package_tag`.execute(tx.db)
  return rows
}

const targetOf = (item: Item): { lotId: string } | { packageTag: string } | { productId: string } => {
  if (item.lot_id !== null) return { lotId: item.lot_id }
  if (item.package_tag !== null) return { packageTag: item.package_tag }
  return { productId: item.product_id ?? '' }
}

/** Lifts every hold a recall still keeps, as when it is withdrawn; gives their number. @throws AppError `not_found`, `reason_needed` */
export const liftRecallHolds = async (
  tx: Tx,
  input: { recallId: string; reason: string },
): Promise<{ lifted: number }> => {
  const known = await sql`select from recalls where id = ${input.recallId}`.execute(tx.db)
  if (known.rows.length === 0) throw notFound('recall')
  const { rows } = await sql<{ id: string }>`
    select id from stock_holds where recall_id = ${input.recallId} and lifted_at is null
    order by product_id, store_id, id`.execute(tx.db)
  for (const hold of rows) await liftHold(tx, { holdId: hold.id, reason: input.reason })
  return { lifted: rows.length }
}
