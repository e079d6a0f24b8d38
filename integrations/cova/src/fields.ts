import { z } from 'zod'
import { Decimal } from '@suite/kernel'

/** Fields are JSON doubles: what is past this many places is noise of their binary form. */
const PLACES = 8
const OFFSET = /(Z|[+-]\d{2}:?\d{2})$/i
/** .NET writes its smallest date where there is none. */
const EMPTY_YEAR = '0001-'

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

/** An instant; without an offset it is UTC, as the names of the fields say. The empty date is null. */
export const utcTime = z.string().transform((value, check): Date | null => {
  if (value.startsWith(EMPTY_YEAR)) return null
  const dated = /^\d{4}-\d{2}-\d{2}$/.test(value) ? `${value}T00:00:00` : value
  const ms = Date.parse(OFFSET.test(dated) ? dated : `${dated}Z`)
  if (!Number.isNaN(ms)) return new Date(ms)
  check.addIssue({ code: 'custom', message: `"${value}" is no time` })
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

export const flag = z
  .boolean()
  .nullish()
  .transform((value) => value ?? false)

/** The same object under the names asked for: `names` gives the other spellings of a field, the likeliest first. */
export const respelled =
  (names: Readonly<Record<string, readonly string[]>>) =>
  (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
    const row = value as Readonly<Record<string, unknown>>
    const found = Object.entries(names).flatMap(([name, others]) => {
      const spelled = [name, ...others].find((each) => row[each] !== undefined && row[each] !== null)
      return spelled === undefined ? [] : [[name, row[spelled]] as const]
    })
    return { ...row, ...Object.fromEntries(found) }
  }
