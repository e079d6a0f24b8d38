import { Readable } from 'node:stream'
import { z } from 'zod'
import type { Database, Read, TenantContext, Tx } from '@suite/db'
import { streamCsv, streamXlsx, type Column } from '@suite/spreadsheet'
import { downloadRoute, type Caller, type Download, type RequestFacts, type Route } from '../route.ts'
import { columnsOf, wallClock, type ExportChoice, type ExportFacts, type ExportLine } from './columns.ts'
import { listTitle } from './titles.ts'

/** What exporting lists needs from the composition root. */
export interface ExportDeps {
  readonly database: Database
  /** Notes in the audit trail who took which list, and with which filters. */
  readonly record: (tx: Tx, taken: TakenList) => Promise<void>
  /** Zone, currency and names for a file of one store, or of all. */
  readonly facts: (read: Read, storeId: string | null) => Promise<ExportFacts>
  readonly now?: () => Date
}

/** A list that somebody takes out as a file. */
export interface TakenList {
  /** The list's address, such as `/products`. */
  readonly list: string
  readonly format: 'csv' | 'xlsx'
  readonly filters: Readonly<Record<string, unknown>>
}

type ListRoute = Extract<Route, { kind: 'read' }>

/** Rows of one file at most; past it the file says in its last line that there are more. */
export const LARGEST_EXPORT = 200_000
const PAGE = 500
const TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

/**
 * A download route `<list>/export` beside every list: the same query with the same filters and permission, as CSV or Excel
 * (`format`), page by page in short transactions, at most `LARGEST_EXPORT` rows, guarded against formulas, audited. A list is
 * a read that answers `{ items: [object] }`; one that says `exported: false` is left out.
 */
export const withExports = (routes: readonly Route[], deps: ExportDeps): Route[] =>
  routes.flatMap((route) => {
    const item = route.kind === 'read' && route.spec.exported !== false ? itemOf(route) : null
    return route.kind === 'read' && item !== null ? [route, exportOf(route, item, deps)] : [route]
  })

/** The shape of a list's items; null for reads that are no list. */
const itemOf = ({ spec }: ListRoute): z.ZodType | null => {
  if (!(spec.reply instanceof z.ZodObject)) return null
  const items: unknown = spec.reply.shape['items']
  if (!(items instanceof z.ZodArray)) return null
  return items.element instanceof z.ZodObject ? items.element : null
}

const exportOf = (list: ListRoute, item: z.ZodType, deps: ExportDeps): Route => {
  const { spec } = list
  const choice: ExportChoice = spec.exported === undefined || spec.exported === false ? {} : spec.exported
  return downloadRoute(
    {
      method: 'GET',
      path: `${spec.path}/export`,
      summary: `${spec.summary}; as a CSV or Excel file`,
      tag: spec.tag,
      access: spec.access,
      limit: 'heavy',
      ...(spec.params === undefined ? {} : { params: spec.params }),
      query: queryOf(spec.query),
      reply: z.string(),
      example: 'SKU,Product,Quantity\r\n',
    },
    async ({ params, query: { format, ...filters } }, caller, facts) => {
      const context = contextOf(caller, facts)
      const ask = (cursor?: string) =>
        deps.database.readTenant(context, (read) =>
          list.handle(read, { params, query: { ...filters, limit: PAGE, cursor }, body: undefined }, caller),
        ) as Promise<Page>
      // asked before anything is sent, so that a wrong filter is answered in words
      const first = await ask()
      const columnFacts = await deps.database.readTenant(context, (read) =>
        deps.facts(read, storeOf(filters, params)),
      )
      await deps.database.withTenant(context, (tx) => deps.record(tx, { list: spec.path, format, filters }))
      const columns = withRemark(columnsOf(item, columnFacts, choice))
      const lines = linesOf(everyPage(first, ask), choice)
      return fileOf(lines, columns, { title: listTitle(spec.path), format, zone: columnFacts.timeZone }, deps)
    },
  )
}

const queryOf = (query: z.ZodType | undefined) => {
  const { limit: _limit, cursor: _cursor, ...own } = query instanceof z.ZodObject ? query.shape : {}
  return z.object({ ...(own as z.ZodRawShape), format: z.enum(['csv', 'xlsx']).default('csv') })
}

const contextOf = (caller: Caller, facts: RequestFacts): TenantContext => ({
  organizationId: caller.organizationId,
  actor: { kind: 'user', id: caller.userId },
  requestId: facts.requestId,
  ip: facts.ip,
})

const storeOf = (filters: Readonly<Record<string, unknown>>, params: unknown): string | null => {
  const named = filters['storeId'] ?? (params as Readonly<Record<string, unknown>> | undefined)?.['storeId']
  return typeof named === 'string' ? named : null
}

interface Page {
  readonly items: readonly unknown[]
  readonly nextCursor?: string | null
}

async function* everyPage(first: Page, ask: (cursor: string) => Promise<Page>): AsyncGenerator<Page> {
  for (let page = first; ;) {
    yield page
    if (page.nextCursor == null) return
    page = await ask(page.nextCursor)
  }
}

/** The lines of a file, or a remark that stands in its first column. */
type Line = ExportLine | { readonly remark: string }

async function* linesOf(pages: AsyncIterable<Page>, { linesOf: inner }: ExportChoice): AsyncGenerator<Line> {
  let count = 0
  for await (const { items } of pages)
    for (const item of items)
      for (const line of inner === undefined ? [{ item }] : entriesOf(item, inner)) {
        if (count >= LARGEST_EXPORT) {
          yield {
            remark: `There are more than ${LARGEST_EXPORT} rows: this file ends here. Narrow the filters and export again.`,
          }
          return
        }
        count += 1
        yield line
      }
}

/** One line for each entry; an item without entries keeps a line of its own. */
const entriesOf = (item: unknown, inner: string): ExportLine[] => {
  const entries: unknown = item !== null && typeof item === 'object' ? Reflect.get(item, inner) : undefined
  return Array.isArray(entries) && entries.length > 0
    ? entries.map((entry: unknown) => ({ item, entry }))
    : [{ item }]
}

const withRemark = (columns: readonly Column<ExportLine>[]): Column<Line>[] =>
  columns.map(({ value, ...column }, index) => ({
    ...column,
    value: (line) => ('remark' in line ? (index === 0 ? line.remark : null) : value(line)),
  }))

const fileOf = (
  lines: AsyncIterable<Line>,
  columns: readonly Column<Line>[],
  { title, format, zone }: { title: string; format: 'csv' | 'xlsx'; zone: string },
  { now = () => new Date() }: ExportDeps,
): Download => {
  const at = now()
  const day = wallClock(zone)(at).slice(0, 10)
  return {
    fileName: `${title.toLowerCase().replaceAll(' ', '-')}-${day}.${format}`,
    contentType: TYPES[format],
    content:
      format === 'csv'
        ? Readable.from(streamCsv(lines, columns))
        : streamXlsx(lines, columns, { sheet: title, now: at }),
  }
}
