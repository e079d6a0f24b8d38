import { invalid } from '@suite/kernel'
import { openWorkbook, type SheetRow, type Workbook } from '@suite/spreadsheet'

/** Which sheet of a workbook is read, and which others hold a table too and are left alone. */
export interface SheetChoice {
  readonly sheet: string
  readonly others: readonly string[]
}

/** A workbook's table as tab-separated text in UTF-8, so that it goes the way of every text file. */
export interface WorkbookText {
  readonly choice: SheetChoice
  readonly chunks: AsyncIterable<Uint8Array>
  /** 0…1. */
  readonly progress: () => number
}

const SHEETS_LOOKED_AT = 30
const ROWS_LOOKED_AT = 40

/**
 * Opens a workbook and chooses its sheet: the first visible one with a table, that is with two rows of two cells or more.
 * Row numbers stay those of the sheet, so that what is said of line 17 is found in row 17.
 * @throws AppError as `openWorkbook`, and `empty_file` when no visible sheet holds anything
 */
export const openWorkbookText = async (path: string): Promise<WorkbookText> => {
  const workbook = await openWorkbook(path)
  try {
    const { index, others } = await chooseSheet(workbook)
    return {
      choice: { sheet: workbook.sheets[index]?.name ?? '', others },
      chunks: textOf(workbook, index),
      progress: () => workbook.progress(index),
    }
  } catch (error) {
    workbook.close()
    throw error
  }
}

const chooseSheet = async (workbook: Workbook): Promise<{ index: number; others: string[] }> => {
  const looks: { index: number; look: 'table' | 'something' | 'nothing' }[] = []
  for (const [index, { hidden }] of workbook.sheets.slice(0, SHEETS_LOOKED_AT).entries())
    if (!hidden) looks.push({ index, look: await lookOf(workbook, index) })
  const tables = looks.filter(({ look }) => look === 'table')
  const chosen = tables[0] ?? looks.find(({ look }) => look === 'something')
  if (chosen === undefined)
    throw invalid(
      'empty_file',
      'No visible sheet of this workbook holds anything. Export it again, or unhide the sheet.',
    )
  const others = tables.slice(1).map(({ index }) => workbook.sheets[index]?.name ?? '')
  return { index: chosen.index, others }
}

const lookOf = async (workbook: Workbook, index: number): Promise<'table' | 'something' | 'nothing'> => {
  const seen: SheetRow[] = []
  for await (const rows of workbook.rows(index)) {
    seen.push(...rows.slice(0, ROWS_LOOKED_AT))
    if (seen.length >= ROWS_LOOKED_AT) break
  }
  const wide = seen.filter(({ cells }) => cells.filter((cell) => cell.trim() !== '').length > 1)
  if (wide.length > 1) return 'table'
  return seen.length > 0 ? 'something' : 'nothing'
}

async function* textOf(workbook: Workbook, index: number): AsyncGenerator<Uint8Array> {
  let line = 1
  try {
    for await (const rows of workbook.rows(index)) {
      let text = ''
      for (const { number, cells } of rows) {
        text += '\n'.repeat(number - line) + cells.map(plainCell).join('\t') + '\n'
        line = number + 1
      }
      yield Buffer.from(text)
    }
  } finally {
    workbook.close()
  }
}

/** The workbook's cells hold no tabs or line breaks any more; a leading quotation mark alone would be misread. */
const plainCell = (cell: string): string => (cell.startsWith('"') ? `"${cell.replaceAll('"', '""')}"` : cell)
