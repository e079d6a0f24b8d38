import { notFound } from '@suite/kernel'
import { recordAudit } from '@suite/audit'
import { sql, type Tx } from '@suite/db'
import { publish } from '@suite/events'
import { keepUnnamed } from '../holding/keep-unnamed.ts'
import { holdStock, oneProduct } from './post-movement.ts'
import { settleLots } from './settle-stock.ts'

/** The dates a package carries; one left out stays, null takes it away. */
export interface LotDates {
  readonly expiresOn?: string | null | undefined
  readonly sellByOn?: string | null | undefined
  readonly useByOn?: string | null | undefined
}

interface Stored {
  readonly store_id: string
  readonly product_id: string
  readonly expires_on: string | null
  readonly sell_by_on: string | null
  readonly use_by_on: string | null
}

/**
 * Corrects the dates of a lot. Goods that leave sale first are taken first from now on; sales already taken from a lot stay
 * there. @throws AppError `not_found`
 */
export const setLotDates = async (tx: Tx, lotId: string, dates: LotDates): Promise<void> => {
  const { rows } = await sql<Stored>`
    select store_id, product_id, expires_on, sell_by_on, use_by_on from lots where id = ${lotId}`.execute(
    tx.db,
  )
  const before = rows[0]
  if (before === undefined) throw notFound('lot')
  await holdStock(tx, before.store_id, before.product_id)
  await keepUnnamed(tx, before.store_id, before.product_id)
  const after = {
    expires_on: dates.expiresOn === undefined ? before.expires_on : dates.expiresOn,
    sell_by_on: dates.sellByOn === undefined ? before.sell_by_on : dates.sellByOn,
    use_by_on: dates.useByOn === undefined ? before.use_by_on : dates.useByOn,
  }
  await sql`
    update lots set expires_on = ${after.expires_on}::date, sell_by_on = ${after.sell_by_on}::date,
      use_by_on = ${after.use_by_on}::date where id = ${lotId}`.execute(tx.db)
  await settleLots(tx, before.store_id, oneProduct(before.product_id))
  const { store_id: storeId, product_id: productId, ...dated } = before
  await recordAudit(tx, {
    eventType: 'lot.dates_set',
    resourceType: 'lot',
    resourceId: lotId,
    action: 'update',
    risk: 'high',
    before: dated,
    after,
  })
  await publish(tx, { type: 'stock.changed', version: 1, payload: { storeId, productId } })
}
