import { readRows } from '../rows.ts'
import { groupSales } from '../neutral/receipt.ts'
import type { SaleRow } from '../wire/tables.ts'
import type { ClassicClient } from './client.ts'
import { pullTable, type PulledRows, type PullOptions } from './pull.ts'
import { originOf, tables } from './tables.ts'

/** Some sales, each with all its rows. */
export interface PulledSales extends Omit<PulledRows<SaleRow>, 'rows'> {
  readonly sales: readonly (readonly SaleRow[])[]
  /** When sales were made whose rows all tell only when they were changed: estimated, see `timeBetween`. */
  readonly madeAt: ReadonlyMap<number, Date>
}

type Reader = Pick<ClassicClient, 'read' | 'sync'>

/**
 * Sales that are new or changed since a transaction id, each whole. A change of one line moves that line only to a new
 * transaction, so the rest of an older sale is fetched; corrections are rare, and all older sales of a page cost one walk
 * from the oldest of them.
 * @throws BioTrackError, OutboundError, VendorShapeError
 */
export async function* pullSales(client: Reader, options: PullOptions): AsyncGenerator<PulledSales> {
  for await (const page of pullTable(client, tables.sales, options)) {
    const older = page.rows.filter((row) => originOf(row) !== row.transactionid).map(originOf)
    const since = older.length === 0 ? null : await rowsSince(client, Math.min(...older), options)
    const touched = new Set(page.rows.map(originOf))
    const raw = [...page.raw, ...(since?.raw ?? []).filter((each) => touched.has(originIn(each)))]
    const sales = [...groupSales(readRows(tables.sales.row, raw).rows).values()]
    const { rows: _, ...rest } = page
    yield { ...rest, raw, sales, madeAt: since === null ? new Map() : madeAtOf(sales, since.rows) }
  }
}

/** How far before a sale its neighbour is looked for, in transaction ids. */
const REACH = 5_000

/** Rows from a transaction on and a little before it. */
const rowsSince = async (
  client: Reader,
  start: number,
  { signal }: PullOptions,
): Promise<{ readonly rows: readonly SaleRow[]; readonly raw: readonly unknown[] }> => {
  const from = { after: start, overlap: REACH, ...(signal === undefined ? {} : { signal }) }
  const [rows, raw]: [SaleRow[], unknown[]] = [[], []]
  for await (const page of pullTable(client, tables.sales, from)) {
    rows.push(...page.rows)
    raw.push(...page.raw)
  }
  return { rows, raw }
}

const originIn = (raw: unknown): number => {
  const [row] = readRows(tables.sales.row, [raw]).rows
  return row === undefined ? Number.NaN : originOf(row)
}

const madeAtOf = (
  sales: readonly (readonly SaleRow[])[],
  around: readonly SaleRow[],
): ReadonlyMap<number, Date> => {
  const marks = around
    .filter((row) => originOf(row) === row.transactionid)
    .flatMap(({ transactionid, sessiontime }) =>
      sessiontime === null ? [] : [{ id: transactionid, at: sessiontime }],
    )
    .toSorted((one, other) => one.id - other.id)
  return new Map(
    sales.flatMap((rows) => {
      const [first] = rows
      if (first === undefined || rows.some((row) => isTold(row))) return []
      const at = timeBetween(marks, originOf(first))
      return at === null ? [] : [[originOf(first), at] as const]
    }),
  )
}

const isTold = (row: SaleRow): boolean => row.sale_time !== null || originOf(row) === row.transactionid

interface Mark {
  readonly id: number
  readonly at: Date
}

/**
 * The time of a transaction by those of its neighbours: ids grow steadily over all of a state, so its share of the way
 * between them is taken. With one neighbour only, that one's time; null without any.
 * @param marks ordered by id
 */
export const timeBetween = (marks: readonly Mark[], id: number): Date | null => {
  const before = marks.findLast((mark) => mark.id <= id)
  const after = marks.find((mark) => mark.id >= id)
  if (before === undefined || after === undefined || before.id === after.id)
    return (before ?? after)?.at ?? null
  const share = (id - before.id) / (after.id - before.id)
  const ms = before.at.getTime() + share * (after.at.getTime() - before.at.getTime())
  return new Date(Math.floor(ms / 1000) * 1000)
}
