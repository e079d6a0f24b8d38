import { dayOf } from '@suite/kernel'
import { INTERVAL, STORED_DAYS } from '../contract.ts'
import type { ProductForecast } from '../worker/messages.ts'

/** A product not sold for this long is forecast as not selling, without asking any model. */
export const DORMANT_DAYS = 180
/** Fortnights without a sale that the dormant days hold: so many errors of zero were measured. */
const QUIET_FORTNIGHTS = Math.floor(DORMANT_DAYS / 14)

/** True when the last sale lies `DORMANT_DAYS` or more before the end of the history. */
export const isDormant = (lastSale: number, through: number): boolean => through - lastSale >= DORMANT_DAYS

/** Zero demand, as half a year without a sale measured it. Days since 1970-01-01. */
export const dormantForecast = (
  productId: string,
  { firstSale, lastSale, through }: { firstSale: number; lastSale: number; through: number },
): ProductForecast => {
  const zeros = Array.from({ length: STORED_DAYS }, () => 0)
  return {
    productId,
    status: 'ready',
    availableOn: null,
    model: 'no_recent_sales',
    modelVersion: '1',
    trainedFrom: dayOf(firstSale),
    trainedThrough: dayOf(through),
    firstDay: dayOf(through + 1),
    mean: zeros,
    lower: zeros,
    upper: zeros,
    intervalWidth: INTERVAL,
    mape: null,
    wape: null,
    skill: null,
    coverage: null,
    confidence: null,
    unitsPerDay: 0,
    backtest: {
      models: [],
      chosen: 'no_recent_sales',
      reason: `Not sold since ${dayOf(lastSale)}: no demand is expected until it sells again.`,
      horizonDays: 14,
      origins: 0,
      pattern: 'none',
    },
    components: null,
    horizonErrors: Array.from({ length: QUIET_FORTNIGHTS }, () => 0),
  }
}
