import { publish } from '@suite/events'
import type { Tx } from '@suite/db'
import { connectionRow } from '../connections/connection-row.ts'
import { stateOf } from '../connections/queries.ts'
import type { Adapter, Vendor } from '../vendors/port.ts'
import { streamRows } from './streams.ts'

/** Tells when a stream has had no success for longer than its data stay trustworthy, although nothing was seen to fail. */
export const watchStale = async (
  tx: Tx,
  adapters: ReadonlyMap<Vendor, Adapter>,
  connectionId: string,
): Promise<void> => {
  const connection = await connectionRow(tx, connectionId)
  const rows = await streamRows(tx, connectionId)
  const now = new Date()
  const isStale = adapters.get(connection.vendor)?.streams.some(
    (plan) =>
      stateOf(
        plan,
        rows.find(({ stream }) => stream === plan.name),
        now,
      ) === 'stale',
  )
  if (isStale === true)
    await publish(tx, {
      type: 'connection.failing',
      version: 1,
      payload: { connectionId, storeId: connection.storeId },
    })
}
