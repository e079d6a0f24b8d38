import { invalid } from '@suite/kernel'
import { type InputRules, type Origin, originAt, SCALE_DAYS, shareOf, writeInputs } from './inputs.ts'
import { type LstmModel, shapeOf } from './model.ts'
import { averageOf, descend, startDescent } from './network/adam.ts'
import { addLoss, OUTPUTS } from './network/loss.ts'
import { type Batch, createBatch, runBackward, runForward } from './network/lstm.ts'
import { startingParameters } from './network/shape.ts'
import { seededUniform } from './seeded-random.ts'
import { checkSeries, type LstmSeries } from './series.ts'

/** How far a training has come. */
export interface LstmProgress {
  readonly batch: number
  readonly batches: number
  /** Mean loss of this batch. */
  readonly loss: number
}

/** How the network is trained. */
export interface LstmOptions {
  /** Days ahead it learns; 14 when absent. */
  readonly horizon?: number
  /** Days it reads before them; 28 when absent. */
  readonly window?: number
  /** Units of memory; 32 when absent. */
  readonly hidden?: number
  /** Windows drawn in all; 60 a product, but 2,000 to 120,000, when absent. */
  readonly windows?: number
  /** Windows a step; 64 when absent. */
  readonly batch?: number
  /** Oldest origins are this many days back; 500 when absent. */
  readonly learnDays?: number
  readonly rate?: number
  readonly seed?: number
  /**
   * Asked before every batch; false ends the training, and what was learned until then is handed back. Time budgets and
   * cancellation belong here: the room has no clock.
   */
  readonly keepGoing?: () => boolean
  readonly onProgress?: (progress: LstmProgress) => void
}

/** Fewest days behind an origin that is learned from. */
const LEAST_HISTORY = 28
/** A day this many scales large counts as one this large. */
const LARGEST = 30
/** What one day further on, forecast within the window already, counts beside the days ahead. */
const WINDOW_WEIGHT = 0.25
/** The first days of a window have no memory yet and are not judged. */
const WARM_DAYS = 7
const MOST_EVENTS = 64

/**
 * One network over all products: windows of each product's past in shares of its own scale, and quantiles and mean of every
 * day ahead, for which the network is run on without sales but with the calendar, prices, promotions and events (the global
 * way of DeepAR: Salinas, Flunkert, Gasthaus & Januschowski, IJF 36, 2020; direct quantiles after Wen et al., 2017). The
 * same series, options and answers of `keepGoing` give the same network. Null when nothing can be learned: no product has
 * `LEAST_HISTORY` days and a horizon behind it, or the training was ended before its first batch.
 * @throws AppError `bad_series`, `bad_option`
 */
export const trainLstm = (all: readonly LstmSeries[], options: LstmOptions = {}): LstmModel | null => {
  checkSeries(all)
  const { horizon = 14, window = 28, hidden = 32, batch: size = 64, learnDays = 500 } = options
  const { rate = 0.004, seed = 1 } = options
  const origins = possibleOrigins(all, horizon, learnDays)
  const windows = options.windows ?? Math.min(120_000, Math.max(2000, 60 * origins.length))
  for (const [name, value] of Object.entries({ horizon, window, hidden, batch: size, windows, learnDays }))
    if (!Number.isInteger(value) || value < 1)
      throw invalid('bad_option', `The ${name} must be a whole number of at least 1, not ${value}.`)
  if (origins.length === 0) return null
  const rules: InputRules = { window, horizon, ...scalesOf(all), events: eventsOf(all, learnDays, horizon) }
  const shape = shapeOf({ rules, hidden })
  const parameters = startingParameters(shape, seed)
  const training: Training = {
    batch: createBatch(shape, window + horizon, size),
    parameters,
    gradient: new Float64Array(parameters.length),
    outputGradient: new Float64Array((window + horizon) * size * OUTPUTS),
  }
  const descent = startDescent(parameters.length)
  const draw = drawer(origins, seededUniform(seed + 1))
  const batches = Math.ceil(windows / size)
  const losses: number[] = []
  while (losses.length < batches && (options.keepGoing?.() ?? true)) {
    const loss = learnBatch(training, rules, draw)
    descend(descent, parameters, training.gradient, rateAt(rate, losses.length / batches))
    losses.push(loss)
    options.onProgress?.({ batch: losses.length, batches, loss })
  }
  if (losses.length === 0) return null
  return {
    rules,
    hidden,
    parameters: Float32Array.from(averageOf(descent)),
    learned: {
      series: origins.length,
      windows: losses.length * size,
      ...endsOf(losses),
      complete: losses.length === batches,
    },
  }
}

interface Training {
  readonly batch: Batch
  readonly parameters: Float64Array
  readonly gradient: Float64Array
  readonly outputGradient: Float64Array
}

/** Warms up over the first twentieth, then falls along a cosine to a twentieth (Loshchilov & Hutter, ICLR 2017). */
const rateAt = (rate: number, done: number): number =>
  done < 0.05 ? rate * (0.1 + 18 * done) : rate * (0.05 + 0.475 * (1 + Math.cos(Math.PI * done)))

/** Fills a batch with windows, runs it both ways and leaves the gradient; answers the mean loss. */
const learnBatch = (training: Training, rules: InputRules, draw: () => Origin): number => {
  const { batch, parameters, gradient, outputGradient } = training
  const origins = Array.from({ length: batch.rows }, draw)
  origins.forEach((origin, row) => writeInputs(batch.inputs, batch.rows, row, origin, rules))
  runForward(batch, parameters)
  outputGradient.fill(0)
  const loss = addLosses(batch, rules, origins, outputGradient)
  gradient.fill(0)
  runBackward(batch, parameters, outputGradient, gradient)
  return loss
}

const addLosses = (
  { rows, outputs }: Batch,
  { window, horizon }: InputRules,
  origins: readonly Origin[],
  outputGradient: Float64Array,
): number => {
  let loss = 0
  origins.forEach((origin, row) => {
    for (let t = Math.min(WARM_DAYS, window); t < window + horizon; t++) {
      const index = origin.end - window + t
      const sold = index < 0 ? Number.NaN : shareOf(origin, index)
      if (Number.isNaN(sold)) continue
      const weight = (t < window ? WINDOW_WEIGHT / window : 1 / horizon) / rows
      loss += addLoss(outputs, (t * rows + row) * OUTPUTS, Math.min(LARGEST, sold), weight, outputGradient)
    }
  })
  return loss
}

interface Origins {
  readonly series: LstmSeries
  readonly first: number
  readonly count: number
}

const possibleOrigins = (all: readonly LstmSeries[], horizon: number, learnDays: number): Origins[] =>
  all.flatMap((series) => {
    const sale = series.values.findIndex((value) => value > 0)
    if (sale < 0) return []
    const last = series.values.length - horizon
    const first = Math.max(sale + LEAST_HISTORY, last - learnDays)
    // a product that stopped selling has no scale at its later origins
    const alive = lastSale(series.values) + SCALE_DAYS
    const count = Math.min(last, alive) - first + 1
    return count > 0 ? [{ series, first, count }] : []
  })

const lastSale = (values: Float64Array): number => values.findLastIndex((value) => value > 0)

/** Draws a product, then one of its origins: each product counts alike, however long it has been sold. */
const drawer = (origins: readonly Origins[], uniform: () => number) => (): Origin => {
  for (;;) {
    const { series, first, count } = origins[Math.floor(uniform() * origins.length)]!
    const origin = originAt(series, first + Math.floor(uniform() * count))
    if (origin !== null) return origin
  }
}

const scalesOf = (all: readonly LstmSeries[]): { centre: number; spread: number } => {
  const logs = all.flatMap((series) => {
    const origin = originAt(series, series.values.length)
    return origin === null ? [] : [Math.log(origin.scale)]
  })
  const centre = logs.length === 0 ? 0 : logs.reduce((sum, x) => sum + x, 0) / logs.length
  const squares = logs.reduce((sum, x) => sum + (x - centre) ** 2, 0)
  return { centre, spread: Math.sqrt(squares / Math.max(1, logs.length)) || 1 }
}

const eventsOf = (all: readonly LstmSeries[], learnDays: number, horizon: number): number[] => {
  const events = new Set<number>()
  for (const { firstDay, values, eventOf } of all) {
    if (!eventOf) continue
    for (let i = Math.max(0, values.length - learnDays - horizon); i < values.length; i++)
      events.add(eventOf(firstDay + i))
  }
  events.delete(0)
  return [...events].sort((a, b) => a - b).slice(0, MOST_EVENTS)
}

const endsOf = (losses: readonly number[]) => {
  const tenth = Math.max(1, Math.floor(losses.length / 10))
  const mean = (part: readonly number[]): number => part.reduce((sum, loss) => sum + loss, 0) / part.length
  return { lossFirst: mean(losses.slice(0, tenth)), lossLast: mean(losses.slice(-tenth)) }
}
