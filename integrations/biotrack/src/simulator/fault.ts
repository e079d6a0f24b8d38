import { Decimal } from '@suite/kernel'

/** A refusal, in the classic API's terms. */
export class Fault extends Error {
  readonly code: string | null
  /** Which object of the request was wrong. */
  readonly item: number | null
  constructor(code: string | null, message: string, item: number | null = null) {
    super(message)
    this.code = code
    this.item = item
  }
}

/** Refuses by a rule: nearly everything is 602. */
export const refuse = (message: string, item: number | null = null): never => {
  throw new Fault('602', message, item)
}

export type Body = Readonly<Record<string, unknown>>

/** A body as an object, whatever was sent. */
export const bodyOf = (json: unknown): Body =>
  typeof json === 'object' && json !== null && !Array.isArray(json) ? (json as Body) : {}

/** Text, or null when it is missing; numbers are taken as their words. */
export const textOrNull = (body: Body, field: string): string | null => {
  const value = body[field]
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null
}

export const textOf = (body: Body, field: string): string =>
  textOrNull(body, field) ?? refuse(`Please specify ${field}.`)

/** A decimal, as text. */
export const decimalOf = (body: Body, field: string): string =>
  decimalOrNull(body, field) ?? refuse(`Please specify a valid ${field}.`)

export const decimalOrNull = (body: Body, field: string): string | null => {
  const value = textOrNull(body, field)
  if (value === null) return null
  try {
    const read = new Decimal(value)
    return read.isFinite() ? read.toFixed() : null
  } catch {
    return null
  }
}

export const positiveOf = (body: Body, field: string): string => {
  const value = decimalOf(body, field)
  return new Decimal(value).gt(0) ? value : refuse(`The ${field} must be greater than zero.`)
}

/** Objects under a field: an array, or the one object that old clients send. */
export const rowsOf = (body: Body, field: string): readonly Body[] => {
  const value = body[field]
  const rows = Array.isArray(value) ? (value as unknown[]) : value === undefined ? [] : [value]
  return rows.length === 0 ? refuse(`Please specify ${field}.`) : rows.map(bodyOf)
}

/** Identifiers under a field: an array or one. */
export const listOf = (body: Body, field: string): readonly string[] => {
  const value = body[field]
  const list = (Array.isArray(value) ? (value as unknown[]) : [value])
    .map(String)
    .filter((each) => each !== '' && each !== 'undefined')
  return list.length === 0 ? refuse('Please specify at least one identifier.') : list
}

/** Unix seconds; `fallback` when the field is missing. */
export const timeOf = (body: Body, field: string, fallback: Date): Date => {
  const value = textOrNull(body, field)
  if (value === null) return fallback
  const seconds = Number(value)
  return Number.isFinite(seconds) ? new Date(seconds * 1000) : refuse(`Please specify a valid ${field}.`)
}

/** A flag as BioTrack takes it. */
export const flagOf = (body: Body, field: string): boolean =>
  body[field] === true || ['1', 'true'].includes(textOrNull(body, field) ?? '0')
