import type { DutchieClient } from './client.ts'
import type { PagedEndpoint } from './endpoint.ts'
import { DutchieError } from './errors.ts'
import { keyOf, readRows, type ReadRows } from './rows.ts'

export interface PagingOptions {
  /** Rows a page; 1000 unless told. */
  readonly pageSize?: number
  /** The first page's number; 0 unless told. */
  readonly firstPage?: number
  readonly signal?: AbortSignal
}

/** Rows of one page that no page before it had. */
export interface Page<Row> extends ReadRows<Row> {
  readonly number: number
  /** The page as it came. */
  readonly text: string
}

/** What every text of the vendor allows; the page on paging names it as the most. */
const SAFE_SIZE = 100
const PAGE_SIZE = 1000
/** Pages without a new row after which a list that ignores page numbers is left. */
const STALE_PAGES = 2

/**
 * Every row of a paged list. The vendor's texts disagree: pages count from 0 and hold up to 10,000, or from 1 and hold up to
 * 100. So it begins at 0 and tries pages of 100 and page 1 when that is refused, goes on past an empty page 0 and past short
 * pages until an empty one, and leaves out rows given before. Rows that change places while the list is walked can be
 * missed: pull again with an overlap.
 * @throws DutchieError, OutboundError, VendorShapeError
 */
export async function* pagesOf<Row, Query extends object>(
  client: Pick<DutchieClient, 'listText'>,
  endpoint: PagedEndpoint<Row, Query>,
  query: Query,
  options: PagingOptions = {},
): AsyncGenerator<Page<Row>> {
  const signal = options.signal === undefined ? {} : { signal: options.signal }
  const ask = (number: number, size: number): Promise<Asked> =>
    client
      .listText(endpoint, { ...query, PageNumber: number, PageSize: size }, signal)
      .then((answer) => ({ ...answer, number, size }))
  const seen = new Set<string>()
  let page = await open(ask, options.firstPage ?? 0, options.pageSize ?? PAGE_SIZE)
  for (let stale = 0; ; page = await ask(page.number + 1, page.size)) {
    if (page.raw.length === 0 && page.number > 0) return
    const fresh = page.raw.filter((row) => isNew(row, endpoint.key, seen))
    if (fresh.length > 0) yield { number: page.number, text: page.text, ...readRows(endpoint, fresh) }
    stale = fresh.length === 0 ? stale + 1 : 0
    if (stale === STALE_PAGES) return
  }
}

interface Asked {
  readonly number: number
  readonly size: number
  readonly text: string
  readonly raw: readonly unknown[]
}

/** The first page, from the first number and size that are not refused. */
const open = async (
  ask: (number: number, size: number) => Promise<Asked>,
  first: number,
  size: number,
): Promise<Asked> => {
  const sizes = [...new Set([size, Math.min(size, SAFE_SIZE)])]
  const tries = [...new Set([first, Math.max(first, 1)])].flatMap((number) =>
    sizes.map((each) => [number, each] as const),
  )
  for (const [number, each] of tries.slice(0, -1)) {
    const answer = await ask(number, each).catch((error: unknown) => {
      if (error instanceof DutchieError && error.status === 400) return null
      throw error
    })
    if (answer !== null) return answer
  }
  const [number, each] = tries.at(-1) ?? [first, size]
  return ask(number, each)
}

const isNew = (row: unknown, key: string, seen: Set<string>): boolean => {
  const known = keyOf(row, key)
  const mark = known === 'unknown' ? JSON.stringify(row) : known
  if (seen.has(mark)) return false
  seen.add(mark)
  return true
}
