/** One column of a CSV file. Text is guarded against formulas; `number` columns are written as they are. */
export interface CsvColumn<Row> {
  readonly header: string
  readonly value: (row: Row) => string | number | null
  readonly type?: 'text' | 'number'
}

/** Writes rows as CSV text that no spreadsheet takes for formulas. */
export type CsvWriter = <Row>(rows: Iterable<Row>, columns: readonly CsvColumn<Row>[]) => string
