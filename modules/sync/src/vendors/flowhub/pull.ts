import {
  goodsKeys,
  goodsOf,
  inventoryRow,
  order,
  pullOrders,
  readRows,
  storeOf,
  type FlowhubClient,
  type Goods,
  type SaleFacts,
  type WireLocation,
} from '@suite/flowhub'
import { invalid } from '@suite/kernel'
import { z } from 'zod'
import type { Access, PulledPage, Window } from '../port.ts'

/** An answer as it is kept, with what its orders name by a number only: tags and units of goods. */
export interface KeptPage extends SaleFacts {
  readonly rows: readonly unknown[]
}

/** Where a window goes on: orders of the days before were taken. */
const place = z.object({ day: z.iso.date() })

interface With {
  readonly signal?: AbortSignal
}

/** The store with its name and its number in orders. @throws AppError `no_location`, `no_import_id` */
export const namedStore = (
  locations: readonly WireLocation[],
  locationId: string,
): { readonly importId: string; readonly locationName: string } => {
  const { importId, locationName } = storeOf(locations, locationId)
  const name = locationName ?? `location ${locationId}`
  if (importId !== null) return { importId, locationName: name }
  throw invalid(
    'no_import_id',
    `Flowhub tells no import id of ${name}, by which orders are found. Ask Flowhub to set it.`,
  )
}

/** Pulls the orders of a window's days, or everything there is of the catalogue or the stock. */
export async function* pullFlowhub(
  client: FlowhubClient,
  access: Access,
  stream: string,
  window: Window | null,
  cursor: unknown,
): AsyncGenerator<PulledPage> {
  const options: With = access.signal === undefined ? {} : { signal: access.signal }
  const stock = window === null ? await client.stock(options) : []
  if (stream === 'inventory') yield kept({ rows: stock, goods: {} }, null)
  // either list may hold what the other leaves out: what is sold out, and what is not for sale
  if (stream === 'products')
    yield kept({ rows: [...(await client.catalogue(options)), ...stock], goods: {} }, null)
  if (window !== null) yield* pullSales(client, access, window, cursor, options)
}

async function* pullSales(
  client: FlowhubClient,
  access: Access,
  window: Window,
  cursor: unknown,
  options: With,
): AsyncGenerator<PulledPage> {
  const fromDay = place.safeParse(cursor).data?.day
  const span = { ...window, timeZone: access.timeZone, ...(fromDay === undefined ? {} : { fromDay }) }
  const locationId = access.settings['locationId']?.trim() ?? ''
  const { importId } = namedStore(await client.locations(options), locationId)
  let goods: Goods | null = null
  for await (const { rows, day } of pullOrders(client, importId, span, options)) {
    // days without an order need no names
    goods ??= goodsOf(readRows(inventoryRow, await client.catalogue(options), 'sku').rows)
    const items = readRows(order, rows, 'id').rows.flatMap(({ itemsInCart }) => itemsInCart)
    const named = new Set(items.flatMap((item) => goodsKeys(item)))
    yield kept({ rows, goods: only(goods, named) }, { day })
  }
}

const only = (goods: Goods, keys: ReadonlySet<string>): Goods =>
  Object.fromEntries(Object.entries(goods).filter(([key]) => keys.has(key)))

const kept = (page: KeptPage, cursor: unknown): PulledPage => ({
  text: JSON.stringify(page),
  rows: page.rows.length,
  cursor,
})
