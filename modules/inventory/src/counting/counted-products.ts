import { sql, type Read } from '@suite/db'
import { ledgerAsOf } from '../ledger-sql.ts'
import { blurredSince, movedSince } from './expected-sql.ts'
import type { CountedLine, CountedProduct } from './plan-posting.ts'

interface Session {
  readonly id: string
  readonly storeId: string
}

/** The agreed lines of a session by product, each earliest first, with what the ledger knows of the time around them. */
export const countedProducts = async (read: Read, session: Session): Promise<CountedProduct[]> => {
  const lines = Map.groupBy(await countedLines(read, session), (line) => line.productId)
  return (await productFacts(read, session)).map((product) => ({
    ...product,
    lines: lines.get(product.productId) ?? [],
  }))
}

const productFacts = async (read: Read, session: Session): Promise<Omit<CountedProduct, 'lines'>[]> => {
  const { storeId } = session
  const changes = sql`
    select from stock_movements m where m.store_id = ${storeId} and m.product_id = p.product_id`
  const { rows } = await sql<Omit<CountedProduct, 'lines'>>`
    with product as materialized (
      select product_id, min(counted_at) as since, max(counted_at) as until,
        coalesce(array_agg(lot_id) filter (where lot_id is not null), '{}') as lots
      from count_lines where session_id = ${session.id} and state = 'agreed' group by product_id)
    select p.product_id as "productId", p.until::text as until,
      (select a.on_hand is not null from (${ledgerAsOf(
        sql`select ${storeId}::uuid as store_id, p.product_id, p.until`,
        sql`t.until`,
      )}) a) as known,
      exists (${changes} and m.lot_id is null and m.occurred_at > p.since and m.occurred_at <= p.until)
        as "changedBetween",
      exists (${changes} and m.kind = 'count' and m.occurred_at > p.until) as "countedAfter",
      coalesce((
        select json_agg(json_build_object('lotId', o.id, 'quantity', o.held::text) order by o.id)
        from (
          select l.id, l.on_hand - ${movedSince(sql`p.until`)} as held from lots l
          where l.store_id = ${storeId} and l.product_id = p.product_id and l.received_at <= p.until
            and l.id <> all(p.lots)) o
        where o.held > 0), '[]') as others
    from product p order by p.product_id`.execute(read.db)
  return rows
}

const countedLines = async (read: Read, session: Session): Promise<CountedLine[]> => {
  const { rows } = await sql<CountedLine>`
    with line as materialized (
      select id, product_id, lot_id, final_quantity, counted_at, max(counted_at) over (partition by product_id) as until
      from count_lines where session_id = ${session.id} and state = 'agreed')
    select c.id as "lineId", c.product_id as "productId", c.lot_id as "lotId", c.final_quantity::text as quantity,
      c.counted_at::text as "countedAt",
      coalesce((select ${blurredSince(sql`c.counted_at`)} from lots l where l.id = c.lot_id), false) as blurred,
      coalesce((
        select sum(m.quantity) from stock_movements m where m.lot_id = c.lot_id and m.kind <> 'count'
          and m.occurred_at > c.counted_at and m.occurred_at <= c.until), 0)::text as "movedUntil"
    from line c order by c.product_id, c.counted_at, c.id`.execute(read.db)
  return rows
}
