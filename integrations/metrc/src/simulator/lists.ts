import type { SimReply } from '@suite/simulator'
import { refuse, stamp, type Call, type FacilityCall } from './http.ts'
import type { Row, Shelf, Span, Version } from './shelf.ts'

const LARGEST_PAGE = 20
const DAY = 86_400_000

/** Sends rows in the envelope, a page of them when `pageSize` is given; only those are rendered. */
export const envelope = <T>(
  query: URLSearchParams,
  rows: readonly T[],
  render: (row: T) => unknown = (row) => row,
): SimReply => {
  const size = query.get('pageSize')
  const number = query.get('pageNumber')
  const pageSize = size === null ? Math.max(1, rows.length) : wholeNumber(size, 'pageSize')
  const page = number === null ? 1 : wholeNumber(number, 'pageNumber')
  if (size !== null && pageSize > LARGEST_PAGE)
    return refuse(400, `The page size must not exceed ${LARGEST_PAGE} records.`)
  const data = rows.slice((page - 1) * pageSize, page * pageSize).map((row) => render(row))
  const body = {
    Data: data,
    Total: rows.length,
    TotalRecords: rows.length,
    PageSize: pageSize,
    RecordsOnPage: data.length,
    Page: page,
    CurrentPage: page,
    TotalPages: Math.ceil(rows.length / pageSize),
  }
  return { status: 200, body, rowsAt: 'Data' }
}

const wholeNumber = (text: string, name: string): number => {
  const number = Number(text)
  return Number.isInteger(number) && number >= 1 ? number : refuse(400, `The ${name} "${text}" is invalid.`)
}

/** A list without an envelope. */
export const bareList = (rows: readonly unknown[]): SimReply => ({ status: 200, body: rows, rowsAt: '' })

/**
 * The range of the query by one of its names. Both ends belong to it. Without paging it may span 24 hours; both of two
 * kinds of range at once are refused.
 */
export const spanOf = (call: Call, name: string, other: string | null = null): Span | null => {
  const asked = instantsOf(call, name)
  if (asked === null) return null
  if (other !== null && instantsOf(call, other) !== null)
    return refuse(400, `The ${name} and ${other} parameters cannot be used together.`)
  if (asked.end < asked.start) return refuse(400, `The ${name} range ends before it starts.`)
  if (call.query.get('pageSize') === null && asked.end - asked.start > DAY)
    return refuse(400, `The ${name} range cannot exceed 24 hours.`)
  return asked
}

const instantsOf = (call: Call, name: string): Span | null => {
  const [start, end] = [call.query.get(`${name}Start`), call.query.get(`${name}End`)]
  if (start === null && end === null) return null
  const until = end === null ? call.at.getTime() : instantOf(end, `${name}End`)
  return { start: start === null ? until - DAY : instantOf(start, `${name}Start`), end: until }
}

const instantOf = (text: string, name: string): number => {
  const ms = Date.parse(text)
  return Number.isNaN(ms) ? refuse(400, `The ${name} "${text}" is invalid.`) : ms
}

/** How a list of records that change is made. */
export interface ListOf<T extends Row> {
  readonly shelf: (call: FacilityCall) => Shelf<T>
  readonly keep: (row: T, call: FacilityCall, ranged: boolean) => boolean
  readonly render: (row: T, modified: string, call: FacilityCall) => unknown
  /** Tells lists of the same shelf apart. */
  readonly name: string
  /** Without a range only what changed in the last 24 hours is listed; small lists are given whole. */
  readonly recent: boolean
  /** Another range and what it looks at. */
  readonly other?: { readonly name: string; readonly at: (row: T, call: FacilityCall) => number }
}

/** The newest records first, in pages or whole, by LastModified or by the other range. */
export const listing =
  <T extends Row>(list: ListOf<T>) =>
  (call: FacilityCall): SimReply =>
    envelope(call.query, select(list, call), ({ row, modified }) =>
      list.render(row, stamp(new Date(modified)), call),
    )

const select = <T extends Row>(list: ListOf<T>, call: FacilityCall): readonly Version<T>[] => {
  const other = list.other === undefined ? null : spanOf(call, list.other.name, 'lastModified')
  const asked = spanOf(call, 'lastModified')
  const ranged = other !== null || asked !== null
  const now = call.at.getTime()
  const span = asked ?? (list.recent && other === null ? { start: now - DAY, end: now } : null)
  const key = [list.name, span?.start, span?.end, other?.start, other?.end].join(' ')
  return list.shelf(call).list(
    call.facility.licence,
    call.at,
    ({ row }) => {
      if (!list.keep(row, call, ranged)) return false
      if (other === null || list.other === undefined) return true
      const at = list.other.at(row, call)
      return at >= other.start && at <= other.end
    },
    key,
    span,
  )
}

/** A record without the simulator's own fields. */
export const sent = (row: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(row).filter(([field]) => !field.startsWith('$')))
