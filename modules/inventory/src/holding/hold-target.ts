import { invalid, notFound } from '@suite/kernel'
import { sql, type Tx } from '@suite/db'

/** What is to be held in a store: a lot, a tag (in stock or still to come), or all there is of a product. */
export interface HoldInput {
  readonly storeId: string
  readonly lotId?: string | undefined
  readonly packageTag?: string | undefined
  readonly productId?: string | undefined
  readonly reason: string
  readonly recallId?: string | undefined
}

/** The goods a hold is placed on, as it is stored. */
export interface HoldTarget {
  readonly scope: 'lot' | 'tag' | 'product'
  readonly lotId: string | null
  readonly productId: string | null
  readonly packageTag: string | null
}

/**
 * Finds what a hold is meant for. A tag that a lot of the store carries means that lot; any other waits for its package.
 * @throws AppError `hold_target` unless exactly one of lot, tag and product is named; `not_found`
 */
export const holdTarget = async (tx: Tx, input: HoldInput): Promise<HoldTarget> => {
  const named = [input.lotId, input.packageTag, input.productId].filter((each) => each !== undefined)
  if (named.length !== 1)
    throw invalid('hold_target', 'Name one thing to hold: a lot, a package tag or a product.', [
      { path: 'lotId', message: 'name one of lotId, packageTag and productId' },
    ])
  if (input.productId !== undefined)
    return { scope: 'product', lotId: null, productId: input.productId, packageTag: null }
  const which = input.lotId === undefined ? sql`package_tag = ${input.packageTag}` : sql`id = ${input.lotId}`
  const { rows } = await sql<{ id: string; product_id: string; package_tag: string | null }>`
    select id, product_id, package_tag from lots where store_id = ${input.storeId} and ${which}`.execute(
    tx.db,
  )
  const lot = rows[0]
  if (lot !== undefined)
    return { scope: 'lot', lotId: lot.id, productId: lot.product_id, packageTag: lot.package_tag }
  if (input.packageTag === undefined) throw notFound('lot')
  return { scope: 'tag', lotId: null, productId: null, packageTag: input.packageTag }
}
