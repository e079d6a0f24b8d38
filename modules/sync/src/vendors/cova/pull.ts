import { pullInvoices, pullProducts, type CovaClient } from '@suite/cova'
import { z } from 'zod'
import type { Access, PulledPage, Window } from '../port.ts'

/** An answer as it is kept. */
export interface KeptPage {
  readonly rows: readonly unknown[]
}

/** Where a window goes on: what changed before this instant was taken. */
const place = z.object({ until: z.iso.datetime() })

/** Pulls what changed in a window, or everything there is of the catalogue and its stock. */
export async function* pullCova(
  client: CovaClient,
  access: Access,
  stream: string,
  window: Window | null,
  cursor: unknown,
): AsyncGenerator<PulledPage> {
  const options = access.signal === undefined ? {} : { signal: access.signal }
  if (stream !== 'invoices') {
    for await (const rows of pullProducts(client, options)) yield kept(rows, null)
    return
  }
  if (window === null) return
  const from = place.safeParse(cursor).data?.until
  const span = { from: from === undefined ? window.from : new Date(from), until: window.until }
  for await (const { rows, until } of pullInvoices(client, span, options))
    yield kept(rows, { until: until.toISOString() })
}

const kept = (rows: readonly unknown[], cursor: unknown): PulledPage => ({
  text: JSON.stringify({ rows } satisfies KeptPage),
  rows: rows.length,
  cursor,
})
