import {
  originOf,
  pullSales,
  pullTable,
  tables,
  transactionOf,
  waitingTransfers,
  type ClassicClient,
} from '@suite/biotrack'
import { z } from 'zod'
import type { Access, PulledPage, Window } from '../port.ts'
import { isLong, kept } from './pages.ts'
import { licenceOf } from './source.ts'

/** Where a long window goes on. */
const place = z.object({ after: z.int().positive() })

interface With {
  readonly signal?: AbortSignal
}
const optionsOf = ({ signal }: Access): With => (signal === undefined ? {} : { signal })

const ROWS_PER_CALL = 2_000
const ROOM_FOR_LATE = 500

/** How a window's rows are asked for: walked in parts from a place, or at once from its beginning. */
const walkOf = (window: Window, cursor: unknown, start: number, options: With) => {
  const reached = place.safeParse(cursor).data?.after
  return {
    ...options,
    after: reached ?? start,
    overlap: ROOM_FOR_LATE,
    rowsPerCall: isLong(window) ? ROWS_PER_CALL : null,
  }
}

/** True for what was written in a window or later, or tells no time. */
const isSince = (from: Date, time: Date | null): boolean => time === null || time >= from

/** Pulls what changed in a window over the action API. Its tables are numbered by transaction, so the place is looked up. */
export const pullClassic = (
  client: ClassicClient,
  access: Access,
  stream: string,
  window: Window,
  cursor: unknown,
): AsyncIterable<PulledPage> => {
  if (stream === 'packages') return pullPackages(client, access, window, cursor)
  if (stream === 'receipts') return pullReceipts(client, access, window, cursor)
  return pullTransfers(client, access, window)
}

/** A window that is long takes the whole table: a package may be older than any window and still be on the shelf. */
async function* pullPackages(
  client: ClassicClient,
  access: Access,
  window: Window,
  cursor: unknown,
): AsyncGenerator<PulledPage> {
  const options = optionsOf(access)
  const rooms = await client.sync(tables.rooms, {}, options)
  const samples = await client.sync(tables.samples, {}, options)
  // a room that became a quarantine or a laboratory's result changes packages whose own rows do not
  const around = [...rooms.rows, ...samples.rows].some((row) => isSince(window.from, row.sessiontime))
  const all = isLong(window) || around
  const start = all ? 0 : await transactionOf(client, tables.inventory, window.from, options)
  for await (const page of pullTable(client, tables.inventory, walkOf(window, cursor, start, options))) {
    const wanted = all ? null : new Set(old(page.rows, window.from))
    const rows = page.raw.filter((raw) => wanted?.has(wordOf(raw, 'id')) !== true)
    if (rows.length > 0)
      yield kept(
        {
          kind: 'packages',
          api: 'classic',
          state: access.state,
          rows,
          rooms: rooms.raw,
          samples: samples.raw,
        },
        page.cursor,
      )
  }
}

/** Identifiers of rows older than the window: the place was found only roughly. */
const old = (rows: readonly { readonly id: string; readonly sessiontime: Date | null }[], from: Date) =>
  rows.filter(({ sessiontime }) => !isSince(from, sessiontime)).map(({ id }) => id)

const wordOf = (row: unknown, name: string): string =>
  typeof row === 'object' && row !== null ? String(Reflect.get(row, name) ?? '') : ''

async function* pullReceipts(
  client: ClassicClient,
  access: Access,
  window: Window,
  cursor: unknown,
): AsyncGenerator<PulledPage> {
  const options = optionsOf(access)
  const isGoingOn = place.safeParse(cursor).success
  const start = isGoingOn ? 1 : await transactionOf(client, tables.sales, window.from, options)
  for await (const page of pullSales(client, walkOf(window, cursor, start, options))) {
    // whole sales, of which one line at least is young enough: the place was found only roughly
    const older = page.sales.filter((sale) => sale.every((row) => !isSince(window.from, row.sessiontime)))
    const unwanted = new Set(older.flat().map((row) => String(originOf(row))))
    const rows = page.raw.filter((row) => !unwanted.has(originWord(row)))
    const madeAt = Object.fromEntries([...page.madeAt].map(([id, at]) => [id, at.toISOString()]))
    if (rows.length > 0)
      yield kept({ kind: 'receipts', api: 'classic', state: access.state, rows, madeAt }, page.cursor)
  }
}

const originWord = (row: unknown): string =>
  wordOf(row, 'transactionid_original') || wordOf(row, 'transactionid')

const DAY_MS = 86_400_000
/** A delivery accepted in parts is told whole when its parts are no further apart. */
const PARTS_WITHIN_MS = 60 * DAY_MS

async function* pullTransfers(
  client: ClassicClient,
  access: Access,
  window: Window,
): AsyncGenerator<PulledPage> {
  const options = optionsOf(access)
  const waiting = await waitingTransfers(client, licenceOf(access.settings), options)
  const earliest = new Date(window.from.getTime() - PARTS_WITHIN_MS)
  const start = await transactionOf(client, tables.incoming, earliest, options)
  const walk = { ...options, after: start, overlap: 0, rowsPerCall: ROWS_PER_CALL }
  const received: { readonly raw: readonly unknown[] }[] = []
  const touched = new Set(waiting.map(({ manifest }) => manifest.manifest_id))
  for await (const page of pullTable(client, tables.incoming, walk)) {
    received.push(page)
    for (const { manifestid, sessiontime } of page.rows)
      if (manifestid !== null && isSince(window.from, sessiontime)) touched.add(manifestid)
  }
  const rows = received.flatMap(({ raw }) => raw).filter((row) => touched.has(wordOf(row, 'manifestid')))
  if (touched.size === 0) return
  // names of shippers, needed only for what was received: what waits tells them
  const vendors = rows.length === 0 ? [] : await shippersOf(client, rows, options)
  yield kept({ kind: 'transfers', api: 'classic', state: access.state, rows, waiting, vendors }, null)
}

const shippersOf = async (
  client: ClassicClient,
  rows: readonly unknown[],
  options: With,
): Promise<unknown[]> => {
  const licences = new Set(rows.map((row) => wordOf(row, 'outbound_license')))
  const { raw } = await client.sync(tables.vendors, {}, options)
  return raw.filter((vendor) => licences.has(wordOf(vendor, 'location')))
}
