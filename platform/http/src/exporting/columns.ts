import { z } from 'zod'
import { fromMinor } from '@suite/kernel'
import type { Column } from '@suite/spreadsheet'
import { titleOf } from './titles.ts'

/** What the headers and cells of an exported list have to know. */
export interface ExportFacts {
  /** IANA name; instants are written as its wall clock. */
  readonly timeZone: string
  /** Such as `USD`. */
  readonly currency: string
  /** Names of stores and people, by id. */
  readonly names: ReadonlyMap<string, string>
}

/** Which parts of a list's items a file holds, where the shape alone does not say it best. */
export interface ExportChoice {
  /** Items left out of the file, by name. */
  readonly omit?: readonly string[]
  /** A list inside each item that gets a line for each of its entries; by name. */
  readonly linesOf?: string
}

/** A line of the file: an item, and the entry of its inner list where lines are made of those. */
export interface ExportLine {
  readonly item: unknown
  readonly entry?: unknown
}

type Shape = Readonly<Record<string, unknown>>
type Cell = ReturnType<Column<unknown>['value']>
type Written = Pick<Column<unknown>, 'type'> & {
  readonly header: string
  readonly of: (value: unknown) => Cell
}

const ALWAYS_OMITTED = new Set(['id', 'version'])
const DECIMAL_PATTERN = /^\^-?\??\\d/
const AMOUNT_NAME = /(?:cost|price)$/i
const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i

/**
 * The columns of a list, read off the shape of its items: amounts of minor units in currency, instants on the store's wall
 * clock, decimals as numbers, stores and people by name, other ids not at all, inner lists as how many they hold. Headers say currency, time
 * zone and where the unit is found. Free-form records are left out.
 */
export const columnsOf = (
  item: z.ZodType,
  facts: ExportFacts,
  choice: ExportChoice = {},
): Column<ExportLine>[] => {
  const shape = z.toJSONSchema(item, { io: 'output', unrepresentable: 'any' }) as Shape
  const { linesOf } = choice
  const own = objectColumns(shape, facts, choice.omit ?? [], linesOf).map((column) =>
    ofLine(column, (line) => line.item),
  )
  const inner = linesOf === undefined ? undefined : propertiesOf(shape)[linesOf]
  if (inner === undefined || linesOf === undefined) return own
  const entries = objectColumns((inner['items'] ?? {}) as Shape, facts, choice.omit ?? [], undefined)
  return [
    ...own,
    ...entries.map((column) => ofLine(column, (line) => line.entry, titleOf(singular(linesOf)))),
  ]
}

const ofLine = (
  { header, type, of }: Written & { key: readonly string[] },
  part: (line: ExportLine) => unknown,
  prefix?: string,
): Column<ExportLine> => ({
  header: prefix === undefined ? header : `${prefix}: ${lowerFirst(header)}`,
  value: (line) => of(part(line)),
  ...(type === undefined ? {} : { type }),
})

const objectColumns = (
  shape: Shape,
  facts: ExportFacts,
  omit: readonly string[],
  linesOf: string | undefined,
): (Written & { key: readonly string[] })[] => {
  const properties = propertiesOf(shape)
  const names = Object.keys(properties)
  return Object.entries(properties).flatMap(([name, property]) => {
    if (ALWAYS_OMITTED.has(name) || omit.includes(name) || name === linesOf) return []
    const inner = unwrap(property)
    const at = (value: unknown): unknown => fieldOf(value, name)
    if (inner['properties'] !== undefined)
      return objectColumns(inner, facts, omit, undefined).map((column) => ({
        ...column,
        key: [name, ...column.key],
        header: `${titleOf(name)}: ${lowerFirst(column.header)}`,
        of: (value: unknown) => column.of(at(value)),
      }))
    const written = writtenAs(name, inner, names, facts)
    return written === null
      ? []
      : [{ ...written, key: [name], of: (value: unknown) => written.of(at(value)) }]
  })
}

const propertiesOf = (shape: Shape): Readonly<Record<string, Shape>> =>
  (shape['properties'] ?? {}) as Record<string, Shape>

const fieldOf = (value: unknown, name: string): unknown =>
  value !== null && typeof value === 'object' ? Reflect.get(value, name) : undefined

/** `T | null` is written as T; nothing is an empty cell. */
const unwrap = (shape: Shape): Shape => {
  const { type, anyOf = [] } = shape as { type?: string | readonly string[]; anyOf?: readonly Shape[] }
  if (Array.isArray(type)) return { ...shape, type: type.find((one) => one !== 'null') }
  const [only, ...more] = anyOf.filter((option) => option['type'] !== 'null')
  return only !== undefined && more.length === 0 ? only : shape
}

const unlessEmpty =
  (write: (value: string | number) => Cell) =>
  (value: unknown): Cell =>
    typeof value === 'string' || typeof value === 'number' ? write(value) : null

/** How one field is written; null leaves it out. */
const writtenAs = (
  name: string,
  shape: Shape,
  siblings: readonly string[],
  facts: ExportFacts,
): Written | null => {
  const header = titleOf(name)
  const { type, format, pattern } = shape as { type?: string; format?: string; pattern?: string }
  if (format === 'uuid') return storeColumn(name, siblings, facts)
  if (format === 'date') return { header, type: 'day', of: unlessEmpty(String) }
  if (format === 'date-time')
    return {
      header: `${header} (${facts.timeZone})`,
      type: 'moment',
      of: unlessEmpty(wallClock(facts.timeZone)),
    }
  if (type === 'integer' || type === 'number')
    return name.endsWith('Minor')
      ? amountColumn(titleOf(name.slice(0, -5)), facts, (value) => fromMinor(Number(value)))
      : { header, type: 'number', of: unlessEmpty(plainNumber) }
  if (type === 'boolean')
    return { header, of: (value) => (typeof value === 'boolean' ? (value ? 'yes' : 'no') : null) }
  if (pattern !== undefined && DECIMAL_PATTERN.test(pattern))
    return AMOUNT_NAME.test(name)
      ? amountColumn(header, facts, String)
      : {
          header: siblings.includes('unit') ? `${header} (in Unit)` : header,
          type: 'number',
          of: unlessEmpty(String),
        }
  if (shape['enum'] !== undefined)
    return { header, of: unlessEmpty((value) => String(value).replaceAll('_', ' ')) }
  if (type === 'array') return arrayColumn(header, shape, facts)
  if (type === 'string') return { header, of: unlessEmpty((value) => nameOf(String(value), facts)) }
  return Object.keys(shape).length === 0
    ? { header, of: (value) => (value == null ? null : JSON.stringify(value)) }
    : null
}

const amountColumn = (
  header: string,
  { currency }: ExportFacts,
  write: (value: string | number) => Cell,
): Written => ({ header: `${header} (${currency})`, type: 'number', of: unlessEmpty(write) })

/** Ids mean nothing to people: a store's is written as its name, where the row has none; others are left out. */
const storeColumn = (name: string, siblings: readonly string[], facts: ExportFacts): Written | null =>
  name !== 'storeId' || siblings.includes('storeName')
    ? null
    : { header: 'Store', of: unlessEmpty((value) => nameOf(String(value), facts)) }

const nameOf = (text: string, { names }: ExportFacts): string =>
  UUID.test(text) ? (names.get(text) ?? text) : text

const arrayColumn = (header: string, shape: Shape, facts: ExportFacts): Written | null => {
  const inner = unwrap((shape['items'] ?? {}) as Shape)
  if (inner['properties'] !== undefined || inner['anyOf'] !== undefined)
    return {
      header: `${header} (how many)`,
      type: 'number',
      of: (value) => (Array.isArray(value) ? value.length : null),
    }
  const joined = (values: readonly unknown[]): string =>
    values.map((value) => nameOf(String(value), facts).replaceAll('_', ' ')).join('; ')
  return { header, of: (value) => (Array.isArray(value) ? joined(value) : null) }
}

/** Without an exponent, and without the left-overs of binary fractions. */
const plainNumber = (value: string | number): string =>
  Number.isInteger(value)
    ? String(value)
    : Number(value)
        .toFixed(6)
        .replace(/\.?0+$/, '')

const CLOCKS = new Map<string, Intl.DateTimeFormat>()

/** `2026-03-20 16:20:00` of the zone. */
export const wallClock =
  (timeZone: string) =>
  (instant: string | number | Date): string => {
    let clock = CLOCKS.get(timeZone)
    if (clock === undefined) {
      // Swedish writes dates as ISO 8601 does
      clock = new Intl.DateTimeFormat('sv-SE', {
        timeZone,
        dateStyle: 'short',
        timeStyle: 'medium',
      })
      CLOCKS.set(timeZone, clock)
    }
    return clock.format(new Date(instant))
  }

const singular = (name: string): string =>
  name.endsWith('ies') ? `${name.slice(0, -3)}y` : name.replace(/s$/, '')

const lowerFirst = (header: string): string =>
  /^[A-Z][a-z ]/.test(header) ? header.charAt(0).toLowerCase() + header.slice(1) : header
