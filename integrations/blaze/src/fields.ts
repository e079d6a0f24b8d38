import { z } from 'zod'
import { Decimal } from '@suite/kernel'

/** Fields are JSON doubles: what is past this many places is noise of their binary form. */
const PLACES = 8

/** A JSON number, or a number in quotes, as a decimal string without exponent. */
export const decimal = z.union([z.number(), z.string()]).transform((value, check): string => {
  try {
    const read = new Decimal(value)
    if (read.isFinite()) return read.toDecimalPlaces(PLACES).toFixed()
  } catch {
    // reported below
  }
  check.addIssue({ code: 'custom', message: `"${value}" is not a number` })
  return z.NEVER
})

/** A decimal that may be null or missing: nothing is zero, as the carts of BLAZE mean it. */
export const amount = decimal.nullish().transform((value) => value ?? '0')

/** Milliseconds since 1970 as an instant; 0 and nothing are null. */
export const epochTime = z
  .number()
  .nullish()
  .transform((value) => (value === undefined || value === null || value <= 0 ? null : new Date(value)))

/** A field that may be null or missing: always read as a value or null. */
export const optional = <T extends z.ZodType>(shape: T) => shape.nullable().default(null)

/** A list that may be null or missing. */
export const listOf = <T extends z.ZodType>(shape: T) =>
  z
    .array(shape)
    .nullish()
    .transform((rows) => rows ?? [])

/** Text without blanks around it; null when nothing is left. */
export const text = z
  .string()
  .nullish()
  .transform((value) => {
    const trimmed = value?.trim() ?? ''
    return trimmed === '' ? null : trimmed
  })

export const id = z.string().min(1)

export const flag = z
  .boolean()
  .nullish()
  .transform((value) => value ?? false)
