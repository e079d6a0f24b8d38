import { Decimal, lineAmount, type Day, type Minor } from '@suite/kernel'
import { sql, type Read } from '@suite/db'
import { countedBlindBy } from '@suite/inventory'
import { planProduct } from '../rules/plan-product.ts'
import { planningSettings } from './planning-settings.ts'
import { productFacts } from './product-facts.ts'

/** What a plan would say. */
export interface PlanIf {
  readonly stockOutOn: Day | null
  /** In the product's unit; drafts of the planner are part of it. */
  readonly orderQuantity: string
  readonly orderCostMinor: Minor | null
  readonly atRiskMinor: Minor
}

/**
 * The plans of a product in a store if demand were so many units a day from `firstDay`, one for each of `demands`. Nothing is
 * stored. Null where the product has no forecast to replace, is not planned, or is being counted blind by who asks, whom the
 * plan would tell the stock.
 */
export const plansIf = async (
  read: Read,
  input: {
    readonly storeId: string
    readonly productId: string
    readonly firstDay: Day
    readonly demands: readonly (readonly number[])[]
    readonly now: Date
  },
): Promise<PlanIf[] | null> => {
  const { storeId, productId, firstDay, demands, now } = input
  const blind = await sql`
    select from (${countedBlindBy(read.context.actor.id)}) b where b.store_id = ${storeId} and b.product_id = ${productId}`.execute(
    read.db,
  )
  if (blind.rows.length > 0) return null
  const limits = await planningSettings(read)
  const { facts } = await productFacts(read, {
    scope: { storeId, productIds: [productId] },
    after: null,
    limit: 1,
    now,
  })
  const [product] = facts
  if (product === undefined || product.forecast === null) return null
  const { forecast } = product
  return demands.map((mean) => {
    const plan = planProduct({ ...product, forecast: { ...forecast, firstDay, mean, overrides: [] } }, limits)
    return {
      stockOutOn: plan.stockOutOn,
      orderQuantity: new Decimal(plan.neededQuantity).toFixed(),
      orderCostMinor: product.cost === null ? null : lineAmount(plan.neededQuantity, product.cost),
      atRiskMinor: plan.atRiskMinor,
    }
  })
}
