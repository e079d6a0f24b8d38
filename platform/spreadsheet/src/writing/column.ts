/**
 * One column of a written table, as CSV or as a workbook.
 * - `text` (the default): guarded against formulas
 * - `number`: numbers, or strings that are plain decimals; anything else in it is written as text
 * - `day`: `2026-03-20`; `moment`: the store's wall clock as `2026-03-20 16:20:00`. Dates in a workbook, text in CSV
 */
export interface Column<Row> {
  readonly header: string
  readonly value: (row: Row) => string | number | bigint | null | undefined
  readonly type?: 'text' | 'number' | 'day' | 'moment'
}

/** A plain decimal, the only text that may stand in a number column. */
export const DECIMAL = /^-?\d+(?:\.\d+)?$/

const RISKY = /^'*[=+\-@\t\r\n\uff0b\uff0d\uff1d\uff20]/

/** True for text that a spreadsheet could take for a formula (OWASP, "CSV Injection"): = + - @ tab CR LF and their wide forms. */
export const isRisky = (text: string): boolean => RISKY.test(text)

/**
 * Text as it can safely stand in a CSV file: what could start a formula gets an apostrophe in front. `unguardText` takes it
 * off again; together they are the identity for every text.
 */
export const guardText = (text: string): string => (isRisky(text) ? `'${text}` : text)

/** Takes off the apostrophe `guardText` put on. */
export const unguardText = (text: string): string =>
  text.charCodeAt(0) === 39 && isRisky(text) ? text.slice(1) : text
