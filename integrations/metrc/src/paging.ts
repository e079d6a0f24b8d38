import type { ListEndpoint } from './endpoint.ts'
import { LARGEST_PAGE, type MetrcClient, type Rows, type Where } from './client.ts'

/**
 * Walks a list page by page and gives each row once. Metrc lists the newest record first, so rows that come in push others
 * to later pages (they are met again, and left out by their id) and rows that leave pull others to earlier ones, which a
 * plain walk would miss: when the total shrinks, the walk goes back by as many pages as may have slipped past. With a range,
 * its end should lie in the past, so that rows can only leave it.
 * @throws MetrcError, OutboundError, VendorShapeError
 */
export async function* pagesOf<P extends string, Row>(
  client: Pick<MetrcClient, 'page'>,
  endpoint: ListEndpoint<P, Row>,
  where: Where<P>,
  size: number = LARGEST_PAGE,
): AsyncGenerator<Rows<Row>> {
  const seen = new Set<string>()
  let total: number | null = null
  for (let number = 1; ;) {
    const page: Rows<Row> = await client.page(endpoint, where, { number, size })
    yield fresh(page, seen)
    const slipped = total === null ? 0 : total - page.total
    total = page.total
    if (slipped > 0) number = Math.max(1, number - Math.ceil(slipped / size))
    else if (number * size >= total || page.raw.length === 0) return
    else number += 1
  }
}

/** The rows of `pagesOf`, one by one. */
export async function* rowsOf<P extends string, Row>(
  client: Pick<MetrcClient, 'page'>,
  endpoint: ListEndpoint<P, Row>,
  where: Where<P>,
): AsyncGenerator<Row> {
  for await (const { rows } of pagesOf(client, endpoint, where)) yield* rows
}

/** How many rows a list has: one call. */
export const countRows = async <P extends string, Row>(
  client: Pick<MetrcClient, 'page'>,
  endpoint: ListEndpoint<P, Row>,
  where: Where<P>,
): Promise<number> => (await client.page(endpoint, where, { number: 1, size: 1 })).total

/** The page without rows met before; they are remembered in `seen`. */
export const fresh = <Row>(page: Rows<Row>, seen: Set<string>): Rows<Row> => {
  const kept = page.raw.flatMap((raw, index) => {
    const key = identityOf(raw)
    if (seen.has(key)) return []
    seen.add(key)
    return [index]
  })
  return {
    total: page.total,
    raw: kept.map((index) => page.raw[index]),
    rows: kept.map((index) => page.rows[index] as Row),
  }
}

/** Incoming transfers have a row for each delivery; rows without an id are told apart by all they say. */
const identityOf = (raw: unknown): string => {
  const { Id, DeliveryId } = (typeof raw === 'object' && raw !== null ? raw : {}) as Record<string, unknown>
  return typeof Id === 'number' ? JSON.stringify([Id, DeliveryId]) : JSON.stringify(raw)
}
