import { notFound } from '@suite/kernel'
import { sql, type Read } from '@suite/db'
import { decodeCursor, toPage } from '@suite/http'
import { requireNotCountingBlind } from '@suite/inventory'
import type { Reasoning, ReorderDetail, ReorderItem, ReorderQuery } from '../contract.ts'
import { containing } from './containing.ts'

type Row = Omit<ReorderItem, 'computedAt'> & { computedAt: Date }

const COLUMNS = sql`
  r.product_id as "productId", r.store_id as "storeId", s.name as "storeName", p.sku, p.name, p.category, p.unit,
  r.vendor_id as "vendorId", v.name as "vendorName", trim_scale(r.on_hand) as "onHand", trim_scale(r.on_order) as "onOrder",
  trim_scale(r.on_draft) as "onDraft", r.units_per_day as "unitsPerDay", r.days_of_supply as "daysOfSupply",
  trim_scale(r.reorder_point) as "reorderPoint", trim_scale(r.order_up_to) as "orderUpTo",
  trim_scale(r.suggested_quantity) as "suggestedQuantity", r.suggested_cost_minor as "suggestedCostMinor",
  trim_scale(p.case_pack) as "casePack", r.stock_out_on as "stockOutOn", r.at_risk_minor as "atRiskMinor",
  r.frozen_minor as "frozenMinor", r.expiring_minor as "expiringMinor", r.stock_status as "stockStatus",
  r.needs_order as "needsOrder", r.plan_day as "planDay", r.computed_at as "computedAt"`
const SOURCE = sql`
  reorder_plans r
  join products p on p.organization_id = r.organization_id and p.id = r.product_id
  join stores s on s.organization_id = r.organization_id and s.id = r.store_id
  left join vendors v on v.organization_id = r.organization_id and v.id = r.vendor_id`

/** What must be ordered, most dollars at risk first; what a draft already holds is shown with it. */
export const reorderList = async (
  read: Read,
  query: ReorderQuery,
): Promise<{ items: ReorderItem[]; nextCursor: string | null }> => {
  const filters = [
    query.show === 'all' ? sql`true` : sql`r.needs_order`,
    ...(query.storeId === undefined ? [] : [sql`r.store_id = ${query.storeId}`]),
    ...(query.vendorId === undefined ? [] : [sql`r.vendor_id = ${query.vendorId}`]),
    ...(query.status === undefined ? [] : [sql`r.stock_status = ${query.status}`]),
    ...(query.search === undefined ? [] : [containing(query.search)]),
    ...(query.cursor === undefined ? [] : [pastCursor(query.cursor)]),
  ]
  const { rows } = await sql<Row>`
    select ${COLUMNS} from ${SOURCE} where ${sql.join(filters, sql` and `)}
    order by r.at_risk_minor desc, r.product_id, r.store_id limit ${query.limit + 1}`.execute(read.db)
  return toPage(rows.map(withInstant), query.limit, (row) => [row.atRiskMinor, row.productId, row.storeId])
}

const pastCursor = (cursor: string) => {
  const [risk, productId, storeId] = decodeCursor(cursor, 3)
  return sql`(r.at_risk_minor < ${Number(risk)} or (r.at_risk_minor = ${Number(risk)}
    and (r.product_id, r.store_id) > (${String(productId)}::uuid, ${String(storeId)}::uuid)))`
}

/** The plan of one product in one store with its reasons; no plan yet says so in words. @throws AppError `not_found`, `counting_blind` */
export const reorderDetail = async (
  read: Read,
  input: { readonly storeId: string; readonly productId: string },
): Promise<ReorderDetail> => {
  await requireNotCountingBlind(read, input)
  const { rows } = await sql<Row & { reasoning: Reasoning }>`
    select ${COLUMNS}, w.reasoning from ${SOURCE}
    join reorder_reasons w on w.organization_id = r.organization_id and w.store_id = r.store_id and w.product_id = r.product_id
    where r.store_id = ${input.storeId} and r.product_id = ${input.productId}`.execute(read.db)
  const [row] = rows
  if (row !== undefined) return { plan: withInstant(row), reasoning: row.reasoning }
  await requireProductAndStore(read, input)
  return {
    plan: null,
    reasoning: {
      sentences: [
        {
          text: 'Nothing is planned here yet: there is no forecast and no stock figure. Import sales, or count what is on the shelf.',
          data: {},
        },
      ],
    },
  }
}

const requireProductAndStore = async (
  read: Read,
  { storeId, productId }: { storeId: string; productId: string },
): Promise<void> => {
  const { rows } = await sql<{ store: boolean; product: boolean }>`
    select exists(select from stores where id = ${storeId}) as store,
      exists(select from products where id = ${productId}) as product`.execute(read.db)
  if (!rows[0]!.store) throw notFound('store')
  if (!rows[0]!.product) throw notFound('product')
}

const withInstant = (row: Row): ReorderItem => {
  const { computedAt, ...rest } = row
  const { reasoning: _, ...item } = rest as typeof rest & { reasoning?: unknown }
  return { ...item, computedAt: computedAt.toISOString() }
}
