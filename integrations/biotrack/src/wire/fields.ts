import { z } from 'zod'
import { Decimal } from '@suite/kernel'

/** A field that may be null or missing: always read as a value or null. */
export const optional = <T extends z.ZodType>(shape: T) =>
  shape.nullish().transform((value) => (value ?? null) as z.output<T> | null)

const scalar = z.union([z.string(), z.number(), z.boolean()])

/** Text; numbers and flags are taken as their words, since BioTrack often swaps them. */
export const word = scalar.transform((value) => String(value).trim())

/** Text that may be missing; the empty text is null. */
export const text = optional(word.transform((value) => (value === '' ? null : value)))

/** An identifier: letters and digits, always text, because 16 digits do not fit a JavaScript number. */
export const identifier = word.refine((value) => /^[\w-]{1,40}$/.test(value), {
  error: 'is no identifier',
})

/** A number, bare or in quotes, as a decimal string without exponent. */
export const decimal = z.union([z.string(), z.number()]).transform((value, check): string => {
  try {
    const read = new Decimal(typeof value === 'string' ? value.trim() : value)
    if (read.isFinite()) return read.toFixed()
  } catch {
    // reported below
  }
  check.addIssue({ code: 'custom', message: `"${value}" is not a number` })
  return z.NEVER
})

/** A whole number, bare or in quotes. */
export const whole = z.union([z.string(), z.number()]).transform((value, check): number => {
  const read = typeof value === 'string' && value.trim() === '' ? Number.NaN : Number(value)
  if (Number.isSafeInteger(read)) return read
  check.addIssue({ code: 'custom', message: `"${value}" is no whole number` })
  return z.NEVER
})

/** 0, 1, "0", "1", "", true or false. Missing and null are false. */
export const flag = z
  .union([scalar, z.null()])
  .optional()
  .transform((value) => !['', '0', 'false', 'null', 'undefined'].includes(String(value).trim().toLowerCase()))

/** Unix seconds, bare or in quotes, as an instant; 0 and the empty text are null. */
export const unixTime = z.union([z.string(), z.number()]).transform((value, check): Date | null => {
  const text = String(value).trim()
  if (text === '' || Number(text) === 0) return null
  const seconds = Number(text)
  if (Number.isFinite(seconds)) return new Date(seconds * 1000)
  check.addIssue({ code: 'custom', message: `"${value}" is no Unix time` })
  return z.NEVER
})

/** Identifiers as an array, as one, as a text with commas, or none. */
export const identifiers = z
  .union([z.array(scalar), scalar, z.null()])
  .optional()
  .transform((value): string[] =>
    (Array.isArray(value) ? value : [value ?? ''])
      .flatMap((each) => String(each).split(','))
      .map((each) => each.trim())
      .filter((each) => each !== '' && each !== '0'),
  )

/** A calendar day written MM/DD/YYYY, or already YYYY-MM-DD, perhaps with a time behind it. */
export const day = z.string().transform((value, check): string | null => {
  if (value.trim() === '') return null
  const us = /^(\d{1,2})\/(\d{1,2})\/(\d{4})/.exec(value.trim())
  if (us !== null) return `${us[3]}-${us[1]?.padStart(2, '0')}-${us[2]?.padStart(2, '0')}`
  const iso = /^\d{4}-\d{2}-\d{2}/.exec(value.trim())
  if (iso !== null) return iso[0]
  check.addIssue({ code: 'custom', message: `"${value}" is no date` })
  return z.NEVER
})

/** A time with its offset (RFC 3339) as an instant; the empty text is null. */
export const instant = z.string().transform((value, check): Date | null => {
  if (value.trim() === '' || value.startsWith('0001-01-01')) return null
  const ms = /(Z|[+-]\d{2}(:?\d{2})?)$/i.test(value) ? Date.parse(value) : Number.NaN
  if (!Number.isNaN(ms)) return new Date(ms)
  check.addIssue({ code: 'custom', message: `"${value}" is no time with an offset` })
  return z.NEVER
})
