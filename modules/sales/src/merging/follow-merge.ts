import type { Merge, MergeFollower } from '@suite/catalog'
import { sql, type Tx } from '@suite/db'
import { lockStoreSales } from '../commands/lock-store-sales.ts'

/** Sale lines and daily sales go to the product that stays; the lines that went are written down one by one. */
export const salesFollowMerge: MergeFollower = {
  refusal: () => Promise.resolve(null),
  preview: async (read, productId) => {
    const { rows } = await sql<{ lines: number }>`
      select coalesce(sum(lines), 0)::bigint as lines from sales_daily where product_id = ${productId}`.execute(
      read.db,
    )
    return { 'sale lines': rows[0]?.lines ?? 0 }
  },
  follow: async (tx, merge) => {
    await holdSales(tx)
    await sql`
      create temporary table refiled_lines on commit drop as
      with moved as (
        update receipt_lines l set product_id = ${merge.keptId} where l.product_id = ${merge.mergedId}
        returning l.receipt_id, l.fingerprint, l.occurrence, l.store_id, l.business_day)
      select * from moved`.execute(tx.db)
    const { numAffectedRows } = await sql`
      insert into product_merge_lines (organization_id, merge_id, receipt_id, fingerprint, occurrence)
      select ${tx.context.organizationId}::uuid, ${merge.mergeId}::uuid, receipt_id, fingerprint, occurrence
      from refiled_lines`.execute(tx.db)
    await sumDaysAgain(tx, merge)
    return { 'sale lines': Number(numAffectedRows ?? 0n) }
  },
  takeBack: async (tx, merge) => {
    await holdSales(tx)
    await sql`
      create temporary table refiled_lines on commit drop as
      with moved as (
        update receipt_lines l set product_id = ${merge.mergedId}
        from product_merge_lines m
        where m.merge_id = ${merge.mergeId} and l.receipt_id = m.receipt_id and l.fingerprint = m.fingerprint
          and l.occurrence = m.occurrence and l.product_id = ${merge.keptId}
        returning l.receipt_id, l.fingerprint, l.occurrence, l.store_id, l.business_day)
      select * from moved`.execute(tx.db)
    await sumDaysAgain(tx, merge)
  },
}

/** No import of any store runs meanwhile; stores are held in the order of their ids. */
const holdSales = async (tx: Tx): Promise<void> => {
  await sql`set local statement_timeout = '10min'`.execute(tx.db)
  const { rows } = await sql<{ id: string }>`select id from stores order by id`.execute(tx.db)
  for (const { id } of rows) await lockStoreSales(tx, id)
}

/** Daily sales of the two products on the days of the lines that were refiled, by the rule of `recomputeRollups`. */
const sumDaysAgain = async (tx: Tx, merge: Merge): Promise<void> => {
  const both = sql`array[${merge.keptId}, ${merge.mergedId}]::uuid[]`
  await sql`
    create temporary table refiled_days on commit drop as
    select distinct store_id, business_day from refiled_lines`.execute(tx.db)
  await sql`analyze refiled_days`.execute(tx.db)
  await sql`
    delete from sales_daily d using refiled_days r
    where d.product_id = any(${both}) and d.store_id = r.store_id and d.business_day = r.business_day`.execute(
    tx.db,
  )
  await sql`
    insert into sales_daily (organization_id, store_id, product_id, business_day, units_sold, units_returned, gross_minor,
      discount_minor, tax_minor, net_minor, cost_minor, lines)
    select ${tx.context.organizationId}::uuid, l.store_id, l.product_id, l.business_day,
      coalesce(sum(l.quantity) filter (where l.kind = 'sale'), 0),
      coalesce(-sum(l.quantity) filter (where l.kind = 'return'), 0), sum(l.gross_minor), sum(l.discount_minor),
      sum(l.tax_minor), sum(l.net_minor), case when count(l.cost_minor) = count(*) then sum(l.cost_minor) end, count(*)
    from receipt_lines l join refiled_days r on r.store_id = l.store_id and r.business_day = l.business_day
    where l.kind in ('sale', 'return') and l.product_id = any(${both})
    group by l.store_id, l.product_id, l.business_day`.execute(tx.db)
  await sql`drop table refiled_lines, refiled_days`.execute(tx.db)
}
