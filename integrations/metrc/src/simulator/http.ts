import type { SimReply } from '@suite/simulator'
import type { MetrcState, SimFacility, SimUser } from './state.ts'

/** A call that got through the door. */
export interface Call {
  readonly state: MetrcState
  readonly at: Date
  readonly user: SimUser
  readonly query: URLSearchParams
  /** What filled the holes of the path. */
  readonly path: Readonly<Record<string, string>>
  readonly body: unknown
}

/** A call about one facility. */
export interface FacilityCall extends Call {
  readonly facility: SimFacility
}

export interface Route {
  readonly method: string
  readonly path: string
  /** Any of these permissions will do. */
  readonly permissions: readonly string[]
  /** The facility's flag without which it answers 401, as the live sandboxes did for sales on a cultivator. */
  readonly flag?: string
  readonly licensed: boolean
  readonly answer: (call: FacilityCall) => SimReply
}

/** Carries a refusal out of a handler. */
export class Refusal extends Error {
  readonly reply: SimReply
  constructor(reply: SimReply) {
    super(`status ${reply.status}`)
    this.reply = reply
  }
}

export const ok = (body?: unknown): SimReply => (body === undefined ? { status: 200 } : { status: 200, body })

/** Refuses with `{"Message"}`. */
export const refuse = (status: number, message: string): never => {
  throw new Refusal({ status, body: { Message: message } })
}

/** Metrc's one answer to a wrong key, a missing permission and a strange record. */
export const unauthorized = (): never => {
  throw new Refusal({ status: 401 })
}

/** An object of a write that is wrong. */
export class RowFault extends Error {}
export const rowFault = (message: string): never => {
  throw new RowFault(message)
}

type Body = Readonly<Record<string, unknown>>
const LARGEST_WRITE = 10

/**
 * Carries out a write of rows, all or nothing: the first pass that fails is undone, and every bad row is named as
 * `{row, message}`.
 */
export const eachRow = (call: Call, apply: (row: Body) => number | null): (number | null)[] => {
  const rows = bodyRows(call.body)
  const { keeping } = call.state
  const undo: (() => void)[] = []
  keeping.undo = undo
  const faults: { row: number; message: string }[] = []
  const ids: (number | null)[] = []
  try {
    for (const [row, body] of rows.entries()) {
      const before = undo.length
      try {
        ids.push(apply(body))
      } catch (error) {
        if (!(error instanceof RowFault)) throw error
        for (const step of undo.splice(before).toReversed()) step()
        faults.push({ row, message: error.message })
      }
    }
    if (faults.length > 0) throw new Refusal({ status: 400, body: faults })
    return ids
  } catch (error) {
    for (const step of undo.toReversed()) step()
    throw error
  } finally {
    keeping.undo = null
  }
}

const bodyRows = (body: unknown): readonly Body[] => {
  if (!Array.isArray(body)) return refuse(400, 'The request is invalid: an array of objects is required.')
  if (body.length > LARGEST_WRITE) return refuse(413, 'The content being submitted is too large')
  if (body.length === 0) return refuse(400, 'No data was submitted.')
  return body as readonly Body[]
}

/** A write that makes records: answers their ids. */
export const creates =
  (apply: (call: FacilityCall, row: Body) => number) =>
  (call: FacilityCall): SimReply =>
    ok({ Ids: eachRow(call, (row) => apply(call, row)), Warnings: null })

/** A write that changes records: answers nothing. */
export const changes =
  (apply: (call: FacilityCall, row: Body) => void) =>
  (call: FacilityCall): SimReply => {
    eachRow(call, (row) => {
      apply(call, row)
      return null
    })
    return ok()
  }

/** Fields of a row, with a fault that names what is missing. */
export const textOf = (row: Body, field: string): string => {
  const value = row[field]
  return typeof value === 'string' && value !== '' ? value : rowFault(`The ${field} field is required.`)
}
export const textOrNull = (row: Body, field: string): string | null => {
  const value = row[field]
  return typeof value === 'string' && value !== '' ? value : null
}
export const numberOf = (row: Body, field: string): number => {
  const value = row[field]
  return typeof value === 'number' && Number.isFinite(value)
    ? value
    : rowFault(`The ${field} field is required.`)
}
export const rowsOf = (row: Body, field: string): readonly Body[] => {
  const value = row[field]
  return Array.isArray(value) ? (value as readonly Body[]) : []
}
export const dayOf = (row: Body, field: string): string => {
  const value = textOf(row, field)
  return /^\d{4}-\d{2}-\d{2}/.test(value)
    ? value.slice(0, 10)
    : rowFault(`The ${field} "${value}" is no date.`)
}
export const localTimeOf = (row: Body, field: string): string => {
  const value = textOf(row, field)
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?$/.test(value)
    ? value
    : rowFault(`The ${field} "${value}" must be the facility's local time without a time zone.`)
}

/** A time as Metrc writes those with an offset. */
export const stamp = (at: Date): string => at.toISOString().replace('Z', '+00:00')
