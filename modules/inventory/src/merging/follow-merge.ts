import { moveRows, moveRowsBack, type Merge, type MergeFollower } from '@suite/catalog'
import { newId } from '@suite/kernel'
import { sql, type Read, type Tx } from '@suite/db'
import { holdStock, oneProduct } from '../commands/post-movement.ts'
import { rebuildPositions } from '../commands/settle-stock.ts'

/**
 * Stock goes over by movements: what one product has on hand in each store leaves it and comes to the one that stays. What
 * the ledger recorded before is not rewritten. Lots and their holds are filed under the product that stays.
 */
export const stockFollowsMerge: MergeFollower = {
  refusal: stockRefusal,
  preview: async (read, productId) => {
    const { rows } = await sql<{ stores: number; lots: number }>`
      select (select count(*) from stock_positions where product_id = ${productId} and on_hand <> 0) as stores,
        (select count(*) from lots where product_id = ${productId}) as lots`.execute(read.db)
    return { 'stores with stock': rows[0]?.stores ?? 0, lots: rows[0]?.lots ?? 0 }
  },
  follow: async (tx, merge) => {
    const { rows } = await sql<{ store_id: string }>`
      select store_id from stock_positions where product_id = ${merge.mergedId} order by store_id`.execute(
      tx.db,
    )
    await noteLotCodes(tx, merge)
    const lots = await moveRows(tx, merge, 'lots')
    await moveRows(tx, merge, 'stock_holds', sql`t.lifted_at is null`)
    let stores = 0
    for (const { store_id } of rows) if (await bringStock(tx, merge, store_id)) stores++
    return { 'stores with stock': stores, lots }
  },
  takeBack: async (tx, merge) => {
    await moveRowsBack(tx, merge, 'stock_holds')
    await moveRowsBack(tx, merge, 'lots')
    await sql`
      update lots l set lot_code = r.before ->> 'lotCode' from product_merge_rows r
      where r.merge_id = ${merge.mergeId} and r.place = 'lot_codes' and l.id = r.row_key::uuid`.execute(tx.db)
    const { rows } = await sql<{ store_id: string; quantity: string }>`
      select store_id, trim_scale(sum(-quantity)) as quantity from stock_movements
      where source_type = 'system' and source_id = ${merge.mergeId} and product_id = ${merge.mergedId}
      group by store_id having sum(quantity) <> 0 order by store_id`.execute(tx.db)
    const lots = await sql<{ store_id: string }>`
      select distinct l.store_id from lots l where l.product_id = ${merge.mergedId}`.execute(tx.db)
    const back = new Map(lots.rows.map(({ store_id }) => [store_id, '0']))
    for (const row of rows) back.set(row.store_id, row.quantity)
    for (const [storeId, quantity] of back) await giveBack(tx, merge, storeId, quantity)
  },
}

/** Holds on a whole product, recalls that go on and counts that are open would mean something else after a merge. */
async function stockRefusal(
  read: Read,
  { keptId, mergedId }: Omit<Merge, 'mergeId'>,
): Promise<string | null> {
  const both = sql`array[${keptId}, ${mergedId}]::uuid[]`
  const { rows } = await sql<{ held: boolean; recalled: boolean; counted: boolean }>`
    select exists (select from stock_holds h where h.product_id = any(${both}) and h.scope = 'product' and h.lifted_at is null) as held,
      exists (select from recall_items i join recalls r on r.id = i.recall_id
        where i.product_id = any(${both}) and r.status = 'open') as recalled,
      exists (select from count_lines l join count_sessions s on s.id = l.session_id
        where l.product_id = any(${both}) and s.status in ('counting', 'review')) as counted`.execute(read.db)
  const found = rows[0]
  if (found?.held === true) return 'One of the two is on hold as a whole. Lift the hold first.'
  if (found?.recalled === true) return 'One of the two is being recalled. Finish the recall first.'
  if (found?.counted === true)
    return 'One of the two is in a count that is open. Post or cancel the count first.'
  return null
}

/** Loose lots are told apart by their code: where both products use one code, the one that comes gets its old SKU before it. */
const noteLotCodes = async (tx: Tx, merge: Merge): Promise<void> => {
  await sql`
    with clash as (
      select l.id, l.lot_code, p.sku from lots l join products p on p.id = l.product_id
      where l.product_id = ${merge.mergedId} and l.package_tag is null and exists (
        select from lots k where k.product_id = ${merge.keptId} and k.store_id = l.store_id and k.package_tag is null
          and k.lot_code = l.lot_code)),
    renamed as (
      update lots l set lot_code = left(c.sku || ' ' || c.lot_code, 200) from clash c where l.id = c.id returning l.id)
    insert into product_merge_rows (organization_id, merge_id, place, row_key, before)
    select ${tx.context.organizationId}::uuid, ${merge.mergeId}::uuid, 'lot_codes', c.id::text,
      jsonb_build_object('lotCode', c.lot_code) from clash c join renamed r on r.id = c.id`.execute(tx.db)
}

/** Gives whether any stock moved. */
const bringStock = async (tx: Tx, merge: Merge, storeId: string): Promise<boolean> => {
  const held = await holdBoth(tx, merge, storeId)
  const moving = held.merged.onHand
  if (moving !== null && !moving.isZero()) {
    await post(
      tx,
      merge,
      storeId,
      merge.mergedId,
      'move',
      moving.negated().toFixed(),
      held.now,
      'Merged into another product',
    )
    // where nothing makes the stock known yet, what comes is a first receipt
    const kind = held.kept.onHand === null ? 'receive' : 'move'
    await post(
      tx,
      merge,
      storeId,
      merge.keptId,
      kind,
      moving.toFixed(),
      held.now,
      'Merged from another product',
    )
  }
  await settleBoth(tx, merge, storeId)
  return moving !== null && !moving.isZero()
}

const giveBack = async (tx: Tx, merge: Merge, storeId: string, quantity: string): Promise<void> => {
  const { now } = await holdBoth(tx, merge, storeId)
  if (Number(quantity) !== 0) {
    await post(tx, merge, storeId, merge.keptId, 'move', negated(quantity), now, 'Merge undone')
    await post(tx, merge, storeId, merge.mergedId, 'move', quantity, now, 'Merge undone')
  }
  await settleBoth(tx, merge, storeId)
}

const negated = (quantity: string): string => (quantity.startsWith('-') ? quantity.slice(1) : `-${quantity}`)

/** Positions are held in the order of the ids, so that two merges never wait for each other. */
const holdBoth = async (tx: Tx, { keptId, mergedId }: Merge, storeId: string) => {
  const first = await holdStock(tx, storeId, keptId < mergedId ? keptId : mergedId)
  const second = await holdStock(tx, storeId, keptId < mergedId ? mergedId : keptId)
  return keptId < mergedId
    ? { kept: first, merged: second, now: second.now }
    : { kept: second, merged: first, now: second.now }
}

const post = (
  tx: Tx,
  merge: Merge,
  storeId: string,
  productId: string,
  kind: 'move' | 'receive',
  quantity: string,
  at: string,
  reason: string,
): Promise<unknown> =>
  sql`
  insert into stock_movements (organization_id, id, store_id, product_id, kind, quantity, occurred_at, reason, source_type,
    source_id, actor_id)
  values (${tx.context.organizationId}, ${newId()}, ${storeId}, ${productId}, ${kind}, ${quantity}, ${at}::timestamptz,
    ${reason}, 'system', ${merge.mergeId}, ${tx.context.actor.id})`.execute(tx.db)

const settleBoth = async (tx: Tx, { keptId, mergedId }: Merge, storeId: string): Promise<void> => {
  await rebuildPositions(tx, storeId, oneProduct(keptId))
  await rebuildPositions(tx, storeId, oneProduct(mergedId))
}
