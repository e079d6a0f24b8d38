import { inventory, products, pullTransactions, type DutchieClient } from '@suite/dutchie'
import type { Access, PulledPage, Window } from '../port.ts'

/** An answer as it is kept. Sales carry the units of their day, which their lines name by number only. */
export interface KeptPage {
  readonly rows: readonly unknown[]
  readonly units?: readonly unknown[]
}

/** Pulls what changed in a window, or everything there is of the catalogue and the stock. */
export async function* pullDutchie(
  client: DutchieClient,
  access: Access,
  stream: string,
  window: Window | null,
): AsyncGenerator<PulledPage> {
  const options = access.signal === undefined ? {} : { signal: access.signal }
  if (stream === 'products')
    yield kept({ rows: (await client.listText(products.reporting, {}, options)).raw })
  if (stream === 'inventory') {
    const wanted = { includeRoomQuantities: true, includeAllocated: true }
    yield kept({ rows: (await client.listText(inventory.reporting, wanted, options)).raw })
  }
  if (stream !== 'transactions' || window === null) return
  const units = (await client.listText(products.units, {}, options)).raw
  const span = { from: window.from, until: window.until, overlapMs: 0 }
  for await (const { raw } of pullTransactions(client, span, options)) yield kept({ rows: raw, units })
}

const kept = (page: KeptPage): PulledPage => ({
  text: JSON.stringify(page),
  rows: page.rows.length,
  cursor: null,
})
