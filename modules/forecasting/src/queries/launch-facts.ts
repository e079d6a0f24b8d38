import { sql, type Read } from '@suite/db'
import type { LaunchFacts } from '../worker/messages.ts'

/** Days the level of a category is measured over. */
const LEVEL_DAYS = 91

interface Row {
  readonly productId: string
  readonly name: string
  readonly category: string
  readonly brand: string | null
  readonly strainType: string | null
  readonly vendor: string | null
  readonly size: number | null
  readonly price: number | null
  readonly storeLevel: number | null
}

/**
 * What products are, as far as it matters for how they sell, and what the store sells of their categories, units a day. Without
 * those of categories the store has sold nothing of.
 */
export const launchFacts = async (
  read: Read,
  input: { readonly storeId: string; readonly productIds: readonly string[]; readonly through: number },
): Promise<Map<string, LaunchFacts>> => {
  if (input.productIds.length === 0) return new Map()
  const { rows } = await sql<Row>`
    with levels as materialized (
      select p.category, greatest(0, sum(d.units_sold - d.units_returned))::float8 / ${LEVEL_DAYS}::float8 as level
      from sales_daily d join products p on p.organization_id = d.organization_id and p.id = d.product_id
      where d.organization_id = ${read.context.organizationId} and d.store_id = ${input.storeId}
        and d.business_day > date '1970-01-01' + ${input.through - LEVEL_DAYS}::integer and not p.is_service
      group by p.category)
    select p.id as "productId", p.name, p.category, p.brand, p.strain_type as "strainType", p.vendor_id::text as vendor,
      p.net_weight::float8 as size, p.price::float8 as price, levels.level as "storeLevel"
    from products p left join levels on levels.category = p.category
    where p.id = any(${input.productIds}::uuid[])`.execute(read.db)
  return new Map(
    rows.flatMap((row) =>
      row.storeLevel === null || row.storeLevel <= 0 ? [] : [[row.productId, factsOf(row, row.storeLevel)]],
    ),
  )
}

const factsOf = (row: Row, storeLevel: number): LaunchFacts => ({
  name: row.name,
  storeLevel,
  attributes: {
    category: row.category,
    ...(row.brand === null ? {} : { brand: row.brand }),
    ...(row.strainType === null ? {} : { strainType: row.strainType }),
    ...(row.vendor === null ? {} : { vendor: row.vendor }),
    ...(row.size === null || row.size <= 0 ? {} : { size: row.size }),
    ...(row.price === null || row.price <= 0 ? {} : { price: row.price }),
  },
})
