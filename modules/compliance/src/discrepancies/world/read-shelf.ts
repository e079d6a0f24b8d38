import { sql } from '@suite/db'
import type { HoldSpan, MovementFact } from '../../reconciliation/engine/facts.ts'
import type { Scope } from './scope.ts'

/** A lot of the store that carries a tag, with its product. Quantities in ten-thousandths, instants in milliseconds. */
export interface TaggedLot {
  readonly lotId: string
  readonly tag: string
  readonly room: string | null
  readonly quantity: number
  readonly receivedAt: number
  readonly countedAt: number | null
  readonly expiresOn: string | null
  readonly productId: string
}

/** Lots that hold something, and those that were emptied or counted lately. */
export const readLots = async ({ read, storeId, from }: Scope): Promise<TaggedLot[]> => {
  const { rows } = await sql<TaggedLot>`
    with counted as (
      select m.lot_id, max(m.occurred_at) as at from stock_movements m
      where m.store_id = ${storeId} and m.kind = 'count' and m.source_type = 'person' and m.occurred_at >= ${from}
        and m.lot_id is not null group by m.lot_id)
    select l.id as "lotId", l.package_tag as tag, l.room, (l.on_hand * 10000)::bigint as quantity,
      (extract(epoch from l.received_at) * 1000)::bigint as "receivedAt",
      (extract(epoch from c.at) * 1000)::bigint as "countedAt", l.expires_on as "expiresOn", l.product_id as "productId"
    from lots l left join counted c on c.lot_id = l.id
    where l.store_id = ${storeId} and l.package_tag is not null
      and (l.on_hand <> 0 or l.known_at >= ${from} or l.received_at >= ${from} or c.lot_id is not null
        or exists (select from stock_movements m where m.organization_id = l.organization_id and m.lot_id = l.id
          and m.occurred_at >= ${from}))`.execute(read.db)
  return rows
}

/** Movements of our ledger that name a package and are no sales, by tag. */
export const readMovements = async ({ read, storeId, from }: Scope): Promise<Map<string, MovementFact[]>> => {
  const { rows } = await sql<MovementFact & { tag: string }>`
    select l.package_tag as tag, (extract(epoch from m.occurred_at) * 1000)::bigint as at, m.kind,
      (m.quantity * 10000)::bigint as quantity, m.reason
    from stock_movements m join lots l on l.organization_id = m.organization_id and l.id = m.lot_id
    where m.store_id = ${storeId} and m.occurred_at >= ${from} and m.kind not in ('sell', 'return')
      and l.package_tag is not null
    order by m.occurred_at, m.id`.execute(read.db)
  return Map.groupBy(rows, ({ tag }) => tag)
}

/** Spans in which we held goods, by what was held: lot, tag or product. */
export const readHolds = async ({
  read,
  storeId,
  from,
}: Scope): Promise<Record<'lot' | 'tag' | 'product', Map<string, HoldSpan[]>>> => {
  const { rows } = await sql<{
    lotId: string | null
    tag: string | null
    productId: string | null
    scope: 'lot' | 'tag' | 'product'
    from: number
    until: number | null
    reason: string
  }>`
    select h.scope, h.lot_id as "lotId", h.package_tag as tag, h.product_id as "productId",
      (extract(epoch from h.placed_at) * 1000)::bigint as "from",
      (extract(epoch from h.lifted_at) * 1000)::bigint as until, h.reason
    from stock_holds h
    where h.store_id = ${storeId} and (h.lifted_at is null or h.lifted_at >= ${from})`.execute(read.db)
  const of = (scope: 'lot' | 'tag' | 'product', key: 'lotId' | 'tag' | 'productId') =>
    Map.groupBy(
      rows.filter((row) => row.scope === scope),
      (row) => row[key] ?? '',
    )
  return { lot: of('lot', 'lotId'), tag: of('tag', 'tag'), product: of('product', 'productId') }
}
