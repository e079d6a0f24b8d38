import { unguardText } from '@suite/spreadsheet'
import { tokenizeAll } from './tokenize.ts'

export {
  guardText,
  streamCsv,
  toCsv,
  unguardText,
  type Column as CsvColumn,
  type CsvOptions,
} from '@suite/spreadsheet'

const BOM = '\ufeff'

/**
 * All cells of a file as `toCsv` writes it, header included, guards taken off. For small files; till exports go through
 * `readRows`.
 */
export const readTable = (text: string, delimiter = ','): string[][] =>
  tokenizeAll(text.startsWith(BOM) ? text.slice(1) : text, delimiter).map((row) => row.map(unguardText))
