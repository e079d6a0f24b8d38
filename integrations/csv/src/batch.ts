import { invalid } from '@suite/kernel'
import { normalHeader } from './aliases.ts'
import type { CanonicalRow, FileLayout, IgnoredRow, ReadBatch, RefusedRow } from './canonical.ts'
import { allMidnight, dateCells, settleDateOrder } from './date-order.ts'
import { createIgnoredCheck } from './ignored.ts'
import { makeProductRow, makeStockRow } from './other-rows.ts'
import { RowRefusal, RowSource } from './row-source.ts'
import { createSaleLineMaker } from './sale-line.ts'
import { cutLoose } from './text.ts'

/** How many rows are looked at before the first is handed out, to settle what single rows leave open. */
const PEEK_ROWS = 2000

interface Held {
  readonly cells: string[]
  readonly line: number
  readonly unclosedQuote: boolean
}

/** Collects rows into batches; holds the first rows back until the date order and the meaning of midnight are settled. */
export class BatchBuilder {
  readonly #layout: FileLayout
  readonly #now: number | null
  readonly #titles: string[][] = []
  #ignoredReason: ReturnType<typeof createIgnoredCheck>
  #held: Held[] | null = []
  #make: ((cells: readonly string[], line: number) => CanonicalRow) | null = null
  #rowIndex = 0
  #rows: CanonicalRow[] = []
  #refused: RefusedRow[] = []
  #ignored: IgnoredRow[] = []
  #linesRead = 0
  #bytesRead = 0

  constructor(layout: FileLayout, now: number | null) {
    this.#layout = layout
    this.#now = now
    this.#ignoredReason = createIgnoredCheck(layout)
  }

  get size(): number {
    return this.#rows.length + this.#refused.length + this.#ignored.length
  }

  isEmpty(): boolean {
    return this.size === 0 && this.#linesRead === 0
  }

  accept(cells: string[], line: number, unclosedQuote: boolean): void {
    const index = this.#rowIndex++
    if (index <= this.#layout.headerRow) {
      if (index < this.#layout.headerRow) this.#titles.push(cells)
      else this.#checkHeader(cells)
      return
    }
    if (this.#held === null) return this.#place(cells, line, unclosedQuote)
    this.#held.push({ cells, line, unclosedQuote })
    if (this.#held.length >= PEEK_ROWS) this.#release()
  }

  progress(linesRead: number, bytesRead: number): void {
    this.#linesRead = linesRead
    this.#bytesRead = bytesRead
  }

  /** Call after the last row. */
  finish(): void {
    if (this.#rowIndex <= this.#layout.headerRow)
      throw invalid('layout_mismatch', 'The file ends before its header row. Choose the header row again.')
    this.#release()
  }

  take(linesRead: number, bytesRead: number): ReadBatch {
    this.progress(linesRead, bytesRead)
    return this.takeLast()
  }

  takeLast(): ReadBatch {
    const batch: ReadBatch = {
      rows: this.#rows,
      refused: this.#refused,
      ignored: this.#ignored,
      linesRead: this.#linesRead,
      bytesRead: this.#bytesRead,
    }
    this.#rows = []
    this.#refused = []
    this.#ignored = []
    return batch
  }

  #checkHeader(cells: readonly string[]): void {
    this.#ignoredReason = createIgnoredCheck(this.#layout, this.#titles)
    const wrong = this.#layout.columns.find(
      ({ field, header, index }) =>
        field !== null && normalHeader(cells[index] ?? '') !== normalHeader(header),
    )
    if (wrong === undefined) return
    throw invalid(
      'layout_mismatch',
      `Column ${wrong.index + 1} is called "${(cells[wrong.index] ?? '').trim()}" in this file, not "${wrong.header}" as in the chosen mapping. Check the mapping for this file.`,
    )
  }

  #release(): void {
    const held = this.#held
    if (held === null) return
    this.#held = null
    this.#make = createRowMaker(this.#layout, this.#now, held)
    for (const { cells, line, unclosedQuote } of held) this.#place(cells, line, unclosedQuote)
  }

  #place(cells: string[], line: number, unclosedQuote: boolean): void {
    const ignored = this.#ignoredReason(cells)
    if (ignored !== null) {
      this.#ignored.push({ line, reason: ignored, text: cells.slice(0, 5).join(' ').trim().slice(0, 200) })
      return
    }
    try {
      if (unclosedQuote || cells.length > this.#layout.columns.length)
        refuseShape(cells, this.#layout.columns.length, unclosedQuote)
      const row = this.#make?.(cells, line)
      if (row !== undefined) this.#rows.push(row)
    } catch (error) {
      if (!(error instanceof RowRefusal)) throw error
      const kept = cells.map(cutLoose)
      this.#refused.push({ line, code: error.code, reason: error.message, cells: kept })
    }
  }
}

const refuseShape = (cells: readonly string[], width: number, unclosedQuote: boolean): void => {
  if (unclosedQuote)
    throw new RowRefusal(
      'unclosed_quote',
      'A quotation mark is opened and never closed. Remove it or close it.',
    )
  if (cells.slice(width).some((cell) => cell.trim() !== ''))
    throw new RowRefusal(
      'too_many_cells',
      `The row has ${cells.length} cells but the header has ${width}. Put quotation marks round values that contain the separator.`,
    )
}

type RowMaker = (cells: readonly string[], line: number) => CanonicalRow

const createRowMaker = (layout: FileLayout, now: number | null, peeked: readonly Held[]): RowMaker => {
  const cells = dateCells(
    layout,
    peeked.map((row) => row.cells),
  )
  const dateOrder = settleDateOrder(layout, cells)
  const hasClock = layout.columns.some((column) => column.field === 'time')
  const midnightMeansDay = !hasClock && allMidnight(cells, dateOrder)
  const source = new RowSource(layout, { dateOrder, midnightMeansDay, now })
  const make = makerOf(layout)
  return (row, line) => {
    source.point(row)
    return make(source, line)
  }
}

const makerOf = (layout: FileLayout): ((source: RowSource, line: number) => CanonicalRow) => {
  if (layout.kind === 'stock') return makeStockRow
  if (layout.kind === 'products') return makeProductRow
  const statusHeader = layout.columns.find((column) => column.field === 'status')?.header ?? ''
  return createSaleLineMaker(layout.profile, statusHeader)
}
