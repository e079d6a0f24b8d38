import type { Read } from '@suite/db'

/** One column of a CSV file. Text is guarded against formulas; `number` columns are written as they are. */
export interface CsvColumn<Row> {
  readonly header: string
  readonly value: (row: Row) => string | number | null
  readonly type?: 'text' | 'number'
}

/** Writes rows as CSV text that no spreadsheet takes for formulas. */
export type CsvWriter = <Row>(rows: Iterable<Row>, columns: readonly CsvColumn<Row>[]) => string

/** What selling goods past their date means where a store is; null where nobody knows. */
export type ExpiryMeaning = 'sale_barred' | 'notice_needed' | 'quality_only' | 'label_only' | null

/** Asks the rules of a state what a date means for goods of a category. The server wires the rule book in. */
export type MeaningOfExpiry = (
  read: Read,
  question: { readonly state: string; readonly category: string; readonly day: string },
) => Promise<ExpiryMeaning>
