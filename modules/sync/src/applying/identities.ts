import { sql, type Read, type Tx } from '@suite/db'
import type { PosProduct } from '../vendors/canonical.ts'

/** The code a till's product goes by with us: its SKU, else the till's own number. */
export const codeOf = (product: Pick<PosProduct, 'externalId' | 'sku'>): string =>
  (product.sku ?? '').trim() === '' ? `till:${product.externalId}` : (product.sku ?? '').trim().slice(0, 120)

/** Ties the till's product numbers to our products; a number whose SKU changed follows it. */
export const tieProducts = async (
  tx: Tx,
  connectionId: string,
  products: readonly PosProduct[],
): Promise<void> => {
  const rows = products.map((product) => ({
    external_id: product.externalId,
    sku: codeOf(product),
    name: product.name,
    price: product.price,
  }))
  await sql`
    insert into product_identities (organization_id, connection_id, external_id, product_id, external_name, external_price)
    select distinct on (x.external_id) ${tx.context.organizationId}::uuid, ${connectionId}::uuid, x.external_id,
      coalesce(p.merged_into, p.id), x.name,
      x.price
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x (external_id text, sku text, name text, price numeric)
    join products p on p.sku = x.sku
    order by x.external_id
    on conflict (organization_id, connection_id, external_id)
    do update set product_id = excluded.product_id, external_name = excluded.external_name, external_price = excluded.external_price, updated_at = now()
    where (product_identities.product_id, product_identities.external_name, product_identities.external_price)
      is distinct from (excluded.product_id, excluded.external_name, excluded.external_price)`.execute(tx.db)
}

/** Our code and name of a till's product. */
export interface KnownProduct {
  readonly code: string
  readonly name: string
  readonly productId: string
  readonly unit: string
}

/** The products behind the till's numbers, as far as they are tied. */
export const knownProducts = async (
  read: Read,
  connectionId: string,
  externalIds: readonly string[],
): Promise<ReadonlyMap<string, KnownProduct>> => {
  const { rows } = await sql<KnownProduct & { externalId: string }>`
    select i.external_id as "externalId", p.sku as code, p.name, p.id as "productId", p.unit
    from product_identities i join products p on p.id = i.product_id
    where i.connection_id = ${connectionId} and i.external_id = any(${[...new Set(externalIds)]}::text[])`.execute(
    read.db,
  )
  return new Map(rows.map((row) => [row.externalId, row]))
}
