import { decodeCursor, toPage } from '@suite/http'
import { sql, type Read } from '@suite/db'
import { countedBlindBy, requireNotCountingBlind } from '@suite/inventory'
import { notFound } from '@suite/kernel'
import type { DiscrepanciesQuery, DiscrepancyDetail, DiscrepancyItem } from '../contract.ts'

type Row = Omit<DiscrepancyItem, 'discoveredAt' | 'dueAt' | 'lastSeenAt' | 'closedAt'> &
  Record<'discoveredAt' | 'dueAt' | 'lastSeenAt', Date> & { readonly closedAt: Date | null }

const COLUMNS = sql`
  d.id, d.store_id as "storeId", s.name as "storeName", d.class, d.cause, d.package_tag as "packageTag",
  d.product_id as "productId", d.product_name as "productName", trim_scale(d.quantity_off) as "quantityOff", d.unit,
  d.dollars_minor as "dollarsMinor", d.explanation, d.proposal, d.state, d.assigned_to as "assignedTo",
  m.display_name as "assignedName", d.discovered_at as "discoveredAt", d.due_at as "dueAt", d.due_basis as "dueBasis",
  d.last_seen_at as "lastSeenAt", d.closed_at as "closedAt", d.closed_how as "closedHow",
  d.times_reopened as "timesReopened"`
const SOURCE = sql`
  discrepancies d
  join stores s on s.organization_id = d.organization_id and s.id = d.store_id
  left join memberships m on m.organization_id = d.organization_id and m.id = d.assigned_to`
const STANDING = sql`d.state not in ('resolved', 'dismissed')`
const WORTH = sql`coalesce(abs(d.dollars_minor), 0)`

/**
 * Discrepancies by deadline, by dollars, or, of closed ones, the last closed first. Those of goods this person is counting
 * blind are left out: they would tell what is expected.
 */
export const discrepancies = async (
  read: Read,
  query: DiscrepanciesQuery,
): Promise<{ items: DiscrepancyItem[]; nextCursor: string | null }> => {
  const order = orderOf(query)
  const filters = [
    query.show === 'closed' ? sql`d.closed_at is not null` : STANDING,
    ...(query.show === 'mine'
      ? [sql`d.assigned_to in (select id from memberships where user_id::text = ${read.context.actor.id})`]
      : []),
    ...(query.storeId === undefined ? [] : [sql`d.store_id = ${query.storeId}`]),
    ...(query.productId === undefined ? [] : [sql`d.product_id = ${query.productId}`]),
    ...(query.packageTag === undefined ? [] : [sql`d.package_tag = ${query.packageTag}`]),
    ...(query.class === undefined ? [] : [sql`d.class = ${query.class}`]),
    ...(query.state === undefined ? [] : [sql`d.state = ${query.state}`]),
    sql`not exists (select from (${countedBlindBy(read.context.actor.id)}) b
      where b.store_id = d.store_id and b.product_id = d.product_id)`,
    ...(query.cursor === undefined ? [] : [order.past(query.cursor)]),
  ]
  const { rows } = await sql<Row>`
    select ${COLUMNS} from ${SOURCE} where ${sql.join(filters, sql` and `)}
    order by ${order.by} limit ${query.limit + 1}`.execute(read.db)
  return toPage(rows.map(toItem), query.limit, order.key)
}

const orderOf = (query: DiscrepanciesQuery) => {
  if (query.show === 'closed')
    return {
      by: sql`d.closed_at desc, d.id desc`,
      past: (cursor: string) => {
        const [at, id] = decodeCursor(cursor, 2)
        return sql`(d.closed_at, d.id) < (${String(at)}::timestamptz, ${String(id)}::uuid)`
      },
      key: (item: DiscrepancyItem) => [item.closedAt, item.id],
    }
  if (query.sort === 'dollars')
    return {
      by: sql`${WORTH} desc, d.id`,
      past: (cursor: string) => {
        const [minor, id] = decodeCursor(cursor, 2)
        return sql`(${WORTH} < ${Number(minor)} or (${WORTH} = ${Number(minor)} and d.id > ${String(id)}::uuid))`
      },
      key: (item: DiscrepancyItem) => [Math.abs(item.dollarsMinor ?? 0), item.id],
    }
  return {
    by: sql`d.due_at, d.id`,
    past: (cursor: string) => {
      const [at, id] = decodeCursor(cursor, 2)
      return sql`(d.due_at, d.id) > (${String(at)}::timestamptz, ${String(id)}::uuid)`
    },
    key: (item: DiscrepancyItem) => [item.dueAt, item.id],
  }
}

/** One discrepancy with its evidence and what was done about it. @throws AppError `not_found`, `counting_blind` */
export const discrepancy = async (read: Read, id: string): Promise<DiscrepancyDetail> => {
  const { rows } = await sql<
    Row &
      Omit<DiscrepancyDetail, keyof DiscrepancyItem | 'events' | 'correctedAt'> & { correctedAt: Date | null }
  >`
    select ${COLUMNS}, d.subject, d.evidence, d.due_reason as "dueReason", d.significant, d.corrected_at as "correctedAt",
      d.closed_note as "closedNote"
    from ${SOURCE} where d.id = ${id}`.execute(read.db)
  const [row] = rows
  if (row === undefined) throw notFound('discrepancy')
  if (row.productId !== null)
    await requireNotCountingBlind(read, { storeId: row.storeId, productId: row.productId })
  const { rows: events } = await sql<Omit<DiscrepancyDetail['events'][number], 'at'> & { at: Date }>`
    select e.at, e.actor_id as "actorId", m.display_name as "actorName", e.from_state as "from", e.to_state as "to", e.note
    from discrepancy_events e
    left join memberships m on m.organization_id = e.organization_id and m.user_id::text = e.actor_id
    where e.discrepancy_id = ${id} order by e.at, e.id limit 500`.execute(read.db)
  return {
    ...row,
    ...toItem(row),
    correctedAt: row.correctedAt?.toISOString() ?? null,
    events: events.map((event) => ({ ...event, at: event.at.toISOString() })),
  }
}

const toItem = (row: Row): DiscrepancyItem => ({
  ...row,
  discoveredAt: row.discoveredAt.toISOString(),
  dueAt: row.dueAt.toISOString(),
  lastSeenAt: row.lastSeenAt.toISOString(),
  closedAt: row.closedAt?.toISOString() ?? null,
})
