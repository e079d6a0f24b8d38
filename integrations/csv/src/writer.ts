import { tokenizeAll } from './tokenize.ts'

/** One column of a written file. Text is guarded against formulas; numbers are written as they are. */
export interface CsvColumn<Row> {
  readonly header: string
  readonly value: (row: Row) => string | number | bigint | null | undefined
  /** `text` by default. A `number` column's strings must be numbers; anything else in it is guarded like text. */
  readonly type?: 'text' | 'number'
}

export interface CsvOptions {
  /** `,` by default. */
  readonly delimiter?: string
  /** Writes the UTF-8 mark spreadsheets need to show accents; true by default. */
  readonly bom?: boolean
}

const NUMBER = /^-?\d+(?:\.\d+)?$/
const RISKY = /^'*[=+\-@\t\r]/
const QUOTED = /["\r\n,;\t|]|^\s|\s$/
const BOM = '\ufeff'
const LINE_END = '\r\n'
const FLUSH_CHARS = 1 << 16

/**
 * Text as it can safely stand in a spreadsheet: what would start a formula (= + - @ tab CR) gets an apostrophe in front.
 * `unguardText` takes it off again; together they are the identity for every text. (OWASP, "CSV Injection".)
 */
export const guardText = (text: string): string => (RISKY.test(text) ? `'${text}` : text)

/** Takes off the apostrophe `guardText` put on. */
export const unguardText = (text: string): string =>
  text.charCodeAt(0) === 39 && RISKY.test(text) ? text.slice(1) : text

const quote = (text: string): string => (QUOTED.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

const cellOf = (value: ReturnType<CsvColumn<unknown>['value']>, type: CsvColumn<unknown>['type']): string => {
  if (value === null || value === undefined) return ''
  if (typeof value !== 'string') return String(value)
  return quote(type === 'number' && NUMBER.test(value) ? value : guardText(value))
}

/**
 * A whole CSV file (RFC 4180, CRLF, UTF-8 with a byte order mark unless `bom` is false) as text. For long results use
 * `streamCsv`.
 */
export const toCsv = <Row>(
  rows: Iterable<Row>,
  columns: readonly CsvColumn<Row>[],
  options: CsvOptions = {},
): string => {
  const line = lineWriter(columns, options)
  let text = headerOf(columns, options)
  for (const row of rows) text += line(row)
  return text
}

/** The same file piece by piece, for results of any length. */
export async function* streamCsv<Row>(
  rows: AsyncIterable<Row> | Iterable<Row>,
  columns: readonly CsvColumn<Row>[],
  options: CsvOptions = {},
): AsyncGenerator<string> {
  const line = lineWriter(columns, options)
  let text = headerOf(columns, options)
  for await (const row of rows) {
    text += line(row)
    if (text.length < FLUSH_CHARS) continue
    yield text
    text = ''
  }
  if (text !== '') yield text
}

const headerOf = <Row>(
  columns: readonly CsvColumn<Row>[],
  { delimiter = ',', bom = true }: CsvOptions,
): string =>
  (bom ? BOM : '') + columns.map(({ header }) => quote(guardText(header))).join(delimiter) + LINE_END

const lineWriter = <Row>(columns: readonly CsvColumn<Row>[], { delimiter = ',' }: CsvOptions) => {
  return (row: Row): string =>
    columns.map(({ value, type }) => cellOf(value(row), type)).join(delimiter) + LINE_END
}

/**
 * All cells of a file as `toCsv` writes it, header included, guards taken off. For small files; till exports go through
 * `readRows`.
 */
export const readTable = (text: string, delimiter = ','): string[][] =>
  tokenizeAll(text.startsWith(BOM) ? text.slice(1) : text, delimiter).map((row) => row.map(unguardText))
