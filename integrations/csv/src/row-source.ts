import type { Field, FileLayout, RowTime } from './canonical.ts'
import { type DateOrder, type ReadTime, readTime } from './dates.ts'
import { round, wholeDigits } from './decimal.ts'
import { parseDecimalText, parseQuantity } from './numbers.ts'
import { cleanId, cleanText, cutLoose, isMangledId, remembering, slugOf } from './text.ts'

/** Why a row cannot be taken: thrown by the row builders, caught once in `createRowMaker`. */
export class RowRefusal extends Error {
  override readonly name = 'RowRefusal'
  readonly code: string
  constructor(code: string, reason: string) {
    super(reason)
    this.code = code
  }
}

const DAY_MS = 86_400_000
const MAX_LENGTH: Readonly<Partial<Record<Field, number>>> = {
  receiptId: 160,
  productCode: 120,
  productName: 400,
}

export interface SourceOptions {
  readonly dateOrder: DateOrder
  /** Times of midnight mean "no time": every date of the file shows 00:00. */
  readonly midnightMeansDay: boolean
  /** Milliseconds; dates more than a day later are refused. Null skips the check. */
  readonly now: number | null
}

/**
 * The typed view of one row of raw cells. One object serves a whole file: `point` it at a row, then ask for fields. Every
 * asking method refuses the row (throws `RowRefusal`) when the cell cannot be read, naming column, value and remedy.
 */
export class RowSource {
  readonly profile: string
  readonly #index: Readonly<Partial<Record<Field, number>>>
  readonly #headers: ReadonlyMap<Field, string>
  readonly #comma: boolean
  readonly #options: SourceOptions
  readonly #latest: number
  readonly #remember = remembering(cleanText)
  readonly #rememberId = remembering(cleanId)
  readonly #slugs = remembering(slugOf)
  #cells: readonly string[] = []
  #lastRawReceipt = ''
  #lastReceipt = ''
  #lastRawTime = ''
  #lastTime: RowTime | null = null

  constructor(layout: FileLayout, options: SourceOptions) {
    this.profile = layout.profile
    const mapped = layout.columns.filter((column) => column.field !== null)
    this.#index = Object.fromEntries(mapped.map(({ field, index }) => [field, index]))
    this.#headers = new Map(mapped.map(({ field, header }) => [field as Field, header]))
    this.#comma = layout.decimalComma
    this.#options = options
    this.#latest = options.now === null ? Number.POSITIVE_INFINITY : options.now + DAY_MS
  }

  point(cells: readonly string[]): void {
    this.#cells = cells
  }

  has(field: Field): boolean {
    return this.#index[field] !== undefined
  }

  /** The raw cell, '' when the column or the cell is missing. */
  raw(field: Field): string {
    const index = this.#index[field]
    return index === undefined ? '' : (this.#cells[index] ?? '')
  }

  text(field: Field): string {
    const raw = this.raw(field)
    if (raw === '') return raw
    const text = this.#remember(raw)
    return text.length > 100 ? this.#shortEnough(field, text) : text
  }

  textOrNull(field: Field): string | null {
    const text = this.text(field)
    return text === '' ? null : text
  }

  id(field: Field): string {
    const raw = this.raw(field)
    return raw === '' ? raw : this.#checkedId(field, this.#rememberId(raw))
  }

  /** The receipt's number: the lines of a receipt follow each other, so the last one is remembered. */
  receiptId(): string {
    const raw = this.raw('receiptId')
    if (raw === this.#lastRawReceipt) return this.#lastReceipt
    const id = this.#checkedId('receiptId', cleanId(cutLoose(raw)))
    this.#lastRawReceipt = raw
    this.#lastReceipt = id
    return id
  }

  idOrNull(field: Field): string | null {
    const id = this.id(field)
    return id === '' ? null : id
  }

  /** Code and name of the product: a missing code is the name's slug, a missing name is the code. */
  product(): { productCode: string; productName: string } {
    const code = this.id('productCode')
    const name = this.text('productName')
    if (code !== '') return { productCode: code, productName: name === '' ? code : name }
    const slug = name === '' ? '' : this.#slugs(name)
    if (slug !== '') return { productCode: slug, productName: name }
    throw new RowRefusal('missing_product', 'The row names no product. Fill in the product code or name.')
  }

  /** A decimal with at most `places` decimals (rounded half to even); null when the cell is blank. */
  decimal(field: Field, places: number): string | null {
    const raw = this.raw(field)
    if (raw === '' || raw.trim() === '') return null
    const value = parseDecimalText(raw, this.#comma)
    if (value === null) throw this.refusal('bad_number', field, this.#numberAdvice())
    return this.#inRange(field, value, places)
  }

  /** Quantity and unit; the unit column, when there is one, rules over a unit written in the cell. */
  quantity(): { quantity: string; unit: string | null } | null {
    const raw = this.raw('quantity')
    if (raw === '' || raw.trim() === '') return null
    const read = parseQuantity(raw, this.#comma)
    if (read === null) throw this.refusal('bad_number', 'quantity', this.#numberAdvice())
    return { quantity: this.#inRange('quantity', read.quantity, 4), unit: read.unit }
  }

  /** When the row happened, from `occurredAt`, else from `date` and `time`; refused when missing or impossible. */
  occurredAt(): RowTime {
    const field = this.has('occurredAt') ? 'occurredAt' : 'date'
    const day = this.raw(field)
    const clock = field === 'date' ? this.raw('time') : ''
    const raw = clock === '' ? day : `${day} ${clock}`
    if (raw === this.#lastRawTime && this.#lastTime !== null) return this.#lastTime
    if (raw.trim() === '') throw this.refusal('missing_date', field, 'is empty. Fill in the date')
    const time = this.#notInFuture(field, this.#readable(field, raw))
    this.#lastRawTime = raw
    this.#lastTime = time
    return time
  }

  /** A past moment of any column; null when blank. */
  timeOrNull(field: Field): RowTime | null {
    const raw = this.raw(field)
    return raw.trim() === '' ? null : this.#notInFuture(field, this.#readable(field, raw))
  }

  /** A calendar day of any column, past or future; null when blank. */
  dayOrNull(field: Field): string | null {
    const raw = this.raw(field)
    return raw.trim() === '' ? null : this.#readable(field, raw).time.value.slice(0, 10)
  }

  /** A refusal that names column and value: `Column "Qty": "abc" is not a number. …`. */
  refusal(code: string, field: Field, what: string): RowRefusal {
    const raw = this.raw(field).trim()
    const shown = raw.length > 60 ? `${raw.slice(0, 60)}…` : raw
    const value = shown === '' ? '' : ` "${shown}"`
    return new RowRefusal(code, `Column "${this.#headers.get(field) ?? field}":${value} ${what}.`)
  }

  #readable(field: Field, raw: string): ReadTime & { problem: null } {
    const read = readTime(raw, this.#options.dateOrder)
    if (read.problem === null) return this.#options.midnightMeansDay && read.midnight ? atNoon(read) : read
    const advice = {
      not_a_date: 'is no date that can be read. Write it like 2026-04-20 16:20',
      impossible_date:
        'is not a day or time in the calendar from 1990 on. Correct it and import the row again',
      ambiguous_date: 'can be read as two different days. Choose the order of day and month for this file',
    }
    throw this.refusal(read.problem, field, advice[read.problem])
  }

  /** Store time is compared as if it were UTC: zones differ by less than the day of grace. */
  #notInFuture(field: Field, read: ReadTime & { problem: null }): RowTime {
    const value = read.time.kind === 'local' ? `${read.time.value}Z` : read.time.value
    if (Date.parse(value) <= this.#latest) return read.time
    throw this.refusal('future_date', field, 'lies in the future. Correct the date or the clock of the till')
  }

  #checkedId(field: Field, id: string): string {
    if (isMangledId(id))
      throw this.refusal(
        'mangled_id',
        field,
        'was shortened by a spreadsheet. Export again and import the file unopened',
      )
    return id.length > 100 ? this.#shortEnough(field, id) : id
  }

  #shortEnough(field: Field, text: string): string {
    const limit = MAX_LENGTH[field] ?? 400
    if (text.length <= limit) return text
    throw this.refusal('too_long', field, `is longer than ${limit} characters. Shorten it`)
  }

  #inRange(field: Field, value: string, places: number): string {
    if (wholeDigits(value) > 10)
      throw this.refusal('too_large', field, 'is too large to be right. Correct it')
    return value.length > places && value.includes('.') ? round(value, places) : value
  }

  #numberAdvice(): string {
    return this.#comma
      ? 'is not a number with a decimal comma. Write it like 12,50'
      : 'is not a number. Write it like 12.50'
  }
}

const atNoon = (read: ReadTime & { problem: null }): ReadTime & { problem: null } =>
  read.time.kind === 'instant'
    ? read
    : { ...read, time: { kind: 'local', value: `${read.time.value.slice(0, 10)}T12:00:00` } }
