import type { Subscription } from '@suite/events'
import { FORECAST_OVERRIDDEN } from '@suite/forecasting'
import { planAgain, type PlanScope } from './commands/plan-again.ts'

/** Plans follow forecasts, stock and master data. */
export const purchasingSubscriptions = (): Subscription[] => [
  plansFollow('forecasts.ready', 'purchasing.plan_after_forecast', ['runId']),
  plansFollow(FORECAST_OVERRIDDEN, 'purchasing.plan_after_override', ['storeId', 'productId']),
  plansFollow('stock.changed', 'purchasing.plan_after_stock', ['storeId', 'productId']),
  plansFollow('product.changed', 'purchasing.plan_after_product', ['productId']),
  plansFollow('vendor.changed', 'purchasing.plan_after_vendor', ['vendorId']),
]

const plansFollow = (
  event: string,
  consumer: string,
  fields: readonly (keyof PlanScope)[],
): Subscription => ({
  event,
  consumer,
  handle: (tx, { payload }) =>
    planAgain(
      tx,
      Object.fromEntries(
        fields.flatMap((field) => (typeof payload[field] === 'string' ? [[field, payload[field]]] : [])),
      ),
    ),
})
