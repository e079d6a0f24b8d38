import { newestOf, type Rows } from '../rows.ts'
import { sync } from './actions.ts'
import type { ClassicClient } from './client.ts'
import type { SyncTable, Versioned } from './tables.ts'

/** Some rows of a table; `cursor` may be kept once they are: give it as `after` the next time. */
export interface PulledRows<Row> extends Rows<Row> {
  readonly cursor: number
  readonly last: boolean
}

export interface PullOptions {
  /** The largest transaction id already held; 0 takes everything. */
  readonly after: number
  /**
   * How many ids to go back: whether a lower id can become visible after a higher one is not published (unverified).
   * Rows already held come again: upsert by key. Default 500.
   */
  readonly overlap?: number
  /**
   * Walks in ranges of about this many rows; null asks for all at once. Default 2,000 when everything is taken, else null.
   */
  readonly rowsPerCall?: number | null
  readonly signal?: AbortSignal
}

type Reader = Pick<ClassicClient, 'read' | 'sync'>

const OVERLAP = 500
const ROWS_PER_CALL = 2_000
const FIRST_SPAN = 100_000
const LARGEST_SPAN = 1_000_000_000
/** Ranges without rows before the rest is asked for at once: the check then says something else than we think. */
const PATIENCE = 8

/**
 * Everything of a table that changed since a transaction id, in the order of the ids. The first pull walks the ids in
 * ranges that adapt to how dense the rows lie, with `sync_check` telling when nothing follows; a later one is one call
 * unless told otherwise.
 * @throws BioTrackError, OutboundError, VendorShapeError
 */
export async function* pullTable<Row extends Versioned>(
  client: Reader,
  table: SyncTable<Row>,
  options: PullOptions,
): AsyncGenerator<PulledRows<Row>> {
  const { after, overlap = OVERLAP, rowsPerCall = after === 0 ? ROWS_PER_CALL : null } = options
  const start = Math.max(1, after - overlap)
  const from = { start, cursor: after }
  if (rowsPerCall === null) yield await theRest(client, table, from, options)
  else yield* walk(client, table, from, rowsPerCall, options)
}

interface Place {
  readonly start: number
  readonly cursor: number
}
interface With {
  readonly signal?: AbortSignal
}

async function* walk<Row extends Versioned>(
  client: Reader,
  table: SyncTable<Row>,
  from: Place,
  wanted: number,
  options: With,
): AsyncGenerator<PulledRows<Row>> {
  let { start, cursor } = from
  let span = FIRST_SPAN
  let empty = 0
  let held: PulledRows<Row> | null = null
  while (await anythingFrom(client, table, start, options)) {
    options.signal?.throwIfAborted()
    if (empty >= PATIENCE) {
      if (held !== null) yield held
      yield await theRest(client, table, { start, cursor }, options)
      return
    }
    const page = await client.sync(table, { start, end: start + span - 1 }, options)
    const highest = highestOf(page, cursor)
    // a page is given once it is known whether another follows, so that the last can be marked
    if (held !== null) yield held
    held = page.raw.length === 0 ? null : pulled(table, page, highest, false)
    empty = page.raw.length === 0 ? empty + 1 : 0
    // a server that does not know the end of a range has sent more
    start = Math.max(start + span, highest + 1)
    cursor = highest
    span = nextSpan(span, page.raw.length, wanted)
  }
  yield held === null ? { rows: [], raw: [], refused: [], cursor, last: true } : { ...held, last: true }
}

/** Ranges grow fourfold while they hold few rows and shrink by how much they hold too many. */
const nextSpan = (span: number, found: number, wanted: number): number => {
  if (found <= wanted / 4) return Math.min(LARGEST_SPAN, span * (found === 0 ? 16 : 4))
  return found <= wanted ? span : Math.max(1, Math.floor((span * wanted) / found))
}

const theRest = async <Row extends Versioned>(
  client: Reader,
  table: SyncTable<Row>,
  { start, cursor }: Place,
  options: With,
): Promise<PulledRows<Row>> => {
  const page = await client.sync(table, { start }, options)
  return pulled(table, page, highestOf(page, cursor), true)
}

const pulled = <Row extends Versioned>(
  table: SyncTable<Row>,
  page: Rows<Row>,
  cursor: number,
  last: boolean,
): PulledRows<Row> => ({
  ...page,
  rows: newestOf(page.rows, table.key, ({ transactionid }) => transactionid),
  cursor,
  last,
})

const highestOf = (page: Rows<Versioned>, held: number): number =>
  page.rows.reduce((most, { transactionid }) => Math.max(most, transactionid), held)

/** Whether the table has rows from this id on. Anything but a clear no counts as yes. */
const anythingFrom = async (
  client: Pick<Reader, 'read'>,
  table: { readonly name: string },
  start: number,
  options: With,
): Promise<boolean> => (await sumFrom(client, table, start, options)) !== 0

/**
 * What the transaction ids of a table from one on add up to (manual, chapter 8); null where a server tells none. Above 2⁵³
 * it is not exact.
 */
export const sumFrom = async (
  client: Pick<Reader, 'read'>,
  table: { readonly name: string },
  start: number,
  options: With = {},
): Promise<number | null> => {
  const { summary } = await client.read(
    sync.check,
    { download: '0', data: [{ table: table.name, transaction_start: start }] },
    options,
  )
  const told = summary.find((each) => each.table === table.name)?.sum ?? null
  return told === null ? null : Number(told)
}
