import { highestBySums, transactionAt } from '../since.ts'
import type { ClassicClient } from './client.ts'
import { sumFrom } from './pull.ts'
import type { SyncTable, Versioned } from './tables.ts'

type Timed = Versioned & { readonly sessiontime: Date | null }

const FIRST_WIDTH = 250
const GROWTH = 16

/**
 * A transaction before which every row of a table is older than an instant, for `pullTable`. It takes about two dozen
 * small calls, whatever the table holds.
 * @throws BioTrackError, OutboundError, VendorShapeError
 */
export const transactionOf = <Row extends Timed>(
  client: Pick<ClassicClient, 'read' | 'sync'>,
  table: SyncTable<Row>,
  instant: Date,
  options: { readonly signal?: AbortSignal } = {},
): Promise<number> => {
  let highest: number | null = null
  return transactionAt(
    {
      highest: async () => {
        highest = await highestBySums((start) => sumFrom(client, table, start, options))
        return highest
      },
      firstAt: async (start) => {
        const end = highest ?? start
        for (let width = FIRST_WIDTH; ; width *= GROWTH) {
          const { rows } = await client.sync(table, { start, end: start + width }, options)
          const first = rows.toSorted((one, other) => one.transactionid - other.transactionid)[0]
          if (first !== undefined) return first.sessiontime
          if (start + width >= end) return null
        }
      },
    },
    instant,
  )
}
