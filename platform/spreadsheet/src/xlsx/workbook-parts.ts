import { posix } from 'node:path'
import { invalid } from '@suite/kernel'
import { damaged, tooLarge, type Archive } from '../archive/archive.ts'
import { builtInFormat, PLAIN, readFormatCode, type NumberFormat } from './number-format.ts'
import { XmlScanner } from './scanner.ts'
import { hearPart, hearWhole } from './xml.ts'
import { unescapeText } from './cell-text.ts'

/** A sheet with cells, in the order of its tabs. */
export interface SheetPart {
  readonly name: string
  readonly hidden: boolean
  readonly part: string
}

/** What the workbook says of itself. */
export interface WorkbookParts {
  readonly sheets: readonly SheetPart[]
  /** Serial dates count from 1904 instead of 1900. */
  readonly date1904: boolean
  readonly stylesPart: string | null
  readonly stringsPart: string | null
}

interface Relation {
  readonly type: string
  readonly part: string
}

/** Shared texts of a workbook, unpacked, and what of it is kept: the only part that has to be in memory as a whole. */
const MAX_STRINGS_BYTES = 512 * 1024 ** 2
const MAX_STRINGS_CHARS = 96 * 1024 ** 2

/**
 * Finds a workbook's parts (ECMA-376-1, 18.2 and 9.2).
 * @throws AppError `not_a_workbook` for other ZIP files, `binary_workbook` for .xlsb, `open_document` for .ods, each with
 * its way out
 */
export const readWorkbookParts = async (archive: Archive): Promise<WorkbookParts> => {
  const book = await findWorkbook(archive)
  const related = await relationsOf(archive, book)
  const found: { name: string; hidden: boolean; id: string }[] = []
  let date1904 = false
  await hearWhole(archive, book, {
    open: (name, at) => {
      if (name === 'workbookPr') date1904 = at['date1904'] === '1' || at['date1904'] === 'true'
      if (name === 'sheet')
        found.push({ name: at['name'] ?? '', hidden: (at['state'] ?? 'visible') !== 'visible', id: idOf(at) })
    },
  })
  const sheets = found.flatMap(({ id, ...sheet }) => {
    const relation = related.get(id)
    return relation?.type === 'worksheet' ? [{ ...sheet, part: relation.part }] : []
  })
  if (sheets.length === 0) throw damaged('it has no sheet of cells')
  const partOf = (type: string): string | null => {
    const part = [...related.values()].find((relation) => relation.type === type)?.part
    return part !== undefined && archive.has(part) ? part : null
  }
  return { sheets, date1904, stylesPart: partOf('styles'), stringsPart: partOf('sharedStrings') }
}

const findWorkbook = async (archive: Archive): Promise<string> => {
  if (archive.has('content.xml') && archive.has('mimetype'))
    throw invalid(
      'open_document',
      'This is an OpenDocument spreadsheet (.ods). Save it as .xlsx or "CSV UTF-8" and import that.',
    )
  const relations = archive.has('_rels/.rels') ? await relationsOf(archive, '') : new Map<string, Relation>()
  const named = [...relations.values()].find(({ type }) => type === 'officeDocument')?.part
  const book = named ?? 'xl/workbook.xml'
  if (book.toLowerCase().endsWith('.bin') || archive.has('xl/workbook.bin'))
    throw invalid(
      'binary_workbook',
      'This is a binary workbook (.xlsb). Save it as .xlsx or "CSV UTF-8" and import that.',
    )
  if (archive.has(book)) return book
  throw invalid(
    'not_a_workbook',
    'This is a ZIP archive without a workbook in it. Unpack it first and import the CSV or Excel file inside.',
  )
}

const relationsOf = async (archive: Archive, part: string): Promise<Map<string, Relation>> => {
  const folder = posix.dirname(part)
  const rels = part === '' ? '_rels/.rels' : posix.join(folder, '_rels', `${posix.basename(part)}.rels`)
  const relations = new Map<string, Relation>()
  await hearWhole(archive, rels, {
    open: (name, at) => {
      if (name !== 'Relationship' || at['TargetMode'] === 'External') return
      const target = at['Target'] ?? ''
      const type = (at['Type'] ?? '').split('/').at(-1) ?? ''
      const path = target.startsWith('/') ? target.slice(1) : posix.join(folder, target)
      relations.set(at['Id'] ?? '', { type, part: path })
    },
  })
  return relations
}

/** The relation's id, whatever prefix the file gave the namespace. */
const idOf = (attributes: Readonly<Record<string, string>>): string =>
  Object.entries(attributes).find(([name]) => name.endsWith(':id'))?.[1] ?? ''

/** The meaning of each cell style, by its number. */
export const readStyles = async (archive: Archive, part: string | null): Promise<NumberFormat[]> => {
  const codes = new Map<number, NumberFormat>()
  const styles: NumberFormat[] = []
  if (part === null) return styles
  let inCells = false
  await hearWhole(archive, part, {
    open: (name, at) => {
      if (name === 'numFmt') codes.set(Number(at['numFmtId']), readFormatCode(at['formatCode'] ?? ''))
      if (name === 'cellXfs') inCells = true
      if (name !== 'xf' || !inCells) return
      const id = Number(at['numFmtId'] ?? '0')
      styles.push(codes.get(id) ?? (Number.isNaN(id) ? PLAIN : builtInFormat(id)))
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false
    },
  })
  return styles
}

/**
 * The texts that cells refer to by number; phonetic guides are left out.
 * @throws AppError `workbook_too_large` past 96 million characters
 */
export const readSharedStrings = async (archive: Archive, part: string | null): Promise<string[]> => {
  const strings: string[] = []
  if (part === null) return strings
  let chars = 0
  const item = textGatherer()
  const scanner = new XmlScanner({
    open: (name) => item.open(name),
    text: (text) => item.text(text),
    close: (name) => {
      item.close(name)
      if (name !== 'si') return
      const text = unescapeText(item.take())
      chars += text.length
      strings.push(text)
    },
  })
  for await (const bytes of hearPart(archive, part, MAX_STRINGS_BYTES, scanner)) {
    void bytes
    if (chars > MAX_STRINGS_CHARS) throw tooLarge('its texts do not fit into memory')
  }
  return strings
}

/** Gathers the text of `t` elements, as rich text and inline strings hold it, without phonetic guides (`rPh`). */
export const textGatherer = () => {
  let text = ''
  let inText = false
  let inGuide = false
  return {
    open: (name: string): void => {
      if (name === 't') inText = true
      if (name === 'rPh') inGuide = true
    },
    text: (chunk: string): void => {
      if (inText && !inGuide) text += chunk
    },
    close: (name: string): void => {
      if (name === 't') inText = false
      if (name === 'rPh') inGuide = false
    },
    take: (): string => {
      const whole = text
      text = ''
      return whole
    },
  }
}
