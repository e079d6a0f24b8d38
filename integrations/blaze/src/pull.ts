import { addDays, businessDay, type Day } from '@suite/kernel'
import type { BlazeClient, ListName } from './client.ts'

interface With {
  readonly signal?: AbortSignal
  /** Rows a page; what the server gives at most, unless told. */
  readonly limit?: number
}

/** The most that the server was seen to put on a page. */
const LIMIT = 100
/** Days of sales asked for at once. */
const DAYS_AT_ONCE = 7
/**
 * Days asked for past the end: one in case a range does not hold its last day, one in case days are meant in UTC
 * (unverified). Days that have not come yet are empty.
 */
const DAYS_BEYOND = 2

/** Walks of a list that keeps losing rows under our feet. */
const MOST_WALKS = 3

/**
 * Every row of a list, page by page as it came, until a page is empty or brings nothing new. Rows given before are left
 * out. When fewer came than the list says it has (one taken off it moved a row from a page to come to one that was read),
 * it is walked again for what is missing. @throws BlazeError, OutboundError, VendorShapeError
 */
export async function* pullList(
  client: BlazeClient,
  name: ListName,
  query: Readonly<Record<string, string>> = {},
  options: With = {},
): AsyncGenerator<readonly unknown[]> {
  const seen = new Set<string>()
  const ids = new Set<string>()
  for (let walk = 0; walk < MOST_WALKS; walk += 1) {
    // the most it said: a row that was taken off may have been read before
    let most = 0
    for (let skip = 0; ;) {
      const page = await client.list(name, query, { skip, limit: options.limit ?? LIMIT }, options)
      most = Math.max(most, page.total ?? 0)
      // a second walk goes on over pages it knows
      if (page.values.length === 0 || (walk > 0 && skip >= most)) break
      const fresh = page.values.filter((row) => !seen.has(versionOf(row)))
      if (fresh.length === 0 && walk === 0) break
      for (const row of fresh) {
        seen.add(versionOf(row))
        ids.add(idOf(row))
      }
      if (fresh.length > 0) yield fresh
      // not the rows that came: an answer may hold some twice
      skip += page.limit
    }
    if (ids.size >= most) return
  }
}

const fieldOf = (row: unknown, field: string): unknown =>
  typeof row === 'object' && row !== null ? (row as Readonly<Record<string, unknown>>)[field] : undefined
const idOf = (row: unknown): string => {
  const id = fieldOf(row, 'id')
  return typeof id === 'string' ? id : JSON.stringify(row)
}
const versionOf = (row: unknown): string => `${idOf(row)} ${String(fieldOf(row, 'modified'))}`

/** A page of sales. `day`: where a walk that was cut off goes on. */
export interface PulledTransactions {
  readonly day: Day
  readonly rows: readonly unknown[]
}

/**
 * Every sale made in a span, forwards by days of the store's zone, rows as they came. Days are asked for whole and some
 * beyond the end, so rows outside the span may come too; `from` moves the start to a day of an earlier walk.
 * @throws BlazeError, OutboundError, VendorShapeError; AppError `bad_time_zone`
 */
export async function* pullTransactions(
  client: BlazeClient,
  span: { readonly from: Date; readonly until: Date; readonly timeZone: string; readonly fromDay?: Day },
  options: With = {},
): AsyncGenerator<PulledTransactions> {
  const last = addDays(businessDay(span.until, span.timeZone, 0), DAYS_BEYOND)
  const first = span.fromDay ?? businessDay(span.from, span.timeZone, 0)
  for (let day = first; day < last; day = addDays(day, DAYS_AT_ONCE)) {
    const end = addDays(day, DAYS_AT_ONCE)
    const query = { startDate: american(day), endDate: american(end < last ? end : last) }
    for await (const rows of pullList(client, 'transactions', query, options)) yield { day, rows }
  }
}

/** `MM/dd/yyyy`, as the API wants days. */
const american = (day: Day): string => `${day.slice(5, 7)}/${day.slice(8, 10)}/${day.slice(0, 4)}`
