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

/** An instant in ISO 8601; without an offset it is UTC (unverified: those seen bear one). Nothing and blanks are null. */
export const time = z
  .string()
  .nullish()
  .transform((value, check): Date | null => {
    const told = value?.trim() ?? ''
    if (told === '') return null
    const dated = /^\d{4}-\d{2}-\d{2}$/.test(told) ? `${told}T00:00:00` : told
    const ms = Date.parse(OFFSET.test(dated) ? dated : `${dated}Z`)
    if (!Number.isNaN(ms)) return new Date(ms)
    check.addIssue({ code: 'custom', message: `"${told}" is no time` })
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

/** Text, or a number as text, without blanks around it; null when nothing is left. */
export const text = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value) => {
    const trimmed = String(value ?? '').trim()
    return trimmed === '' ? null : trimmed
  })

/** An id that is a number or text, as text. */
export const id = z.union([z.number(), z.string().min(1)]).transform(String)

export const flag = z
  .boolean()
  .nullish()
  .transform((value) => value ?? false)
