import { openArchive } from '../archive/archive.ts'
import { XmlScanner } from './scanner.ts'
import { SheetListener, type CellContext, type SheetRow } from './sheet.ts'
import { readSharedStrings, readStyles, readWorkbookParts } from './workbook-parts.ts'
import { hearPart } from './xml.ts'

/** An opened workbook; close it when done. */
export interface Workbook {
  /** In the order of their tabs. */
  readonly sheets: readonly { readonly name: string; readonly hidden: boolean }[]
  /**
   * The rows of one sheet in batches, those without anything left out. Dates come as `2026-03-20` or `2026-03-20 16:20:00`,
   * times as `16:20:00`, percentages as `12.5%`, formulas as the value stored for them, line breaks in cells as blanks.
   * Memory holds the shared texts and one batch.
   * @throws AppError `damaged_workbook`, `workbook_too_large`, `formula_without_value`, `too_many_columns`
   */
  rows(sheet: number): AsyncGenerator<readonly SheetRow[]>
  /** How much of a sheet has been read, 0…1. */
  progress(sheet: number): number
  close(): void
}

/** A full sheet of 24 columns is about a gigabyte of XML. */
const MAX_SHEET_BYTES = 4 * 1024 ** 3

/**
 * Opens an .xlsx or .xlsm file (ECMA-376, transitional and strict). Macros, links and pictures are never touched.
 * @throws AppError `damaged_workbook`, `workbook_too_large`, `not_a_workbook`, `binary_workbook`, `open_document`
 */
export const openWorkbook = async (path: string): Promise<Workbook> => {
  const archive = await openArchive(path)
  try {
    const parts = await readWorkbookParts(archive)
    let context: Promise<CellContext> | null = null
    const readContext = async (): Promise<CellContext> => ({
      date1904: parts.date1904,
      styles: await readStyles(archive, parts.stylesPart),
      strings: await readSharedStrings(archive, parts.stringsPart),
    })
    const bytesRead = new Map<number, number>()
    const rows = async function* (sheet: number): AsyncGenerator<readonly SheetRow[]> {
      context ??= readContext()
      const listener = new SheetListener(await context)
      let read = 0
      const scanner = new XmlScanner(listener)
      for await (const bytes of hearPart(archive, partOf(parts.sheets, sheet), MAX_SHEET_BYTES, scanner)) {
        read += bytes
        bytesRead.set(sheet, read)
        const batch = listener.take()
        if (batch.length > 0) yield batch
      }
      const rest = listener.take()
      if (rest.length > 0) yield rest
    }
    return {
      sheets: parts.sheets.map(({ name, hidden }) => ({ name, hidden })),
      rows,
      progress: (sheet) =>
        (bytesRead.get(sheet) ?? 0) / Math.max(1, archive.sizeOf(partOf(parts.sheets, sheet))),
      close: () => archive.close(),
    }
  } catch (error) {
    archive.close()
    throw error
  }
}

const partOf = (sheets: readonly { readonly part: string }[], sheet: number): string =>
  sheets[sheet]?.part ?? ''
