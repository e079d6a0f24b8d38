import { invalid } from '@suite/kernel'
import { isKnownHeader, mapHeaders, normalHeader } from './aliases.ts'
import type { Field, FileKind, FileLayout } from './canonical.ts'
import { majorityOrder } from './date-order.ts'
import { orderMatters, readTime } from './dates.ts'
import { createDecoder, detectEncoding } from './decode.ts'
import { isRefusedColumn } from './layout.ts'
import { matchProfile, type Profile } from './profiles.ts'
import { tokenizeAll } from './tokenize.ts'

/** How much of a file's beginning is enough to recognise it. */
export const SAMPLE_BYTES = 256 * 1024

const DELIMITERS = [',', ';', '\t', '|'] as const
/** The header stands in one of the first rows; titles, export dates and blank lines may come before it. */
const HEADER_SEARCH_ROWS = 15
const SAMPLE_ROWS = 3000
/** A later row must look clearly more like a header: glued files carry theirs again in mid-file. */
const LATER_ROW_LEAD = 1.25

/**
 * Recognises a file by its beginning (the first `SAMPLE_BYTES` are plenty): encoding, delimiter, header row, what the
 * columns mean, what kind of file it is, how its dates and decimals are written. What could not be recognised is left
 * unmapped, for a person to settle; `layoutProblems` says in words what is missing.
 * @throws AppError `empty_file`, `excel_workbook`, `compressed_file`, `not_a_table` or `unsupported_encoding`
 */
export const sniffFile = (sample: Uint8Array): FileLayout => {
  const encoding = detectEncoding(sample)
  const decoder = createDecoder(encoding)
  const text = decoder.write(sample) + decoder.end()
  if (text.trim() === '')
    throw invalid('empty_file', 'This file is empty. Export it again and check the date range.')
  const { delimiter, rows, headerRow } = findTable(text)
  const headers = (rows[headerRow] ?? []).map((header) => header.trim())
  const body = rows.slice(headerRow + 1, headerRow + 1 + SAMPLE_ROWS)
  const { profile, kind, fields: named } = recognise(headers)
  const fields = profile === null && kind === 'sales' ? withStatusByValue(named, body) : named
  const columns = headers.map((header, index) => ({
    header,
    index,
    field: isRefusedColumn(header) ? null : (fields[index] ?? null),
  }))
  const cellsOf = (wanted: readonly Field[]): string[] =>
    columns
      .filter((column) => column.field !== null && wanted.includes(column.field))
      .flatMap(({ index }) => body.map((row) => row[index] ?? ''))
  return {
    profile: profile?.name ?? `generic-${kind}`,
    kind,
    encoding,
    delimiter,
    headerRow,
    columns,
    dateOrder: sniffDateOrder(cellsOf(DATE_FIELDS), profile),
    decimalComma: sniffDecimalComma(cellsOf(NUMBER_FIELDS)),
  }
}

interface Table {
  readonly delimiter: string
  readonly rows: readonly (readonly string[])[]
  readonly headerRow: number
}

const findTable = (text: string): Table => {
  let best: (Table & { score: number }) | null = null
  for (const delimiter of DELIMITERS) {
    const rows = tokenizeAll(text, delimiter)
    const { headerRow, score } = findHeader(rows)
    if (best === null || score > best.score) best = { delimiter, rows, headerRow, score }
  }
  if (best === null) throw invalid('empty_file', 'This file is empty.')
  return best
}

const findHeader = (rows: readonly (readonly string[])[]): { headerRow: number; score: number } => {
  let best = { headerRow: 0, score: -1 }
  for (const [index, row] of rows.slice(0, HEADER_SEARCH_ROWS).entries()) {
    const score = headerScore(row, rows.slice(index + 1, index + 21))
    if (score > best.score * (best.score > 0 ? LATER_ROW_LEAD : 1)) best = { headerRow: index, score }
  }
  return best
}

/** High for a row of known headers, and for text cells over rows of the same width; a title or data row scores low. */
const headerScore = (row: readonly string[], below: readonly (readonly string[])[]): number => {
  const cells = row.map((cell) => cell.trim()).filter((cell) => cell !== '')
  if (cells.length < 2) return 0
  const known = cells.filter(isKnownHeader).length
  const data = cells.filter((cell) => /^[-$(]?\d/.test(cell)).length
  const distinct = new Set(cells.map(normalHeader)).size
  const sameWidth = below.filter((other) => other.length === row.length).length
  const fit = below.length === 0 ? 0 : sameWidth / below.length
  return known * 10 + distinct * fit - data * 8
}

interface Recognised {
  readonly profile: Profile | null
  readonly kind: FileKind
  readonly fields: readonly (Field | null)[]
}

const recognise = (headers: readonly string[]): Recognised => {
  const profile = matchProfile(headers)
  if (profile !== null) return { profile, kind: profile.kind, fields: profileFields(profile, headers) }
  const kinds = (['sales', 'stock', 'products'] as const).map((kind) => {
    const fields = mapHeaders(headers, kind)
    return { kind, fields, score: kindScore(kind, fields) }
  })
  const best = kinds.reduce((a, b) => (b.score > a.score ? b : a))
  return { profile: null, kind: best.kind, fields: best.fields }
}

const profileFields = (profile: Profile, headers: readonly string[]): (Field | null)[] => {
  const override = headers.map((header) => profile.fields[normalHeader(header)])
  const claimed = new Set(override.filter((field) => field !== undefined && field !== null))
  return mapHeaders(headers, profile.kind).map((field, index) => {
    const own = override[index]
    if (own !== undefined) return own
    return field !== null && claimed.has(field) ? null : field
  })
}

const STATUS_VALUE =
  /^(?:sales?|returns?|returned|refund|refunded|void|voided|exchange|completed?|cancell?ed|closed)$/i

/** A column headed "Type" may hold what was done rather than what was sold: its values tell. */
const withStatusByValue = (
  fields: readonly (Field | null)[],
  body: readonly (readonly string[])[],
): readonly (Field | null)[] => {
  const index = fields.indexOf('category')
  if (index < 0 || fields.includes('status')) return fields
  const values = body.map((row) => row[index]?.trim() ?? '').filter((value) => value !== '')
  if (values.length === 0 || !values.every((value) => STATUS_VALUE.test(value))) return fields
  return fields.map((field, at) => (at === index ? 'status' : field))
}

/** The more telling a field is for its kind of file, the more it counts. */
const kindScore = (kind: FileKind, fields: readonly (Field | null)[]): number => {
  const has = (...wanted: Field[]): boolean => wanted.some((field) => fields.includes(field))
  const mapped = fields.filter((field) => field !== null).length
  const telling =
    kind === 'sales'
      ? [
          has('receiptId') && 4,
          has('occurredAt', 'date') && has('quantity', 'netAmount', 'grossAmount') && 4,
          has('grossAmount', 'netAmount') && 2,
          !has('occurredAt', 'date') && -6,
        ]
      : kind === 'stock'
        ? [
            has('quantity') ? 3 : -6,
            has('packageTag', 'lot') && 2,
            has('expiresOn') && 3,
            has('room') && 2,
            has('countedAt') && 1,
          ]
        : [has('casePack', 'moq') && 3, has('thcPercent', 'barcode') && 3, has('unitPrice') && 1]
  return mapped + telling.reduce<number>((sum, points) => sum + (points === false ? 0 : points), 0)
}

const DATE_FIELDS: readonly Field[] = ['occurredAt', 'date', 'countedAt', 'returnDate', 'expiresOn']
const NUMBER_FIELDS: readonly Field[] = [
  'quantity',
  'unitPrice',
  'grossAmount',
  'netAmount',
  'discount',
  'unitCost',
  'cost',
]

const sniffDateOrder = (cells: readonly string[], profile: Profile | null): FileLayout['dateOrder'] => {
  const order = majorityOrder(cells)
  if (order !== null) return order
  const written = cells.filter((cell) => cell.trim() !== '')
  const readable = written.filter((cell) => readTime(cell, 'auto').problem === null)
  if (written.length > 0 && readable.length === written.length) return 'ymd'
  return written.some(orderMatters) ? (profile?.dateOrder ?? 'auto') : 'ymd'
}

const COMMA_DECIMAL = /^[-(]?\s*[$€£]?\s*(?:\d+|\d{1,3}(?:\.\d{3})+),(?:\d{1,2}|\d{4,6})\)?\s*[€%]?$/
const POINT_DECIMAL = /^[-(]?\s*[$€£]?\s*(?:\d+|\d{1,3}(?:,\d{3})+)\.\d+\)?\s*%?$/

const sniffDecimalComma = (cells: readonly string[]): boolean => {
  const commas = cells.filter((cell) => COMMA_DECIMAL.test(cell.trim())).length
  const points = cells.filter((cell) => POINT_DECIMAL.test(cell.trim())).length
  return commas > points
}
