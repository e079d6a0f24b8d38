import { notFound } from '@suite/kernel'
import { sql, type Tx } from '@suite/db'
import { sequentialIds, type Fragment } from '@suite/inventory'
import { toMinorSql } from '../rules/half-even.ts'
import { STAGED } from './staged-lines.ts'

/** Where staged lines go and how their clock is read. */
export interface Incoming {
  readonly storeId: string
  readonly source: string
  readonly importId: string
  /** Staged lines of the source's span, with `at` their instant. */
  readonly lines: Fragment
  /** SQL for the business day of the instant `at`. */
  readonly day: Fragment
}

/** What the staged file holds, before anything is stored. */
export interface FileFacts {
  readonly lines: number
  readonly outsideWindow: number
  /** Exact Σ gross (quantity × unit price where the source states none), in currency units. */
  readonly total: string
  readonly fromDay: string | null
  readonly toDay: string | null
}

/**
 * Reads the store's clock and the source's cut-over span, making the source known to the store when it is new.
 * @throws AppError `not_found` for another organisation's store
 */
export const openIncoming = async (
  tx: Tx,
  input: { storeId: string; source: string; importId: string },
): Promise<{ incoming: Incoming; facts: FileFacts }> => {
  const { rows } = await sql<{ time_zone: string; cut_off_minutes: number }>`
    select time_zone, cut_off_minutes from stores where id = ${input.storeId}`.execute(tx.db)
  const store = rows[0]
  if (store === undefined) throw notFound('store')
  await sql`
    insert into sales_sources (organization_id, id, store_id, source)
    values (${tx.context.organizationId}, gen_random_uuid(), ${input.storeId}, ${input.source})
    on conflict do nothing`.execute(tx.db)
  const zone = sql.lit(store.time_zone)
  const at = sql`coalesce(s.instant_at, s.local_at at time zone ${zone})`
  const window = sql`
    (select coalesce(w.active_from, '-infinity') as opens, coalesce(w.active_until, 'infinity') as closes
     from sales_sources w where w.store_id = ${input.storeId} and w.source = ${input.source})`
  // the fence has the instant worked out once a row
  const all = sql`select s.*, ${at} as at from ${sql.table(STAGED)} s offset 0`
  const day = sql`((at at time zone ${zone}) - make_interval(mins => ${sql.lit(store.cut_off_minutes)}))::date`
  const inside = sql`at >= w.opens and at < w.closes`
  const dayOf = (at: string) => sql`(select ${day} from (select f.${sql.ref(at)} as at) x)`
  const facts = await sql<FileFacts>`
    select f.lines, f.outside as "outsideWindow", f.total, ${dayOf('first')} as "fromDay", ${dayOf('last')} as "toDay"
    from (
      select count(*) as lines, count(*) filter (where not (${inside})) as outside,
        coalesce(sum(coalesce(gross, quantity * unit_price)), 0) as total,
        min(at) filter (where ${inside}) as first, max(at) filter (where ${inside}) as last
      from (${all}) l cross join ${window} w) f`.execute(tx.db)
  const found = facts.rows[0] as FileFacts
  const lines =
    found.outsideWindow === 0 ? all : sql`select l.* from (${all}) l cross join ${window} w where ${inside}`
  return { incoming: { ...input, lines, day }, facts: found }
}

/** Kind, second and line of a sale packed into one bigint, so that one pass finds each product's newest. */
const LINE_BITS = 28
const LINE_MASK = 2 ** LINE_BITS - 1

/**
 * One row a product code: its newest real sale (a line with a name of its own and a price), else its newest line. For
 * `addMissingProducts`.
 */
export const newestOfEachProduct = (incoming: Incoming): Fragment => sql`
  with l as not materialized (select * from (${incoming.lines}) i),
  newest as (
    select code, max(((kind = 'sale' and name not in ('', code) and unit_price > 0)::int::bigint << 61)
      + (date_part('epoch', at)::bigint << ${sql.lit(LINE_BITS)}) + (line & ${sql.lit(LINE_MASK)})) as rank
    from l group by code)
  select l.code as sku, l.name, l.source_category, l.brand, l.strain, l.unit, l.vendor, l.is_service,
    case when l.unit_price > 0 then l.unit_price end as price,
    case when l.quantity <> 0 and l.cost <> 0 then round(abs(l.cost / l.quantity), 6) end as cost
  from l join newest n on n.code = l.code and n.rank & ${sql.lit(LINE_MASK)} = l.line & ${sql.lit(LINE_MASK)}`

/** Builds `receipt_map`: every receipt of the file with its id, known or new. */
export const mapReceipts = async (tx: Tx, incoming: Incoming): Promise<void> => {
  const idOf = sequentialIds()
  await sql`
    create temporary table receipt_map on commit drop as
    select i.*, e.id is not null as known, coalesce(e.source_modified_at > i.version, false) as outdated,
      coalesce(e.id, ${idOf(sql`row_number() over (order by i.occurred_at, i.receipt)`)}) as id
    from (
      select receipt, min(at) as occurred_at, max(customer) as customer, max(tender) as tender, max(staff) as staff,
        max(channel) as channel, max(version) as version,
        case when bool_or(kind = 'sale') then 'sale' when bool_or(kind = 'return') then 'return'
          when bool_or(kind = 'adjustment') then 'adjustment' else 'void' end as kind
      from (${incoming.lines}) l group by receipt) i
    left join receipts e on e.store_id = ${incoming.storeId} and e.source = ${incoming.source} and e.external_id = i.receipt`.execute(
    tx.db,
  )
  await sql`analyze receipt_map`.execute(tx.db)
}

/**
 * Builds `ready_lines`: the file's lines as they will stand in `receipt_lines`, numbered `n` in the order they are
 * written. Equal lines of a receipt are counted by `occurrence`; amounts are rounded half to even at the line.
 * Receipts
 * told in an older version than the one held are left out. @throws Error when not every one of the `expected` lines is there
 */
export const readyLines = async (tx: Tx, incoming: Incoming, expected: number): Promise<void> => {
  await sql`
    create temporary table ready_lines on commit drop as
    select row_number() over (order by receipt_id, fingerprint, line) as n,
      row_number() over (partition by receipt_id, fingerprint order by line) as occurrence,
      receipt_id, known_receipt, fingerprint, product_id, is_service, at as occurred_at, ${incoming.day} as business_day,
      kind, quantity, unit, unit_price, ${toMinorSql(sql`gross`)} as gross_minor,
      ${toMinorSql(sql`discount`)} as discount_minor, tax_minor, taxes, ${toMinorSql(sql`cost`)} as cost_minor, package_tag
    from (
      select m.id as receipt_id, m.known as known_receipt, l.fingerprint, l.line, p.id as product_id, p.is_service, l.at,
        l.kind, round(l.quantity, 4) as quantity, left(l.unit, 20) as unit, round(l.unit_price, 6) as unit_price,
        coalesce(l.gross, l.quantity * l.unit_price) as gross, l.discount, l.tax_minor, l.taxes,
        coalesce(l.cost, l.quantity * p.cost) as cost, l.package_tag
      from (${incoming.lines}) l
      join receipt_map m on m.receipt = l.receipt and not m.outdated
      join products p on p.sku = l.code
      offset 0) x`.execute(tx.db)
  await sql`create index on ready_lines (n)`.execute(tx.db)
  await sql`analyze ready_lines`.execute(tx.db)
  const { rows } = await sql<{ n: number }>`
    select (select count(*) from ready_lines)
      + (select count(*) from (${incoming.lines}) l join receipt_map m on m.receipt = l.receipt and m.outdated) as n`.execute(
    tx.db,
  )
  const found = rows[0]?.n ?? 0
  if (found !== expected)
    throw new Error(`${expected} lines were staged but only ${found} found their receipt and product.`)
}
