import { notFound } from '@suite/kernel'
import { sql, type Read } from '@suite/db'
import { decodeCursor, toPage } from '@suite/http'
import { countedBlindBy, requireNotCountingBlind } from '@suite/inventory'
import type { ExpiryDetail, ExpiryItem, ExpiryQuery, ExpirySummary } from './contract.ts'

/** A lot counts as wasted from half a unit on. */
const WASTED = sql`o.expected_unsold >= 0.5`

type Row = Omit<ExpiryItem, 'decision'> & {
  decision: {
    id: string
    choice: ExpiryItem['recommended']
    note: string | null
    madeBy: string
    madeAt: string
  } | null
}

const nameOf = (by: string) =>
  sql`coalesce((select m.display_name from memberships m where m.user_id::text = ${sql.ref(by)} limit 1), ${sql.ref(by)})`

const COLUMNS = sql`
  o.lot_id as "lotId", o.store_id as "storeId", s.name as "storeName", o.product_id as "productId", p.name as "productName",
  p.category, p.unit, l.lot_code as "lotCode", l.package_tag as "packageTag", l.room, o.leaves_on as "leavesOn",
  greatest(0, o.leaves_on - o.plan_day + 1) as "daysLeft", trim_scale(o.quantity) as quantity, o.units_per_day as "unitsPerDay",
  trim_scale(o.expected_sold) as "expectedSold", trim_scale(o.expected_unsold) as "expectedUnsold",
  trim_scale(o.unsold_low) as "unsoldLow", trim_scale(o.unsold_high) as "unsoldHigh", o.waste_minor as "wasteMinor",
  o.waste_at_price_minor as "wasteAtPriceMinor", o.recommended, o.saved_minor as "savedMinor", o.plan_day as "planDay",
  case when d.id is not null then json_build_object('id', d.id, 'choice', d.choice, 'note', d.note,
    'madeBy', ${nameOf('d.made_by')}, 'madeAt', d.made_at) end as decision`
const SOURCE = sql`
  lot_outlooks o
  join lots l on l.organization_id = o.organization_id and l.id = o.lot_id
  join products p on p.organization_id = o.organization_id and p.id = o.product_id
  join stores s on s.organization_id = o.organization_id and s.id = o.store_id
  left join lot_decisions d on d.organization_id = o.organization_id and d.lot_id = o.lot_id and d.ended_at is null`

/** Who counts a product blind is not told what is expected to be there. */
const within = (read: Read, query: { readonly storeId?: string | undefined; readonly within: number }) => sql`
  (o.store_id, o.product_id) not in (${countedBlindBy(read.context.actor.id)}) and
  o.leaves_on < o.plan_day + ${query.within}::integer
  and ${query.storeId === undefined ? sql`true` : sql`o.store_id = ${query.storeId}`}`

/** Lots that leave sale soon, most waste or earliest day first. */
export const expiryOutlooks = async (
  read: Read,
  query: ExpiryQuery,
): Promise<{ items: ExpiryItem[]; nextCursor: string | null }> => {
  const after = query.cursor === undefined ? null : decodeCursor(query.cursor, 2)
  const past =
    after === null
      ? sql`true`
      : query.sort === 'day'
        ? sql`(o.leaves_on, o.lot_id) > (${after[0]}::date, ${after[1]}::uuid)`
        : sql`(o.waste_minor < ${Number(after[0])} or (o.waste_minor = ${Number(after[0])} and o.lot_id > ${after[1]}::uuid))`
  const order = query.sort === 'day' ? sql`o.leaves_on, o.lot_id` : sql`o.waste_minor desc, o.lot_id`
  const { rows } = await sql<Row>`
    select ${COLUMNS} from ${SOURCE}
    where ${within(read, query)} and ${query.show === 'all' ? sql`true` : WASTED} and ${past}
    order by ${order} limit ${query.limit + 1}`.execute(read.db)
  return toPage(rows.map(itemOf), query.limit, (row) => [
    query.sort === 'day' ? row.leavesOn : row.wasteMinor,
    row.lotId,
  ])
}

/** What it comes to, and by week. */
export const expirySummary = async (
  read: Read,
  query: { readonly storeId?: string | undefined; readonly within: number },
): Promise<ExpirySummary> => {
  const { rows } = await sql<{ week: string; wasteMinor: number; lots: number }>`
    select to_char(date_trunc('week', greatest(o.leaves_on, o.plan_day)), 'YYYY-MM-DD') as week,
      sum(o.waste_minor)::bigint as "wasteMinor", count(*)::integer as lots
    from lot_outlooks o where ${within(read, query)} and ${WASTED} group by 1 order by 1`.execute(read.db)
  const total = await sql<Omit<ExpirySummary, 'weeks'>>`
    select count(*)::integer as lots, coalesce(sum(o.waste_minor), 0)::bigint as "wasteMinor",
      coalesce(sum(o.waste_at_price_minor), 0)::bigint as "wasteAtPriceMinor",
      coalesce(sum(greatest(o.saved_minor, 0)), 0)::bigint as "savedMinor", count(d.id)::integer as decided
    from lot_outlooks o
    left join lot_decisions d on d.organization_id = o.organization_id and d.lot_id = o.lot_id and d.ended_at is null
    where ${within(read, query)} and ${WASTED}`.execute(read.db)
  return { ...total.rows[0]!, weeks: rows }
}

/** One lot with its expected balance, the ways out and what was decided before. @throws AppError `not_found` */
export const expiryOutlook = async (read: Read, lotId: string): Promise<ExpiryDetail> => {
  const { rows } = await sql<
    Row & Pick<ExpiryDetail, 'unitCost' | 'unitPrice' | 'soldOutOn' | 'balance' | 'choices'>
  >`
    select ${COLUMNS}, trim_scale(o.unit_cost) as "unitCost", trim_scale(o.unit_price) as "unitPrice",
      o.sold_out_on as "soldOutOn", o.balance::float8[] as balance, o.choices
    from ${SOURCE} where o.lot_id = ${lotId}`.execute(read.db)
  const [row] = rows
  if (row === undefined) throw notFound('lot')
  await requireNotCountingBlind(read, row)
  const history = await sql<ExpiryDetail['history'][number] & { madeAt: Date; endedAt: Date | null }>`
    select d.id, d.choice, d.note, ${nameOf('d.made_by')} as "madeBy", d.made_at as "madeAt", d.ended_at as "endedAt",
      case when d.ended_by is not null then ${nameOf('d.ended_by')} end as "endedBy"
    from lot_decisions d where d.lot_id = ${lotId} order by d.made_at desc, d.id desc limit 50`.execute(
    read.db,
  )
  return {
    ...(itemOf(row) as ExpiryDetail),
    history: history.rows.map((past) => ({
      ...past,
      madeAt: (past.madeAt as unknown as Date).toISOString(),
      endedAt: past.endedAt === null ? null : (past.endedAt as unknown as Date).toISOString(),
    })),
  }
}

const itemOf = (row: Row): ExpiryItem => ({
  ...row,
  decision:
    row.decision === null
      ? null
      : {
          ...row.decision,
          choice: row.decision.choice!,
          madeAt: new Date(row.decision.madeAt).toISOString(),
        },
})
