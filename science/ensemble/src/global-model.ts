import {
  forecastGlobalDemand,
  trainGlobalDemand,
  type DemandSeries,
  type GlobalDemand,
  type GlobalOptions,
} from '@suite/gbm'
import type { Forecaster } from './model.ts'

/** One model over all products of an organisation, and its twin of the past by which it is judged. Plain data. */
export interface GlobalModel {
  /** Learned from everything; answers for histories that reach `until` (days since 1970-01-01). */
  readonly present: GlobalDemand
  readonly until: number
  /** Learned from nothing later than `since`: it alone answers for the origins of a backtest, none of them earlier. */
  readonly past: GlobalDemand
  readonly since: number
}

/** Stores of one organisation may close their books some days apart. */
const SLACK = 6
/** Backtest origins a model of the past allows: as many as simple models get where there is history enough. */
const ORIGINS = { many: 24, few: 8, step: 7, from: 400 }

/** How the model of all products is learned; the defaults were chosen on other data than they are judged on. */
export const GLOBAL_OPTIONS: GlobalOptions = {
  rounds: 200,
  learningRate: 0.04,
  minLeafWeight: 200,
  depth: 4,
  maxRows: 60_000,
}

/** The training sets of a global model: everything, and what was known before the oldest backtest origin. */
export interface Lessons<S extends DemandSeries> {
  readonly present: readonly S[]
  readonly past: readonly S[]
  readonly until: number
  readonly since: number
}

/**
 * Cuts histories into the two training sets of a global model. Null when there is nothing to cut.
 * @param horizon days forecast ahead
 */
export const lessonsOf = <S extends DemandSeries>(all: readonly S[], horizon: number): Lessons<S> | null => {
  const ends = all.map(({ firstDay, values }) => firstDay + values.length - 1)
  const last = Math.max(...ends)
  const longest = Math.max(...all.map(({ values }) => values.length))
  if (!Number.isFinite(last)) return null
  const origins = longest >= ORIGINS.from ? ORIGINS.many : ORIGINS.few
  const since = last - horizon - ORIGINS.step * (origins - 1) - SLACK
  const past = all.flatMap((series) => {
    const length = since - series.firstDay + 1
    return length > 0 ? [{ ...series, values: series.values.subarray(0, length) }] : []
  })
  return { present: all, past, until: last - SLACK, since }
}

/** Learns one of the two sets. Null when it is too small to learn from. */
export const learnGlobalDemand = (
  series: readonly DemandSeries[],
  horizon: number,
  onRound?: GlobalOptions['onRound'],
): GlobalDemand | null =>
  trainGlobalDemand(series, { ...GLOBAL_OPTIONS, horizon, ...(onRound ? { onRound } : {}) })

/**
 * The global model as a forecaster of each product. A history that ends before the model's own does is a backtest's and is
 * answered by the model of the past, which has seen none of the days it is judged on.
 * @param eventOf the calendar the model was learned with
 */
export const globalForecaster = (
  { present, past, until, since }: GlobalModel,
  eventOf?: DemandSeries['eventOf'],
): Forecaster => ({
  name: 'global_trees',
  version: '1',
  light: true,
  since,
  fit: ({ firstDay, values }, horizon) => {
    const model = firstDay + values.length - 1 >= until ? present : past
    const [yhat] = forecastGlobalDemand(
      model,
      [{ firstDay, values, ...(eventOf ? { eventOf } : {}) }],
      horizon,
    )
    return { yhat: yhat ?? new Float64Array(horizon) }
  },
})
