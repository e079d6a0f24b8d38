import { invalid, newId } from '@suite/kernel'
import { recordAudit } from '@suite/audit'
import { sql, type Tx } from '@suite/db'
import type { NewOrder } from '../contract.ts'
import { nextOrderNumber } from './order-number.ts'
import { planAgain } from './plan-again.ts'
import { recountOrder } from './recount-order.ts'
import { insertLines, linesOf } from './write-lines.ts'

/**
 * Writes a draft purchase order by hand.
 * @throws AppError `unknown_store`, `unknown_vendor`, `bad_lines`
 */
export const createPurchaseOrder = async (tx: Tx, input: NewOrder): Promise<{ id: string }> => {
  await requireStoreAndVendor(tx, input)
  const lines = await linesOf(tx, input.storeId, input.lines)
  const id = newId()
  const number = await insertDraft(tx, { ...input, id, origin: 'person' })
  await insertLines(tx, id, lines)
  const { totalMinor } = await recountOrder(tx, id)
  await recordAudit(tx, {
    eventType: 'purchase_order.created',
    resourceType: 'purchase_order',
    resourceId: id,
    action: 'create',
    risk: 'low',
    after: { number, storeId: input.storeId, vendorId: input.vendorId, lines: lines.length, totalMinor },
  })
  await planAgain(tx, { purchaseOrderId: id })
  return { id }
}

/** Adds an empty draft and gives its number. */
export const insertDraft = async (
  tx: Tx,
  draft: {
    readonly id: string
    readonly storeId: string
    readonly vendorId: string
    readonly origin: 'suggestion' | 'person'
    readonly note?: string | undefined
    readonly expectedOn?: string | null | undefined
  },
): Promise<number> => {
  const number = await nextOrderNumber(tx)
  await tx.db
    .insertInto('purchase_orders')
    .values({
      organization_id: tx.context.organizationId,
      id: draft.id,
      number,
      store_id: draft.storeId,
      vendor_id: draft.vendorId,
      status: 'draft',
      origin: draft.origin,
      note: draft.note ?? '',
      expected_on: draft.expectedOn ?? null,
      created_by: tx.context.actor.id,
    })
    .execute()
  return number
}

const requireStoreAndVendor = async (tx: Tx, input: { storeId: string; vendorId: string }): Promise<void> => {
  const { rows } = await sql<{ store: boolean; vendor: boolean }>`
    select exists(select from stores where id = ${input.storeId}) as store,
      exists(select from vendors where id = ${input.vendorId}) as vendor`.execute(tx.db)
  if (!rows[0]!.store)
    throw invalid('unknown_store', 'This store does not exist. Choose one from the list.', [
      { path: 'storeId', message: 'no such store' },
    ])
  if (!rows[0]!.vendor)
    throw invalid('unknown_vendor', 'This vendor does not exist. Choose one from the list.', [
      { path: 'vendorId', message: 'no such vendor' },
    ])
}
