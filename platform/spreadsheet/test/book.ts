import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { writeZip as zipOf } from '../src/archive/write-zip.ts'
import { openWorkbook } from '../src/index.ts'

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** A workbook as the tests describe it: XML of the cells, and what they refer to. */
export interface Book {
  /** `sheetData`'s inner XML by tab name; a name starting with `!` is a hidden tab. */
  readonly sheets: Readonly<Record<string, string>>
  readonly strings?: readonly string[]
  /** `styles.xml`'s inner XML. */
  readonly styles?: string
  readonly date1904?: boolean
  /** Parts put in besides, or instead. */
  readonly parts?: Readonly<Record<string, string>>
}

/** The parts of a workbook as Excel lays them out. */
export const partsOf = ({ sheets, strings, styles, date1904, parts }: Book): Record<string, string> => {
  const names = Object.keys(sheets)
  const tab = (name: string, i: number) =>
    `<sheet name="${name.replace('!', '')}" sheetId="${i + 1}" r:id="rId${i + 1}"${name.startsWith('!') ? ' state="hidden"' : ''}/>`
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`
  return {
    '_rels/.rels': `<Relationships>${relation('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><workbookPr date1904="${date1904 === true ? 1 : 0}"/><sheets>${names.map(tab).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${names.map((_, i) => relation(`rId${i + 1}`, 'worksheet', `/xl/worksheets/sheet${i + 1}.xml`)).join('')}${relation('rIdS', 'styles', 'styles.xml')}${relation('rIdT', 'sharedStrings', 'sharedStrings.xml')}</Relationships>`,
    ...Object.fromEntries(
      Object.values(sheets).map((rows, i) => [
        `xl/worksheets/sheet${i + 1}.xml`,
        `<?xml version="1.0"?><worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData></worksheet>`,
      ]),
    ),
    ...(styles === undefined
      ? {}
      : { 'xl/styles.xml': `<styleSheet xmlns="${MAIN}">${styles}</styleSheet>` }),
    ...(strings === undefined
      ? {}
      : { 'xl/sharedStrings.xml': `<sst>${strings.map((text) => `<si>${text}</si>`).join('')}</sst>` }),
    ...parts,
  }
}

/** Writes parts as a ZIP file. */
export const writeZip = async (
  path: string,
  parts: Readonly<Record<string, string | Buffer>>,
): Promise<void> => {
  const entries = Object.entries(parts).map(([name, content]) => ({ name, content: [Buffer.from(content)] }))
  await pipeline(zipOf(entries, new Date('2026-03-20T12:00:00Z')), createWriteStream(path))
}

/** Runs `use` with a path of its own and removes what lies there. */
export const withFile = async <T>(use: (path: string) => Promise<T>): Promise<T> => {
  const folder = await mkdtemp(join(tmpdir(), 'workbook-'))
  try {
    return await use(join(folder, 'book.xlsx'))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The rows of a sheet of a written book, by row number. */
export const readBook = (book: Book, sheet = 0): Promise<Record<number, string[]>> =>
  withFile(async (path) => {
    await writeZip(path, partsOf(book))
    return readSheet(path, sheet)
  })

/** The rows of a sheet of a file, by row number. */
export const readSheet = async (path: string, sheet = 0): Promise<Record<number, string[]>> => {
  const workbook = await openWorkbook(path)
  try {
    const found: Record<number, string[]> = {}
    for await (const rows of workbook.rows(sheet)) for (const { number, cells } of rows) found[number] = cells
    return found
  } finally {
    workbook.close()
  }
}
