import { sql } from '@suite/db'
import { ledgerAsOf, type Fragment } from '../ledger-sql.ts'

/** SQL for the sum of the movements that name a lot `l` since an instant: on hand less this is what it held then. */
export const movedSince = (at: Fragment): Fragment => sql`coalesce((
  select sum(m.quantity) from stock_movements m
  where m.lot_id = l.id and m.occurred_at > ${at} and m.kind <> 'count'), 0)`

/**
 * SQL for "what a lot `l` held at an instant cannot be told any more": its product was counted, or changed without naming a
 * lot, since.
 */
export const blurredSince = (at: Fragment): Fragment => sql`exists (
  select from stock_movements m
  where m.store_id = l.store_id and m.product_id = l.product_id and m.occurred_at > ${at} and m.lot_id is null)`

/**
 * SQL for what the ledger, as it is known now, says a line `c` of the sheet of session `n` held at an instant; null while the
 * stock is unknown. An expression, so that each line is worked out once whatever is joined around it.
 */
export const expectedOf = (at: Fragment): Fragment => sql`case
  when c.lot_id is not null then (select l.on_hand - ${movedSince(at)} from lots l where l.id = c.lot_id)
  when c.package_tag is not null then 0
  else (
    select p.on_hand - case when n.by = 'product' then 0 else coalesce((
      select sum(l.on_hand - ${movedSince(at)}) from lots l
      where l.store_id = n.store_id and l.product_id = c.product_id), 0) end
    from (${ledgerAsOf(sql`select n.store_id, c.product_id, ${at} as at`, sql`t.at`)}) p) end`
