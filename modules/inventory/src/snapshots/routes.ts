import { idParams, readRoute, writeRoute, type Route } from '@suite/http'
import { ACCESS } from '../access.ts'
import { requireNotCountingBlind } from '../counting/blind.ts'
import { SNAPSHOT_EXAMPLE, snapshotInput, snapshotsPage, snapshotsQuery, snapshotTaken } from './contract.ts'
import { snapshotHistory } from './snapshot-history.ts'
import { takeSnapshot } from './take-snapshot.ts'

const tag = 'Inventory'

/** What each system said it held over time, and taking a snapshot of the ledger. */
export const snapshotRoutes = (): Route[] => [
  readRoute(
    {
      method: 'GET',
      path: '/products/:id/snapshots',
      summary: 'What till, state and ledger said they held of a product, newest first',
      tag,
      access: ACCESS.view,
      params: idParams,
      query: snapshotsQuery,
      reply: snapshotsPage,
      example: { items: [SNAPSHOT_EXAMPLE], nextCursor: null },
    },
    async (read, { params, query: { from, to, ...query } }) => {
      await requireNotCountingBlind(read, { storeId: query.storeId, productId: params.id })
      return snapshotHistory(read, {
        ...query,
        productId: params.id,
        from: new Date(from),
        to: new Date(to),
      })
    },
  ),
  writeRoute(
    {
      method: 'POST',
      path: '/stores/:id/snapshots',
      summary: 'Write down what the ledger holds in a store now',
      tag,
      access: ACCESS.count,
      status: 201,
      limit: 'heavy',
      params: idParams,
      body: snapshotInput,
      bodyExample: { note: 'Before the remodelling' },
      reply: snapshotTaken,
      example: { takenAt: '2026-04-20T16:00:00.000Z', rows: 812 },
    },
    (tx, { params, body }) => takeSnapshot(tx, { storeId: params.id, type: 'manual', ...body }),
  ),
]
