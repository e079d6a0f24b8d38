import { z } from 'zod'
import { Decimal } from '@suite/kernel'

/** Fields are JSON doubles: what is past this many places is noise of their binary form. */
const PLACES = 8
const OFFSET = /(Z|[+-]\d{2}:?\d{2})$/i

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

/** An instant; Treez tells the offset of the store with each. */
export const instant = z.string().transform((value, check): Date => {
  const ms = OFFSET.test(value) ? Date.parse(value) : Number.NaN
  if (!Number.isNaN(ms)) return new Date(ms)
  check.addIssue({ code: 'custom', message: `"${value}" is no time with an offset` })
  return z.NEVER
})

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

/** An id that is a number or text, as text. */
export const id = z.union([z.number(), z.string().min(1)]).transform(String)
