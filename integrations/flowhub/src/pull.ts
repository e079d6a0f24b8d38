import { addDays, businessDay, type Day } from '@suite/kernel'
import type { FlowhubClient, ListPage, Place, With } from './client.ts'

/** Rows a page; as many as clients in use ask for. What the server gives at most is not published. */
const PAGE = 500
/** Days of orders asked for at once. */
const DAYS_AT_ONCE = 7
/** Days asked for around those meant: whether the ends of a range belong to it is not published. */
const DAYS_AROUND = 1
/** Walks of a list that keeps losing rows under our feet. */
const MOST_WALKS = 3

interface Paging extends With {
  /** Rows a page; 500 unless told. */
  readonly size?: number
}

/**
 * Every row of a list, page by page, until a page is empty or brings nothing new. Rows given before are left out. When fewer
 * came than the list says it has (one taken off it moved another to a page that was read), it is walked again.
 */
async function* walk(
  list: (place: Place) => Promise<ListPage>,
  size: number,
): AsyncGenerator<readonly unknown[]> {
  const seen = new Set<string>()
  const ids = new Set<string>()
  let pages = 0
  for (let n = 0; n < MOST_WALKS; n += 1) {
    // the most it said: a row that was taken off may have been read before
    let most = 0
    // a walk after the first goes on over pages it knows, but no further than one more
    const last = n === 0 ? Number.POSITIVE_INFINITY : pages + 1
    for (let page = 1; page <= last; page += 1) {
      const { rows, total } = await list({ page, size })
      most = Math.max(most, total ?? 0)
      const fresh = new Map(rows.map((row) => [JSON.stringify(row), row]))
      for (const version of fresh.keys()) if (seen.has(version)) fresh.delete(version)
      if (rows.length === 0 || (n === 0 && fresh.size === 0)) break
      if (n === 0) pages = page
      for (const [version, row] of fresh) {
        seen.add(version)
        ids.add(idOf(row) ?? version)
      }
      if (fresh.size > 0) yield [...fresh.values()]
    }
    if (ids.size >= most) return
  }
}

const idOf = (row: unknown): string | null => {
  const id = typeof row === 'object' && row !== null && 'id' in row ? row.id : null
  return typeof id === 'string' || typeof id === 'number' ? String(id) : null
}

/** A page of orders. `day`: where a walk that was cut off goes on. */
export interface PulledOrders {
  readonly day: Day
  readonly rows: readonly unknown[]
}

/**
 * Every order created in a span, forwards by days of the store's zone, rows as they came. Days are asked for whole and one
 * around them, so rows outside the span come too; `fromDay` moves the start to a day of an earlier walk.
 * @throws FlowhubError, OutboundError, VendorShapeError; AppError `bad_time_zone`
 */
export async function* pullOrders(
  client: FlowhubClient,
  importId: string,
  span: { readonly from: Date; readonly until: Date; readonly timeZone: string; readonly fromDay?: Day },
  options: Paging = {},
): AsyncGenerator<PulledOrders> {
  const last = addDays(businessDay(span.until, span.timeZone, 0), DAYS_AROUND)
  const first = span.fromDay ?? businessDay(span.from, span.timeZone, 0)
  for (let day = first; day < last; day = addDays(day, DAYS_AT_ONCE)) {
    const end = addDays(day, DAYS_AT_ONCE)
    const days = { after: addDays(day, -DAYS_AROUND), before: end < last ? end : last }
    const list = (place: Place): Promise<ListPage> => client.orders(importId, days, place, options)
    for await (const rows of walk(list, options.size ?? PAGE)) yield { day, rows }
  }
}

/** Every customer, or those changed after a day, rows as they came. @throws FlowhubError, OutboundError, VendorShapeError */
export async function* pullCustomers(
  client: FlowhubClient,
  options: Paging & { readonly updatedAfter?: Day } = {},
): AsyncGenerator<readonly unknown[]> {
  const query: Record<string, string> =
    options.updatedAfter === undefined ? {} : { updated_after: options.updatedAfter }
  yield* walk((place) => client.customers(query, place, options), options.size ?? PAGE)
}
