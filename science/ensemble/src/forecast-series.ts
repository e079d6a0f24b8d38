import {
  censored,
  type DailySeries,
  firstSale,
  type Intermittency,
  intermittencyClass,
} from '@suite/intermittent'
import { chooseModel, type Choice, confidenceOf, isSparse } from './choose-model.ts'
import type { ClassRecords } from './class-records.ts'
import { type Bounds, conformalBounds, residualsOf } from './conformal.ts'
import {
  type Forecaster,
  type ForecastEvent,
  type ModelForecast,
  seasonalNaiveModel,
  type Train,
  tsbModel,
} from './model.ts'
import { horizonErrorsOf } from './horizon-errors.ts'
import {
  type IntervalSource,
  type ModelBacktest,
  type OriginPath,
  rollingBacktest,
} from './rolling-backtest.ts'

/** What a forecast needs besides the series. */
export interface ForecastContext {
  /** Models beyond seasonal naive and TSB, simplest first, for steady demand. */
  readonly models?: readonly Forecaster[]
  /** The same for sparse demand. */
  readonly sparseModels?: readonly Forecaster[]
  /** How the models did on products of the same pattern; see `chooseModel`. */
  readonly records?: ClassRecords
  readonly horizon?: number
  /** Backtest origins when `models` are asked; each costs one fit of every model. */
  readonly origins?: number
  /** Origins for seasonal naive and TSB alone, which cost next to nothing: more of them show rarer errors. */
  readonly simpleOrigins?: number
  /** Oldest days beyond this many are not read. */
  readonly maxHistory?: number
}

/** Too short to forecast; `availableOn` is the first day (since 1970-01-01) on which there will be enough. */
export interface NotEnoughHistory {
  readonly status: 'not_enough_history'
  readonly daysOfHistory: number
  readonly availableOn: number
}

/** A forecast with the evidence for it. Index 0 of the arrays is `firstDay`. */
export interface SeriesForecast {
  readonly status: 'ok'
  readonly firstDay: number
  readonly yhat: Float64Array
  /** Bounds of the 80 % interval. */
  readonly lower: Float64Array
  readonly upper: Float64Array
  readonly interval: IntervalSource
  readonly model: { readonly name: string; readonly version: string }
  /** Events ahead that the chosen model has learned of; empty for models that know no calendar. */
  readonly events: readonly ForecastEvent[]
  readonly pattern: Intermittency
  readonly daysOfHistory: number
  /** The chosen model's card with skill and measure. */
  readonly choice: Choice
  /** Every model's card, simplest first. */
  readonly backtests: readonly ModelBacktest[]
  /** The chosen model's backtest the interval and `horizonErrors` rest on; may reach further back than its card. */
  readonly errorPaths: readonly OriginPath[]
  /** Errors (sold − forecast) of sums over the whole horizon, ascending; see `horizonErrorsOf`. */
  readonly horizonErrors: readonly number[]
  /** 0–1; see `confidenceOf`. */
  readonly confidence: number
}

/** Asked about every series, simplest first. */
const SIMPLE: readonly Forecaster[] = [seasonalNaiveModel, tsbModel]
/** Fewest days of history for a forecast. */
export const MIN_HISTORY = 30
/** Demand is sorted into patterns by its last half year. */
const PATTERN_DAYS = 182
/** No sale for this long: no elaborate model is asked. */
const DORMANT_DAYS = 91
/** Fewest days an origin keeps behind it when the history is shorter than 30 days plus a horizon. */
const SHORT_TRAIN = 14
/** Lengths at which models gain a term; rounding a history down never crosses them. */
const GATES = [365, 730]

/**
 * The whole road for one product: stock-out days become missing, the history is cut to a shared length, demand is
 * classed, every suitable model is backtested, the best is fitted on all history, and its interval comes from the model
 * or, where it has none or covers too little, from the backtest's residuals. The same input gives the same forecast.
 */
export const forecastSeries = (
  series: DailySeries,
  context: ForecastContext = {},
): SeriesForecast | NotEnoughHistory => {
  const { horizon = 14, maxHistory = 1095 } = context
  const values = censored(series)
  const start = historyStart(values)
  const daysOfHistory = values.length - start
  if (daysOfHistory < MIN_HISTORY)
    return {
      status: 'not_enough_history',
      daysOfHistory,
      availableOn: series.firstDay + start + MIN_HISTORY,
    }
  const train = alignedHistory({ firstDay: series.firstDay, values }, Math.min(daysOfHistory, maxHistory))
  const pattern = intermittencyClass(train.values.subarray(-PATTERN_DAYS))
  const asked = candidates(train.values, pattern, context)
  const answers = new Map(asked.map((model) => [model.name, model.fit(train, horizon)]))
  const models = asked.filter(({ name }) => answers.get(name)!.yhat.every(Number.isFinite))
  const foresees = [...answers].filter(([, { events = [] }]) => events.length > 0).map(([name]) => name)
  const { backtests, choice, errorPaths } = judge(train, models, pattern, foresees, { ...context, horizon })
  const { name, version } = choice.chosen
  const fitted = answers.get(name)!
  const { source, bounds } = intervalFor(fitted, choice.chosen, errorPaths)
  return {
    status: 'ok',
    firstDay: series.firstDay + values.length,
    yhat: fitted.yhat,
    ...bounds,
    interval: source,
    model: { name, version },
    events: fitted.events ?? [],
    pattern,
    daysOfHistory,
    choice,
    backtests,
    errorPaths,
    horizonErrors: horizonErrorsOf(errorPaths, fitted.yhat),
    confidence: confidenceOf(choice.chosen),
  }
}

/** Backtests every model on the same origins; a simple winner is then taken further back for more of its errors. */
const judge = (
  series: Train,
  models: readonly Forecaster[],
  pattern: Intermittency,
  foresees: readonly string[],
  { horizon, origins = 8, simpleOrigins = 24, records }: ForecastContext & { readonly horizon: number },
) => {
  const minTrain = Math.min(MIN_HISTORY, Math.max(SHORT_TRAIN, series.values.length - horizon))
  const input = { series, horizon, minTrain }
  const allLight = models.every(isLight)
  const backtests = rollingBacktest({ ...input, models, origins: allLight ? simpleOrigins : origins })
  const choice = chooseModel(backtests, pattern.pattern, {
    foresees,
    record: records?.[pattern.pattern],
    combined: models.findLast((model) => model.combined === true)?.name,
  })
  const winner = models.filter((model) => isLight(model) && model.name === choice.chosen.name)
  const further = allLight ? [] : rollingBacktest({ ...input, models: winner, origins: simpleOrigins })
  return { backtests, choice, errorPaths: further[0]?.paths ?? choice.chosen.paths }
}

const isLight = (model: Forecaster): boolean => model.light === true

/** History begins with the first sale, or, when nothing was ever sold, with the first known day. */
const historyStart = (values: Float64Array): number => {
  const sale = firstSale(values)
  if (sale < values.length) return sale
  const known = values.findIndex((value) => !Number.isNaN(value))
  return known < 0 ? values.length : known
}

/**
 * Cuts the oldest days so that products share calendars, whose preparation is costly: whole weeks below a year, four-week
 * steps above, but never below a length at which a model gains a term. At most 27 of the oldest days are lost.
 */
const alignedHistory = ({ firstDay, values }: Train, available: number): Train => {
  const step = available < 364 ? 7 : 28
  const rounded = Math.max(MIN_HISTORY, Math.floor(available / step) * step)
  const length = Math.max(rounded, ...GATES.filter((gate) => gate <= available))
  const cut = values.length - length
  return { firstDay: firstDay + cut, values: values.subarray(cut) }
}

/** Elaborate models are asked only where they can help: steady demand that sold lately and is not constant. */
const candidates = (
  values: Float64Array,
  { pattern }: Intermittency,
  { models = [], sparseModels = [] }: ForecastContext,
): readonly Forecaster[] => {
  const dormant = !values.subarray(-DORMANT_DAYS).some((value) => value > 0)
  const known = values.filter((value) => !Number.isNaN(value))
  const constant = known.every((value) => value === known[0])
  if (dormant || constant) return SIMPLE
  return isSparse(pattern) ? [...SIMPLE, ...sparseModels] : [...SIMPLE, ...models]
}

const intervalFor = (
  { yhat, lower, upper }: ModelForecast,
  card: ModelBacktest,
  paths: readonly OriginPath[],
): { source: IntervalSource; bounds: Bounds } => {
  if (card.interval === 'model' && lower && upper) return { source: 'model', bounds: { lower, upper } }
  const residuals = residualsOf(paths)
  if (residuals) return { source: 'conformal', bounds: conformalBounds(yhat, residuals) }
  if (lower && upper) return { source: 'model', bounds: { lower, upper } }
  return { source: 'none', bounds: { lower: yhat, upper: yhat } }
}
