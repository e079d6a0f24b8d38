/**
 * The canonical rows every till export is turned into. Decimals travel as plain strings ("12.5", "-0.001") so that no
 * cent and no gram passes through a float.
 */

/** Where on the time line a row lies: the file's own wall clock (store time) or an instant with its offset. */
export type RowTime = { kind: 'local'; value: string } | { kind: 'instant'; value: string }

/** What a receipt did: a sale, goods taken back, a receipt struck out, or stock corrected without a customer. */
export type ReceiptKind = 'sale' | 'return' | 'void' | 'adjustment'

/** One line of one receipt. Quantity and money carry the sign of the file: returns are negative. */
export interface SaleLineRow {
  readonly type: 'sale_line'
  /** 1-based line in the file, header and preamble counted. */
  readonly line: number
  readonly receiptId: string
  readonly kind: ReceiptKind
  readonly occurredAt: RowTime
  readonly productCode: string
  readonly productName: string
  /** Units sold; negative when returned. In an adjustment it is the change of stock instead: −5 means five units gone. */
  readonly quantity: string
  readonly unit: string
  /** Price of one unit before discount; may hold fractions of a cent. */
  readonly unitPrice: string
  /**
   * Gross of the whole line as the source states it, or null when the source has no such column. When present it is
   * authoritative: gross − discount is the source's net to the cent, while `unitPrice` may be this amount ÷ quantity,
   * rounded to 6 decimals.
   */
  readonly grossAmount: string | null
  /** Line discount, positive when it lowers the price. */
  readonly discount: string
  /** Line taxes by kind, in currency units. */
  readonly taxes: readonly { readonly kind: string; readonly amount: string }[]
  /** Cost of the whole line at sale, when the source has it. */
  readonly cost: string | null
  readonly category: string | null
  readonly brand: string | null
  readonly vendor: string | null
  readonly strain: string | null
  readonly packageTag: string | null
  readonly tender: string | null
  readonly staff: string | null
  /** The till's own customer number or name, never looked into. */
  readonly customer: string | null
  readonly channel: 'medical' | 'adult_use' | null
  /** True for postage, fees, manual entries and other lines that are not goods on a shelf. */
  readonly isService: boolean
}

/** Stock seen on a shelf: an inventory export or a count. */
export interface StockRow {
  readonly type: 'stock'
  readonly line: number
  readonly productCode: string
  readonly productName: string
  readonly quantity: string
  readonly unit: string
  readonly countedAt: RowTime | null
  readonly room: string | null
  readonly packageTag: string | null
  readonly lot: string | null
  readonly expiresOn: string | null
  readonly unitCost: string | null
  readonly unitPrice: string | null
  readonly category: string | null
  readonly brand: string | null
  readonly vendor: string | null
  readonly strain: string | null
}

/** A product master row. */
export interface ProductRow {
  readonly type: 'product'
  readonly line: number
  readonly productCode: string
  readonly productName: string
  readonly category: string | null
  readonly brand: string | null
  readonly vendor: string | null
  readonly strain: string | null
  readonly strainType: 'indica' | 'sativa' | 'hybrid' | null
  readonly thcPercent: string | null
  readonly cbdPercent: string | null
  readonly unit: string
  readonly unitPrice: string | null
  readonly unitCost: string | null
  readonly casePack: string | null
  readonly moq: string | null
  readonly barcode: string | null
}

export type CanonicalRow = SaleLineRow | StockRow | ProductRow

/** A row that could not be taken, kept whole so that it can be mended and imported again. */
export interface RefusedRow {
  readonly line: number
  /** Stable code, such as `impossible_date`. */
  readonly code: string
  /** Words for a person: the column, the value and the remedy. */
  readonly reason: string
  /** The raw cells, in file order. */
  readonly cells: readonly string[]
}

/** A row that carries no data: counted and listed, but neither taken nor refused. */
export interface IgnoredRow {
  readonly line: number
  readonly reason: 'blank' | 'totals' | 'repeated_header' | 'remark'
  /** First cells of the row, joined for reading. */
  readonly text: string
}

/** One stretch of a file, as `readRows` hands it out; the counts run from the start of the file. */
export interface ReadBatch {
  readonly rows: CanonicalRow[]
  readonly refused: RefusedRow[]
  readonly ignored: IgnoredRow[]
  readonly linesRead: number
  readonly bytesRead: number
}

/** What a file holds. */
export type FileKind = 'sales' | 'stock' | 'products'

/** Our field names a column can be mapped to. */
export type Field =
  | 'receiptId'
  | 'occurredAt'
  | 'date'
  | 'time'
  | 'productCode'
  | 'productName'
  | 'quantity'
  | 'unit'
  | 'unitPrice'
  | 'grossAmount'
  | 'discount'
  | 'loyaltyDiscount'
  | 'netAmount'
  | 'tax'
  | 'exciseTax'
  | 'salesTax'
  | 'localTax'
  | 'cost'
  | 'unitCost'
  | 'category'
  | 'brand'
  | 'vendor'
  | 'strain'
  | 'strainType'
  | 'thcPercent'
  | 'cbdPercent'
  | 'packageTag'
  | 'lot'
  | 'room'
  | 'expiresOn'
  | 'countedAt'
  | 'tender'
  | 'staff'
  | 'customer'
  | 'channel'
  | 'status'
  | 'returnDate'
  | 'casePack'
  | 'moq'
  | 'barcode'

/** How to read one kind of file: found by sniffing, shown to the user, saved for next time. */
export interface FileLayout {
  /** `uci-online-retail`, `dutchie-sales-by-item`, `dutchie-inventory-audit`, `generic` … */
  readonly profile: string
  readonly kind: FileKind
  readonly encoding: 'utf-8' | 'latin1' | 'utf-16le' | 'utf-16be'
  readonly delimiter: string
  /** 0-based index of the header row among the file's rows. */
  readonly headerRow: number
  readonly columns: readonly {
    readonly header: string
    readonly index: number
    readonly field: Field | null
  }[]
  /** `auto` decides per file from unambiguous dates; a wholly ambiguous file asks. */
  readonly dateOrder: 'auto' | 'ymd' | 'mdy' | 'dmy'
  readonly decimalComma: boolean
}
