import { conflict, newId, notFound } from '@suite/kernel'
import { recordAudit } from '@suite/audit'
import { publish } from '@suite/events'
import { sql, type Tx } from '@suite/db'
import type { MergeReply } from './contract.ts'
import { mergeOf } from './merges.ts'
import type { Merge, MergeFollower, Moving } from './port.ts'
import { lockParties, partyRefusal, refusalOf, type Party } from './refusal.ts'

/** Blank fields of the product that stays are filled from the other. */
const FILLED = ['barcode', 'brand', 'strain', 'strain_type', 'vendor_id', 'price', 'cost'] as const

/**
 * Makes `mergedId` another name of `keptId`: everything that names it follows in this transaction, and what followed is
 * written down so that `undoMerge` can take it back. Publishes what makes forecasts, plans and alerts be worked out anew.
 * @throws AppError `not_found`; `cannot_merge` with the reason
 */
export const mergeProducts = async (
  tx: Tx,
  pair: Omit<Merge, 'mergeId'>,
  followers: readonly MergeFollower[],
): Promise<MergeReply> => {
  const { kept, merged } = await lockParties(tx, pair)
  const reason = partyRefusal(kept, merged) ?? (await refusalOf(tx, pair, followers))
  if (reason !== null) throw conflict('cannot_merge', reason)
  const merge: Merge = { ...pair, mergeId: newId() }
  await openMerge(tx, merge, kept, merged)
  await fillBlanks(tx, merge)
  const moved: Record<string, number> = {}
  for (const follower of followers) Object.assign(moved, await follower.follow(tx, merge))
  await becomeAlias(tx, merge)
  await sql`update product_merges set moved = ${JSON.stringify(moved)} where id = ${merge.mergeId}`.execute(
    tx.db,
  )
  await tellOfMerge(tx, merge, 'product.merged', moved)
  return mergeOf(tx, merge.mergeId)
}

/**
 * Takes a merge back: what had moved goes back where it still lies with the product that stayed; what was sold or bought
 * since stays there.
 * @throws AppError `not_found`; `merge_undone` when that has been done; `cannot_undo` when a later merge stands on it
 */
export const undoMerge = async (
  tx: Tx,
  mergeId: string,
  followers: readonly MergeFollower[],
): Promise<MergeReply> => {
  const merge = await lockMerge(tx, mergeId)
  const { kept } = await lockParties(tx, merge)
  if (kept.mergedInto !== null)
    throw conflict('cannot_undo', `"${kept.name}" was itself merged later. Undo that merge first.`)
  await sql`
    update products p set merged_into = null, active = m.merged_was_active, updated_at = now(), version = p.version + 1
    from product_merges m where m.id = ${mergeId} and p.id = m.merged_id`.execute(tx.db)
  await sql`
    update products p set merged_into = ${merge.mergedId} from product_merge_rows r
    where r.merge_id = ${mergeId} and r.place = 'aliases' and p.id = r.row_key::uuid and p.merged_into = ${merge.keptId}`.execute(
    tx.db,
  )
  for (const follower of followers.toReversed()) await follower.takeBack(tx, merge)
  await emptyAgain(tx, merge)
  await sql`
    update product_merges set undone_at = now(), undone_by = ${tx.context.actor.id} where id = ${mergeId}`.execute(
    tx.db,
  )
  await tellOfMerge(tx, merge, 'product.merge_undone', {})
  return mergeOf(tx, mergeId)
}

const lockMerge = async (tx: Tx, mergeId: string): Promise<Merge> => {
  const row = await tx.db
    .selectFrom('product_merges')
    .select(['kept_id', 'merged_id', 'undone_at'])
    .where('id', '=', mergeId)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) throw notFound('merge')
  if (row.undone_at !== null) throw conflict('merge_undone', 'This merge has been undone already.')
  return { mergeId, keptId: row.kept_id, mergedId: row.merged_id }
}

const openMerge = async (tx: Tx, merge: Merge, kept: Party, merged: Party): Promise<void> => {
  await tx.db
    .insertInto('product_merges')
    .values({
      organization_id: tx.context.organizationId,
      id: merge.mergeId,
      kept_id: kept.id,
      merged_id: merged.id,
      kept_name: kept.name,
      merged_name: merged.name,
      merged_was_active: merged.active,
      made_by: tx.context.actor.id,
      made_at: new Date(),
    })
    .execute()
}

const fillBlanks = async (tx: Tx, merge: Merge): Promise<void> => {
  const pairs = (table: string) =>
    sql.raw(FILLED.map((column) => `'${column}', ${table}.${column}`).join(', '))
  await sql`
    insert into product_merge_rows (organization_id, merge_id, place, row_key, before)
    select k.organization_id, ${merge.mergeId}::uuid, 'filled', k.id::text,
      jsonb_strip_nulls(jsonb_build_object(${sql.raw(FILLED.map((c) => `'${c}', case when k.${c} is null then m.${c} end`).join(', '))}))
    from products k, products m where k.id = ${merge.keptId} and m.id = ${merge.mergedId}
      and jsonb_build_object(${pairs('k')}) <> jsonb_build_object(${pairs('m')})`.execute(tx.db)
  await sql`
    update products k set ${sql.raw(FILLED.map((c) => `${c} = coalesce(k.${c}, m.${c})`).join(', '))},
      updated_at = now(), version = k.version + 1
    from products m where k.id = ${merge.keptId} and m.id = ${merge.mergedId}`.execute(tx.db)
}

/** What had been filled in and has not been changed since is blank again. */
const emptyAgain = async (tx: Tx, merge: Merge): Promise<void> => {
  await sql`
    update products k set ${sql.raw(
      FILLED.map(
        (c) => `${c} = case when to_jsonb(k.${c}) = r.before -> '${c}' then null else k.${c} end`,
      ).join(', '),
    )}, updated_at = now(), version = k.version + 1
    from product_merge_rows r
    where r.merge_id = ${merge.mergeId} and r.place = 'filled' and k.id = r.row_key::uuid`.execute(tx.db)
}

/** The product, and whatever had been merged into it, becomes another name of the one that stays. */
const becomeAlias = async (tx: Tx, merge: Merge): Promise<void> => {
  await sql`
    with led as (
      update products set merged_into = ${merge.keptId} where merged_into = ${merge.mergedId} returning id)
    insert into product_merge_rows (organization_id, merge_id, place, row_key)
    select ${tx.context.organizationId}::uuid, ${merge.mergeId}::uuid, 'aliases', id::text from led`.execute(
    tx.db,
  )
  await sql`
    update products set merged_into = ${merge.keptId}, active = false, updated_at = now(), version = version + 1
    where id = ${merge.mergedId}`.execute(tx.db)
}

const tellOfMerge = async (tx: Tx, merge: Merge, eventType: string, moved: Moving): Promise<void> => {
  await recordAudit(tx, {
    eventType,
    resourceType: 'product',
    resourceId: merge.keptId,
    action: 'update',
    risk: 'high',
    after: { ...merge, moved },
  })
  for (const productId of [merge.keptId, merge.mergedId])
    await publish(tx, { type: 'product.changed', version: 1, payload: { productId } })
  const { rows } = await sql<{ id: string; fromDay: string | null; toDay: string | null }>`
    select s.id, min(d.business_day)::text as "fromDay", max(d.business_day)::text as "toDay"
    from stores s left join sales_daily d on d.store_id = s.id
      and d.product_id = any(array[${merge.keptId}, ${merge.mergedId}]::uuid[])
    group by s.id order by s.id`.execute(tx.db)
  for (const { id: storeId, fromDay, toDay } of rows) {
    await publish(tx, { type: 'stock.changed', version: 1, payload: { storeId } })
    if (fromDay !== null)
      await publish(tx, { type: 'sales.changed', version: 1, payload: { storeId, fromDay, toDay } })
  }
}
