import type { StoreSources } from '@suite/compliance'
import { sql, type Read } from '@suite/db'
import { ADAPTERS } from '../vendors/adapters.ts'
import type { StreamPlan, Vendor } from '../vendors/port.ts'

interface Row {
  readonly connectionId: string
  readonly vendor: Vendor
  readonly since: Date
  readonly stream: string
  readonly coveredFrom: Date | null
  readonly coveredUntil: Date | null
}

/**
 * What is connected to a store and how far each source has been read, for reconciliation. Where no till is connected, the
 * sales of imported files count as read up to the last of them.
 */
export const storeSources = async (read: Read, storeId: string): Promise<StoreSources> => {
  const { rows } = await sql<Row>`
    select c.id as "connectionId", c.vendor, c.created_at as since, s.stream, s.covered_from as "coveredFrom",
      s.covered_until as "coveredUntil"
    from connections c join connection_streams s on s.organization_id = c.organization_id and s.connection_id = c.id
    where c.store_id = ${storeId} and c.status <> 'disconnected' order by c.created_at, c.id`.execute(read.db)
  const till = rows.find(({ vendor }) => ADAPTERS.get(vendor)?.kind === 'pos')
  const state = rows.find(({ vendor }) => ADAPTERS.get(vendor)?.kind === 'state')
  return {
    till:
      till === undefined
        ? await filesOf(read, storeId)
        : {
            connectionId: till.connectionId,
            since: till.since,
            stockAt: streamOf(rows, till, 'stock')?.coveredUntil ?? null,
            sales: spanOf(streamOf(rows, till, 'sales')),
          },
    state:
      state === undefined
        ? null
        : {
            connectionId: state.connectionId,
            since: state.since,
            packagesAt: streamOf(rows, state, 'packages')?.coveredUntil ?? null,
            receipts: spanOf(streamOf(rows, state, 'receipts')),
          },
  }
}

const streamOf = (
  rows: readonly Row[],
  { connectionId, vendor }: Row,
  gives: NonNullable<StreamPlan['gives']>,
): Row | undefined => {
  const plan = ADAPTERS.get(vendor)?.streams.find((each) => each.gives === gives)
  return rows.find((row) => row.connectionId === connectionId && row.stream === plan?.name)
}

const spanOf = (row: Row | undefined): { from: Date; until: Date } | null =>
  row?.coveredFrom == null || row.coveredUntil === null
    ? null
    : { from: row.coveredFrom, until: row.coveredUntil }

/** No connection has this id. */
const NO_CONNECTION = '00000000-0000-0000-0000-000000000000'

const filesOf = async (read: Read, storeId: string): Promise<StoreSources['till']> => {
  const { rows } = await sql<{ from: Date; until: Date }>`
    (select occurred_at as "from", occurred_at as until from receipts where store_id = ${storeId}
      order by business_day, id limit 1)
    union all
    (select occurred_at, occurred_at from receipts where store_id = ${storeId} order by business_day desc, id desc limit 1)`.execute(
    read.db,
  )
  const [first, last] = rows
  if (first === undefined || last === undefined) return null
  return {
    connectionId: NO_CONNECTION,
    since: first.from,
    stockAt: null,
    sales: { from: first.from, until: last.until },
  }
}
