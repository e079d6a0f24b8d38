import type { RecallSale } from './queries'

const HEADS = [
  'certainty',
  'customer',
  'receipt',
  'store',
  'sold_at',
  'product',
  'package_tag',
  'quantity',
  'net',
] as const

/** Receipts of a recall as CSV (RFC 4180): instants in UTC, amounts in major units. */
export const salesCsv = (sales: readonly RecallSale[]): string =>
  [HEADS, ...sales.map(cellsOf)].map((cells) => `${cells.map(escaped).join(',')}\r\n`).join('')

const cellsOf = (sale: RecallSale): readonly string[] => [
  sale.certainty,
  sale.customerRef ?? '',
  sale.receiptNumber,
  sale.storeName,
  sale.occurredAt,
  sale.productName,
  sale.packageTag ?? '',
  sale.quantity,
  majorOf(sale.netMinor),
]

/** 1234 → 12.34, without a detour through fractions. */
const majorOf = (minor: number): string => {
  const digits = String(Math.abs(minor)).padStart(3, '0')
  return `${minor < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** A spreadsheet must not take a customer's name for a formula; a number below zero is none. */
const escaped = (cell: string): string => {
  const safe = /^[=+@\t\r]/.test(cell) || /^-(?![\d.]+$)/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
