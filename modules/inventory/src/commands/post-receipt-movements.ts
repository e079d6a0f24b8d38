import { sql, type Tx } from '@suite/db'
import type { Fragment } from '../ledger-sql.ts'
import { sequentialIds } from '../sequential-ids.ts'
import { slicesOf, type Slice } from '../rules/slices.ts'
import { lockPositions, OVERSOLD, settleLots } from './settle-stock.ts'

const SLICE_ROWS = 200_000

/**
 * Posts one movement for every row of `lines`, a query of `product_id, kind, quantity, occurred_at, receipt_id,
 * package_tag` over lines of stocked products: quantity is the signed change of stock. Balances follow in the same
 * transaction; only what happened after a product's last count changes its on hand. Rows are written product by product
 * and in slices; `onSlice` hears the share done (0–1) and may throw to stop.
 */
export const postReceiptMovements = async (
  tx: Tx,
  storeId: string,
  lines: Fragment,
  onSlice: (done: number) => void = () => undefined,
): Promise<void> => {
  await sql`
    create temporary table touched_products on commit drop as
    select product_id, count(*) as lines from (${lines}) l group by product_id`.execute(tx.db)
  await sql`analyze touched_products`.execute(tx.db)
  const touched = sql`select product_id from touched_products`
  const { rows: counts } = await sql<{ product_id: string; lines: number }>`
    select product_id, lines from touched_products order by product_id`.execute(tx.db)
  await lockPositions(tx, storeId, touched)
  const slices = slicesOf(counts, SLICE_ROWS)
  const total = counts.reduce((sum, row) => sum + row.lines, 0)
  const idOf = sequentialIds()
  let done = 0
  for (const slice of slices) {
    await insertSlice(tx, storeId, lines, slice, (n) => idOf(sql`${sql.lit(done)} + ${n}`))
    done += slice.rows
    onSlice(done / total)
  }
  await applyToPositions(tx, storeId, lines)
  await settleLots(tx, storeId, touched)
  await sql`drop table touched_products`.execute(tx.db)
}

const insertSlice = (
  tx: Tx,
  storeId: string,
  lines: Fragment,
  slice: Slice,
  idOf: (n: Fragment) => Fragment,
): Promise<unknown> =>
  sql`
  insert into stock_movements (organization_id, id, store_id, product_id, lot_id, kind, quantity, occurred_at,
    source_type, source_id)
  select ${tx.context.organizationId}::uuid, ${idOf(sql`row_number() over (order by l.product_id, l.occurred_at)`)},
    ${storeId}::uuid, l.product_id, lot.id, l.kind, l.quantity, l.occurred_at, 'receipt', l.receipt_id
  from (${lines}) l
  left join lots lot on lot.store_id = ${storeId} and lot.package_tag = l.package_tag and lot.product_id = l.product_id
  where l.product_id between ${slice.first}::uuid and ${slice.last}::uuid
  order by l.product_id, l.occurred_at`.execute(tx.db)

const applyToPositions = (tx: Tx, storeId: string, lines: Fragment): Promise<unknown> =>
  sql`
  update stock_positions p set on_hand = p.on_hand + d.change,
    negative_reason = case when p.on_hand + d.change < 0 then coalesce(p.negative_reason, ${OVERSOLD}) end,
    updated_at = now()
  from (
    select k.product_id, sum(l.quantity) as change
    from stock_positions k join (${lines}) l on l.product_id = k.product_id and l.occurred_at > k.known_from
    where k.store_id = ${storeId}
    group by k.product_id) d
  where p.store_id = ${storeId} and p.product_id = d.product_id`.execute(tx.db)
