import { invalid } from '@suite/kernel'
import { type Origin, originAt, writeInputs } from './inputs.ts'
import { type LstmModel, shapeOf } from './model.ts'
import { LEVELS, OUTPUTS, readOutputs } from './network/loss.ts'
import { type Batch, createBatch, runForward } from './network/lstm.ts'
import { checkSeries, type LstmSeries } from './series.ts'

/** Units a day for the days after a series, none below zero. */
export interface LstmForecast {
  /** Expected units: what adds up over days. */
  readonly yhat: Float64Array
  /** One path for each of `LEVELS`, ascending: the first and last bound the middle 80 % of outcomes. */
  readonly quantiles: readonly Float64Array[]
}

/** Series forecast at a time. */
const ROWS = 64

/**
 * Forecasts every series by one run over its last days and those ahead. A product that sold nothing for 91 days is
 * forecast at zero.
 * @throws AppError `bad_series`; `bad_horizon` when more days are asked for than the network learned
 */
export const forecastLstm = (
  model: LstmModel,
  all: readonly LstmSeries[],
  horizon = model.rules.horizon,
): LstmForecast[] => {
  checkSeries(all)
  if (!Number.isInteger(horizon) || horizon < 1 || horizon > model.rules.horizon)
    throw invalid(
      'bad_horizon',
      `The network learned 1 to ${model.rules.horizon} days ahead, not ${horizon}.`,
    )
  const forecasts = all.map(() => noSales(horizon))
  const origins = all.flatMap((series, place) => {
    const origin = originAt(series, series.values.length)
    return origin === null ? [] : [{ origin, place }]
  })
  const parameters = Float64Array.from(model.parameters)
  let batch: Batch | undefined
  for (let from = 0; from < origins.length; from += ROWS) {
    const part = origins.slice(from, from + ROWS)
    if (batch?.rows !== part.length)
      batch = createBatch(shapeOf(model), model.rules.window + model.rules.horizon, part.length)
    for (const [row, { origin }] of part.entries())
      writeInputs(batch.inputs, part.length, row, origin, model.rules)
    runForward(batch, parameters)
    for (const [row, { origin, place }] of part.entries())
      fill(forecasts[place]!, batch, row, origin, model, horizon)
  }
  return forecasts
}

const noSales = (horizon: number): LstmForecast => ({
  yhat: new Float64Array(horizon),
  quantiles: LEVELS.map(() => new Float64Array(horizon)),
})

const fill = (
  { yhat, quantiles }: LstmForecast,
  { outputs, rows }: Batch,
  row: number,
  { scale }: Origin,
  { rules }: LstmModel,
  horizon: number,
): void => {
  const said = new Float64Array(OUTPUTS)
  for (let h = 0; h < horizon; h++) {
    readOutputs(outputs, ((rules.window + h) * rows + row) * OUTPUTS, said)
    yhat[h] = said[0]! * scale
    quantiles.forEach((path, q) => {
      path[h] = said[q + 1]! * scale
    })
  }
}
