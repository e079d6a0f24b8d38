import { normalHeader } from './aliases.ts'
import type { Field, FileLayout, IgnoredRow } from './canonical.ts'

const TOTALS = /^(?:(?:grand|sub|report|page|overall|sum)[\s-]?)?(?:totals?|sum)\b\s*(?:[:(].*|for\b.*)?$/i
/** Every match of `TOTALS` starts with one of these letters. */
const TOTALS_INITIALS = 'gsrpotGSRPOT'
const AMOUNT = /^[-+(]?\s*[$€£]?\s*[-+(]?\d[\d.,\s]*\)?\s*%?$/
/** How reports sign their first and last lines. */
const FURNITURE =
  /^(?:report|export(?:ed)?|generated|printed|created|run (?:on|by|at)|page|as of|date range|from|to|filters?|end of|copyright|©|\*|notes?|records?|showing|count|location|store|[\d,]+ (?:rows?|records?|items?|results?))(?![\p{L}\p{N}])/iu
const IDENTITY: ReadonlySet<Field | null> = new Set<Field | null>([
  'receiptId',
  'productCode',
  'productName',
  'occurredAt',
  'date',
])
/** More filled cells than this are no remark: fewer can be no row of that kind, which needs product, quantity and so on. */
const REMARK_CELLS: Readonly<Record<FileLayout['kind'], number>> = { sales: 2, stock: 1, products: 0 }

type Cells = readonly string[]

/**
 * Tells rows that carry no data: blank ones, the header again in mid-file (files glued together, with the title lines above
 * it), totals and remarks. Totals say so in their first filled cell, or hold nothing but amounts, and name no receipt,
 * product or date. `titles` are the rows above the header. Null for a data row.
 */
export const createIgnoredCheck = (
  layout: FileLayout,
  titles: readonly Cells[] = [],
): ((cells: Cells) => IgnoredRow['reason'] | null) => {
  const headers = withoutTail(layout.columns.map((column) => normalHeader(column.header)))
  const firstHeader = layout.columns[0]?.header.trim().toLowerCase() ?? ''
  const identity = layout.columns.filter(({ field }) => IDENTITY.has(field)).map(({ index }) => index)
  const labels = new Set(titles.map(firstFilled).filter((label) => label !== ''))
  const remarkCells = layout.columns.length < 3 ? 0 : REMARK_CELLS[layout.kind]

  const isHeader = (cells: Cells, first: string): boolean => {
    if (first.trim().toLowerCase() !== firstHeader) return false
    const names = withoutTail(cells.map(normalHeader))
    return names.length === headers.length && names.every((name, index) => name === headers[index])
  }

  const namesNothing = (cells: Cells, label: string): boolean =>
    identity.every((index) => ['', label].includes(cells[index]?.trim() ?? ''))

  const isTotals = (cells: Cells): boolean => {
    const first = firstFilled(cells)
    if (TOTALS_INITIALS.includes(first.charAt(0)) && TOTALS.test(first)) return namesNothing(cells, first)
    return AMOUNT.test(first) && namesNothing(cells, '') && cells.every(isAmountOrBlank)
  }

  const isRemark = (cells: Cells): boolean => {
    const first = firstFilled(cells)
    if (!labels.has(first) && !FURNITURE.test(first)) return false
    return cells.filter((cell) => cell.trim() !== '').length <= remarkCells
  }

  return (cells) => {
    const first = cells[0] ?? ''
    if (first === '' && cells.every((cell) => cell.trim() === '')) return 'blank'
    if (first.length <= firstHeader.length + 2 && isHeader(cells, first)) return 'repeated_header'
    if (isTotals(cells)) return 'totals'
    return remarkCells > 0 && isSparse(cells) && isRemark(cells) ? 'remark' : null
  }
}

const firstFilled = (cells: Cells): string => cells.find((cell) => cell.trim() !== '')?.trim() ?? ''

const withoutTail = (names: readonly string[]): readonly string[] =>
  names.slice(0, names.findLastIndex((name) => name !== '') + 1)

const isAmountOrBlank = (cell: string): boolean => cell.trim() === '' || AMOUNT.test(cell.trim())

/** Looks at the cells every data row fills, so that nearly all rows are done with at once. */
const isSparse = (cells: Cells): boolean =>
  cells.length < 3 || (cells[2] ?? '').trim() === '' || (cells[1] ?? '').trim() === ''
