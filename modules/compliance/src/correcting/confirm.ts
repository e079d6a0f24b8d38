import { recordAudit } from '@suite/audit'
import { sql, type Tx } from '@suite/db'
import { conflict, invalid, newId } from '@suite/kernel'
import { moveDiscrepancy } from '../discrepancies/commands/move.ts'
import type { StateWriter } from './ports.ts'
import { isWritten, prepareCorrection } from './preview.ts'

export const CORRECTIONS_QUEUE = 'compliance.send_corrections'

/**
 * Takes a confirmed correction into the outbox, exactly as it was shown, and has it sent. One at a time a discrepancy.
 * @throws AppError `not_found`, `not_by_interface`, `reason_needed`, `correction_under_way`, `discrepancy_closed`
 */
export const confirmCorrection = async (
  tx: Tx,
  writer: StateWriter,
  input: {
    readonly id: string
    readonly reasonCode?: string | undefined
    readonly note: string
    readonly now: Date
  },
): Promise<{ correctionId: string }> => {
  const prepared = await prepareCorrection(tx, writer, input.id)
  const { proposal, preview, connection, sale } = prepared
  if (preview.by !== 'interface' || connection === null || !isWritten(proposal.kind))
    throw conflict(
      'not_by_interface',
      preview.why ?? 'This is put right by hand; follow the steps and say when it is done.',
    )
  if (preview.needsReason && input.reasonCode === undefined)
    throw invalid('reason_needed', 'Choose the reason the state asks for.', [
      { path: 'reasonCode', message: 'is needed' },
    ])
  if (sale !== null && proposal.kind === 'report_sale')
    await mustNotBeReporting(tx, prepared.storeId, sale.number)
  const correctionId = newId()
  const { numAffectedRows } = await sql`
    insert into corrections (organization_id, id, discrepancy_id, store_id, connection_id, kind, package_tag, quantity, unit,
      reference, reason_code, note, sale, preview, state, confirmed_by, confirmed_at)
    values (${tx.context.organizationId}, ${correctionId}, ${input.id}, ${prepared.storeId}, ${connection.connectionId},
      ${proposal.kind}, ${prepared.packageTag}, ${proposal.quantity}, ${proposal.unit}, ${proposal.reference},
      ${input.reasonCode ?? null}, ${input.note}, ${sale === null ? null : JSON.stringify(sale)}::jsonb,
      ${JSON.stringify(preview)}::jsonb, 'waiting', ${tx.context.actor.id}, ${input.now})
    on conflict do nothing`.execute(tx.db)
  if (numAffectedRows !== 1n)
    throw conflict(
      'correction_under_way',
      'A correction of this is on its way already. Wait for its outcome.',
    )
  await moveDiscrepancy(tx, { id: input.id, to: 'correcting', note: preview.title, now: input.now })
  await recordAudit(tx, {
    eventType: 'correction.confirmed',
    resourceType: 'correction',
    resourceId: correctionId,
    action: 'create',
    risk: 'high',
    after: { discrepancyId: input.id, ...proposal, reasonCode: input.reasonCode ?? null, note: input.note },
  })
  await askToSend(tx, prepared.storeId)
  return { correctionId }
}

/** A sale the suite reports by itself is not reported a second time beside. @throws AppError `correction_under_way` */
const mustNotBeReporting = async (tx: Tx, storeId: string, number: string): Promise<void> => {
  const { rows } = await sql`
    select 1 from corrections where store_id = ${storeId} and receipt_number = ${number} and receipt_id is not null
      and kind = 'report_sale' and state in ('waiting', 'sending', 'unknown') limit 1`.execute(tx.db)
  if (rows.length > 0)
    throw conflict(
      'correction_under_way',
      'This sale is on its way to the state already. Wait for its outcome.',
    )
}

/** Has the outbox of a store worked off. */
export const askToSend = (tx: Tx, storeId: string): Promise<void> =>
  tx.enqueue({
    queue: CORRECTIONS_QUEUE,
    payload: { organizationId: tx.context.organizationId, storeId },
    singletonKey: storeId,
  })

/**
 * Takes back a correction that was not sent yet. @throws AppError `not_found`, `sent_already`
 */
export const cancelCorrection = async (
  tx: Tx,
  input: { readonly discrepancyId: string; readonly now: Date },
): Promise<void> => {
  const { rows } = await sql<{ id: string }>`
    update corrections set state = 'cancelled', finished_at = ${input.now}
    where discrepancy_id = ${input.discrepancyId} and state = 'waiting' and attempts = 0 returning id`.execute(
    tx.db,
  )
  const [cancelled] = rows
  if (cancelled === undefined)
    throw conflict('sent_already', 'There is no correction that could still be taken back.')
  await moveDiscrepancy(tx, {
    id: input.discrepancyId,
    to: 'open',
    note: 'The correction was taken back.',
    now: input.now,
  })
  await recordAudit(tx, {
    eventType: 'correction.cancelled',
    resourceType: 'correction',
    resourceId: cancelled.id,
    action: 'update',
    risk: 'medium',
    after: { discrepancyId: input.discrepancyId },
  })
}
