import { z } from 'zod'
import { dayShape, idShape, instantShape, pageOf, pageQuery } from '@suite/http'

const ratio = z.number().nullable()

/** An override with how it did beside the model. */
export const overrideItem = z.object({
  id: idShape,
  storeId: idShape,
  storeName: z.string(),
  productId: idShape,
  productName: z.string(),
  unit: z.string(),
  firstDay: dayShape,
  lastDay: dayShape,
  kind: z.enum(['percent', 'units_per_day']),
  value: z.number().describe('percent more than the model, or units a day'),
  reason: z.string(),
  model: z.string(),
  modelUnits: z.number().describe('what the model expected over the days when it was made'),
  expectedUnits: z.number().describe('what the person expected over the days'),
  standing: z.enum(['coming', 'running', 'over', 'ended']).describe('ended: taken back before its time'),
  soldUnits: ratio.describe('what sold, once the days are over'),
  betterThanModel: z.boolean().nullable().describe('null until it is over, or where both were as far off'),
  madeBy: z.string(),
  madeAt: instantShape,
})
export type OverrideItem = z.output<typeof overrideItem>
export const overridePage = pageOf(overrideItem).extend({
  score: z
    .object({ over: z.int(), better: z.int(), modelOff: ratio, peopleOff: ratio })
    .describe(
      'all that are over: how many were better than the model, and both sums of errors as a share of what sold',
    ),
})
export type OverridePage = z.output<typeof overridePage>

export const overridesQuery = pageQuery.extend({
  storeId: idShape.optional(),
  productId: idShape.optional(),
})
export type OverridesQuery = z.output<typeof overridesQuery>

export const newOverride = z.object({
  firstDay: dayShape,
  lastDay: dayShape,
  kind: z.enum(['percent', 'units_per_day']),
  value: z.number().min(-100).max(100_000),
  reason: z.string().trim().min(1).max(500),
})
export type NewOverride = z.output<typeof newOverride>
