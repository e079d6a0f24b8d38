import { invalid } from '@suite/kernel'
import { damaged } from '../archive/archive.ts'
import { formattedText, numberText, unescapeText } from './cell-text.ts'
import { PLAIN, type NumberFormat } from './number-format.ts'
import { textGatherer } from './workbook-parts.ts'
import { attributeOf, type ScanListener } from './scanner.ts'

/** One row with anything in it. */
export interface SheetRow {
  /** 1-based, as the workbook shows it. */
  readonly number: number
  /** Texts from column A on, up to the last filled one. */
  readonly cells: string[]
}

/** What cells refer to. */
export interface CellContext {
  readonly strings: readonly string[]
  readonly styles: readonly NumberFormat[]
  readonly date1904: boolean
}

/** The last row and column a workbook can have (ECMA-376; Excel's own limits), and how wide a table may be. */
const LAST_ROW = 1_048_576
const WIDEST = 2_000

/**
 * Hears a sheet's XML and gathers its rows; `take` hands out those that are whole. Formulas count with the value stored for
 * them. A formula without one was never worked out by any program: then the sheet is refused, for a blank would be a lie.
 */
export class SheetListener implements ScanListener {
  readonly #context: CellContext
  readonly #inline = textGatherer()
  #rows: SheetRow[] = []
  #row = 0
  #cells: string[] = []
  #column = 0
  #type = ''
  #format: NumberFormat = PLAIN
  #value = ''
  #hasValue = false
  #hasFormula = false
  #inValue = false

  constructor(context: CellContext) {
    this.#context = context
  }

  take(): SheetRow[] {
    const rows = this.#rows
    this.#rows = []
    return rows
  }

  open(name: string, tag: string): void {
    if (name === 'c') this.#openCell(tag)
    else if (name === 'v') {
      this.#inValue = true
      this.#hasValue = true
    } else if (name === 'row') this.#openRow(tag)
    else if (name === 'f') this.#hasFormula = true
    else this.#inline.open(name)
  }

  text(text: string): void {
    if (this.#inValue) this.#value += text
    else if (this.#type === 'inlineStr') this.#inline.text(text)
  }

  close(name: string): void {
    if (name === 'c') this.#closeCell()
    else if (name === 'v') this.#inValue = false
    else if (name === 'row') this.#closeRow()
    else this.#inline.close(name)
  }

  #openRow(tag: string): void {
    const stated = attributeOf(tag, 'r')
    const number = stated === undefined ? this.#row + 1 : Number(stated)
    if (!Number.isInteger(number) || number <= this.#row || number > LAST_ROW)
      throw damaged(`row ${stated ?? number} stands where no row can be`)
    this.#row = number
    this.#cells = []
    this.#column = 0
  }

  #closeRow(): void {
    if (this.#cells.length > 0) this.#rows.push({ number: this.#row, cells: this.#cells })
  }

  #openCell(tag: string): void {
    const place = attributeOf(tag, 'r')
    this.#column = place === undefined ? this.#column + 1 : columnOf(place)
    this.#type = attributeOf(tag, 't') ?? 'n'
    const style = attributeOf(tag, 's')
    this.#format = style === undefined ? PLAIN : (this.#context.styles[Number(style)] ?? PLAIN)
    this.#value = ''
    this.#hasValue = false
    this.#hasFormula = false
    this.#inline.take()
  }

  #closeCell(): void {
    if (this.#hasFormula && !this.#hasValue && this.#type !== 'str') throw this.#notWorkedOut()
    const text = this.#cellText()
    if (text === '') return
    if (this.#column > WIDEST)
      throw invalid(
        'too_many_columns',
        `Row ${this.#row} has something in column ${this.#column}; more than ${WIDEST} columns cannot be read. Delete what stands beside the table.`,
      )
    while (this.#cells.length < this.#column - 1) this.#cells.push('')
    this.#cells.push(text)
  }

  #cellText(): string {
    const value = this.#value
    if (this.#type === 'n') {
      if (value === '') return ''
      return this.#format === PLAIN
        ? numberText(value)
        : formattedText(value, this.#format, this.#context.date1904)
    }
    if (this.#type === 's') return this.#shared(value)
    if (this.#type === 'inlineStr') return oneLine(unescapeText(this.#inline.take()))
    if (this.#type === 'b') return value === '1' ? 'TRUE' : value === '0' ? 'FALSE' : ''
    if (this.#type === 'd') return value.replace(/\.0+$/, '')
    return oneLine(unescapeText(value))
  }

  #shared(value: string): string {
    const text = value === '' ? '' : this.#context.strings[Number(value)]
    if (text === undefined) throw damaged(`row ${this.#row} refers to a text that is missing`)
    return oneLine(text)
  }

  #notWorkedOut() {
    return invalid(
      'formula_without_value',
      `Row ${this.#row}, column ${this.#column} holds a formula whose result was never stored. Open the workbook in Excel, save it, and import it again.`,
    )
  }
}

/** One row of the sheet is one line for people, so cells hold no line breaks. */
const oneLine = (text: string): string => (/[\r\n\t]/.test(text) ? text.replace(/[\r\n\t]+/g, ' ') : text)

/** `AB12` → 28. */
const columnOf = (place: string): number => {
  let column = 0
  for (let at = 0; at < place.length; at++) {
    const code = place.charCodeAt(at)
    if (code < 65 || code > 90) break
    column = column * 26 + code - 64
  }
  if (column === 0) throw damaged(`"${place.slice(0, 20)}" names no cell`)
  return column
}
