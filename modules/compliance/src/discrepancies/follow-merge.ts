import { moveRows, moveRowsBack, type MergeFollower } from '@suite/catalog'
import { sql } from '@suite/db'

const OPEN = sql`t.state not in ('resolved', 'dismissed')`
const WAITING = sql`t.taken_at is null`

/** Open disagreements and deliveries not yet taken in go to the product that stays; what is closed keeps what it said. */
export const disagreementsFollowMerge: MergeFollower = {
  refusal: () => Promise.resolve(null),
  preview: async (read, productId) => {
    const { rows } = await sql<{ open: number }>`
      select count(*) as open from discrepancies t where t.product_id = ${productId} and ${OPEN}`.execute(
      read.db,
    )
    return { 'open disagreements': rows[0]?.open ?? 0 }
  },
  follow: async (tx, merge) => {
    const open = await moveRows(tx, merge, 'discrepancies', OPEN)
    await moveRows(tx, merge, 'transfer_counts', WAITING)
    return { 'open disagreements': open }
  },
  takeBack: async (tx, merge) => {
    await moveRowsBack(tx, merge, 'transfer_counts')
    await moveRowsBack(tx, merge, 'discrepancies')
  },
}
