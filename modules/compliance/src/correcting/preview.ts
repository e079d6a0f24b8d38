import { sql, type Read, type TenantContext } from '@suite/db'
import { isAppError, notFound } from '@suite/kernel'
import type { ProposalItem } from '../discrepancies/contract.ts'
import { discrepancy } from '../discrepancies/queries/discrepancies.ts'
import { parts, partsText } from '../reconciliation/engine/parts.ts'
import type { Preview } from './contract.ts'
import {
  WRITTEN_KINDS,
  type SaleToTell,
  type StateWriter,
  type WritingConnection,
  type WrittenKind,
} from './ports.ts'
import { saleToTell } from './sale-to-tell.ts'
import { stepsOf } from './steps.ts'

/** What a correction is made of, and what a person is shown of it. */
export interface Prepared {
  readonly storeId: string
  readonly packageTag: string
  readonly proposal: ProposalItem
  readonly connection: WritingConnection | null
  readonly sale: SaleToTell | null
  readonly preview: Preview
}

export const isWritten = (kind: string): kind is WrittenKind =>
  (WRITTEN_KINDS as readonly string[]).includes(kind)

/**
 * Prepares the correction a discrepancy proposes: over the register's interface where it has one, else as steps for a person,
 * with the reason why. @throws AppError `not_found`
 */
export const prepareCorrection = async (read: Read, writer: StateWriter, id: string): Promise<Prepared> => {
  const found = await discrepancy(read, id)
  const { proposal, storeId, packageTag } = found
  const connection = await writer.connectionOf(read, storeId)
  const sold = found.evidence.find(({ side, what }) => side === 'pos' && what === 'sold')?.reference
  let why = whyNot(proposal, connection)
  let sale: SaleToTell | null = null
  if (why === null && (proposal.kind === 'report_sale' || proposal.kind === 'correct_report'))
    try {
      sale = await saleToTell(read, { storeId, number: sold ?? proposal.reference ?? '' })
    } catch (error) {
      if (!isAppError(error)) throw error
      why = error.message
    }
  const byInterface = proposal.by === 'interface' && why === null
  return {
    storeId,
    packageTag,
    proposal,
    connection,
    sale,
    preview: {
      by: byInterface ? 'interface' : 'person',
      why: proposal.by === 'interface' ? why : null,
      connectionName: connection?.name ?? null,
      writesEnabled: connection?.writesEnabled ?? false,
      title: titleOf(proposal, packageTag),
      changes: byInterface ? await changesOf(read, storeId, packageTag, proposal, sale) : [],
      reasons: [],
      needsReason: byInterface && proposal.kind === 'adjust_state',
      steps: byInterface ? [] : stepsOf(packageTag, proposal),
    },
  }
}

/** The same with the reasons the register accepts, which it is asked for. */
export const previewCorrection = async (
  deps: { readonly writer: StateWriter; readonly read: <T>(query: (read: Read) => Promise<T>) => Promise<T> },
  context: TenantContext,
  id: string,
): Promise<Preview> => {
  const { preview, connection } = await deps.read((read) => prepareCorrection(read, deps.writer, id))
  if (!preview.needsReason || connection === null) return preview
  // a register that cannot be asked now must not hide what would be written: the reason is then typed in
  const reasons = await deps.writer.reasons(context, connection.connectionId).catch(() => [])
  return { ...preview, reasons: [...reasons] }
}

const whyNot = (proposal: ProposalItem, connection: WritingConnection | null): string | null => {
  if (connection === null) return 'No register that can be written to is connected to this store.'
  return isWritten(proposal.kind) && connection.kinds.includes(proposal.kind)
    ? null
    : `${connection.name} has no interface for this.`
}

const titleOf = (proposal: ProposalItem, tag: string): string =>
  ({
    report_sale: `Report receipt ${proposal.reference ?? ''} to the state`,
    void_report: `Strike out receipt ${proposal.reference ?? ''} at the state`,
    correct_report: `Correct receipt ${proposal.reference ?? ''} at the state`,
    adjust_state: `Adjust ${tag} at the state`,
    move_state: `Move ${tag} at the state to ${proposal.reference ?? 'another room'}`,
    adjust_pos: `Adjust ${tag} at the till`,
    receive_at_pos: `Receive ${tag} at the till`,
    accept_transfer: `Accept ${tag} in the state’s system`,
    count_shelf: `Count ${tag}`,
    find_package: `Look for ${tag}`,
    set_mapping: 'Mend the product',
    tell_state: 'Hold the goods and tell the agency',
  })[proposal.kind]

const changesOf = async (
  read: Read,
  storeId: string,
  tag: string,
  proposal: ProposalItem,
  sale: SaleToTell | null,
): Promise<Preview['changes']> => {
  const { rows } = await sql<{ quantity: string; unit: string; room: string | null }>`
    select trim_scale(quantity) as quantity, unit, room from mirror_packages
    where store_id = ${storeId} and side = 'state' and tag = ${tag} limit 1`.execute(read.db)
  const [held] = rows
  if (proposal.kind === 'move_state')
    return [{ field: 'Room', before: held?.room ?? null, after: proposal.reference ?? '' }]
  const change = proposal.quantity === null ? null : parts(proposal.quantity)
  const quantity =
    held === undefined || change === null
      ? []
      : [
          {
            field: `${tag} at the state`,
            before: `${held.quantity} ${held.unit}`,
            after: `${partsText(parts(held.quantity) + change)} ${held.unit}`,
          },
        ]
  const receipt =
    proposal.kind === 'void_report'
      ? [{ field: `Receipt ${proposal.reference ?? ''}`, before: 'stands', after: 'struck out' }]
      : (sale?.lines ?? []).map((line) => ({
          field: `Receipt ${sale?.number ?? ''}, ${line.tag}`,
          before: proposal.kind === 'report_sale' ? null : 'as reported',
          after: `${line.quantity} ${line.unit} for $${(line.totalMinor / 100).toFixed(2)}`,
        }))
  return [...receipt, ...quantity]
}

/** @throws AppError `not_found` */
export const requireDiscrepancy = async (read: Read, id: string): Promise<void> => {
  const { rows } = await sql`select from discrepancies where id = ${id}`.execute(read.db)
  if (rows.length === 0) throw notFound('discrepancy')
}
