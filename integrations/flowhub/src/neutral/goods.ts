import type { WireInventoryRow } from '../wire/inventory.ts'
import { unitNamed } from './names.ts'

/**
 * Which number of Flowhub names a product of ours. Flowhub numbers goods anew with each delivery as far as is known
 * (unverified), so the sold size is what lasts; a shop where it is otherwise chooses `productId`.
 */
export type ProductNumber = 'variantId' | 'productId'

type Numbered = Pick<WireInventoryRow, 'productId' | 'variantId'>

/** The number by which a row's product goes; the other one where it is missing. */
export const productOf = (row: Numbered, by: ProductNumber): string | null =>
  by === 'variantId' ? (row.variantId ?? row.productId) : (row.productId ?? row.variantId)

/** The state's tag of a row, upper case. */
export const tagOf = ({ regulatoryId }: Pick<WireInventoryRow, 'regulatoryId'>): string | null =>
  regulatoryId?.toUpperCase() ?? null

/** What orders do not say of the goods they name. */
export interface GoodsFacts {
  readonly variantId: string | null
  readonly productId: string | null
  /** Null when the goods lie in several packages, or in none the state knows. */
  readonly tag: string | null
  readonly unit: string
}

/** Facts by `sku:…` and `product:…`. */
export type Goods = Readonly<Record<string, GoodsFacts>>

/** The names under which facts of an item or a row are kept, the surest first. */
export const goodsKeys = (row: Pick<WireInventoryRow, 'sku' | 'productId' | 'variantId'>): string[] => [
  ...(row.sku === null ? [] : [`sku:${row.sku}`]),
  ...(row.productId === null ? [] : [`product:${row.productId}`]),
  ...(row.variantId === null ? [] : [`variant:${row.variantId}`]),
]

/** What every list of stock tells of the goods in it. */
export const goodsOf = (rows: readonly WireInventoryRow[]): Goods => {
  const goods: Record<string, GoodsFacts> = {}
  for (const row of rows)
    for (const key of goodsKeys(row)) {
      const held = goods[key]
      const tag = tagOf(row)
      goods[key] = {
        variantId: held === undefined || held.variantId === row.variantId ? row.variantId : null,
        productId: held === undefined || held.productId === row.productId ? row.productId : null,
        tag: held === undefined || held.tag === tag ? tag : null,
        unit: unitNamed(row.inventoryUnitOfMeasure),
      }
    }
  return goods
}
