import type { Database, Enqueue, TenantContext } from '@suite/db'
import { applyBatch } from '../applying/apply-batch.ts'
import { connectionRow } from '../connections/connection-row.ts'
import type { Adapter, Vendor } from '../vendors/port.ts'
import { rawPages, type RawPage } from './landing.ts'

const PAGES_AT_ONCE = 20

/**
 * Reads again every answer that a connection kept, oldest first, and takes what it says: after a mistake of ours in reading a
 * vendor was mended, without asking the vendor. Whole snapshots are left out: the next one is at most minutes away and
 * newer. Gives how many answers were read.
 */
export const rereadRaw = async (
  deps: {
    readonly database: Database
    readonly enqueue: Enqueue
    readonly adapters: ReadonlyMap<Vendor, Adapter>
    readonly now?: () => Date
  },
  context: TenantContext,
  connectionId: string,
  signal: AbortSignal,
): Promise<number> => {
  const { database } = deps
  const connection = await database.readTenant(context, (read) => connectionRow(read, connectionId))
  const adapter = deps.adapters.get(connection.vendor)
  const facts = { timeZone: connection.timeZone, settings: connection.settings }
  let count = 0
  for (const plan of adapter?.streams.filter(({ mode }) => mode === 'window') ?? []) {
    let after: string | null = null
    for (;;) {
      signal.throwIfAborted()
      const from: string | null = after
      const pages: RawPage[] = await database.readTenant(context, (read) =>
        rawPages(read, { connectionId, stream: plan.name, after: from, limit: PAGES_AT_ONCE }),
      )
      if (adapter === undefined || pages.length === 0) break
      await applyBatch(
        { ...deps, connection, context },
        {
          stream: plan.name,
          pages: pages.map(({ id, text }) => ({ rawPageId: id, ...adapter.read(plan.name, text, facts) })),
          snapshotAt: null,
          cursor: null,
          now: deps.now?.() ?? new Date(),
        },
      )
      count += pages.length
      after = pages.at(-1)?.id ?? null
    }
  }
  return count
}
