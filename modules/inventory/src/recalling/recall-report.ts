import { notFound } from '@suite/kernel'
import { sql, type Read } from '@suite/db'
import { heldLots, productIsHeld } from '../holding/held-sql.ts'
import type { RecallScope } from './recall.ts'
import { recallSales } from './recall-sales.ts'
import { timerOf, type RecallTimer } from './timer.ts'

/** A recall and how far it is. Instants are ISO text. */
export interface RecallItem extends RecallTimer {
  readonly id: string
  readonly kind: 'recall' | 'drill'
  readonly title: string
  readonly reason: string
  readonly authority: string
  readonly scope: RecallScope
  readonly status: 'open' | 'finished'
  readonly startedBy: string
  readonly startedAt: string
  readonly tracedAt: string | null
  readonly heldAt: string | null
  readonly finishedAt: string | null
  readonly finishedBy: string | null
  readonly outcome: string | null
}

/** Goods traced in one store. Quantities are decimal strings. */
export interface RecalledGoods {
  readonly id: string
  readonly storeId: string
  readonly storeName: string
  /** Null for a tag that is not here. */
  readonly productId: string | null
  readonly productName: string | null
  readonly lotId: string | null
  readonly lotCode: string | null
  readonly packageTag: string | null
  readonly onHandWhenTraced: string | null
  /** Null while unknown, or not here. */
  readonly onHand: string | null
  readonly held: boolean
  /** On receipts that name it, less what was taken back. */
  readonly sold: string
  readonly returned: string
  readonly destroyed: string
}

/** Figures of a recall over all stores. `possible` counts receipts that name no package; see `recallSales`. */
export interface RecallTotals {
  readonly stores: number
  readonly items: number
  readonly onHand: string
  readonly sold: string
  readonly possiblySold: string
  readonly destroyed: string
  readonly receipts: number
  readonly possibleReceipts: number
  readonly customers: number
  readonly possibleCustomers: number
  /** Receipts that name no customer: nobody can be reached through them. */
  readonly receiptsWithoutCustomer: number
}

interface Stored extends Omit<
  RecallItem,
  'startedAt' | 'tracedAt' | 'heldAt' | 'finishedAt' | keyof RecallTimer
> {
  readonly startedAt: Date
  readonly tracedAt: Date | null
  readonly heldAt: Date | null
  readonly finishedAt: Date | null
}

/** The columns of a recall as `recallItem` takes them. */
export const RECALL = sql`
  select r.id, r.kind, r.title, r.reason, r.authority, r.scope, r.status, r.started_by as "startedBy",
    r.started_at as "startedAt", r.traced_at as "tracedAt", r.held_at as "heldAt", r.finished_at as "finishedAt",
    r.finished_by as "finishedBy", r.outcome
  from recalls r`

/** A stored recall with its timer. */
export const recallItem = (row: Stored): RecallItem => ({
  ...row,
  ...timerOf(row),
  startedAt: row.startedAt.toISOString(),
  tracedAt: row.tracedAt?.toISOString() ?? null,
  heldAt: row.heldAt?.toISOString() ?? null,
  finishedAt: row.finishedAt?.toISOString() ?? null,
})

/**
 * The whole of a recall as data: how long each step took, what goods are where, what was sold and to how many. Figures are
 * of this moment; what they were when it was finished lies in its `summary`. @throws AppError `not_found`
 */
export const recallReport = async (
  read: Read,
  recallId: string,
): Promise<RecallItem & { totals: RecallTotals; goods: RecalledGoods[]; summary: Partial<RecallTotals> }> => {
  const { rows } = await sql<Stored>`${RECALL} where r.id = ${recallId}`.execute(read.db)
  const row = rows[0]
  if (row === undefined) throw notFound('recall')
  const summary = await sql<{ summary: Partial<RecallTotals> }>`
    select summary from recalls where id = ${recallId}`.execute(read.db)
  return {
    ...recallItem(row),
    summary: summary.rows[0]?.summary ?? {},
    totals: await recallTotals(read, recallId),
    goods: await recalledIn(read, recallId),
  }
}

const DESTROYED = sql`
  select -sum(m.quantity) from stock_movements m
  where m.kind = 'destroy' and m.occurred_at >= r.started_at and m.store_id = i.store_id and m.product_id = i.product_id
    and (m.lot_id = i.lot_id or (i.lot_id is null and i.package_tag is null))`

const recalledIn = async (read: Read, recallId: string): Promise<RecalledGoods[]> => {
  const { rows } = await sql<RecalledGoods>`
    with sale as materialized (
      select item_id, sum(quantity) as sold, -sum(quantity) filter (where quantity < 0) as returned
      from (${recallSales(recallId)}) s group by item_id)
    select i.id, i.store_id as "storeId", t.name as "storeName", i.product_id as "productId", p.name as "productName",
      i.lot_id as "lotId", l.lot_code as "lotCode", i.package_tag as "packageTag",
      trim_scale(i.on_hand) as "onHandWhenTraced", trim_scale(case when i.lot_id is null then k.on_hand else l.on_hand end) as "onHand",
      coalesce(i.lot_id in (${heldLots}), false) or ${productIsHeld(sql`i.store_id`, sql`i.product_id`)} or exists (
        select from stock_holds h where h.lifted_at is null and h.scope = 'tag' and h.store_id = i.store_id
          and h.package_tag = i.package_tag) as held,
      trim_scale(coalesce(s.sold, 0)) as sold, trim_scale(coalesce(s.returned, 0)) as returned,
      trim_scale(coalesce((${DESTROYED}), 0)) as destroyed
    from recall_items i
    join recalls r on r.organization_id = i.organization_id and r.id = i.recall_id
    join stores t on t.organization_id = i.organization_id and t.id = i.store_id
    left join products p on p.organization_id = i.organization_id and p.id = i.product_id
    left join lots l on l.organization_id = i.organization_id and l.id = i.lot_id
    left join stock_positions k on k.organization_id = i.organization_id and k.store_id = i.store_id
      and k.product_id = i.product_id and i.package_tag is null
    left join sale s on s.item_id = i.id
    where i.recall_id = ${recallId}
    order by t.name, p.name nulls last, l.lot_code, i.package_tag, i.id`.execute(read.db)
  return rows
}

/** What a recall comes to over all stores. */
export const recallTotals = async (read: Read, recallId: string): Promise<RecallTotals> => {
  const { rows } = await sql<RecallTotals>`
    with sale as (
      select s.*, c.customer_ref from (${recallSales(recallId)}) s
      join receipts c on c.id = s.receipt_id),
    item as (
      select i.*, case when i.lot_id is not null then l.on_hand when i.package_tag is null then k.on_hand end as now,
        (${DESTROYED}) as destroyed
      from recall_items i
      join recalls r on r.organization_id = i.organization_id and r.id = i.recall_id
      left join lots l on l.organization_id = i.organization_id and l.id = i.lot_id
      left join stock_positions k on k.organization_id = i.organization_id and k.store_id = i.store_id
        and k.product_id = i.product_id
      where i.recall_id = ${recallId})
    select
      (select count(distinct store_id) from item) as stores, (select count(*) from item) as items,
      trim_scale((select coalesce(sum(now), 0) from item)) as "onHand",
      trim_scale((select coalesce(sum(destroyed), 0) from item)) as destroyed,
      trim_scale(coalesce(sum(quantity) filter (where certainty = 'named'), 0)) as sold,
      trim_scale(coalesce(sum(quantity) filter (where certainty = 'possible'), 0)) as "possiblySold",
      count(distinct receipt_id) filter (where certainty = 'named') as receipts,
      count(distinct receipt_id) filter (where certainty = 'possible') as "possibleReceipts",
      count(distinct customer_ref) filter (where certainty = 'named') as customers,
      count(distinct customer_ref) filter (where certainty = 'possible') as "possibleCustomers",
      count(distinct receipt_id) filter (where customer_ref is null) as "receiptsWithoutCustomer"
    from sale`.execute(read.db)
  const totals = rows[0]
  if (totals === undefined) throw notFound('recall')
  return totals
}
