import { invalid } from '@suite/kernel'
import type { FileLayout } from './canonical.ts'
import { type DateOrder, orderEvidence, orderMatters, readTime } from './dates.ts'

/** The filled cells of the column that dates the rows. */
export const dateCells = (layout: FileLayout, rows: readonly (readonly string[])[]): string[] => {
  const column = layout.columns.find(
    ({ field }) => field === 'occurredAt' || field === 'date' || field === 'countedAt',
  )
  return column === undefined
    ? []
    : rows.map((row) => row[column.index] ?? '').filter((cell) => cell.trim() !== '')
}

/**
 * The order of day and month a file is read with: the layout's, else what its first rows show.
 * @throws AppError `ambiguous_dates` when neither says
 */
export const settleDateOrder = (layout: FileLayout, cells: readonly string[]): DateOrder => {
  if (layout.dateOrder !== 'auto') return layout.dateOrder
  const order = majorityOrder(cells)
  if (order !== null) return order
  if (!cells.some(orderMatters)) return 'ymd'
  throw invalid(
    'ambiguous_dates',
    'Dates such as 3/4 can be read as March 4 or as April 3, and the file does not say which. Choose the order of day and month.',
  )
}

/** A column whose every time is 00:00 holds days, not moments. */
export const allMidnight = (cells: readonly string[], order: DateOrder): boolean =>
  cells.length > 0 &&
  cells.every((cell) => {
    const read = readTime(cell, order)
    return read.problem !== null || read.midnight
  })

/** The order that unambiguous dates show; the majority's, should they disagree; null when none shows any. */
export const majorityOrder = (cells: Iterable<string>): 'mdy' | 'dmy' | null => {
  let balance = 0
  let seen = false
  for (const cell of cells) {
    const order = orderEvidence(cell)
    if (order === null) continue
    seen = true
    balance += order === 'mdy' ? 1 : -1
  }
  if (!seen) return null
  return balance >= 0 ? 'mdy' : 'dmy'
}
