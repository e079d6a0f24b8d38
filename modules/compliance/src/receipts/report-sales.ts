import { sql, type Read, type Tx } from '@suite/db'
import { isAppError } from '@suite/kernel'
import { confirmCorrection } from '../correcting/confirm.ts'
import type { StateWriter } from '../correcting/ports.ts'
import { prepareCorrection } from '../correcting/preview.ts'
import type { ReportedReply, UnreportedReply } from './contract.ts'

/** Most sales looked at or sent at once. */
const MOST = 100

/**
 * Sales of a store that the state does not have and that nothing is under way for, the soonest due first, each as it would
 * be told the state: a rehearsal of sending them. A receipt is told whole, so it is listed once.
 */
export const unreportedSales = async (
  read: Read,
  writer: StateWriter,
  storeId: string,
): Promise<UnreportedReply> => {
  const { rows } = await sql<{ id: string; number: string; dueAt: Date }>`
    select q.* from (
      select distinct on (d.subject) d.id, d.subject as number, d.due_at as "dueAt" from discrepancies d
      where d.store_id = ${storeId} and d.class = 'unreported_sale' and d.state in ('open', 'assigned', 'reopened')
        and not exists (
          select from discrepancies o join corrections c on c.organization_id = o.organization_id and c.discrepancy_id = o.id
          where o.organization_id = d.organization_id and o.store_id = d.store_id and o.subject = d.subject
            and o.class = d.class and c.state in ('waiting', 'sending', 'unknown', 'done') and o.state <> 'resolved'
            and o.state <> 'reopened')
        and not exists (
          select from corrections c where c.organization_id = d.organization_id and c.store_id = d.store_id
            and c.receipt_id is not null and c.kind = 'report_sale' and c.state in ('waiting', 'sending', 'unknown')
            and lower(trim(c.receipt_number)) = d.subject)
      order by d.subject, d.due_at, d.id) q
    order by q."dueAt", q.id limit ${MOST + 1}`.execute(read.db)
  const items: UnreportedReply['items'][number][] = []
  for (const { id, number, dueAt } of rows.slice(0, MOST)) {
    const { sale, preview } = await prepareCorrection(read, writer, id)
    items.push({
      discrepancyId: id,
      number,
      dueAt: dueAt.toISOString(),
      soldAt: sale?.soldAt ?? null,
      lines: [...(sale?.lines ?? [])],
      totalMinor: sale?.lines.reduce((sum, line) => sum + line.totalMinor, 0) ?? null,
      byInterface: preview.by === 'interface',
      why: preview.why,
    })
  }
  const connection = await writer.connectionOf(read, storeId)
  return {
    items,
    more: rows.length > MOST,
    connectionName: connection?.name ?? null,
    writesEnabled: connection?.writesEnabled ?? false,
  }
}

/**
 * Puts sales into the outbox that the state does not have, and has them sent in this order. One that cannot be told over the
 * interface, or that somebody else has taken up meanwhile, is left with the reason; the others go all the same.
 */
export const reportSales = async (
  tx: Tx,
  writer: StateWriter,
  input: { readonly discrepancyIds: readonly string[]; readonly note: string; readonly now: Date },
): Promise<ReportedReply> => {
  const left: ReportedReply['left'][number][] = []
  let queued = 0
  for (const id of input.discrepancyIds)
    try {
      await confirmCorrection(tx, writer, { id, note: input.note, now: input.now })
      queued += 1
    } catch (error) {
      if (!isAppError(error) || error.kind !== 'conflict') throw error
      left.push({ discrepancyId: id, why: error.message })
    }
  return { queued, left }
}
