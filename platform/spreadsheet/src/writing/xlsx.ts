import { Readable } from 'node:stream'
import { writeZip, type ZipPart } from '../archive/write-zip.ts'
import { DECIMAL, isRisky, type Column } from './column.ts'
import { escapeXml, frameOf, MAIN, STYLE } from './workbook-frame.ts'

const FLUSH_CHARS = 1 << 16
/** Excel's own limit of a cell. */
const LONGEST_TEXT = 32_767
/** More digits than a workbook's numbers can hold are written as text, so that none is lost. */
const SURE_DIGITS = 15
const ZERO = Date.UTC(1899, 11, 30)
const DAY_MS = 86_400_000
const FIRST_DAY = '1900-03-01'
const MOMENT = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}):(\d{2}):(\d{2}))?$/

export interface XlsxOptions {
  /** Name of the one tab. */
  readonly sheet: string
  /** Stamped on the parts of the file. */
  readonly now: Date
}

/**
 * A workbook with one sheet, streamed: header row in bold and fixed, numbers as numbers, days and moments as dates. Text is
 * always text: what looks like a formula carries the mark Excel itself gives to text typed with an apostrophe
 * (`quotePrefix`), so it neither runs nor shows a sign that is not in the data.
 */
export const streamXlsx = <Row>(
  rows: AsyncIterable<Row> | Iterable<Row>,
  columns: readonly Column<Row>[],
  { sheet, now }: XlsxOptions,
): Readable => {
  const frame = Object.entries(frameOf(sheet)).map(([name, xml]): ZipPart => ({
    name,
    content: [Buffer.from(xml)],
  }))
  const cells: ZipPart = { name: 'xl/worksheets/sheet1.xml', content: buffers(sheetXml(rows, columns)) }
  return Readable.from(writeZip([...frame, cells], now), { objectMode: false })
}

async function* buffers(pieces: AsyncIterable<string>): AsyncGenerator<Buffer> {
  for await (const piece of pieces) yield Buffer.from(piece)
}

async function* sheetXml<Row>(
  rows: AsyncIterable<Row> | Iterable<Row>,
  columns: readonly Column<Row>[],
): AsyncGenerator<string> {
  let text = `${startOf(columns)}<row>${columns.map(({ header }) => textCell(header, STYLE.header)).join('')}</row>`
  for await (const row of rows) {
    text += '<row>'
    for (const { value, type = 'text' } of columns) text += cellOf(value(row), type)
    text += '</row>'
    if (text.length < FLUSH_CHARS) continue
    yield text
    text = ''
  }
  yield `${text}</sheetData></worksheet>`
}

const startOf = <Row>(columns: readonly Column<Row>[]): string => {
  const widths = columns.map(
    ({ header }, index) =>
      `<col min="${index + 1}" max="${index + 1}" width="${Math.min(40, Math.max(12, header.length + 2))}" customWidth="1"/>`,
  )
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join('')}</cols><sheetData>`
}

const cellOf = (
  value: ReturnType<Column<unknown>['value']>,
  type: NonNullable<Column<unknown>['type']>,
): string => {
  if (value === null || value === undefined || value === '') return '<c/>'
  const text = String(value)
  if (type === 'number' || typeof value !== 'string') return numberCell(text)
  if (type === 'text') return textCell(text)
  const serial = serialOf(text)
  return serial === null ? textCell(text) : `<c s="${STYLE[type]}"><v>${serial}</v></c>`
}

const numberCell = (text: string): string =>
  DECIMAL.test(text) && text.replaceAll(/^-?0*|\./g, '').length <= SURE_DIGITS
    ? `<c><v>${text}</v></c>`
    : textCell(text)

const textCell = (text: string, style: number = isRisky(text) ? STYLE.text : 0): string => {
  const short = text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT - 1)}…` : text
  const mark = style === 0 ? '' : ` s="${style}"`
  return `<c${mark} t="inlineStr"><is><t xml:space="preserve">${escapeXml(short)}</t></is></c>`
}

/** Days since 1899-12-30 with the time as a fraction; null for text that is no date a workbook can hold. */
const serialOf = (text: string): number | null => {
  const [, day, hours, minutes, seconds] = MOMENT.exec(text) ?? []
  if (day === undefined || day < FIRST_DAY) return null
  const midnight = Date.parse(`${day}T00:00:00Z`)
  if (Number.isNaN(midnight)) return null
  const clock = Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0)
  return (midnight - ZERO) / DAY_MS + clock / 86_400
}
