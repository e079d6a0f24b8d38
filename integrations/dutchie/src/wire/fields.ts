import { z } from 'zod'
import { Decimal } from '@suite/kernel'

/** Fields are JSON doubles: what is past this many places is noise of their binary form. */
const PLACES = 8
const PLAIN = /^-?\d{1,15}(\.\d{1,8})?$/
const OFFSET = /(Z|[+-]\d{2}:?\d{2})$/i
const CLOCK = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?)?/
/** .NET writes its smallest date where there is none. */
const EMPTY_YEAR = '0001-01-01'

/** A field that may be null or missing: always read as a value or null. */
export const optional = <T extends z.ZodType>(shape: T) => shape.nullable().default(null)

/** A list that may be null or missing. */
export const listOf = <T extends z.ZodType>(shape: T) =>
  z
    .array(shape)
    .nullish()
    .transform((rows) => rows ?? [])

/** A JSON number, or a number in quotes, as a decimal string without exponent. */
export const decimal = z.union([z.number(), z.string()]).transform((value, check): string => {
  const plain = typeof value === 'number' ? String(value) : ''
  // nearly every number: quicker by much than reckoning with it
  if (PLAIN.test(plain)) return plain
  try {
    const read = new Decimal(value)
    if (read.isFinite()) return read.toDecimalPlaces(PLACES).toFixed()
  } catch {
    // reported below
  }
  check.addIssue({ code: 'custom', message: `"${value}" is not a number` })
  return z.NEVER
})

/**
 * A field that is UTC by its name, with or without the `Z`, as an instant; the empty date is null.
 */
export const utcTime = z.string().transform((value, check): Date | null => {
  if (value.startsWith(EMPTY_YEAR)) return null
  const dated = /^\d{4}-\d{2}-\d{2}$/.test(value) ? `${value}T00:00:00` : value
  const ms = Date.parse(OFFSET.test(dated) ? dated : `${dated}Z`)
  if (!Number.isNaN(ms)) return new Date(ms)
  check.addIssue({ code: 'custom', message: `"${value}" is no time` })
  return z.NEVER
})

/** A time as it was sent, with its offset or without: what one without means is for the mapping to say. */
export const rawTime = z.string().transform((value, check): string | null => {
  if (value.startsWith(EMPTY_YEAR)) return null
  if (CLOCK.test(value) && !Number.isNaN(Date.parse(value))) return value
  check.addIssue({ code: 'custom', message: `"${value}" is no time` })
  return z.NEVER
})

/** A calendar day `YYYY-MM-DD`, sent with a meaningless midnight. */
export const day = z.string().transform((value, check): string | null => {
  if (value.startsWith(EMPTY_YEAR)) return null
  if (/^\d{4}-\d{2}-\d{2}/.test(value)) return value.slice(0, 10)
  check.addIssue({ code: 'custom', message: `"${value}" is no date` })
  return z.NEVER
})

export const text = optional(z.string())
/** A flag; missing or null means no. */
export const flag = z
  .boolean()
  .nullish()
  .transform((value) => value ?? false)
export const maybeFlag = optional(z.boolean())
export const id = z.number().int()
/** An id that may be absent; some fields write 0 for none. */
export const maybeId = optional(z.number().int()).transform((value) => (value === 0 ? null : value))
export const amount = optional(decimal)

/** The same object with its keys beginning in lower case: some clients saw `/whoami` in PascalCase. */
export const camelKeys = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(
        Object.entries(value).map(([key, field]) => [
          `${key.slice(0, 1).toLowerCase()}${key.slice(1)}`,
          field,
        ]),
      )
    : value
