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
  const met = nothingMet()
  let total: number | null = null
  for (let number = 1; ;) {
    const page: Rows<Row> = await client.page(endpoint, where, { number, size })
    yield fresh(page, met)
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

/** What a walk has met: raw rows and read ones. */
export interface Met {
  readonly raw: Set<string>
  readonly rows: Set<string>
}
export const nothingMet = (): Met => ({ raw: new Set(), rows: new Set() })

/** The page without rows met before, in this page or an earlier one; they are remembered in `met`. */
export const fresh = <Row>(page: Rows<Row>, met: Met): Rows<Row> => {
  const raw = new Set(unmet(page.raw, met.raw))
  return {
    total: page.total,
    raw: [...raw],
    rows: unmet(page.rows, met.rows),
    refused: page.refused.filter((row) => raw.has(row.raw)),
  }
}

const unmet = <T>(rows: readonly T[], met: Set<string>): T[] =>
  rows.filter((row) => {
    const before = met.size
    return met.add(identityOf(row)).size > before
  })

/** Incoming transfers have a row for each delivery; rows without an id are told apart by all they say. */
const identityOf = (row: unknown): string => {
  const { Id, DeliveryId } = (typeof row === 'object' && row !== null ? row : {}) as Record<string, unknown>
  return typeof Id === 'number' ? JSON.stringify([Id, DeliveryId]) : JSON.stringify(row)
}
