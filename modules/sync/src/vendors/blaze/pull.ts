import {
  batch,
  product,
  pullList,
  pullTransactions,
  readRows,
  tagOf,
  transaction,
  unitNamed,
  type BatchFacts,
  type BlazeClient,
  type SaleFacts,
} from '@suite/blaze'
import { z } from 'zod'
import type { Access, PulledPage, Window } from '../port.ts'

/** An answer as it is kept, with what its rows name by id only: units of products, tags and costs of batches. */
export interface KeptPage extends SaleFacts {
  readonly rows: readonly unknown[]
}

/** Where a window goes on: sales of the days before were taken. */
const place = z.object({ day: z.iso.date() })

interface With {
  readonly signal?: AbortSignal
}

/** Pulls the sales of a window's days, or everything there is of the catalogue and the stock. */
export async function* pullBlaze(
  client: BlazeClient,
  access: Access,
  stream: string,
  window: Window | null,
  cursor: unknown,
): AsyncGenerator<PulledPage> {
  const options: With = access.signal === undefined ? {} : { signal: access.signal }
  if (stream === 'products')
    for await (const rows of pullList(client, 'products', {}, options))
      yield kept({ rows, units: {}, batches: {} }, null)
  if (stream === 'inventory') {
    const units = await unitsOf(client, options)
    for await (const rows of pullList(client, 'batches', {}, options)) {
      const named = new Set(readRows(batch, rows, 'id').rows.map(({ productId }) => productId))
      yield kept({ rows, units: only(units, named), batches: {} }, null)
    }
  }
  if (window !== null) yield* pullSales(client, access, window, cursor, options)
}

async function* pullSales(
  client: BlazeClient,
  access: Access,
  window: Window,
  cursor: unknown,
  options: With,
): AsyncGenerator<PulledPage> {
  const fromDay = place.safeParse(cursor).data?.day
  const span = { ...window, timeZone: access.timeZone, ...(fromDay === undefined ? {} : { fromDay }) }
  let facts: SaleFacts | null = null
  for await (const { rows, day } of pullTransactions(client, span, options)) {
    // most polls meet no sale and need no names
    facts ??= { units: await unitsOf(client, options), batches: await batchesOf(client, options) }
    const items = readRows(transaction, rows, 'id').rows.flatMap(({ cart }) => cart.items)
    const products = new Set(items.map(({ productId }) => productId))
    const batches = new Set(
      items.flatMap(({ batchId, quantityLogs }) => [batchId, ...quantityLogs.map((log) => log.batchId)]),
    )
    yield kept({ rows, units: only(facts.units, products), batches: only(facts.batches, batches) }, { day })
  }
}

const unitsOf = async (client: BlazeClient, options: With): Promise<Record<string, string>> => {
  const units: Record<string, string> = {}
  for await (const page of pullList(client, 'products', {}, options))
    for (const { id, category } of readRows(product, page, 'id').rows)
      units[id] = unitNamed(category?.unitType ?? null)
  return units
}

const batchesOf = async (client: BlazeClient, options: With): Promise<Record<string, BatchFacts>> => {
  const batches: Record<string, BatchFacts> = {}
  for await (const page of pullList(client, 'batches', {}, options))
    for (const row of readRows(batch, page, 'id').rows)
      batches[row.id] = { tag: tagOf(row), unitCost: row.costPerUnit }
  return batches
}

const only = <T>(
  named: Readonly<Record<string, T>>,
  ids: ReadonlySet<string | null>,
): Readonly<Record<string, T>> => Object.fromEntries(Object.entries(named).filter(([id]) => ids.has(id)))

const kept = (page: KeptPage, cursor: unknown): PulledPage => ({
  text: JSON.stringify(page),
  rows: page.rows.length,
  cursor,
})
