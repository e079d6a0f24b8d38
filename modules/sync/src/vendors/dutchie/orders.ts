import { purchaseOrders, readRows, unitNamed, type RefusedRow, type wire } from '@suite/dutchie'
import { businessDay } from '@suite/kernel'
import type { PosOrder } from '../canonical.ts'

const OFFSET = /(Z|[+-]\d{2}:?\d{2})$/i

/** Reads kept purchase orders. */
export const readOrders = (
  rows: readonly unknown[],
  timeZone: string,
): { orders: PosOrder[]; refused: readonly RefusedRow[] } => {
  const read = readRows(purchaseOrders.pages, rows)
  return { orders: read.rows.map((row) => orderOf(row, timeZone)), refused: read.refused }
}

const orderOf = (row: wire.WirePurchaseOrder, timeZone: string): PosOrder => ({
  externalId: String(row.purchaseOrderId),
  number: row.purchaseOrderNumber === null ? null : String(row.purchaseOrderNumber),
  vendorExternalId: row.vendorId === null ? null : String(row.vendorId),
  vendorName: row.vendorName?.trim() || null,
  status: statusOf(row),
  createdAt: instantOf(row.dateCreated),
  createdBy: row.createdByUser?.trim() || null,
  sentAt: instantOf(row.dateSubmitted),
  closedAt: instantOf(row.dateReceived),
  expectedOn: dayOf(row.expectedArrivalDate, timeZone),
  note: row.title?.trim() ?? '',
  lines: row.purchaseOrderItems.map((item) => ({
    productExternalId: String(item.productId),
    name: item.productName?.trim() || `Product ${item.productId}`,
    quantity: item.quantity,
    unit: unitNamed(item.unitNameAbbreviation) ?? unitNamed(item.unitName),
    subtotal: item.subtotal,
  })),
})

/**
 * Where an order stands. The words are not published (unverified): one that was received, ended or is a draft is told by its
 * words or its date of receipt, every other is on order.
 */
export const statusOf = (
  row: Pick<wire.WirePurchaseOrder, 'status' | 'dateReceived'>,
): PosOrder['status'] => {
  const word = row.status ?? ''
  if (/cancel|void|reject|delet/i.test(word)) return 'cancelled'
  if (/partial/i.test(word)) return 'partly_received'
  if (row.dateReceived !== null || /receiv|complet|closed/i.test(word)) return 'received'
  return /draft|not submitted|unsubmitted/i.test(word) ? 'draft' : 'sent'
}

/** Times without an offset are taken as UTC, as those named so are (unverified). */
const instantOf = (sent: string | null): string | null => {
  if (sent === null) return null
  const timed = sent.length === 10 ? `${sent}T00:00:00` : sent
  return new Date(OFFSET.test(timed) ? timed : `${timed}Z`).toISOString()
}

/** A day comes with a meaningless midnight, or as an instant of the store's day. */
const dayOf = (sent: string | null, timeZone: string): string | null => {
  if (sent === null) return null
  return !OFFSET.test(sent) || /T00:00:00(\.0+)?Z$/i.test(sent)
    ? sent.slice(0, 10)
    : businessDay(new Date(sent), timeZone, 0)
}
