import type { MergeFollower } from '@suite/catalog'
import { sql } from '@suite/db'

/** The numbers tills know the product by go to the one that stays, so that the next pull lands there. */
export const tillNumbersFollowMerge: MergeFollower = {
  refusal: () => Promise.resolve(null),
  preview: async (read, productId) => {
    const { rows } = await sql<{ numbers: number }>`
      select count(*) as numbers from product_identities where product_id = ${productId}`.execute(read.db)
    return { 'till numbers': rows[0]?.numbers ?? 0 }
  },
  follow: async (tx, merge) => {
    const { rows } = await sql<{ moved: number }>`
      with moved as (
        update product_identities i set product_id = ${merge.keptId} where i.product_id = ${merge.mergedId}
        returning i.connection_id, i.external_id),
      noted as (
        insert into product_merge_rows (organization_id, merge_id, place, row_key, before)
        select ${tx.context.organizationId}::uuid, ${merge.mergeId}::uuid, 'product_identities',
          connection_id || ' ' || external_id, jsonb_build_object('connection', connection_id, 'number', external_id)
        from moved)
      select count(*) as moved from moved`.execute(tx.db)
    return { 'till numbers': rows[0]?.moved ?? 0 }
  },
  takeBack: async (tx, merge) => {
    await sql`
      update product_identities i set product_id = ${merge.mergedId}
      from product_merge_rows r
      where r.merge_id = ${merge.mergeId} and r.place = 'product_identities'
        and i.connection_id = (r.before ->> 'connection')::uuid and i.external_id = r.before ->> 'number'
        and i.product_id = ${merge.keptId}`.execute(tx.db)
  },
}
