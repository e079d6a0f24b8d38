import type { SimReply } from '@suite/simulator'
import type { Scope } from '../endpoint.ts'
import type { DutchieState, SimLocation } from './state.ts'

/** A call that got through the door. */
export interface Call {
  readonly state: DutchieState
  readonly location: SimLocation
  readonly at: Date
  readonly query: Query
  readonly body: unknown
}

export interface Route {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly scope: Scope
  readonly answer: (call: Call) => SimReply
}

/** Carries a refusal out of a handler. */
export class Refusal extends Error {
  readonly reply: SimReply
  constructor(reply: SimReply) {
    super(`status ${reply.status}`)
    this.reply = reply
  }
}

/** The third form of a 400: a plain string. */
export const refuse = (message: string): never => {
  throw new Refusal({ status: 400, body: message })
}

/** The form with fields. */
export const refuseFields = (message: string, fields: Readonly<Record<string, string>> = {}): never => {
  throw new Refusal({
    status: 400,
    body: {
      message,
      propertyErrors: Object.entries(fields).map(([propertyName, propertyError]) => ({
        propertyName,
        propertyError,
      })),
    },
  })
}

/** The validation result that the transaction report answers. */
export const refuseRules = (propertyName: string, errorMessage: string): never => {
  throw new Refusal({
    status: 400,
    body: {
      isValid: false,
      errors: [
        {
          propertyName,
          errorMessage,
          attemptedValue: null,
          customState: null,
          severity: 0,
          errorCode: 'PredicateValidator',
          formattedMessagePlaceholderValues: {},
        },
      ],
      ruleSetsExecuted: ['default'],
    },
  })
}

/** Rows without an envelope. */
export const rows = (list: readonly unknown[]): SimReply => ({ status: 200, body: list, rowsAt: '' })

/** A query whose names are read in any case, as the server does. */
export interface Query {
  text(name: string): string | null
  flag(name: string): boolean
  whole(name: string): number | null
  /** Milliseconds; a time without an offset is UTC. */
  time(name: string): number | null
}

/** Reads the query of a request. */
export const queryOf = (search: URLSearchParams): Query => {
  const values = new Map([...search].map(([name, value]) => [name.toLowerCase(), value]))
  const text = (name: string): string | null => {
    const value = values.get(name.toLowerCase())
    return value === undefined || value === '' ? null : value
  }
  return {
    text,
    flag: (name) => text(name)?.toLowerCase() === 'true',
    whole: (name) => {
      const value = text(name)
      if (value === null) return null
      return /^-?\d{1,9}$/.test(value)
        ? Number(value)
        : refuseFields(`The value '${value}' is not valid.`, { [name]: 'not a number' })
    },
    time: (name) => {
      const value = text(name)
      if (value === null) return null
      const dated = /^\d{4}-\d{2}-\d{2}$/.test(value) ? `${value}T00:00:00` : value
      const ms = Date.parse(/(Z|[+-]\d{2}:?\d{2})$/i.test(dated) ? dated : `${dated}Z`)
      return Number.isNaN(ms)
        ? refuseFields(`The value '${value}' is not valid.`, { [name]: 'not a date' })
        : ms
    },
  }
}

/** A page of a list. */
export const pageOf = (call: Call, list: readonly unknown[]): SimReply => {
  const { firstPage, largestPage } = call.state.settings
  const size = call.query.whole('PageSize') ?? Math.min(1000, largestPage)
  const number = call.query.whole('PageNumber') ?? firstPage
  if (size < 1 || size > largestPage)
    return refuseFields('Invalid page size', { PageSize: `must be between 1 and ${largestPage}` })
  if (number < firstPage)
    return refuseFields('Invalid page number', { PageNumber: `must be ${firstPage} or more` })
  const from = (number - firstPage) * size
  return rows(list.slice(from, from + size))
}

/** A body's object; refuses anything else. */
export const bodyOf = (call: Call): Readonly<Record<string, unknown>> =>
  typeof call.body === 'object' && call.body !== null && !Array.isArray(call.body)
    ? (call.body as Readonly<Record<string, unknown>>)
    : refuse('The request body is missing or not valid JSON.')

/** Fields of a body. */
export const textIn = (body: Readonly<Record<string, unknown>>, field: string): string | null => {
  const value = body[field]
  return typeof value === 'string' && value !== '' ? value : null
}
export const numberIn = (body: Readonly<Record<string, unknown>>, field: string): number | null => {
  const value = body[field]
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}
export const rowsIn = (
  body: Readonly<Record<string, unknown>>,
  field: string,
): readonly Readonly<Record<string, unknown>>[] => {
  const value = body[field]
  return Array.isArray(value) ? (value as Readonly<Record<string, unknown>>[]) : []
}
