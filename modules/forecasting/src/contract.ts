import { z } from 'zod'
import { dayShape, idShape, instantShape } from '@suite/http'

/** Days shown unless more are asked for (requirement A4). */
export const SHOWN_DAYS = 14
/** Days computed and stored, so that lead time and review of slow vendors are covered. */
export const STORED_DAYS = 60
/** Share of outcomes the bounds should hold. */
export const INTERVAL = 0.8

const ratio = z.number().nullable()

const modelCard = z.object({
  model: z.string(),
  version: z.string(),
  wape: ratio.describe('sum of absolute errors ÷ units sold'),
  mape: ratio.describe('mean relative error over days with a sale'),
  mase: ratio.describe('error ÷ error of repeating last week inside the history'),
  bias: ratio.describe('above zero: forecasts too much'),
  horizonWape: ratio.describe('WAPE of sums over the whole horizon'),
  coverage: ratio.describe('share of outcomes inside the 80 % bounds'),
  failed: z.boolean(),
})

/** The backtest card: how every model did on the same past fortnights. */
export const backtestShape = z.object({
  models: z.array(modelCard),
  chosen: z.string(),
  reason: z.string(),
  horizonDays: z.int(),
  origins: z.int(),
  pattern: z.string(),
})
export type StoredBacktest = z.output<typeof backtestShape>

const datedEffects = z.array(z.object({ day: dayShape, effect: z.number() }))

/** What Prophet's forecast is made of; effects are fractions of the trend (0.12 is +12 %). */
export const componentsShape = z.object({
  trend: z.array(z.object({ day: dayShape, value: z.number() })).describe('straight between these points'),
  weekly: z.array(z.object({ weekday: z.int().min(0).max(6), effect: z.number() })).describe('0 = Sunday'),
  monthly: datedEffects.describe('the payday rhythm over a month'),
  yearly: datedEffects.describe('every seventh day of the year before the forecast'),
  holidays: z.array(z.object({ name: z.string(), day: dayShape, effect: z.number() })),
})
export type StoredComponents = z.output<typeof componentsShape>

/** Which product in which store. */
export const productInStore = z.object({ storeId: idShape, id: idShape })

export const forecastQuery = z.object({
  days: z.coerce.number().int().min(1).max(STORED_DAYS).default(SHOWN_DAYS),
  historyDays: z.coerce.number().int().min(0).max(1095).default(400),
})

/** A product's forecast with what it rests on. */
export const forecastReply = z.object({
  status: z.enum(['ready', 'not_enough_history']),
  availableOn: dayShape.nullable(),
  model: z.string().nullable(),
  modelVersion: z.string().nullable(),
  trainedFrom: dayShape.nullable(),
  trainedThrough: dayShape.nullable(),
  interval: z.number().nullable(),
  unitsPerDay: z.number().nullable(),
  points: z.array(
    z.object({
      day: dayShape,
      mean: z.number(),
      lower: z.number(),
      upper: z.number(),
      planned: z
        .number()
        .describe('what orders are planned with: the mean, or what a person expects instead'),
    }),
  ),
  accuracy: z
    .object({ mape: ratio, wape: ratio, skill: ratio, coverage: ratio, confidence: ratio })
    .nullable(),
  backtest: backtestShape.nullable(),
  components: componentsShape.nullable(),
  history: z.array(
    z.object({
      day: dayShape,
      sold: z.number(),
      inStock: z.boolean().nullable().describe('false: sold out all day; null: stock unknown'),
      open: z.boolean(),
    }),
  ),
  holidays: z.array(z.object({ day: dayShape, name: z.string() })),
  computedAt: instantShape.nullable(),
})
export type ForecastReply = z.input<typeof forecastReply>

export const runSummary = z.object({
  ready: z.int(),
  notEnoughHistory: z.int(),
  failed: z.int(),
  failures: z.array(z.object({ productId: idShape, reason: z.string() })),
  models: z.record(z.string(), z.int()),
})
export type RunSummary = z.output<typeof runSummary>

export const runReply = z.object({
  id: idShape,
  reason: z.enum(['nightly', 'import', 'person', 'stock_change']),
  status: z.enum(['queued', 'running', 'done', 'failed', 'cancelled']),
  progress: z.number().min(0).max(1),
  seriesTotal: z.int(),
  seriesDone: z.int(),
  cancelRequested: z.boolean(),
  summary: runSummary.nullable(),
  failure: z.string().nullable(),
  createdAt: instantShape,
  startedAt: instantShape.nullable(),
  finishedAt: instantShape.nullable(),
})
export type RunReply = z.input<typeof runReply>

export const latestRunReply = runReply.nullable()

export const accuracyReply = z.object({
  products: z.int(),
  notEnoughHistory: z.int(),
  wape: ratio,
  skill: ratio,
  coverage: ratio,
  models: z.array(z.object({ model: z.string(), products: z.int(), wape: ratio, skill: ratio })),
})
export type AccuracyReply = z.input<typeof accuracyReply>
