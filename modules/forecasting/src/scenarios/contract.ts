import { z } from 'zod'
import { dayShape, idShape } from '@suite/http'
import { STORED_DAYS } from '../contract.ts'

const percent = (least: number, most: number) => z.coerce.number().min(least).max(most).optional()

/** A scenario: what would be different from `firstDay` to `lastDay`, and days the store would be shut. */
export const whatIfQuery = z.object({
  storeId: idShape,
  productId: idShape,
  firstDay: dayShape,
  lastDay: dayShape,
  days: z.coerce.number().int().min(1).max(STORED_DAYS).default(28).describe('days ahead to answer for'),
  pricePercent: percent(-90, 300).describe('price change'),
  discountPercent: percent(0, 90).describe('promotion: taken off the price'),
  upliftPercent: percent(-100, 1000).describe('promotion: more units, in place of the price response'),
  eventPercent: percent(-100, 1000).describe('more units for any other reason'),
  closed: z
    .string()
    .max(700)
    .regex(/^\d{4}-\d{2}-\d{2}(,\d{4}-\d{2}-\d{2})*$/)
    .optional()
    .describe('days the store would be shut, with commas between'),
})
export type WhatIfQuery = z.output<typeof whatIfQuery>

const sums = z.object({ units: z.number(), dollarsMinor: z.int() })
const plan = z.object({
  stockOutOn: dayShape.nullable(),
  orderQuantity: z.string(),
  orderCostMinor: z.int().nullable(),
  atRiskMinor: z.int(),
})

export const whatIfReply = z.object({
  points: z.array(
    z.object({
      day: dayShape,
      baseUnits: z.number(),
      baseDollarsMinor: z.int(),
      units: z.number(),
      dollarsMinor: z.int(),
    }),
  ),
  base: sums,
  scenario: sums,
  elasticity: z
    .object({ value: z.number(), from: z.enum(['product', 'category', 'assumed']), days: z.int() })
    .nullable()
    .describe('price response used, and the days of lower prices it was measured on'),
  assumptions: z.array(z.string()),
  plan: z.object({ base: plan, scenario: plan }).nullable().describe('null where the product is not planned'),
  override: z
    .object({ firstDay: dayShape, lastDay: dayShape, kind: z.literal('percent'), value: z.number() })
    .nullable()
    .describe('what to keep it as: the body of an override; null where nothing changes'),
})
export type WhatIfReply = z.output<typeof whatIfReply>
