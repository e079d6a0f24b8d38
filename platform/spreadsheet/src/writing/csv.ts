import { DECIMAL, guardText, type Column } from './column.ts'

export interface CsvOptions {
  /** `,` by default. */
  readonly delimiter?: string
  /** Writes the UTF-8 mark spreadsheets need to show accents; true by default. */
  readonly bom?: boolean
}

const QUOTED = /["\r\n,;\t|]|^\s|\s$/
const BOM = '\ufeff'
const LINE_END = '\r\n'
const FLUSH_CHARS = 1 << 16

const quote = (text: string): string => (QUOTED.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

const cellOf = (value: ReturnType<Column<unknown>['value']>, type: Column<unknown>['type']): string => {
  if (value === null || value === undefined) return ''
  if (typeof value !== 'string') return String(value)
  return quote(type === 'number' && DECIMAL.test(value) ? value : guardText(value))
}

/**
 * A whole CSV file (RFC 4180, CRLF, UTF-8 with a byte order mark unless `bom` is false) as text. For long results use
 * `streamCsv`.
 */
export const toCsv = <Row>(
  rows: Iterable<Row>,
  columns: readonly Column<Row>[],
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
  columns: readonly Column<Row>[],
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
  columns: readonly Column<Row>[],
  { delimiter = ',', bom = true }: CsvOptions,
): string =>
  (bom ? BOM : '') + columns.map(({ header }) => quote(guardText(header))).join(delimiter) + LINE_END

const lineWriter = <Row>(columns: readonly Column<Row>[], { delimiter = ',' }: CsvOptions) => {
  return (row: Row): string =>
    columns.map(({ value, type }) => cellOf(value(row), type)).join(delimiter) + LINE_END
}
