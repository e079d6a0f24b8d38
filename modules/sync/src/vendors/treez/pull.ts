import {
  inventoryPackage,
  product,
  pullPackages,
  pullProducts,
  pullTickets,
  readRows,
  tagsByBarcode,
  ticket,
  unitOf,
  type SaleFacts,
  type TreezClient,
} from '@suite/treez'
import { z } from 'zod'
import type { Access, PulledPage, Window } from '../port.ts'

/** An answer as it is kept, with what its rows name by a number only: units of products, tags of what was scanned. */
export interface KeptPage extends SaleFacts {
  readonly rows: readonly unknown[]
}

/** Where a window goes on: tickets of the days before were taken. */
const place = z.object({ day: z.iso.date() })

interface With {
  readonly signal?: AbortSignal
}

/** Pulls the tickets of a window, or everything there is of the catalogue and the stock. */
export async function* pullTreez(
  client: TreezClient,
  access: Access,
  stream: string,
  window: Window | null,
  cursor: unknown,
): AsyncGenerator<PulledPage> {
  const options: With = access.signal === undefined ? {} : { signal: access.signal }
  if (stream === 'products')
    for await (const rows of pullProducts(client, options)) yield kept({ rows, units: {}, tags: {} }, null)
  if (stream === 'inventory') {
    // as one page: adult and medical stock of a package may be rows of their own, pages apart
    const rows = await everyPackage(client, options)
    yield kept({ rows, units: await unitsOf(client, options), tags: {} }, null)
  }
  if (stream === 'tickets' && window !== null) yield* pullSales(client, access, window, cursor, options)
}

async function* pullSales(
  client: TreezClient,
  access: Access,
  window: Window,
  cursor: unknown,
  options: With,
): AsyncGenerator<PulledPage> {
  const fromDay = place.safeParse(cursor).data?.day
  const span = { ...window, now: access.now(), timeZone: access.timeZone }
  let facts: SaleFacts | null = null
  for await (const { rows, day } of pullTickets(
    client,
    fromDay === undefined ? span : { ...span, fromDay },
    options,
  )) {
    // most polls meet no ticket and need no names
    facts ??= { units: await unitsOf(client, options), tags: await tagsOf(client, options) }
    const items = readRows(ticket, rows, 'ticket_id').rows.flatMap((row) => row.items)
    const codes = new Set(items.flatMap((item) => item.inventory_barcodes))
    const products = new Set(items.map((item) => item.product_id))
    yield kept({ rows, units: only(facts.units, products), tags: only(facts.tags, codes) }, { day })
  }
}

/** Products whose quantities are grams; those of all others are pieces. */
const unitsOf = async (client: TreezClient, options: With): Promise<Record<string, string>> => {
  const units: Record<string, string> = {}
  for await (const page of pullProducts(client, options))
    for (const row of readRows(product, page, 'product_id').rows)
      if (unitOf(row) !== 'each') units[row.product_id] = unitOf(row)
  return units
}

const everyPackage = async (client: TreezClient, options: With): Promise<unknown[]> => {
  const rows: unknown[] = []
  for await (const page of pullPackages(client, options)) rows.push(...page)
  return rows
}

const tagsOf = async (client: TreezClient, options: With): Promise<Readonly<Record<string, string>>> => {
  const rows = await everyPackage(client, options)
  return tagsByBarcode(readRows(inventoryPackage, rows, 'id').rows)
}

const only = (
  named: Readonly<Record<string, string>>,
  wanted: ReadonlySet<string | null>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(named).filter(([name]) => wanted.has(name)))

const kept = (page: KeptPage, cursor: unknown): PulledPage => ({
  text: JSON.stringify(page),
  rows: page.rows.length,
  cursor,
})
