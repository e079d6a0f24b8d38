import { z } from 'zod'
import { dayShape, idShape, instantShape, pageOf, pageQuery } from '@suite/http'
import { SHOWN_DAYS, STORED_DAYS } from '../contract.ts'

const ratio = z.number().nullable()

/** Which node of the tree: nothing set means all stores, then a store, a category in it, a line of that. */
const nodeQuery = z.object({
  storeId: idShape.optional(),
  category: z.string().max(60).optional(),
  line: z.string().max(500).optional().describe('key of a product line'),
  days: z.coerce.number().int().min(1).max(STORED_DAYS).default(SHOWN_DAYS).describe('days ahead'),
})

export const levelsQuery = nodeQuery.extend(pageQuery.shape)
export type LevelsQuery = z.output<typeof levelsQuery>

const LEVEL = z.enum(['all', 'store', 'category', 'line', 'product'])

/** What is expected of a node over the coming days. */
export const levelItem = z.object({
  level: LEVEL,
  id: z.string().describe('store id, category, key of the line, or product id'),
  name: z.string(),
  products: z.int(),
  units: z.number().describe('expected over the days ahead'),
  soldUnits: z.number().describe('sold over as many days before'),
  dollarsMinor: z.int().nullable().describe('units at what they brought in the last four weeks, in cents'),
  model: z.string().nullable(),
  wape: ratio.describe('of its own model in the backtest'),
  skill: ratio,
  movedUnits: z
    .number()
    .describe('of a product: units by which agreeing with the levels above moved its next 14 days'),
  newStrain: z.boolean().describe('too new for a forecast of its own: shared down from its line'),
})
export type LevelItem = z.output<typeof levelItem>

/** How a store's numbers came to agree. */
const choiceShape = z.object({
  kept: z.enum(['reconciled', 'products']),
  trials: z.int(),
  judgedProducts: z.int(),
  productsWape: ratio.describe('errors of products’ fortnights ÷ units sold, as they were forecast'),
  reconciledWape: ratio.describe('the same, had they been moved to agree'),
  judgedAt: instantShape,
})

export const levelsPage = pageOf(levelItem).extend({
  node: levelItem.nullable().describe('the node whose parts these are; null before the first forecast'),
  path: z
    .array(z.object({ level: LEVEL, id: z.string(), name: z.string() }))
    .describe('from all stores down to it'),
  choice: choiceShape
    .nullable()
    .describe('of a store: whether products were moved to agree with the levels above'),
})
export type LevelsPage = z.output<typeof levelsPage>

export const levelSeriesQuery = nodeQuery.extend({
  historyDays: z.coerce.number().int().min(0).max(1095).default(180),
})
export type LevelSeriesQuery = z.output<typeof levelSeriesQuery>

export const levelSeries = z.object({
  points: z.array(
    z.object({
      day: dayShape,
      mean: z.number(),
      lower: z.number(),
      upper: z.number(),
      own: ratio.describe('what the model of its own sales said before totals were made to agree'),
    }),
  ),
  history: z.array(z.object({ day: dayShape, sold: z.number() })),
  interval: z.number(),
})
export type LevelSeries = z.output<typeof levelSeries>
