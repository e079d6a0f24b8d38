import { sql, type Read } from '@suite/db'
import { decodeCursor, toPage } from '@suite/http'
import { RANK_OF, type AlertItem, type AlertKind, type AlertPage, type AlertsQuery } from '../contract.ts'
import { describe } from '../rules/describe.ts'

type Row = Omit<AlertItem, 'detail' | 'firstSeenAt' | 'snoozedUntil' | 'resolvedAt'> & {
  timeZone: string
  firstSeenAt: Date
  snoozedUntil: Date | null
  resolvedAt: Date | null
}

const COLUMNS = sql`
  a.id, a.store_id as "storeId", s.name as "storeName", s.time_zone as "timeZone", a.product_id as "productId", p.name as "productName", p.sku, a.kind,
  case when a.state = 'snoozed' and a.snoozed_until <= now() then 'open' else a.state end as state,
  (array['info', 'warning', 'critical'])[a.severity] as severity, a.dollars_minor as "dollarsMinor", a.title, a.detail as data, a.first_seen_at as "firstSeenAt",
  a.snoozed_until as "snoozedUntil", a.snooze_reason as "snoozeReason", a.resolved_at as "resolvedAt"`
const SOURCE = sql`
  alerts a
  join stores s on s.organization_id = a.organization_id and s.id = a.store_id
  left join products p on p.organization_id = a.organization_id and p.id = a.product_id`

/** The inbox: alerts of a state, most urgent first, then most dollars, with totals over all kinds. */
export const alerts = async (read: Read, query: AlertsQuery): Promise<AlertPage> => {
  const filters = [
    inState(query.state),
    ...(query.storeId === undefined ? [] : [sql`a.store_id = ${query.storeId}`]),
    ...(query.kind === undefined ? [] : [sql`a.kind = ${query.kind}`]),
    ...(query.cursor === undefined ? [] : [pastCursor(query.cursor)]),
  ]
  const { rows } = await sql<Row>`
    select ${COLUMNS} from ${SOURCE} where ${sql.join(filters, sql` and `)}
    order by a.severity desc, a.dollars_minor desc, a.id limit ${query.limit + 1}`.execute(read.db)
  const page = toPage(rows.map(toItem), query.limit, (row) => [
    RANK_OF[row.severity],
    row.dollarsMinor,
    row.id,
  ])
  return { ...page, totals: await totals(read, query) }
}

/** Every open alert with its words, in no order: for telling people of them. */
export const openAlerts = async (read: Read): Promise<AlertItem[]> => {
  const { rows } = await sql<Row>`select ${COLUMNS} from ${SOURCE} where a.state = 'open'`.execute(read.db)
  return rows.map(toItem)
}

const totals = async (
  read: Read,
  query: Pick<AlertsQuery, 'state' | 'storeId'>,
): Promise<AlertPage['totals']> => {
  const { rows: byKind } = await sql<{ kind: AlertKind; count: number; dollarsMinor: number }>`
    select a.kind, count(*) as count, sum(a.dollars_minor)::bigint as "dollarsMinor" from alerts a
    where ${inState(query.state)} ${query.storeId === undefined ? sql`` : sql`and a.store_id = ${query.storeId}`}
    group by a.kind order by 3 desc, 1`.execute(read.db)
  return {
    count: byKind.reduce((sum, { count }) => sum + count, 0),
    dollarsMinor: byKind.reduce((sum, { dollarsMinor }) => sum + dollarsMinor, 0),
    byKind,
  }
}

/** A snooze that is over counts as open even before the next refresh says so. */
const inState = (state: AlertsQuery['state']) => {
  if (state === 'open') return sql`(a.state = 'open' or (a.state = 'snoozed' and a.snoozed_until <= now()))`
  if (state === 'snoozed') return sql`(a.state = 'snoozed' and a.snoozed_until > now())`
  return sql`a.state = 'resolved'`
}

const pastCursor = (cursor: string) => {
  const [severity, dollars, id] = decodeCursor(cursor, 3)
  return sql`(a.severity, a.dollars_minor) <= (${Number(severity)}::smallint, ${Number(dollars)}::bigint)
    and ((a.severity, a.dollars_minor) < (${Number(severity)}::smallint, ${Number(dollars)}::bigint) or a.id > ${String(id)}::uuid)`
}

const toItem = ({ timeZone, ...row }: Row): AlertItem => ({
  ...row,
  detail: describe(row.kind, row.data, row.dollarsMinor, timeZone),
  firstSeenAt: row.firstSeenAt.toISOString(),
  snoozedUntil: row.snoozedUntil?.toISOString() ?? null,
  resolvedAt: row.resolvedAt?.toISOString() ?? null,
})
