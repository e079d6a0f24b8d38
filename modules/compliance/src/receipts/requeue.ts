import { recordAudit } from '@suite/audit'
import { sql, type Tx } from '@suite/db'
import { askToSend } from '../correcting/confirm.ts'
import { prepareAgain, prepareReport } from './prepare-report.ts'
import type { RequeueReply } from './reporting-contract.ts'

/** Most that are put back at once. */
const MOST = 500

interface Failed {
  readonly receiptId: string
  readonly correctionId: string | null
  readonly number: string
  readonly version: Date
  readonly kind: 'report_sale' | 'void_report' | 'correct_report' | null
  readonly state: 'waiting' | 'sending' | 'unknown' | 'done' | 'refused' | null
}

/**
 * Puts reports of the suite that were refused back into the outbox, at the place they had, prepared anew from what the till
 * says now: those of some receipts, or all of a store. What is on its way, or was told, is left alone, so that asking twice
 * is as good as once; each left one comes back with the reason.
 */
export const requeueReports = async (
  tx: Tx,
  input: {
    readonly storeId: string
    readonly receiptIds?: readonly string[] | undefined
    readonly now: Date
  },
): Promise<RequeueReply> => {
  const { storeId, now } = input
  const left: RequeueReply['left'] = []
  const queued: string[] = []
  for (const failed of await lastOf(tx, storeId, input.receiptIds)) {
    const why = await putBack(tx, storeId, failed, now)
    if (why === null) queued.push(failed.receiptId)
    else left.push({ receiptId: failed.receiptId, why })
  }
  if (queued.length > 0) {
    await recordAudit(tx, {
      eventType: 'sales_reporting.requeued',
      resourceType: 'store',
      resourceId: storeId,
      action: 'update',
      risk: 'high',
      after: { receipts: queued },
    })
    await askToSend(tx, storeId)
  }
  return { queued: queued.length, left }
}

const lastOf = async (
  tx: Tx,
  storeId: string,
  receiptIds: readonly string[] | undefined,
): Promise<Failed[]> => {
  const { rows } = await sql<Failed>`
    select r.id as "receiptId", r.external_id as number, coalesce(r.source_modified_at, r.occurred_at) as version,
      c.id as "correctionId", c.kind, c.state
    from receipts r left join lateral (
      select c.id, c.kind, c.state from corrections c
      where c.organization_id = r.organization_id and c.receipt_id = r.id and c.state <> 'cancelled'
      order by c.confirmed_at desc, c.id desc limit 1) c on true
    where r.store_id = ${storeId} and ${
      receiptIds === undefined
        ? sql`r.id in (select receipt_id from corrections
            where store_id = ${storeId} and receipt_id is not null and state = 'refused') and c.state = 'refused'`
        : sql`r.id = any(${[...receiptIds]})`
    }
    order by r.occurred_at, r.id limit ${MOST}`.execute(tx.db)
  return rows
}

/** Null when it waits again, else why it does not. */
const putBack = async (tx: Tx, storeId: string, failed: Failed, now: Date): Promise<string | null> => {
  const { correctionId, kind, state, version } = failed
  if (correctionId === null)
    return 'The suite did not try to report it. Report it under its discrepancy, with your password.'
  if (state !== 'refused') return WHY_LEFT[state ?? 'waiting']
  if (kind === 'void_report') {
    await sql`update corrections set state = 'waiting', message = null, advice = null, finished_at = null
      where id = ${correctionId}`.execute(tx.db)
    return null
  }
  const prepared = await prepareReport(tx, storeId, failed)
  await prepareAgain(tx, { correctionId, version, prepared, now })
  return prepared.why
}

const WHY_LEFT = {
  waiting: 'It waits to be sent already.',
  sending: 'It is being sent.',
  unknown: 'It was sent and no answer came: it is looked up by itself before anything is sent again.',
  done: 'The state was told already.',
} as const
