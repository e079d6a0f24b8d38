import { sql, type Read, type Tx } from '@suite/db'
import { isAppError, newId } from '@suite/kernel'
import type { SaleToTell, WrittenKind } from '../correcting/ports.ts'
import { saleToTell } from '../correcting/sale-to-tell.ts'

/** A sale that may have to be told, as the till has it. */
export interface SoldReceipt {
  readonly receiptId: string
  readonly number: string
  readonly soldAt: Date
  /** What the till said last. */
  readonly version: Date
  readonly totalMinor: number
}

/** A sale as it would be told, or why it cannot be. */
export type PreparedReport =
  | { readonly sale: SaleToTell; readonly why: null }
  | { readonly sale: null; readonly why: string }

/** Prepares a sale without sending it; what keeps it from being told is the answer, not an error. */
export const prepareReport = async (
  read: Read,
  storeId: string,
  { number, receiptId }: Pick<SoldReceipt, 'number' | 'receiptId'>,
): Promise<PreparedReport> => {
  try {
    return { sale: await saleToTell(read, { storeId, number, receiptId }), why: null }
  } catch (error) {
    if (!isAppError(error)) throw error
    return { sale: null, why: error.message }
  }
}

export const ADVICE_UNTOLD =
  'Put it right at the till, or report it there. It is tried again by itself, and at once when you requeue it.'

/** What is put into the outbox about a receipt that the suite reports. */
export interface OutboxEntry {
  readonly storeId: string
  readonly connectionId: string
  readonly kind: Extract<WrittenKind, 'report_sale' | 'void_report' | 'correct_report'>
  readonly receipt: Pick<SoldReceipt, 'receiptId' | 'number' | 'version'>
  readonly prepared: PreparedReport
  /** The register's receipt; null for a sale it does not have yet. */
  readonly reference: string | null
  /** Who handed reporting to the suite: in that person's name it goes out. */
  readonly confirmedBy: string
  readonly now: Date
}

const TITLES = {
  report_sale: 'Report receipt',
  void_report: 'Strike out receipt',
  correct_report: 'Correct receipt',
} as const

/**
 * Puts one thing about a receipt into the outbox of its store; what cannot be told goes in as refused, with the reason.
 * False: it is there already.
 */
export const enterOutbox = async (tx: Tx, entry: OutboxEntry): Promise<boolean> => {
  const { kind, receipt, prepared, now } = entry
  const { sale, why } = prepared
  const [tag = ''] = sale?.lines.map((line) => line.tag) ?? []
  const preview = { by: 'interface', title: `${TITLES[kind]} ${receipt.number} at the state` }
  const { numAffectedRows } = await sql`
    insert into corrections (organization_id, id, receipt_id, receipt_version, store_id, connection_id, kind, package_tag,
      reference, sale, preview, state, message, advice, confirmed_by, confirmed_at, finished_at)
    values (${tx.context.organizationId}, ${newId()}, ${receipt.receiptId}, ${receipt.version}, ${entry.storeId},
      ${entry.connectionId}, ${kind}, ${tag}, ${entry.reference}, ${sale === null ? null : JSON.stringify(sale)}::jsonb,
      ${JSON.stringify(preview)}::jsonb, ${why === null ? 'waiting' : 'refused'}, ${why},
      ${why === null ? null : ADVICE_UNTOLD}, ${entry.confirmedBy}, ${now}, ${why === null ? null : now})
    on conflict do nothing`.execute(tx.db)
  return numAffectedRows === 1n
}

/** Prepares one anew that was not sent yet, or was refused; it waits again at its old place, or stays refused. */
export const prepareAgain = async (
  tx: Tx,
  input: {
    readonly correctionId: string
    readonly version: Date
    readonly prepared: PreparedReport
    readonly now: Date
  },
): Promise<void> => {
  const { sale, why } = input.prepared
  await sql`
    update corrections set receipt_version = ${input.version}, sale = ${sale === null ? null : JSON.stringify(sale)}::jsonb,
      package_tag = ${sale?.lines[0]?.tag ?? ''}, state = ${why === null ? 'waiting' : 'refused'}, waits_for = null,
      message = ${why}, advice = ${why === null ? null : ADVICE_UNTOLD}, finished_at = ${why === null ? null : input.now}
    where id = ${input.correctionId} and state in ('waiting', 'refused')`.execute(tx.db)
}
