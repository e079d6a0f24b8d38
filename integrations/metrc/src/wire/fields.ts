import { z } from 'zod'
import { Decimal } from '@suite/kernel'

/** Metrc writes 0001-01-01 where a required date or time is empty (official samples). */
const EMPTY_YEAR = '0001-01-01'
const OFFSET = /(Z|[+-]\d{2}:?\d{2})$/i
const LOCAL = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?/

/** A field that may be null or, in some states, missing: always read as a value or null. */
export const optional = <T extends z.ZodType>(shape: T) => shape.nullable().default(null)

/** A JSON number, or a number in quotes, as a decimal string without exponent. */
export const decimal = z.union([z.number(), z.string()]).transform((value, check): string => {
  try {
    const read = new Decimal(value)
    if (read.isFinite()) return read.toFixed()
  } catch {
    // reported below
  }
  check.addIssue({ code: 'custom', message: `"${value}" is not a number` })
  return z.NEVER
})

/** A time with its offset as an instant; the empty time is null. */
export const instant = z.string().transform((value, check): Date | null => {
  if (value.startsWith(EMPTY_YEAR)) return null
  const ms = OFFSET.test(value) ? Date.parse(value) : Number.NaN
  if (!Number.isNaN(ms)) return new Date(ms)
  check.addIssue({ code: 'custom', message: `"${value}" is no time with an offset` })
  return z.NEVER
})

/**
 * The facility's wall clock, without zone, to the millisecond: `2026-02-15T16:44:53.000`. An offset is dropped: one
 * official sample shows a `Z` behind the same local time that another shows without (deliveries of a transfer).
 */
export const localTime = z.string().transform((value, check): string | null => {
  if (value.startsWith(EMPTY_YEAR)) return null
  const read = LOCAL.exec(value)
  if (read === null) {
    check.addIssue({ code: 'custom', message: `"${value}" is no local time` })
    return z.NEVER
  }
  const [whole, seconds = ':00'] = read
  const base = whole.slice(0, 16)
  const [secs = '00', fraction = ''] = seconds.slice(1).split('.')
  return `${base}:${secs}.${fraction.slice(0, 3).padEnd(3, '0')}`
})

/** A calendar day `YYYY-MM-DD`; some endpoints add a meaningless midnight, which is dropped. */
export const day = z.string().transform((value, check): string | null => {
  if (value.startsWith(EMPTY_YEAR)) return null
  if (/^\d{4}-\d{2}-\d{2}/.test(value)) return value.slice(0, 10)
  check.addIssue({ code: 'custom', message: `"${value}" is no date` })
  return z.NEVER
})

/** A name that some endpoints send as a code number (official package samples); the number says nothing and is null. */
export const named = z
  .union([z.string(), z.number()])
  .transform((value) => (typeof value === 'string' ? value : null))

export const text = optional(z.string())
export const flag = optional(z.boolean())
export const whole = z.number().int()
