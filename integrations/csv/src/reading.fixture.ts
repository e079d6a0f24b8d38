import type { CanonicalRow, FileLayout, IgnoredRow, RefusedRow, SaleLineRow, StockRow } from './canonical.ts'
import { readRows } from './reader.ts'
import { sniffFile } from './sniff.ts'

/** Everything a small file gives, for tests. */
export interface WholeFile {
  readonly rows: CanonicalRow[]
  readonly refused: RefusedRow[]
  readonly ignored: IgnoredRow[]
  readonly linesRead: number
  readonly bytesRead: number
}

/** The moment of import in tests. */
export const NOW = '2026-11-20T12:00:00Z'

/** Cuts bytes into chunks of the given sizes, repeated. */
export async function* inChunks(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  let at = 0
  for (let turn = 0; at < bytes.length; turn++) {
    const size = Math.max(1, sizes[turn % sizes.length] ?? bytes.length)
    yield bytes.subarray(at, at + size)
    at += size
  }
}

/** Reads a whole file of bytes or text with the sniffed layout, `changes` applied on top. */
export const readWhole = async (
  file: Uint8Array | string,
  changes: Partial<FileLayout> = {},
  sizes: readonly number[] = [1 << 20],
): Promise<WholeFile> => {
  const bytes = typeof file === 'string' ? Buffer.from(file) : file
  const layout = { ...sniffFile(bytes), ...changes }
  const whole = {
    rows: [] as CanonicalRow[],
    refused: [] as RefusedRow[],
    ignored: [] as IgnoredRow[],
    linesRead: 0,
    bytesRead: 0,
  }
  for await (const batch of readRows(inChunks(bytes, sizes), layout, { now: NOW })) {
    whole.rows.push(...batch.rows)
    whole.refused.push(...batch.refused)
    whole.ignored.push(...batch.ignored)
    whole.linesRead = batch.linesRead
    whole.bytesRead = batch.bytesRead
  }
  return whole
}

/** The sale lines of a file that must hold nothing else and refuse nothing. */
export const saleLines = async (file: string): Promise<SaleLineRow[]> => {
  const { rows, refused } = await readWhole(file)
  if (refused.length > 0) throw new Error(`unexpected refusal: ${refused[0]?.reason ?? ''}`)
  return rows.filter((row) => row.type === 'sale_line')
}

/** The stock rows of a file. */
export const stockRows = async (file: string): Promise<StockRow[]> =>
  (await readWhole(file)).rows.filter((row) => row.type === 'stock')

/** A UCI-shaped file of the given data lines. */
export const uciFile = (...lines: string[]): string =>
  ['InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country', ...lines, ''].join(
    '\n',
  )

const DUTCHIE_HEADERS =
  'Order ID,Order Time,Budtender Name,Customer Name,Customer Type,Vendor Name,Product Name,Category,Package ID,Batch ID,External Package ID,Total Inventory Sold,Unit Weight Sold,Total Weight Sold,Gross Sales,Inventory Cost,Discounted Amount,Loyalty as Discount,Net Sales,Return Date,UPC GTIN (Canada),Provincial SKU (Canada),Producer,Order Profit'

/** A Dutchie sales-by-item file: four preamble lines, the 24 headers on row 5, then the given lines. */
export const dutchieFile = (...lines: string[]): string =>
  [
    'Export Date:,11/20/2026 9:12 AM',
    'From Date:,11/01/2026',
    'To Date:,11/19/2026',
    'Location:,Evergreen Denver',
    DUTCHIE_HEADERS,
    ...lines,
    '',
  ].join('\r\n')
