import { sql, type Read } from '@suite/db'
import { decodeCursor, toPage } from '@suite/http'
import { DUE_STEPS, type CredentialItem, type CredentialsQuery, type DueList } from './contract.ts'

const DUE_ITEMS = 500

type Row = Omit<CredentialItem, 'step' | 'closedAt'> & { closedAt: Date | null }

/** Today in the store's zone; of what belongs to no store, in the zone of the organisation's first. */
const localToday = (now: Date) => sql`(${now}::timestamptz at time zone coalesce(s.time_zone, (
  select f.time_zone from stores f where f.active order by f.created_at, f.id limit 1), 'UTC'))::date`

const rowsOf = (now: Date) => sql`
  select c.id, c.kind, c.store_id as "storeId", s.name as "storeName", c.membership_id as "membershipId",
    c.lot_id as "lotId", c.package_tag as "packageTag", c.holder, c.number, c.issuer, c.state, c.issued_on as "issuedOn",
    c.expires_on as "expiresOn", c.expiry_basis as "expiryBasis", c.expiry_note as "expiryNote", c.note, c.status, c.renews,
    c.expires_on - ${localToday(now)} as "daysLeft", c.closed_reason as "closedReason", c.closed_at as "closedAt"
  from credentials c
  left join stores s on s.organization_id = c.organization_id and s.id = c.store_id`

/** Credentials by expiry, soonest first; those of unknown expiry apart. */
export const credentialCalendar = async (
  read: Read,
  query: CredentialsQuery,
  now: Date,
): Promise<{ items: CredentialItem[]; nextCursor: string | null }> => {
  const known = query.expiry === 'known'
  const filters = [
    sql`c.status = ${query.status}`,
    known ? sql`c.expires_on is not null` : sql`c.expires_on is null`,
    ...(query.kind === undefined ? [] : [sql`c.kind = ${query.kind}`]),
    ...(query.storeId === undefined ? [] : [sql`c.store_id = ${query.storeId}`]),
    ...(query.from === undefined ? [] : [sql`c.expires_on >= ${query.from}`]),
    ...(query.to === undefined ? [] : [sql`c.expires_on <= ${query.to}`]),
    ...(query.cursor === undefined ? [] : [pastCursor(query.cursor, known)]),
  ]
  const { rows } = await sql<Row>`
    ${rowsOf(now)} where ${sql.join(filters, sql` and `)}
    order by c.expires_on, c.id limit ${query.limit + 1}`.execute(read.db)
  return toPage(rows.map(toItem), query.limit, (row) => [row.expiresOn, row.id])
}

/** One credential, whatever its status; null when there is none. */
export const credential = async (read: Read, id: string, now: Date): Promise<CredentialItem | null> => {
  const { rows } = await sql<Row>`${rowsOf(now)} where c.id = ${id}`.execute(read.db)
  return rows[0] === undefined ? null : toItem(rows[0])
}

/** What runs out within 60 days or has run out, soonest first, with counts by step; and how many nobody knows the expiry of. */
export const dueCredentials = async (
  read: Read,
  query: { readonly storeId?: string | undefined },
  now: Date,
): Promise<DueList> => {
  const here = query.storeId === undefined ? sql`true` : sql`c.store_id = ${query.storeId}`
  // zones lie at most a day apart: the index finds a day too many, the exact days are compared afterwards
  const soon = new Date(now.getTime() + (DUE_STEPS[0] + 1) * 86_400_000).toISOString().slice(0, 10)
  const due = sql`(${rowsOf(now)} where c.status = 'active' and c.expires_on <= ${soon}::date and ${here})`
  const { rows } = await sql<Row>`
    select * from ${due} d where d."daysLeft" <= ${DUE_STEPS[0]} order by d."expiresOn", d.id limit ${DUE_ITEMS}`.execute(
    read.db,
  )
  const { rows: counts } = await sql<DueList['counts']>`
    select count(*) filter (where d."daysLeft" < 0) as expired,
      count(*) filter (where d."daysLeft" between 0 and 7) as "within7",
      count(*) filter (where d."daysLeft" between 8 and 30) as "within30",
      count(*) filter (where d."daysLeft" between 31 and 60) as "within60",
      (select count(*) from credentials c where c.status = 'active' and c.expires_on is null and ${here}) as unknown
    from ${due} d`.execute(read.db)
  return {
    counts: counts[0] ?? { expired: 0, within7: 0, within30: 0, within60: 0, unknown: 0 },
    items: rows.map(toItem),
  }
}

const pastCursor = (cursor: string, known: boolean) => {
  const [expiresOn, id] = decodeCursor(cursor, 2)
  return known
    ? sql`(c.expires_on, c.id) > (${String(expiresOn)}::date, ${String(id)}::uuid)`
    : sql`c.id > ${String(id)}::uuid`
}

const toItem = (row: Row): CredentialItem => ({
  ...row,
  step: stepOf(row.daysLeft),
  closedAt: row.closedAt?.toISOString() ?? null,
})

const stepOf = (daysLeft: number | null): CredentialItem['step'] => {
  if (daysLeft === null || daysLeft > 60) return null
  if (daysLeft < 0) return 'expired'
  return daysLeft <= 7 ? '7' : daysLeft <= 30 ? '30' : '60'
}
