import { toMinor } from '@suite/kernel'
import type { BulkSession } from '@suite/db'
import { copyText as text, stagingTable } from '@suite/inventory'
import type { SaleLine } from '../sale-line.ts'

/** The columns of the staging table in COPY order, with their types. */
const COLUMNS = {
  line: 'bigint',
  receipt: 'text',
  kind: 'text',
  local_at: 'timestamp',
  instant_at: 'timestamptz',
  code: 'text',
  name: 'text',
  fingerprint: 'uuid',
  quantity: 'numeric',
  unit: 'text',
  unit_price: 'numeric',
  gross: 'numeric',
  discount: 'numeric',
  tax_minor: 'bigint',
  taxes: 'jsonb',
  cost: 'numeric',
  source_category: 'text',
  brand: 'text',
  vendor: 'text',
  strain: 'text',
  package_tag: 'text',
  tender: 'text',
  staff: 'text',
  customer: 'text',
  channel: 'text',
  is_service: 'boolean',
  version: 'timestamptz',
} as const

/** The temporary table sale lines are copied into before they become receipts. */
export const STAGED = 'staged_sales'

/** Makes the session's empty staging table and copies chunks of `stagedLine` texts into it. */
export const copySales = async (session: BulkSession, chunks: AsyncIterable<string>): Promise<void> => {
  await session.prepare(stagingTable(STAGED, COLUMNS))
  await session.copyInto(STAGED, Object.keys(COLUMNS), chunks)
}

/** One line in COPY's text format; `fingerprint` says what the line says, in 32 hex digits. */
export const stagedLine = (line: SaleLine, fingerprint: string): string => {
  const local = line.occurredAt.kind === 'local' ? line.occurredAt.value : '\\N'
  const instant = line.occurredAt.kind === 'instant' ? line.occurredAt.value : '\\N'
  const tax = taxesOf(line)
  return `${line.line}\t${text(line.receiptId)}\t${line.kind}\t${local}\t${instant}\t${text(line.productCode)}\t${text(line.productName)}\t${fingerprint}\t${line.quantity}\t${text(line.unit)}\t${line.unitPrice}\t${line.grossAmount ?? '\\N'}\t${line.discount}\t${tax.total}\t${tax.json}\t${line.cost ?? '\\N'}\t${text(line.category)}\t${text(line.brand)}\t${text(line.vendor)}\t${text(line.strain)}\t${text(line.packageTag)}\t${text(line.tender)}\t${text(line.staff)}\t${text(line.customer)}\t${line.channel ?? '\\N'}\t${line.isService ? 't' : 'f'}\t${line.version ?? '\\N'}\n`
}

const NO_TAX = { total: 0, json: '[]' }

/** Each tax is rounded for itself, so that the kinds add up to the line's tax to the cent. */
const taxesOf = (line: SaleLine): { total: number; json: string } => {
  if (line.taxes.length === 0) return NO_TAX
  const taxes = line.taxes.map(({ kind, amount }) => ({ kind, minor: toMinor(amount) }))
  return { total: taxes.reduce((sum, { minor }) => sum + minor, 0), json: text(JSON.stringify(taxes)) }
}
