import { sql, type Tx } from '@suite/db'
import type { LineRow } from './write-lines.ts'

/** How the planner signs. */
export const PLANNER = 'replenishment'

/** The lines the plans of a store and vendor ask for and their draft does not have yet. */
export const suggestedLines = async (
  tx: Tx,
  wanted: {
    readonly storeId: string
    readonly vendorId: string
    readonly productIds: readonly string[] | undefined
    /** Products not to be drafted. */
    readonly leaveOut: readonly string[]
    readonly draftId: string | null
  },
): Promise<LineRow[]> =>
  (
    await sql<LineRow>`
      select r.product_id as "productId", trim_scale(r.needed_quantity) as quantity, p.unit,
        trim_scale(coalesce(p.cost, lot.unit_cost)) as "unitCost", 'suggestion' as "setBy",
        trim_scale(r.needed_quantity) as "suggestedQuantity", w.reasoning
      from reorder_plans r
      join reorder_reasons w on w.organization_id = r.organization_id and w.store_id = r.store_id and w.product_id = r.product_id
      join products p on p.organization_id = r.organization_id and p.id = r.product_id
      left join lateral (
        select t.unit_cost from lots t
        where t.organization_id = r.organization_id and t.product_id = r.product_id and t.store_id = r.store_id
          and t.unit_cost is not null
        order by t.received_at desc limit 1
      ) lot on true
      where r.needs_order and r.store_id = ${wanted.storeId} and r.vendor_id = ${wanted.vendorId}
        and r.needed_quantity > 0 and r.product_id <> all(${wanted.leaveOut}::uuid[])
        ${wanted.productIds === undefined ? sql`` : sql`and r.product_id = any(${wanted.productIds}::uuid[])`}
        and not exists (select from purchase_order_lines l where l.organization_id = r.organization_id
          and l.purchase_order_id = ${wanted.draftId} and l.product_id = r.product_id)
      order by p.name, p.id`.execute(tx.db)
  ).rows

/**
 * Products a person has said "not now" to: on a draft of this store and vendor cancelled in the last 20 hours; or, on an
 * order approved since the vendor's last review, set by hand, taken off, or cancelled after all.
 */
export const heldBack = async (
  tx: Tx,
  { storeId, vendorId, now }: { readonly storeId: string; readonly vendorId: string; readonly now: Date },
): Promise<string[]> =>
  (
    await sql<{ productId: string }>`
      with recent as (
        select o.* from purchase_orders o
        join vendors v on v.organization_id = o.organization_id and v.id = o.vendor_id
        where o.store_id = ${storeId} and o.vendor_id = ${vendorId}
          and (o.approved_at > ${now}::timestamptz - v.review_days * interval '1 day'
            or (o.status = 'cancelled' and o.approved_at is null and o.closed_by <> ${PLANNER}
              and o.closed_at > ${now}::timestamptz - interval '20 hours'))
      )
      select l.product_id as "productId" from recent o
      join purchase_order_lines l on l.organization_id = o.organization_id and l.purchase_order_id = o.id
      where o.status = 'cancelled' or l.set_by = 'person'
      union
      select unnest(o.declined) from recent o`.execute(tx.db)
  ).rows.map(({ productId }) => productId)
