import { renameMergedCodes } from '@suite/catalog'
import { sql, type Tx } from '@suite/db'
import { STAGED_COUNTS } from '../staging/staged-counts.ts'
import { ingestCounts } from './ingest-counts.ts'
import { receiveStock } from './receive-stock.ts'

/** What a till's whole inventory changed here. */
export interface TillStockIngested {
  /** Products whose stock the till states differently from the book, and which follow the till. */
  readonly corrected: number
  /** Packages the till has and we had not, of products a person has counted. */
  readonly received: number
  /** Products whose differing figure was left alone because a person counted them last: reconciliation shows them. */
  readonly leftToPeople: number
}

/**
 * Takes a till's whole inventory (staged counts, one row a package) as of an instant. What the till states where our book
 * says otherwise becomes a count at that instant; what agrees leaves no trace. Products named in `expected` (known to the
 * till, in stock by our book) that the till no longer lists are empty. Once a person has counted a product, the shelf
 * leads: the till's differing figure is not taken, only packages that are new to us are received.
 */
export const ingestTillStock = async (
  tx: Tx,
  input: { storeId: string; importId: string; asOf: Date; expected: readonly string[] },
): Promise<TillStockIngested> => {
  await renameMergedCodes(tx, STAGED_COUNTS)
  await addAbsent(tx, input)
  await sql`
    create temporary table till_products on commit drop as
    select s.code, p.id as product_id, coalesce(m.source_type = 'person', false) as by_person,
      coalesce(k.on_hand = round(s.quantity, 4) and s.lots_agree, false) as agrees
    from (
      select c.code, sum(c.quantity) as quantity,
        bool_and(c.package_tag is null or coalesce(l.on_hand = round(c.quantity, 4)
          and l.room is not distinct from coalesce(c.room, l.room)
          and l.expires_on is not distinct from coalesce(c.expires_on, l.expires_on), c.quantity = 0)) as lots_agree
      from ${sql.table(STAGED_COUNTS)} c
      left join lots l on l.store_id = ${input.storeId} and l.package_tag = c.package_tag
      group by c.code) s
    left join products p on p.sku = s.code
    left join stock_positions k on k.store_id = ${input.storeId} and k.product_id = p.id
    left join lateral (
      select m.source_type from stock_movements m
      where m.store_id = ${input.storeId} and m.product_id = p.id and m.kind = 'count'
      order by m.occurred_at desc, m.id desc limit 1) m on true`.execute(tx.db)
  const received = await receiveNewPackages(tx, input)
  const { rows } = await sql<{ corrected: number; left: number }>`
    select count(*) filter (where not agrees and not by_person) as corrected,
      count(*) filter (where not agrees and by_person) as left from till_products`.execute(tx.db)
  await sql`
    delete from ${sql.table(STAGED_COUNTS)} c using till_products t where t.code = c.code and (t.agrees or t.by_person)`.execute(
    tx.db,
  )
  await sql`drop table till_products`.execute(tx.db)
  const corrected = rows[0]?.corrected ?? 0
  if (corrected > 0)
    await ingestCounts(tx, { storeId: input.storeId, importId: input.importId, countedAt: input.asOf })
  return { corrected, received, leftToPeople: rows[0]?.left ?? 0 }
}

const addAbsent = async (
  tx: Tx,
  input: { storeId: string; asOf: Date; expected: readonly string[] },
): Promise<void> => {
  await sql`
    insert into ${sql.table(STAGED_COUNTS)} (line, code, name, quantity, unit, instant_at)
    select 0, p.sku, p.name, 0, p.unit, ${input.asOf}
    from products p join stock_positions k on k.product_id = p.id and k.store_id = ${input.storeId}
    where p.id = any(${input.expected}::uuid[]) and k.on_hand <> 0
      and not exists (select from ${sql.table(STAGED_COUNTS)} c where c.code = p.sku)`.execute(tx.db)
}

interface NewPackage {
  readonly product_id: string
  readonly package_tag: string
  readonly quantity: string
  readonly room: string | null
  readonly expires_on: string | null
  readonly unit_cost: string | null
}

const receiveNewPackages = async (
  tx: Tx,
  input: { storeId: string; importId: string; asOf: Date },
): Promise<number> => {
  const { rows } = await sql<NewPackage>`
    select t.product_id, c.package_tag, sum(c.quantity) as quantity, max(c.room) as room, max(c.expires_on) as expires_on,
      max(c.unit_cost) as unit_cost
    from ${sql.table(STAGED_COUNTS)} c join till_products t on t.code = c.code and t.by_person
    where c.package_tag is not null and c.quantity > 0 and not exists (
      select from lots l where l.store_id = ${input.storeId} and l.package_tag = c.package_tag)
    group by t.product_id, c.package_tag order by t.product_id, c.package_tag`.execute(tx.db)
  for (const row of rows)
    await receiveStock(tx, {
      storeId: input.storeId,
      productId: row.product_id,
      quantity: row.quantity,
      unitCost: row.unit_cost,
      lotCode: '',
      packageTag: row.package_tag,
      room: row.room,
      expiresOn: row.expires_on,
      receivedAt: input.asOf,
      source: { type: 'import', id: input.importId },
    })
  return rows.length
}
