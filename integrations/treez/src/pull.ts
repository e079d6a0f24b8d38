import { addDays, businessDay, type Day } from '@suite/kernel'
import { VendorShapeError } from '@suite/outbound'
import type { TreezClient } from './client.ts'
import type { Page } from './wire/page.ts'

interface With {
  readonly signal?: AbortSignal
}

/** Walks of a list that keeps losing rows under our feet. */
const MOST_WALKS = 3
const DAY_MS = 86_400_000
/** Changes are told of the last 30 days (guide to tickets); the last of them is left for a slow walk. */
const REACH_MS = 29 * DAY_MS

/**
 * Every row of a list, page by page as it came, until a page is empty or brings nothing new or the list has been told whole.
 * Rows given before are left out. When fewer came than the list says it has (a row that moved may fall between two pages),
 * it is walked again for what is missing; what never comes is left, since what such a number counts is not documented.
 * @param key the fields that tell rows apart
 * @returns how many rows never came
 */
async function* pagesOf(
  ask: (page: number) => Promise<Page>,
  ...key: readonly string[]
): AsyncGenerator<readonly unknown[], number> {
  const versions = new Set<string>()
  const ids = new Set<string>()
  let total = 0
  for (let walk = 0; walk < MOST_WALKS; walk += 1) {
    const met = new Set<string>()
    for (let number = 1; ; number += 1) {
      const page = await ask(number)
      const before = met.size
      for (const row of page.rows) met.add(idOf(row, key))
      const fresh = page.rows.filter((row) => !versions.has(versionOf(row, key)))
      for (const row of fresh) {
        versions.add(versionOf(row, key))
        ids.add(idOf(row, key))
      }
      // a page past the end may tell nothing
      total = page.total ?? total
      if (fresh.length > 0) yield fresh
      if (met.size === before || (page.total !== null && met.size >= page.total)) break
    }
    if (ids.size >= total) return 0
  }
  return total - ids.size
}

const fieldOf = (row: unknown, field: string): unknown =>
  typeof row === 'object' && row !== null ? (row as Readonly<Record<string, unknown>>)[field] : undefined
const idOf = (row: unknown, key: readonly string[]): string =>
  JSON.stringify(key.map((field) => fieldOf(row, field) ?? row))
const versionOf = (row: unknown, key: readonly string[]): string =>
  `${idOf(row, key)} ${JSON.stringify(fieldOf(row, 'last_updated_at') ?? fieldOf(row, 'last_update') ?? null)}`

/** Every product of the store, deactivated ones too. @throws TreezError, OutboundError, VendorShapeError */
export const pullProducts = (client: TreezClient, options: With = {}): AsyncGenerator<readonly unknown[]> =>
  pagesOf((page) => client.products(page, options), 'product_id')

/**
 * Every package of the store; adult and medical stock of one may be rows of their own.
 * @throws TreezError, OutboundError; VendorShapeError also when not all of them come: stock would seem to be gone
 */
export async function* pullPackages(
  client: TreezClient,
  options: With = {},
): AsyncGenerator<readonly unknown[]> {
  const missing = yield* pagesOf((page) => client.packages(page, options), 'id', 'productId', 'inventoryType')
  if (missing > 0)
    throw new VendorShapeError('Treez', 'GET packages', [
      { path: 'page', message: `${missing} packages of its total never came, however often it was asked` },
    ])
}

/** Every customer changed after an instant. @throws TreezError, OutboundError, VendorShapeError */
export const pullCustomers = (
  client: TreezClient,
  after: Date,
  options: With = {},
): AsyncGenerator<readonly unknown[]> =>
  pagesOf((page) => client.changedCustomers(after, page, options), 'customer_id')

/** A page of tickets. `day`: where a walk that was cut off goes on. */
export interface PulledTickets {
  readonly day: Day
  readonly rows: readonly unknown[]
}

/**
 * Every ticket closed or changed in a span, forwards, rows as they came. What is older than Treez tells changes of is walked
 * by the days on which tickets were closed, and comes as it stands today; from there on all that changed is asked for at once
 * and up to now, so rows beyond the end of the span may come too. Nothing relies on the order of rows. Days are those of the
 * store or of UTC (unverified): both are asked for. `fromDay` moves the start to the day of an earlier walk.
 * @throws TreezError, OutboundError, VendorShapeError; AppError `bad_time_zone`
 */
export async function* pullTickets(
  client: TreezClient,
  span: {
    readonly from: Date
    readonly until: Date
    readonly now: Date
    readonly timeZone: string
    readonly fromDay?: Day
  },
  options: With = {},
): AsyncGenerator<PulledTickets> {
  const reach = new Date(span.now.getTime() - REACH_MS)
  const byDay = span.from < reach ? { from: span.from, until: span.until < reach ? span.until : reach } : null
  if (byDay !== null) {
    const last = daysOf(byDay.until, span.timeZone).at(-1) ?? ''
    for (
      let day = span.fromDay ?? daysOf(byDay.from, span.timeZone)[0] ?? '';
      day <= last;
      day = addDays(day, 1)
    )
      for await (const rows of pagesOf((page) => client.closedTickets(day, page, options), 'ticket_id'))
        yield { day, rows }
  }
  if (span.until <= reach) return
  const after = span.from < reach ? reach : span.from
  // gone on with later, what by then is out of reach is walked by its days
  const day = daysOf(reach, span.timeZone)[0] ?? ''
  for await (const rows of pagesOf((page) => client.changedTickets(after, page, options), 'ticket_id'))
    yield { day, rows }
}

/** The store's day and that of UTC at an instant, the earlier first. */
const daysOf = (at: Date, timeZone: string): Day[] =>
  [businessDay(at, timeZone, 0), at.toISOString().slice(0, 10)].toSorted()
