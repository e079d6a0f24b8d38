import { sql, type Tx } from '@suite/db'
import type { StateWriter } from '../correcting/ports.ts'
import { followTill } from './follow-till.ts'
import { enterOutbox, prepareReport } from './prepare-report.ts'
import { reporterOf } from './reporter.ts'
import { reportedFrom, salesToReport } from './sales-to-report.ts'

/** Sales taken up in one transaction. */
const A_STEP = 200

/**
 * Where the suite reports a store's sales: follows what the till changed about sales in the outbox, and takes up the next
 * sales that the state does not have, the oldest first. Gives whether there may be more. Elsewhere it does nothing.
 */
export const collectSales = async (
  tx: Tx,
  writer: StateWriter,
  storeId: string,
  now: Date,
): Promise<'done' | 'more'> => {
  const { connection, reporter, since } = await reporterOf(tx, writer, storeId)
  if (reporter !== 'suite' || connection === null || since === null) return 'done'
  const confirmedBy = await switchedBy(tx, connection.connectionId)
  const from = reportedFrom(since, now)
  await followTill(tx, { storeId, connection, from, confirmedBy, now })
  const sales = await salesToReport(tx, { storeId, from, limit: A_STEP })
  for (const receipt of sales)
    await enterOutbox(tx, {
      storeId,
      connectionId: connection.connectionId,
      kind: 'report_sale',
      receipt,
      prepared: await prepareReport(tx, storeId, receipt),
      reference: null,
      confirmedBy,
      now,
    })
  return sales.length < A_STEP ? 'done' : 'more'
}

const switchedBy = async (tx: Tx, connectionId: string): Promise<string> => {
  const { rows } = await sql<{ by: string }>`
    select changed_by as by from sale_reporters where connection_id = ${connectionId}`.execute(tx.db)
  return rows[0]?.by ?? tx.context.actor.id
}
