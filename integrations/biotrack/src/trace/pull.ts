import { VendorShapeError } from '@suite/outbound'
import { newestOf, type Rows } from '../rows.ts'
import type { TraceClient, TracePage } from './client.ts'
import type { TraceList } from './endpoints.ts'

/** Some rows of a list; `cursor` may be kept once they are: give it as `after` the next time. */
export interface TracePulled<Row> extends Rows<Row> {
  readonly cursor: number
  readonly last: boolean
}

interface Numbered {
  readonly TransactionID: number
}

const OVERLAP = 500

/**
 * Everything of a list that changed since a transaction id. Pages are followed by `NextCursor` as long as they bring
 * something new, so that a server that does not know our query fields cannot hold us in a circle. Rows already held come
 * again: upsert by id, the higher TransactionID counting.
 * @throws BioTrackError, OutboundError, VendorShapeError
 */
export async function* pullTrace<Row extends Numbered>(
  client: Pick<TraceClient, 'page'>,
  list: TraceList<Row>,
  key: (row: Row) => string,
  options: {
    readonly after: number
    readonly overlap?: number
    readonly location?: string
    readonly signal?: AbortSignal
  },
): AsyncGenerator<TracePulled<Row>> {
  const { after, overlap = OVERLAP, ...about } = options
  const query = { ...about, since: Math.max(0, after - overlap) }
  const seen = new Set<string>()
  let cursor = after
  let next: string | null = null
  let isLast = false
  while (!isLast) {
    const page: TracePage<Row> = await client.page(list, next === null ? query : { ...query, cursor: next })
    const rows = newestOf(page.rows, key, ({ TransactionID }) => TransactionID)
    const fresh = rows.filter((row) => !seen.has(`${key(row)} ${row.TransactionID}`))
    for (const row of fresh) seen.add(`${key(row)} ${row.TransactionID}`)
    if (page.next !== null && page.next === next) throw circling(list.path)
    const isStuck: boolean = next !== null && fresh.length === 0 && page.refused.length === 0
    cursor = fresh.reduce((most, { TransactionID }) => Math.max(most, TransactionID), cursor)
    next = page.next
    isLast = next === null || isStuck
    yield { ...page, rows: fresh, cursor, last: isLast }
  }
}

const circling = (path: string): VendorShapeError =>
  new VendorShapeError('BioTrack', `GET ${path}`, [{ path: 'NextCursor', message: 'does not move on' }])
