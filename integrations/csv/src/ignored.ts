import { normalHeader } from './aliases.ts'
import type { Field, FileLayout, IgnoredRow } from './canonical.ts'

const TOTALS = /^(?:(?:grand|sub|report|page|overall|sum)[\s-]?)?(?:totals?|sum)\b\s*(?:[:(].*|for\b.*)?$/i
/** Every match of `TOTALS` starts with one of these letters. */
const TOTALS_INITIALS = 'gsrpotGSRPOT'
const IDENTITY: ReadonlySet<Field | null> = new Set<Field | null>([
  'receiptId',
  'productCode',
  'productName',
  'occurredAt',
  'date',
])

/**
 * Tells rows that carry no data: blank ones, the header again in mid-file (files glued together), and totals, which say so
 * in their first filled cell and name no receipt, product or date besides. Null for a data row.
 */
export const createIgnoredCheck = (
  layout: FileLayout,
): ((cells: readonly string[]) => IgnoredRow['reason'] | null) => {
  const headers = layout.columns.map((column) => normalHeader(column.header))
  const firstHeader = layout.columns[0]?.header.trim().toLowerCase() ?? ''
  const identity = layout.columns.filter(({ field }) => IDENTITY.has(field)).map(({ index }) => index)

  const isHeader = (cells: readonly string[], first: string): boolean =>
    first.trim().toLowerCase() === firstHeader &&
    cells.length === headers.length &&
    cells.every((cell, index) => normalHeader(cell) === headers[index])

  const isTotals = (cells: readonly string[]): boolean => {
    const first = cells.find((cell) => cell !== '') ?? ''
    if (!TOTALS_INITIALS.includes(first.charAt(0)) || !TOTALS.test(first.trim())) return false
    return identity.every((index) => ['', first].includes(cells[index] ?? ''))
  }

  return (cells) => {
    const first = cells[0] ?? ''
    if (first === '' && cells.every((cell) => cell.trim() === '')) return 'blank'
    if (first.length <= firstHeader.length + 2 && isHeader(cells, first)) return 'repeated_header'
    return isTotals(cells) ? 'totals' : null
  }
}
