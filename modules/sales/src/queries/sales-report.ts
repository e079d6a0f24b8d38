import { invalid } from '@suite/kernel'
import { sql, type Read } from '@suite/db'
import { decodeCursor, toPage } from '@suite/http'
import type { Fragment } from '@suite/inventory'

/** Sales of a span of business days, both ends included. */
export interface SalesReportQuery {
  readonly from: string
  readonly to: string
  readonly storeId?: string | undefined
  readonly by: 'day' | 'category' | 'product' | 'store' | 'brand'
}

/** Money in minor units; units are sold less returned. Cost is null when that of any line is unknown. */
export interface SalesItem {
  readonly key: string
  readonly label: string
  readonly netMinor: number
  readonly grossMinor: number
  readonly discountMinor: number
  readonly taxMinor: number
  readonly costMinor: number | null
  readonly units: string
  readonly returned: string
}

const SUMS = sql`
  coalesce(sum(d.net_minor), 0)::bigint as "netMinor", coalesce(sum(d.gross_minor), 0)::bigint as "grossMinor",
  coalesce(sum(d.discount_minor), 0)::bigint as "discountMinor", coalesce(sum(d.tax_minor), 0)::bigint as "taxMinor",
  (case when count(d.cost_minor) = count(*) then coalesce(sum(d.cost_minor), 0) end)::bigint as "costMinor",
  trim_scale(coalesce(sum(d.units_sold - d.units_returned), 0)) as units`

/**
 * Sales from the daily rollups: totals of the span and a page of its groups. Days come in order, other groups by net,
 * largest first. @throws AppError `bad_span` when the span ends before it begins
 */
export const salesReport = async (
  read: Read,
  input: SalesReportQuery & { limit: number; cursor?: string | undefined },
) => {
  if (input.from > input.to)
    throw invalid('bad_span', 'The span must begin before it ends.', [
      { path: 'to', message: 'must not be before from' },
    ])
  const stores = input.storeId === undefined ? sql`select id from stores` : sql`select ${input.storeId}::uuid`
  const span = sql`d.business_day between ${input.from} and ${input.to} and d.store_id = any(array(${stores}))`
  const totals = await sql<Omit<SalesItem, 'key' | 'label' | 'returned'> & { receipts: number }>`
    select ${SUMS}, coalesce(sum(d.receipts), 0)::bigint as receipts from store_sales_daily d where ${span}`.execute(
    read.db,
  )
  const { rows } = await sql<SalesItem>`
    select * from (${groups(input, span)}) g where ${after(input)}
    order by ${input.by === 'day' ? sql`key` : sql`"netMinor" desc, key`} limit ${input.limit + 1}`.execute(
    read.db,
  )
  const page = toPage(rows, input.limit, (row) => [row.netMinor, row.key])
  return { totals: totals.rows[0]!, ...page }
}

const groups = ({ by }: SalesReportQuery, span: Fragment): Fragment => {
  const returned = sql`trim_scale(coalesce(sum(d.units_returned), 0)) as returned`
  if (by === 'day')
    return sql`select d.business_day::text as key, d.business_day::text as label, ${SUMS}, ${returned}
      from store_sales_daily d where ${span} group by d.business_day`
  if (by === 'store')
    return sql`select s.id::text as key, s.name as label, ${SUMS}, ${returned}
      from store_sales_daily d join stores s on s.id = d.store_id where ${span} group by s.id, s.name`
  const group = {
    product: [sql`p.id::text`, sql`p.name`],
    category: [sql`p.category`, sql`p.category`],
    brand: [sql`coalesce(p.brand, '')`, sql`coalesce(p.brand, 'No brand')`],
  }[by] as [Fragment, Fragment]
  // grouped by product first: fewer rows meet the product's text
  return sql`select ${group[0]} as key, ${group[1]} as label, ${SUMS_OF_PRODUCTS}
    from (
      select d.product_id, ${SUMS}, sum(d.units_returned) as returned from sales_daily d where ${span} group by d.product_id) d
    join products p on p.id = d.product_id group by 1, 2`
}

const SUMS_OF_PRODUCTS = sql`
  sum(d."netMinor")::bigint as "netMinor", sum(d."grossMinor")::bigint as "grossMinor",
  sum(d."discountMinor")::bigint as "discountMinor", sum(d."taxMinor")::bigint as "taxMinor",
  (case when count(d."costMinor") = count(*) then sum(d."costMinor") end)::bigint as "costMinor",
  trim_scale(sum(d.units)) as units, trim_scale(sum(d.returned)) as returned`

const after = ({ by, cursor }: SalesReportQuery & { cursor?: string | undefined }): Fragment => {
  if (cursor === undefined) return sql`true`
  const [net, key] = decodeCursor(cursor, 2)
  return by === 'day'
    ? sql`key > ${key}::text`
    : sql`("netMinor" < ${net}::bigint or ("netMinor" = ${net}::bigint and key > ${key}::text))`
}
