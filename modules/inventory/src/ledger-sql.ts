import { sql } from '@suite/db'

/** A piece of SQL with its parameters. */
export type Fragment = ReturnType<typeof sql.raw>

/**
 * The rows of `ledgerAsOf`: what the movements prove of each product at an instant.
 * `known_from` is the instant after which movements count, `on_hand` null when nothing makes the stock known.
 */
export interface LedgerRow {
  store_id: string
  product_id: string
  on_hand: string | null
  known_from: string | null
  counted_at: string | null
}

/**
 * A query over movements alone (no stored balance) giving on hand of each (store, product) of `touched`, a query of
 * `store_id, product_id`. `until` is SQL for an instant;
 * null means everything recorded. The rule is `positionOf`'s.
 */
export const ledgerAsOf = (touched: Fragment, until: Fragment | null = null) => {
  const inTime = until === null ? sql`true` : sql`m.occurred_at <= ${until}`
  return sql<LedgerRow>`
    select t.store_id, t.product_id, b.known_from, c.occurred_at as counted_at,
      case when b.known_from is not null then coalesce(c.counted_quantity, 0) + coalesce((
        select sum(m.quantity) from stock_movements m
        where m.store_id = t.store_id and m.product_id = t.product_id and m.occurred_at > b.known_from
          and m.kind <> 'count' and ${inTime}), 0) end as on_hand
    from (${touched}) t
    left join lateral (
      select m.occurred_at, m.counted_quantity from stock_movements m
      where m.store_id = t.store_id and m.product_id = t.product_id and m.kind = 'count' and ${inTime}
        and not exists (select from stock_movements u
          where u.source_id = m.id and u.source_type = 'system' and u.kind = 'undo')
      order by m.occurred_at desc, m.id desc limit 1) c on true
    left join lateral (
      select min(m.occurred_at) - interval '1 microsecond' as occurred_at from stock_movements m
      where m.store_id = t.store_id and m.product_id = t.product_id and m.kind = 'receive' and ${inTime}) r
      on c.occurred_at is null
    cross join lateral (select coalesce(c.occurred_at, r.occurred_at) as known_from) b`
}
