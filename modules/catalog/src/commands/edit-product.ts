import { conflict, invalid, parseDecimal } from '@suite/kernel'
import { recordAudit } from '@suite/audit'
import { publish } from '@suite/events'
import type { Tx } from '@suite/db'
import type { ProductEdit, ProductReply } from '../contract.ts'
import { product } from '../queries/product.ts'
import { changesOf } from '../rules/changes.ts'

/**
 * Changes a product's master data and reorder settings, audited with the values before and after. Publishes
 * `product.changed` v1, so that whatever plans from them plans again.
 * @throws AppError `not_found`; `product_changed` when somebody saved another version since; `unknown_vendor`
 */
export const editProduct = async (
  tx: Tx,
  input: ProductEdit & { readonly id: string },
): Promise<ProductReply> => {
  await tx.db.selectFrom('products').select('id').where('id', '=', input.id).forUpdate().execute()
  const before = await product(tx, input.id)
  if (before.version !== input.version)
    throw conflict(
      'product_changed',
      `"${before.name}" was changed by someone else since you opened it. Load it again, check the new values and repeat your change.`,
    )
  const { id, version: _, ...wanted } = input
  const edit = withPlainDecimals(wanted)
  const changes = changesOf(before, edit)
  if (changes === null) return before
  if (edit.active === true) await requireUnmerged(tx, id)
  await requireVendor(tx, input.vendorId)
  await tx.db
    .updateTable('products')
    .set({
      name: edit.name,
      category: edit.category,
      brand: edit.brand,
      strain: edit.strain,
      strain_type: edit.strainType,
      price: edit.price,
      cost: edit.cost,
      vendor_id: edit.vendorId,
      case_pack: edit.casePack,
      moq: edit.moq,
      shelf_life_days: edit.shelfLifeDays,
      reorder_point_override: edit.reorderPointOverride,
      service_level: edit.serviceLevel,
      active: edit.active,
      is_service: edit.isService,
      updated_at: new Date(),
      version: before.version + 1,
    })
    .where('id', '=', id)
    .execute()
  await recordAudit(tx, {
    eventType: 'product.edited',
    resourceType: 'product',
    resourceId: id,
    action: 'update',
    risk: 'price' in changes.after || 'cost' in changes.after ? 'medium' : 'low',
    ...changes,
  })
  await publish(tx, { type: 'product.changed', version: 1, payload: { productId: id } })
  return product(tx, id)
}

/** "34.00" and "34" are the same price: written alike, they are no change. */
const withPlainDecimals = <T extends Omit<ProductEdit, 'version'>>(edit: T): T => {
  const plain = { ...edit }
  for (const field of ['price', 'cost', 'casePack', 'moq', 'reorderPointOverride'] as const) {
    const value = plain[field]
    if (typeof value === 'string') plain[field] = parseDecimal(value, field).toFixed()
  }
  return plain
}

const requireUnmerged = async (tx: Tx, id: string): Promise<void> => {
  const found = await tx.db
    .selectFrom('products')
    .select('merged_into')
    .where('id', '=', id)
    .executeTakeFirst()
  if (found?.merged_into != null)
    throw conflict(
      'product_merged',
      'This product was merged into another one. Undo the merge to use it again.',
    )
}

const requireVendor = async (tx: Tx, vendorId: string | null | undefined): Promise<void> => {
  if (vendorId == null) return
  const found = await tx.db.selectFrom('vendors').select('id').where('id', '=', vendorId).executeTakeFirst()
  if (found === undefined)
    throw invalid('unknown_vendor', 'This vendor does not exist. Choose one from the list.', [
      { path: 'vendorId', message: 'no such vendor' },
    ])
}
