import { forecastLstm, type LstmModel } from '@suite/lstm'
import type { DemandSeries } from '@suite/gbm'
import type { Forecaster } from './model.ts'

/** A network over all products, and its twin of the past by which it is judged; the days are those of `GlobalModel`. */
export interface NetworkModel {
  readonly present: LstmModel
  readonly until: number
  readonly past: LstmModel
  readonly since: number
}

/**
 * The network as a forecaster of each product, with its own 80 % interval. As with `globalForecaster`, only the twin of the past
 * answers for the origins of a backtest.
 * @param eventOf the calendar the network was trained with
 */
export const networkForecaster = (
  { present, past, until, since }: NetworkModel,
  eventOf?: DemandSeries['eventOf'],
): Forecaster => ({
  name: 'lstm',
  version: '1',
  light: true,
  since,
  fit: ({ firstDay, values }, horizon) => {
    const model = firstDay + values.length - 1 >= until ? present : past
    const [forecast] = forecastLstm(model, [{ firstDay, values, ...(eventOf ? { eventOf } : {}) }], horizon)
    const { yhat, quantiles } = forecast!
    return { yhat, lower: lowest(yhat, quantiles[0]!), upper: highest(yhat, quantiles.at(-1)!) }
  },
})

const lowest = (yhat: Float64Array, bound: Float64Array): Float64Array =>
  yhat.map((y, h) => Math.max(0, Math.min(y, bound[h]!)))
const highest = (yhat: Float64Array, bound: Float64Array): Float64Array =>
  yhat.map((y, h) => Math.max(y, bound[h]!))
