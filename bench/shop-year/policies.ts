import {
  cannabisProphet,
  forecastSeries,
  seasonalNaiveModel,
  type Forecaster,
  type SeriesForecast,
} from '@suite/ensemble'
import { planReplenishment } from '@suite/replenishment'
import type { PlannerView, Policy } from './run-year.ts'

const HORIZON = 14
const OVERSTOCK_DAYS = 60

/** What is on the shelf and on its way. */
const positionOf = ({ onHand, onOrder }: PlannerView): number =>
  onOrder.reduce((sum, { quantity }) => sum + quantity, onHand)

const meanSold = ({ sold, day }: PlannerView, days: number): number =>
  sold.subarray(day - days).reduce((sum, units) => sum + units, 0) / days

/** What most tools of the trade do: the last four weeks' sales a day, times the same number of weeks for everything. */
export const trailingVelocity = (weeks: number): Policy => ({
  name: 'trailing velocity × weeks of cover',
  order: (view) => meanSold(view, 28) * 7 * weeks - positionOf(view),
})

/** The same, told of each vendor's lead time, and counting only days with stock. */
export const trailingWithLeadTime = (safetyDays: number): Policy => ({
  name: 'trailing velocity over lead time',
  order: (view) => {
    const { sold, inStock, day, leadDays, reviewDays } = view
    let [units, days] = [0, 0]
    for (let i = day - 28; i < day; i++)
      if (inStock[i] === 1) {
        units += sold[i]!
        days++
      }
    return days === 0 ? 0 : (units / days) * (leadDays + reviewDays + safetyDays) - positionOf(view)
  },
})

/** A minimum and a maximum set once a quarter from the quarter before, `days` of sales beyond the lead time. */
export const minMax = (days: number): Policy => {
  const levels = new Map<number, { quarter: number; rate: number }>()
  return {
    name: 'min/max',
    order: (view) => {
      const quarter = Math.floor(view.day / 91)
      if (levels.get(view.index)?.quarter !== quarter)
        levels.set(view.index, { quarter, rate: meanSold(view, 91) })
      const { rate } = levels.get(view.index)!
      const position = positionOf(view)
      const min = rate * (view.leadDays + days / 2)
      return position <= min ? min + rate * (view.reviewDays + days / 2) - position : 0
    },
  }
}

/** The product's own road: forecast, errors of its backtests, reorder rules. `models` are tried beside the simple ones. */
const planned = (
  name: string,
  serviceLevel: number,
  forecastOf: (view: PlannerView) => ReturnType<typeof forecastSeries>,
): Policy => ({
  name,
  order: (view) => {
    const result = forecastOf(view)
    if (result.status !== 'ok') return trailingVelocity(3).order(view)
    return planReplenishment(planInput(view, result, serviceLevel)).suggestion.quantity ?? 0
  },
})

const planInput = (view: PlannerView, result: SeriesForecast, serviceLevel: number) => ({
  forecast: result.yhat,
  ...(result.horizonErrors.length === 0
    ? {}
    : { errors: { days: HORIZON, errors: result.horizonErrors.toSorted((a, b) => a - b) } }),
  today: view.day,
  leadTime: { days: view.leadDays, spreadDays: view.leadSpread },
  reviewDays: view.reviewDays,
  nextChanceDays: view.reviewDays,
  serviceLevel,
  onHand: view.onHand,
  reserved: 0,
  receipts: view.onOrder.map(({ day, quantity }) => ({ day: Math.max(view.day, day), quantity })),
  casePack: view.product.casePack,
  moq: view.product.moq,
  lots: view.lots.map((lot, i) => ({ id: String(i), ...lot })),
  shelfLifeDays: view.product.shelfLifeDays,
  unitPrice: view.product.price.toFixed(2),
  unitCost: view.product.cost.toFixed(2),
  overstockDays: OVERSTOCK_DAYS,
})

const seriesOf = ({ firstDay, sold, inStock }: PlannerView) => ({ firstDay, values: sold, inStock })

/** Ours: the models of the product, chosen by backtest, over stock-out days left out. */
export const ours = (serviceLevel: number, models: readonly Forecaster[] = [cannabisProphet('CO')]): Policy =>
  planned('ours', serviceLevel, (view) => forecastSeries(seriesOf(view), { models, horizon: HORIZON }))

/** Ours with last week repeated as the only forecast. */
export const naiveForecast = (serviceLevel: number): Policy =>
  planned('naive forecast, our reorder rules', serviceLevel, (view) => naive(view))

const naive = (view: PlannerView): ReturnType<typeof forecastSeries> => {
  const result = forecastSeries(seriesOf(view), { models: [], horizon: HORIZON, simpleOrigins: 12 })
  if (result.status !== 'ok') return result
  const { yhat } = seasonalNaiveModel.fit({ firstDay: view.firstDay, values: view.sold }, HORIZON)
  const card = result.backtests.find(({ name }) => name === seasonalNaiveModel.name)
  const errors = card?.paths.map(({ forecast, actual }) => known(forecast, actual)) ?? []
  return { ...result, yhat, horizonErrors: errors.toSorted((a, b) => a - b) }
}

const known = (forecast: Float64Array, actual: Float64Array): number =>
  actual.reduce((sum, units, i) => (Number.isNaN(units) ? sum : sum + units - forecast[i]!), 0)
