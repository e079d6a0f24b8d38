import { sql, type Tx } from '@suite/db'
import type { ProductPlan } from '../rules/product-facts.ts'

/** Stores a batch of plans and their reasons over the ones before, a statement each. */
export const storePlans = async (tx: Tx, plans: readonly ProductPlan[], now: Date): Promise<void> => {
  if (plans.length === 0) return
  const { organizationId } = tx.context
  const rows = JSON.stringify(plans)
  await sql`
    insert into reorder_plans (organization_id, store_id, product_id, vendor_id, stock_status, needs_order, on_hand, on_order,
      on_draft, units_per_day, days_of_supply, reorder_point, order_up_to, needed_quantity, suggested_quantity,
      suggested_cost_minor, stock_out_on, at_risk_minor, unordered_risk_minor, frozen_minor, expiring_minor, stock_minor,
      sold_last_30, plan_day, computed_at)
    select ${organizationId}, r."storeId", r."productId", r."vendorId", r."stockStatus", r."needsOrder", r."onHand",
      r."onOrder", r."onDraft", r."unitsPerDay", r."daysOfSupply", r."reorderPoint", r."orderUpTo", r."neededQuantity",
      r."suggestedQuantity", r."suggestedCostMinor", r."stockOutOn", r."atRiskMinor", r."unorderedRiskMinor",
      r."frozenMinor", r."expiringMinor", r."stockMinor", r."soldLast30", r."planDay", ${now}
    from jsonb_to_recordset(${rows}::jsonb) as r(
      "storeId" uuid, "productId" uuid, "vendorId" uuid, "stockStatus" text, "needsOrder" boolean, "onHand" numeric,
      "onOrder" numeric, "onDraft" numeric, "unitsPerDay" float8, "daysOfSupply" float8, "reorderPoint" numeric,
      "orderUpTo" numeric, "neededQuantity" numeric, "suggestedQuantity" numeric, "suggestedCostMinor" bigint,
      "stockOutOn" date, "atRiskMinor" bigint, "unorderedRiskMinor" bigint, "frozenMinor" bigint, "expiringMinor" bigint,
      "stockMinor" bigint, "soldLast30" numeric, "planDay" date)
    on conflict (organization_id, store_id, product_id) do update set
      vendor_id = excluded.vendor_id, stock_status = excluded.stock_status, needs_order = excluded.needs_order,
      on_hand = excluded.on_hand, on_order = excluded.on_order, on_draft = excluded.on_draft,
      units_per_day = excluded.units_per_day, days_of_supply = excluded.days_of_supply,
      reorder_point = excluded.reorder_point, order_up_to = excluded.order_up_to,
      needed_quantity = excluded.needed_quantity, suggested_quantity = excluded.suggested_quantity,
      suggested_cost_minor = excluded.suggested_cost_minor, stock_out_on = excluded.stock_out_on,
      at_risk_minor = excluded.at_risk_minor, unordered_risk_minor = excluded.unordered_risk_minor,
      frozen_minor = excluded.frozen_minor, expiring_minor = excluded.expiring_minor, stock_minor = excluded.stock_minor,
      sold_last_30 = excluded.sold_last_30, plan_day = excluded.plan_day,
      computed_at = excluded.computed_at`.execute(tx.db)
  await sql`
    insert into reorder_reasons (organization_id, store_id, product_id, reasoning)
    select ${organizationId}, r."storeId", r."productId", r.reasoning
    from jsonb_to_recordset(${rows}::jsonb) as r("storeId" uuid, "productId" uuid, reasoning jsonb)
    on conflict (organization_id, store_id, product_id) do update set reasoning = excluded.reasoning`.execute(
    tx.db,
  )
}

/** Removes plans of products that are no longer sold here, or of which nothing is known any more. */
export const dropOldPlans = async (tx: Tx): Promise<void> => {
  await sql`
    delete from reorder_plans r using products p
    where p.organization_id = r.organization_id and p.id = r.product_id and (p.is_service or not p.active
      or (not exists (select from forecasts f where f.organization_id = r.organization_id and f.store_id = r.store_id and f.product_id = r.product_id)
        and not exists (select from stock_positions s where s.organization_id = r.organization_id and s.store_id = r.store_id and s.product_id = r.product_id)))`.execute(
    tx.db,
  )
}
