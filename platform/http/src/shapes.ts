import { z } from 'zod'

/** A UUID of ours. */
export const idShape = z.uuid()
/** `/things/:id`. */
export const idParams = z.object({ id: idShape })
/** A calendar day. */
export const dayShape = z.iso.date()
/** An amount in minor units (cents): an integer. */
export const minorShape = z.int()
/** An exact decimal as text: quantities, unit prices. */
export const decimalShape = z.string().regex(/^-?\d{1,15}(\.\d{1,6})?$/, 'Write a plain number like 12.5')
/** A decimal that is not negative. */
export const positiveDecimalShape = z
  .string()
  .regex(/^\d{1,13}(\.\d{1,6})?$/, 'Write a plain number like 12.5, not below 0')
/** An instant, ISO 8601 in UTC. */
export const instantShape = z.iso.datetime({ offset: true })
/** Nothing to tell. */
export const emptyShape = z.object({})
