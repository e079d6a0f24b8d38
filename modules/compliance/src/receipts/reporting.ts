import { sql, type Read } from '@suite/db'
import type { StateWriter } from '../correcting/ports.ts'
import { prepareReport } from './prepare-report.ts'
import { reporterOf, requireStore, takesSales } from './reporter.ts'
import type { ReportingReply } from './reporting-contract.ts'
import { reportedFrom, salesToReport } from './sales-to-report.ts'

/** Sales shown of a rehearsal. */
const MOST = 50

/**
 * Who tells the state of a store's sales, and what would go out now if the suite did from `since` on. Nothing is sent.
 * @throws AppError `not_found`
 */
export const reporting = async (
  read: Read,
  writer: StateWriter,
  input: { readonly storeId: string; readonly since?: string | undefined; readonly now: Date },
): Promise<ReportingReply> => {
  const { storeId, now } = input
  await requireStore(read, storeId)
  const { connection, reporter, since, changedAt, changedByName } = await reporterOf(read, writer, storeId)
  const wanted = input.since === undefined ? (since ?? now) : new Date(input.since)
  const from = reportedFrom(wanted, now)
  const sales = takesSales(connection) ? await salesToReport(read, { storeId, from, limit: MOST + 1 }) : []
  const wouldSend: ReportingReply['wouldSend'] = []
  for (const sold of sales.slice(0, MOST)) {
    const { receiptId, number, soldAt, totalMinor } = sold
    const { why } = await prepareReport(read, storeId, sold)
    wouldSend.push({ receiptId, number, soldAt: soldAt.toISOString(), totalMinor, why })
  }
  return {
    connectionId: connection?.connectionId ?? null,
    connectionName: connection?.name ?? null,
    possible: takesSales(connection),
    writesEnabled: connection?.writesEnabled ?? false,
    reporter,
    since: since?.toISOString() ?? null,
    changedAt: changedAt?.toISOString() ?? null,
    changedByName,
    ...(await standsOf(read, storeId)),
    wouldSend,
    more: sales.length > MOST,
  }
}

const standsOf = async (
  read: Read,
  storeId: string,
): Promise<Pick<ReportingReply, 'waiting' | 'refused'>> => {
  const { rows } = await sql<Pick<ReportingReply, 'waiting' | 'refused'>>`
    select count(*) filter (where state <> 'refused')::int as waiting,
      count(*) filter (where state = 'refused')::int as refused
    from corrections where store_id = ${storeId} and receipt_id is not null
      and state in ('waiting', 'sending', 'unknown', 'refused')`.execute(read.db)
  return rows[0] ?? { waiting: 0, refused: 0 }
}
