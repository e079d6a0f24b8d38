import { transactionAt } from '../since.ts'
import type { TraceClient } from './client.ts'
import type { TraceList } from './endpoints.ts'

/**
 * A transaction before which every row of a list is older than an instant, for `pullTrace`.
 * @param timeOf when a row was last changed
 * @throws BioTrackError, OutboundError, VendorShapeError
 */
export const traceTransactionOf = <Row extends { readonly TransactionID: number }>(
  client: Pick<TraceClient, 'counters' | 'page'>,
  list: TraceList<Row>,
  timeOf: (row: Row) => Date | null,
  instant: Date,
  about: { readonly location?: string; readonly signal?: AbortSignal },
): Promise<number> =>
  transactionAt(
    {
      highest: async () => {
        const { signal } = about
        const counters = await client.counters(signal === undefined ? {} : { signal })
        return counters.get(list.counter ?? list.rowsAt) ?? null
      },
      firstAt: async (since) => {
        const { rows } = await client.page(list, { ...about, since })
        const first = rows.toSorted((one, other) => one.TransactionID - other.TransactionID)[0]
        return first === undefined ? null : timeOf(first)
      },
    },
    instant,
  )
