import { VendorShapeError } from '@suite/outbound'
import { CovaError } from './errors.ts'
import type { CovaClient, Span } from './client.ts'
import { invoiceSummary } from './wire/invoice.ts'

interface With {
  readonly signal?: AbortSignal
  /** Rows asked for in one call; what clients in use ask for, unless told. */
  readonly top?: number
}

/** The most that clients in use ask for. */
const PRODUCTS_TOP = 500
const LIST_TOP = 100
/** Below this a span is not halved further: then pages are walked, milliseconds. */
const SHORTEST_SPLIT = 2_000
/** Whether both ends of a span are met to the millisecond is not known (unverified): neighbours share this much. */
const SEAM = 1_000
/** Invoices fetched at once. */
const AT_ONCE = 6

type PageOf = (query: { readonly skip: number; readonly top: number }) => Promise<readonly unknown[]>

/**
 * Every page of a list, until one is empty or brings nothing new (a server that ignores `Skip`). `keyOf` tells rows apart.
 */
async function* pagesOf(
  ask: PageOf,
  top: number,
  keyOf: (row: unknown) => string,
): AsyncGenerator<readonly unknown[]> {
  const seen = new Set<string>()
  for (let skip = 0; ; skip += top) {
    const page = await ask({ skip, top })
    const fresh = page.filter((row) => !seen.has(keyOf(row)))
    if (fresh.length === 0) return
    for (const row of fresh) seen.add(keyOf(row))
    yield fresh
  }
}

/** Every product with its stock, page by page, rows as they came. @throws CovaError, OutboundError, VendorShapeError */
export const pullProducts = (client: CovaClient, options: With = {}): AsyncGenerator<readonly unknown[]> =>
  pagesOf((query) => client.products(query, options), options.top ?? PRODUCTS_TOP, keyBy('ProductId'))

/** Every customer of the company, page by page, rows as they came. @throws CovaError, OutboundError, VendorShapeError */
export const pullCustomers = (client: CovaClient, options: With = {}): AsyncGenerator<readonly unknown[]> =>
  pagesOf((query) => client.customers(query, options), options.top ?? LIST_TOP, keyBy('Id'))

/** Invoices of one part of a span. All before `until` were given. */
export interface PulledInvoices {
  readonly until: Date
  readonly rows: readonly unknown[]
}

/**
 * Every invoice that changed in a span, forwards in time, each told whole and as it came. Nothing relies on the order of the
 * list: a span whose list does not fit into one answer is halved until it does, so an invoice that changes meanwhile can
 * only move to a later span. An invoice that is listed but cannot be found is given by its id alone.
 * @throws CovaError, OutboundError, VendorShapeError
 */
export async function* pullInvoices(
  client: CovaClient,
  span: Span,
  options: With = {},
): AsyncGenerator<PulledInvoices> {
  const top = options.top ?? LIST_TOP
  const ahead: Span[] = [span]
  for (let part = ahead.pop(); part !== undefined; part = ahead.pop()) {
    const list = await client.summaries(part, { skip: 0, top }, options)
    const halves = list.length >= top ? halve(part) : null
    if (halves === null)
      yield {
        until: part.until,
        rows: await whole(client, await rest(client, part, list, top, options), options),
      }
    else ahead.push(...halves.toReversed())
  }
}

const halve = ({ from, until }: Span): Span[] | null => {
  const length = until.getTime() - from.getTime()
  if (length < SHORTEST_SPLIT) return null
  const middle = from.getTime() + Math.floor(length / 2)
  return [
    { from, until: new Date(middle) },
    { from: new Date(middle - Math.min(SEAM, Math.floor(length / 4))), until },
  ]
}

/** The ids of a list; what is left of one that is full although its span is short. */
const rest = async (
  client: CovaClient,
  part: Span,
  list: readonly unknown[],
  top: number,
  options: With,
): Promise<string[]> => {
  const ids = new Set(idsOf(list))
  if (list.length < top) return [...ids]
  for await (const page of pagesOf((query) => client.summaries(part, query, options), top, idOf))
    for (const id of idsOf(page)) ids.add(id)
  return [...ids]
}

const idOf = (row: unknown): string => {
  const read = invoiceSummary.safeParse(row)
  if (read.success) return read.data.Id
  throw new VendorShapeError('Cova', 'GET SalesInvoiceSummaries', [
    { path: 'Id', message: 'no id of an invoice' },
  ])
}
const idsOf = (list: readonly unknown[]): string[] => list.map((row) => idOf(row))

const whole = async (client: CovaClient, ids: readonly string[], options: With): Promise<unknown[]> => {
  const out: unknown[] = []
  for (let from = 0; from < ids.length; from += AT_ONCE)
    out.push(
      ...(await Promise.all(
        ids.slice(from, from + AT_ONCE).map((id) => client.invoice(id, options).catch(missing(id))),
      )),
    )
  return out
}

const missing =
  (id: string) =>
  (error: unknown): unknown => {
    if (error instanceof CovaError && error.status === 404) return { Id: id }
    throw error
  }

const keyBy =
  (field: string) =>
  (row: unknown): string => {
    const value =
      typeof row === 'object' && row !== null ? (row as Readonly<Record<string, unknown>>)[field] : undefined
    return typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(row)
  }
