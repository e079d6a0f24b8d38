import { sql } from '@suite/db'
import type { Fragment } from '../ledger-sql.ts'
import { leavesSaleOn } from '../commands/settle-stock.ts'
import type { CountScope } from './session.ts'

/** What a sheet is made of; a risk scope has been turned into its products by then. */
export interface SheetRequest {
  readonly storeId: string
  readonly by: 'package' | 'product'
  readonly scope: Exclude<CountScope, { kind: 'risk' }>
}

/**
 * A query of `product_id, lot_id, package_tag, lot_code, room, name, leaves_on, received_at`, one row a line of the sheet.
 * By package: every lot with goods left, and one line for units in no package where the book has such units or does not
 * know. By product: one line each. Products the book has none of are asked for only when they were named.
 */
export const sheetLines = (request: SheetRequest): Fragment => {
  if (request.by === 'product') return productLines(request, sql`true`)
  const lots = lotLines(request)
  return request.scope.kind === 'room' ? lots : sql`${lots} union all ${productLines(request, LOOSE)}`
}

const lotLines = ({ storeId, scope }: SheetRequest): Fragment => sql`
  select p.id as product_id, l.id as lot_id, l.package_tag, l.lot_code, l.room, p.name, ${leavesSaleOn} as leaves_on,
    l.received_at
  from lots l join products p on p.organization_id = l.organization_id and p.id = l.product_id
  where l.store_id = ${storeId} and l.on_hand > 0 and not p.is_service and ${
    scope.kind === 'room' ? sql`l.room = any(${scope.rooms}::text[])` : chosen(scope)
  }`

const productLines = ({ storeId, scope }: SheetRequest, which: Fragment): Fragment => sql`
  select p.id as product_id, null::uuid as lot_id, null::text as package_tag, '' as lot_code, null::text as room, p.name,
    null::date as leaves_on, null::timestamptz as received_at
  from products p
  left join stock_positions s on s.organization_id = p.organization_id and s.product_id = p.id and s.store_id = ${storeId}
  cross join lateral (select coalesce(sum(l.on_hand), 0) as on_hand from lots l
    where l.store_id = ${storeId} and l.product_id = p.id) k
  where not p.is_service and ${chosen(scope)} and ${which} and ${
    scope.kind === 'products'
      ? sql`true`
      : sql`s.product_id is not null and (s.on_hand is null or s.on_hand <> 0 or k.on_hand <> 0)`
  }`

/** The book has units in no lot, has no lots, or does not know. */
const LOOSE = sql`(s.on_hand is null or s.on_hand <> k.on_hand or k.on_hand = 0)`

const chosen = (scope: SheetRequest['scope']): Fragment => {
  if (scope.kind === 'category') return sql`p.category = any(${scope.categories}::text[])`
  if (scope.kind === 'products') return sql`p.id = any(${scope.productIds}::uuid[])`
  return sql`true`
}
