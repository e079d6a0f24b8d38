import {
  customers,
  DutchieError,
  inventory,
  pagesOf,
  products,
  pullTransactions,
  purchaseOrders,
  vendors,
  type DutchieClient,
} from '@suite/dutchie'
import type { Access, PulledPage, Window } from '../port.ts'
import { withoutPerson } from './people.ts'

/** An answer as it is kept. Sales carry the units of their day, which their lines name by number only. */
export interface KeptPage {
  readonly rows: readonly unknown[]
  readonly units?: readonly unknown[]
  /** The permission the key lacks for these rows. */
  readonly missing?: string
}

type Options = { readonly signal?: AbortSignal }

/** Pulls what changed in a window, or everything there is of the catalogue, the stock, the vendors and the orders. */
export async function* pullDutchie(
  client: DutchieClient,
  access: Access,
  stream: string,
  window: Window | null,
): AsyncGenerator<PulledPage> {
  const options: Options = access.signal === undefined ? {} : { signal: access.signal }
  if (window !== null) yield* pullWindow(client, options, stream, window)
  else if (stream === 'products')
    yield kept({ rows: (await client.listText(products.reporting, {}, options)).raw })
  else if (stream === 'inventory') {
    const wanted = { includeRoomQuantities: true, includeAllocated: true }
    yield kept({ rows: (await client.listText(inventory.reporting, wanted, options)).raw })
  } else if (stream === 'vendors')
    yield* ifAllowed('Vendor', async function* () {
      yield kept({ rows: (await client.listText(vendors, {}, options)).raw })
    })
  else if (stream === 'purchaseOrders')
    yield* ifAllowed('PurchaseOrder', () => pullOrders(client, options, access.now()))
}

async function* pullWindow(
  client: DutchieClient,
  options: Options,
  stream: string,
  window: Window,
): AsyncGenerator<PulledPage> {
  if (stream === 'customers') {
    const span = { fromLastModifiedDateUTC: window.from, toLastModifiedDateUTC: window.until }
    for await (const { raw } of pagesOf(client, customers.reportingPages, span, options))
      yield kept({ rows: raw.map((row) => withoutPerson(row)) })
  }
  if (stream !== 'transactions') return
  const units = (await client.listText(products.units, {}, options)).raw
  const span = { from: window.from, until: window.until, overlapMs: 0 }
  for await (const { raw } of pullTransactions(client, span, options)) yield kept({ rows: raw, units })
}

/** An order older than this is not waited for any more. */
const ORDER_DAYS = 180

async function* pullOrders(client: DutchieClient, options: Options, now: Date): AsyncGenerator<PulledPage> {
  // orders tell no time of change: those of the last half year are asked for each time
  const wanted = {
    FromDateCreated: new Date(now.getTime() - ORDER_DAYS * 86_400_000),
    IncludeItemDetails: true,
  }
  // one page more, empty where there is none: what is no longer listed is gone
  yield kept({ rows: [] })
  for await (const { raw } of pagesOf(client, purchaseOrders.pages, wanted, options))
    yield kept({ rows: raw })
}

/** What a key may not read is no reason to leave the sales of its store: it is told among what was refused. */
async function* ifAllowed(
  permission: string,
  pull: () => AsyncGenerator<PulledPage>,
): AsyncGenerator<PulledPage> {
  try {
    yield* pull()
  } catch (error) {
    if (!(error instanceof DutchieError) || error.status !== 403) throw error
    yield kept({ rows: [], missing: permission })
  }
}

const kept = (page: KeptPage): PulledPage => ({
  text: JSON.stringify(page),
  rows: page.rows.length,
  cursor: null,
})
