import { notFound } from '@suite/kernel'
import { renameMergedCodes } from '@suite/catalog'
import { sql, type Tx } from '@suite/db'
import { sequentialIds } from '../sequential-ids.ts'
import { STAGED_COUNTS } from '../staging/staged-counts.ts'
import { addMissingProducts } from './add-missing-products.ts'
import { lockPositions, rebuildPositions } from './settle-stock.ts'

/** What became of the staged stock lines. */
export interface CountsIngested {
  readonly lines: number
  readonly added: number
  readonly known: number
  readonly productsAdded: number
}

const TOUCHED = sql`select product_id from counted_products`

/**
 * Turns staged stock lines into counts: one for each product, the sum of its lines, at the latest time they state (else
 * `countedAt`). Lots are made or set to what the file says of them; a product's lots the file does not name are empty.
 * A count already recorded for that instant and quantity changes nothing.
 */
export const ingestCounts = async (
  tx: Tx,
  input: { storeId: string; importId: string; countedAt: Date },
): Promise<CountsIngested> => {
  await renameMergedCodes(tx, STAGED_COUNTS)
  const products = await addMissingProducts(tx, newestOfEachProduct(), input.importId)
  await stageCounted(tx, input)
  await lockPositions(tx, input.storeId, TOUCHED)
  const { rows } = await sql<{ lines: number; added: number }>`
    select coalesce(sum(lines), 0)::bigint as lines, coalesce(sum(lines) filter (where not known), 0)::bigint as added
    from counted_products`.execute(tx.db)
  await setLots(tx, input.storeId)
  await insertCounts(tx, input)
  await rebuildPositions(tx, input.storeId, TOUCHED)
  await sql`drop table counted_lines, counted_products`.execute(tx.db)
  const { lines = 0, added = 0 } = rows[0] ?? {}
  return { lines, added, known: lines - added, productsAdded: products.added }
}

const newestOfEachProduct = () => sql`
  select distinct on (code) code as sku, name, source_category, brand, strain, unit,
    case when price > 0 then price end as price, case when unit_cost > 0 then unit_cost end as cost, vendor,
    false as is_service
  from ${sql.table(STAGED_COUNTS)} order by code, line desc`

const stageCounted = async (
  tx: Tx,
  input: { storeId: string; importId: string; countedAt: Date },
): Promise<void> => {
  const store = await sql<{
    time_zone: string
  }>`select time_zone from stores where id = ${input.storeId}`.execute(tx.db)
  const zone = store.rows[0]?.time_zone
  if (zone === undefined) throw notFound('store')
  await sql`
    create temporary table counted_lines on commit drop as
    select p.id as product_id, l.quantity, l.room, l.package_tag, coalesce(l.lot, '') as lot_code, l.expires_on,
      l.unit_cost, coalesce(l.instant_at, l.local_at at time zone ${zone}, ${input.countedAt}) as at
    from ${sql.table(STAGED_COUNTS)} l join products p on p.sku = l.code`.execute(tx.db)
  await sql`
    create temporary table counted_products on commit drop as
    select c.*, exists (
        select from stock_movements m
        where m.store_id = ${input.storeId} and m.product_id = c.product_id and m.kind = 'count'
          and m.occurred_at = c.at and m.counted_quantity = c.quantity
          and not exists (select from stock_movements u
            where u.source_id = m.id and u.source_type = 'system' and u.kind = 'undo')) as known
    from (
      select product_id, round(sum(quantity), 4) as quantity, max(at) as at, count(*) as lines
      from counted_lines group by product_id) c`.execute(tx.db)
}

const insertCounts = (tx: Tx, input: { storeId: string; importId: string }): Promise<unknown> =>
  sql`
  insert into stock_movements (organization_id, id, store_id, product_id, kind, quantity, counted_quantity, occurred_at,
    source_type, source_id)
  select ${tx.context.organizationId}::uuid, ${sequentialIds()(sql`row_number() over (order by c.product_id)`)},
    ${input.storeId}::uuid, c.product_id, 'count', c.quantity - coalesce(p.on_hand, 0), c.quantity, c.at, 'import',
    ${input.importId}::uuid
  from counted_products c
  join stock_positions p on p.store_id = ${input.storeId} and p.product_id = c.product_id
  where not c.known order by c.product_id`.execute(tx.db)

/** A lot is known by its package tag, or else by its code; the newest statement about it holds. */
const setLots = async (tx: Tx, storeId: string): Promise<void> => {
  await sql`
    update lots l set known_quantity = 0, known_at = c.at
    from counted_products c
    where l.store_id = ${storeId} and l.product_id = c.product_id and l.known_at <= c.at`.execute(tx.db)
  const lots = sql`
    select product_id, package_tag, case when package_tag is null then lot_code else max(lot_code) end as lot_code,
      max(room) as room, max(expires_on) as expires_on, max(unit_cost) as unit_cost, greatest(0, sum(quantity)) as quantity,
      max(at) as at
    from (select *, first_value(product_id) over (partition by package_tag order by at desc) as owner from counted_lines) c
    where (package_tag is not null and product_id = owner) or (package_tag is null and (lot_code <> '' or expires_on is not null))
    group by product_id, package_tag, case when package_tag is null then lot_code end, lot_code`
  await upsertLots(tx, storeId, lots, 'tag')
  await upsertLots(tx, storeId, lots, 'code')
}

const upsertLots = (
  tx: Tx,
  storeId: string,
  lots: ReturnType<typeof sql.raw>,
  by: 'tag' | 'code',
): Promise<unknown> => {
  const target =
    by === 'tag'
      ? sql`(organization_id, store_id, package_tag) where package_tag is not null`
      : sql`(organization_id, store_id, product_id, lot_code) where package_tag is null`
  const which = by === 'tag' ? sql`package_tag is not null` : sql`package_tag is null`
  const one = by === 'tag' ? sql`distinct on (package_tag)` : sql`distinct on (product_id, lot_code)`
  const order = by === 'tag' ? sql`package_tag, at desc` : sql`product_id, lot_code, at desc`
  return sql`
    insert into lots (organization_id, id, store_id, product_id, lot_code, package_tag, room, expires_on, unit_cost,
      received_at, known_quantity, known_at)
    select ${one} ${tx.context.organizationId}::uuid, gen_random_uuid(), ${storeId}::uuid, product_id, left(lot_code, 200),
      package_tag, room, expires_on, unit_cost, at, quantity, at
    from (${lots}) l where ${which} order by ${order}
    on conflict ${target} do update set known_quantity = excluded.known_quantity, known_at = excluded.known_at,
      product_id = excluded.product_id, room = coalesce(excluded.room, lots.room),
      expires_on = coalesce(excluded.expires_on, lots.expires_on), unit_cost = coalesce(excluded.unit_cost, lots.unit_cost)
    where lots.known_at <= excluded.known_at`.execute(tx.db)
}
