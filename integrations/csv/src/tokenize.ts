import { invalid } from '@suite/kernel'

/** A quoted field may run over lines, but a row past this length is an unclosed quote. */
const MAX_QUOTED_ROW = 1 << 16
const MAX_ROW = 1 << 20

/**
 * Splits text into rows of cells, following RFC 4180 with the leniency real exports need: line ends LF, CRLF or CR, quotes
 * inside unquoted cells taken as they stand, text after a closing quote kept. An unclosed quote does not swallow the file:
 * its line is read with the quote as an ordinary character and `unclosedQuote` is set.
 *
 * Lines without a quote (nearly all) are cut by the engine's own `split`; only others are walked through.
 */
export class RowTokenizer {
  /** 1-based line in the file where the last row began. */
  line = 0
  /** Physical lines used up so far. */
  linesRead = 0
  unclosedQuote = false
  readonly #delimiter: string
  #text = ''
  #position = 0
  #nextQuote = -1
  #newline: '\n' | '\r' | null = null
  #ended = false

  constructor(delimiter: string) {
    this.#delimiter = delimiter
  }

  push(text: string): void {
    this.#text = this.#position < this.#text.length ? this.#text.slice(this.#position) + text : text
    this.#position = 0
    this.#nextQuote = -1
  }

  end(): void {
    this.#ended = true
  }

  /**
   * The next row, or null when more text is needed (or, after `end`, when there is none).
   * @throws AppError `not_a_table` when a line is longer than a megabyte
   */
  next(): string[] | null {
    if (this.#newline === null && !this.#findNewline()) return null
    const from = this.#position
    const lineEnd = this.#lineEnd(from)
    if (lineEnd < 0) return null
    this.#seekQuote(from)
    this.unclosedQuote = false
    this.line = this.linesRead + 1
    if (this.#nextQuote >= lineEnd) return this.#plainRow(from, lineEnd)
    return this.#quotedRow(from, lineEnd)
  }

  /** Index of the line break after `from`, the end of the text in the last line, or −1 to wait. */
  #lineEnd(from: number): number {
    const found = this.#text.indexOf(this.#newline ?? '\n', from)
    const end = found >= 0 ? found : this.#text.length
    if (end - from > MAX_ROW)
      throw invalid(
        'not_a_table',
        `Line ${this.linesRead + 1} is longer than a million characters. This does not look like a till export; choose a CSV file.`,
      )
    if (found >= 0) return found
    return this.#ended && from < this.#text.length ? end : -1
  }

  #seekQuote(from: number): void {
    if (this.#nextQuote >= from) return
    const found = this.#text.indexOf('"', from)
    this.#nextQuote = found < 0 ? Number.MAX_SAFE_INTEGER : found
  }

  #plainRow(from: number, lineEnd: number): string[] {
    this.#advance(lineEnd)
    const hasReturn = lineEnd > from && this.#text.charCodeAt(lineEnd - 1) === 13
    return this.#text.slice(from, hasReturn ? lineEnd - 1 : lineEnd).split(this.#delimiter)
  }

  #advance(lineEnd: number): void {
    this.#position = lineEnd + 1
    this.linesRead++
  }

  #quotedRow(from: number, firstLineEnd: number): string[] | null {
    const cells: string[] = []
    let at = from
    for (;;) {
      const cellEnd =
        this.#text.charCodeAt(at) === 34 ? this.#quotedCell(at, cells) : this.#bareCell(at, cells)
      if (cellEnd === -1) return this.#unfinishedRow(from, firstLineEnd)
      if (this.#text[cellEnd] === this.#delimiter) {
        at = cellEnd + 1
        continue
      }
      if (cellEnd - from > MAX_QUOTED_ROW) return this.#unfinishedRow(from, firstLineEnd)
      this.#countLines(from, cellEnd, firstLineEnd)
      this.#position = cellEnd + 1
      return cells
    }
  }

  /** The row's end is not in sight: wait for more text, or give the quote up as an ordinary character. */
  #unfinishedRow(from: number, firstLineEnd: number): string[] | null {
    if (!this.#ended && this.#text.length - from <= MAX_QUOTED_ROW) return null
    this.unclosedQuote = true
    return this.#plainRow(from, firstLineEnd)
  }

  #quotedCell(at: number, cells: string[]): number {
    let close = this.#text.indexOf('"', at + 1)
    while (close >= 0 && this.#text.charCodeAt(close + 1) === 34) close = this.#text.indexOf('"', close + 2)
    if (close < 0 || (close + 1 >= this.#text.length && !this.#ended)) return -1
    const value = this.#text.slice(at + 1, close)
    const quoted = value.includes('"') ? value.replaceAll('""', '"') : value
    const end = this.#cellEnd(close + 1)
    if (end < 0) return -1
    cells.push(end === close + 1 ? quoted : quoted + this.#withoutReturn(close + 1, end))
    return end
  }

  #bareCell(at: number, cells: string[]): number {
    const end = this.#cellEnd(at)
    if (end >= 0) cells.push(this.#withoutReturn(at, end))
    return end
  }

  #cellEnd(at: number): number {
    const lineEnd = this.#text.indexOf(this.#newline ?? '\n', at)
    const delimiter = this.#text.indexOf(this.#delimiter, at)
    if (delimiter >= 0 && (lineEnd < 0 || delimiter < lineEnd)) return delimiter
    if (lineEnd >= 0) return lineEnd
    return this.#ended ? this.#text.length : -1
  }

  #withoutReturn(from: number, end: number): string {
    const atLineEnd = end >= this.#text.length || this.#text.charCodeAt(end) === 10
    const dropped = atLineEnd && end > from && this.#text.charCodeAt(end - 1) === 13 ? end - 1 : end
    return this.#text.slice(from, dropped)
  }

  #countLines(from: number, end: number, firstLineEnd: number): void {
    this.linesRead++
    if (end <= firstLineEnd) return
    const newline = this.#newline ?? '\n'
    for (
      let at = this.#text.indexOf(newline, from);
      at >= 0 && at < end;
      at = this.#text.indexOf(newline, at + 1)
    )
      this.linesRead++
  }

  /** Decides between LF (also CRLF) and the bare CR of old programs by the first line end; false to wait for it. */
  #findNewline(): boolean {
    const feed = this.#text.indexOf('\n')
    const bare = this.#text.indexOf('\r')
    const settled = feed >= 0 || (bare >= 0 && bare + 1 < this.#text.length) || this.#ended
    if (!settled) {
      if (this.#text.length > MAX_ROW) this.#newline = '\n'
      return this.#newline !== null
    }
    const bareFirst = bare >= 0 && (feed < 0 || feed > bare + 1) && bare + 1 < this.#text.length
    this.#newline = bareFirst && !this.#insideQuotes(bare) ? '\r' : '\n'
    return true
  }

  #insideQuotes(index: number): boolean {
    let quotes = 0
    for (let at = this.#text.indexOf('"'); at >= 0 && at < index; at = this.#text.indexOf('"', at + 1))
      quotes++
    return quotes % 2 === 1
  }
}

/** All rows of a whole text. */
export const tokenizeAll = (text: string, delimiter: string): string[][] => {
  const tokenizer = new RowTokenizer(delimiter)
  tokenizer.push(text)
  tokenizer.end()
  const rows: string[][] = []
  for (let row = tokenizer.next(); row !== null; row = tokenizer.next()) rows.push(row)
  return rows
}
