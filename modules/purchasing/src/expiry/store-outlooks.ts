import { dayOf, epochDay, lineAmount } from '@suite/kernel'
import { sql, type Tx } from '@suite/db'
import type { ProductFacts, ProductPlan } from '../rules/product-facts.ts'

/**
 * Writes what is expected of the lots of freshly planned products over what was, what is gone or sold out dropped. A lot may have
 * been another product's before, as when two were merged.
 */
export const storeOutlooks = async (
  tx: Tx,
  { facts, plans, now }: { facts: readonly ProductFacts[]; plans: readonly ProductPlan[]; now: Date },
): Promise<void> => {
  if (plans.length === 0) return
  const keys = plans.map(({ storeId, productId }) => ({ storeId, productId }))
  await sql`
    delete from lot_outlooks o using jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as k("storeId" uuid, "productId" uuid)
    where o.store_id = k."storeId" and o.product_id = k."productId"`.execute(tx.db)
  const rows = plans.flatMap((plan, i) => rowsOf(facts[i]!, plan))
  if (rows.length === 0) return
  await sql`
    insert into lot_outlooks (organization_id, lot_id, store_id, product_id, leaves_on, quantity, units_per_day, expected_sold,
      expected_unsold, unsold_low, unsold_high, unit_cost, unit_price, waste_minor, waste_at_price_minor, sold_out_on, balance,
      plan_day, computed_at)
    select ${tx.context.organizationId}, r."lotId", r."storeId", r."productId", r."leavesOn", r.quantity, r."unitsPerDay",
      r."expectedSold", r."expectedUnsold", r."unsoldLow", r."unsoldHigh", r."unitCost", r."unitPrice", r."wasteMinor",
      r."wasteAtPriceMinor", r."soldOutOn", r.balance, r."planDay", ${now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r("lotId" uuid, "storeId" uuid, "productId" uuid,
      "leavesOn" date, quantity numeric, "unitsPerDay" float8, "expectedSold" numeric, "expectedUnsold" numeric,
      "unsoldLow" numeric, "unsoldHigh" numeric, "unitCost" numeric, "unitPrice" numeric, "wasteMinor" bigint,
      "wasteAtPriceMinor" bigint, "soldOutOn" date, balance real[], "planDay" date)
    on conflict (organization_id, lot_id) do update set store_id = excluded.store_id, product_id = excluded.product_id,
      leaves_on = excluded.leaves_on, quantity = excluded.quantity, units_per_day = excluded.units_per_day,
      expected_sold = excluded.expected_sold, expected_unsold = excluded.expected_unsold, unsold_low = excluded.unsold_low,
      unsold_high = excluded.unsold_high, unit_cost = excluded.unit_cost, unit_price = excluded.unit_price,
      waste_minor = excluded.waste_minor, waste_at_price_minor = excluded.waste_at_price_minor,
      sold_out_on = excluded.sold_out_on, balance = excluded.balance, plan_day = excluded.plan_day,
      computed_at = excluded.computed_at`.execute(tx.db)
}

const rowsOf = (facts: ProductFacts, plan: ProductPlan) => {
  const lots = new Map(facts.lots.map((lot) => [lot.id, lot]))
  const unitPrice = facts.price ?? facts.soldAt
  return plan.outlooks.map((outlook) => {
    const unitCost = lots.get(outlook.id)?.unitCost ?? facts.cost
    // what is past its day will not be sold, whatever is left of it
    const past = outlook.lastSaleDay < epochDay(plan.planDay)
    const unsold = outlook.expectedUnsold.toFixed(4)
    return {
      lotId: outlook.id,
      storeId: plan.storeId,
      productId: plan.productId,
      leavesOn: dayOf(outlook.lastSaleDay),
      quantity: lots.get(outlook.id)?.quantity ?? '0',
      unitsPerDay: plan.unitsPerDay,
      expectedSold: past ? '0' : outlook.expectedSold.toFixed(4),
      expectedUnsold: unsold,
      unsoldLow: outlook.unsoldLow.toFixed(4),
      unsoldHigh: outlook.unsoldHigh.toFixed(4),
      unitCost,
      unitPrice,
      wasteMinor: lineAmount(unsold, unitCost ?? unitPrice ?? '0'),
      wasteAtPriceMinor: lineAmount(unsold, unitPrice ?? '0'),
      soldOutOn: outlook.soldOutDay === null ? null : dayOf(outlook.soldOutDay),
      balance: outlook.balance.map((units) => Math.round(units * 100) / 100),
      planDay: plan.planDay,
    }
  })
}
