import { sql, type Read } from '@suite/db'
import type { TransferDetail } from './contract.ts'

/**
 * The product each package of a delivery probably is, by tag: the one a lot with its tag is of already, else the one the
 * register's item came as before, else the one of the same name. Packages nothing is known of are left out.
 */
export const suggestedProducts = async (
  read: Read,
  storeId: string,
  packages: readonly { readonly tag: string; readonly itemName: string }[],
): Promise<TransferDetail['suggestions']> => {
  const { rows } = await sql<TransferDetail['suggestions'][string] & { readonly tag: string }>`
    select distinct on (g.tag) g.tag, p.id as "productId", p.name, p.unit, trim_scale(p.cost) as cost, f.because
    from unnest(${packages.map(({ tag }) => tag)}::text[], ${packages.map(({ itemName }) => itemName)}::text[])
      as g (tag, item_name)
    cross join lateral (
      (select l.product_id, 'same_tag' as because, 1 as rank from lots l
        where l.store_id = ${storeId} and l.package_tag = g.tag limit 1)
      union all
      (select l.product_id, 'same_item_before', 2 from mirror_packages k
        join lots l on l.organization_id = k.organization_id and l.store_id = k.store_id and l.package_tag = k.tag
        where k.store_id = ${storeId} and k.side = 'state' and k.item_name = g.item_name and k.tag <> g.tag
        order by l.received_at desc limit 1)
      union all
      (select q.id, 'same_name', 3 from products q where q.name = g.item_name order by q.id limit 1)
    ) f
    join products p on p.id = f.product_id
    order by g.tag, f.rank`.execute(read.db)
  return Object.fromEntries(rows.map(({ tag, ...suggestion }) => [tag, suggestion]))
}
