import { createHash } from 'node:crypto'
import { normalHeader } from './aliases.ts'
import type { Field, FileLayout } from './canonical.ts'
import { whyUnusable } from './profiles.ts'

/** The two columns a refused-rows file carries in front of a person's eyes; they are no data when it comes back. */
export const REFUSED_COLUMNS = ['refused_line', 'refused_reason'] as const

const REFUSED_HEADERS = new Set(REFUSED_COLUMNS.map(normalHeader))

/** True for the columns `refused_line` and `refused_reason`. */
export const isRefusedColumn = (header: string): boolean => REFUSED_HEADERS.has(normalHeader(header))

interface Requirement {
  readonly anyOf: readonly Field[]
  readonly words: string
}

const PRODUCT: Requirement = {
  anyOf: ['productCode', 'productName'],
  words: 'the product (a code such as SKU, or its name)',
}

const REQUIRED: Readonly<Record<FileLayout['kind'], readonly Requirement[]>> = {
  sales: [
    PRODUCT,
    { anyOf: ['occurredAt', 'date'], words: 'when it was sold (a date, or date and time)' },
    { anyOf: ['quantity'], words: 'the quantity sold' },
    {
      anyOf: ['unitPrice', 'grossAmount', 'netAmount'],
      words: 'the money (unit price, gross sales or net sales)',
    },
  ],
  stock: [PRODUCT, { anyOf: ['quantity'], words: 'the quantity on hand' }],
  products: [PRODUCT],
}

/**
 * What keeps a file from being read with this layout, in plain words, each with its remedy; empty when nothing does.
 * A receipt number is not required: without one each day becomes one receipt.
 */
export const layoutProblems = (layout: FileLayout): string[] => {
  const unusable = whyUnusable(layout.profile)
  if (unusable !== null) return [unusable]
  const mapped = new Set(layout.columns.map((column) => column.field))
  const missing = REQUIRED[layout.kind]
    .filter(({ anyOf }) => !anyOf.some((field) => mapped.has(field)))
    .map(({ words }) => `No column is chosen for ${words}. Choose the column that holds it.`)
  return [...missing, ...repeatedFields(layout), ...openDateOrder(layout, mapped)]
}

const repeatedFields = (layout: FileLayout): string[] => {
  const holders = new Map<Field, string[]>()
  for (const { field, header } of layout.columns)
    if (field !== null) holders.set(field, [...(holders.get(field) ?? []), header])
  return [...holders.values()]
    .filter((headers) => headers.length > 1)
    .map(
      (headers) =>
        `The columns ${headers.map((h) => `"${h}"`).join(' and ')} are chosen for the same thing. Keep one.`,
    )
}

const openDateOrder = (layout: FileLayout, mapped: ReadonlySet<Field | null>): string[] => {
  const dated = mapped.has('occurredAt') || mapped.has('date') || mapped.has('countedAt')
  if (layout.dateOrder !== 'auto' || !dated) return []
  return ['Dates such as 3/4 can be read as March 4 or as April 3. Choose which comes first, day or month.']
}

/**
 * The same for every file with the same columns in the same order, whatever stands above the header; a refused-rows file
 * has the signature of the file it came from. Saved mappings are found by it.
 */
export const headerSignature = (layout: Pick<FileLayout, 'columns'>): string => {
  const names = layout.columns.map(({ header }) => header).filter((header) => !isRefusedColumn(header))
  return createHash('sha256').update(names.map(normalHeader).join('\n')).digest('hex').slice(0, 32)
}

/**
 * A freshly sniffed layout with what a person chose for files of the same signature: kind, fields, date order and decimal
 * sign are theirs; encoding, delimiter and header row stay those of the file at hand.
 */
export const withSavedLayout = (sniffed: FileLayout, saved: FileLayout): FileLayout => {
  const chosen = saved.columns.filter(({ header }) => !isRefusedColumn(header)).map(({ field }) => field)
  let next = 0
  const columns = sniffed.columns.map((column) => {
    if (isRefusedColumn(column.header)) return { ...column, field: null }
    const field = chosen[next] ?? null
    next++
    return { ...column, field }
  })
  const dateOrder =
    saved.dateOrder === 'mdy' || saved.dateOrder === 'dmy' ? saved.dateOrder : sniffed.dateOrder
  return {
    ...sniffed,
    kind: saved.kind,
    profile: saved.profile,
    columns,
    dateOrder,
    decimalComma: saved.decimalComma,
  }
}
