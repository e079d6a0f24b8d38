import { categoryOf, ensureVendors } from '@suite/catalog'
import { sql, type Tx } from '@suite/db'
import type { Fragment } from '../ledger-sql.ts'
import { sequentialIds } from '../sequential-ids.ts'

/**
 * Makes the products that are missing, from `rows`: a query giving once per code `sku, name, source_category, brand,
 * strain, unit, price, cost, vendor, is_service`. Products that exist keep what people see and set; with `fill` an
 * unknown name, price, cost, vendor or category is filled in. A product that an undone import had left inactive is taken
 * up again.
 */
export const addMissingProducts = async (
  tx: Tx,
  rows: Fragment,
  importId: string,
  known: 'fill' | 'leave' = 'fill',
): Promise<{ added: number }> => {
  await stageNewProducts(tx, rows)
  await takeUpAgain(tx, importId)
  if (known === 'fill') await fillUnknown(tx)
  const idOf = sequentialIds()
  const { rows: added } = await sql`
    insert into products (organization_id, id, sku, name, category, source_category, brand, strain, unit, price, cost,
      vendor_id, is_service, created_by_import)
    select ${tx.context.organizationId}::uuid, ${idOf(sql`row_number() over (order by n.sku)`)}, n.sku, n.name, n.category,
      n.source_category, n.brand, n.strain, n.unit, n.price, n.cost, n.vendor_id, n.is_service, ${importId}::uuid
    from incoming_products n
    where not exists (select from products p where p.sku = n.sku)
    order by n.sku
    on conflict (organization_id, sku) do nothing
    returning id`.execute(tx.db)
  await sql`drop table incoming_products`.execute(tx.db)
  return { added: added.length }
}

const fillUnknown = (tx: Tx): Promise<unknown> =>
  sql`
  update products p set price = coalesce(p.price, n.price), cost = coalesce(p.cost, n.cost),
    vendor_id = coalesce(p.vendor_id, n.vendor_id),
    category = case when p.source_category is null and p.category = 'uncategorised' then n.category else p.category end,
    source_category = coalesce(p.source_category, n.source_category), brand = coalesce(p.brand, n.brand),
    strain = coalesce(p.strain, n.strain), name = case when p.name = p.sku then n.name else p.name end,
    updated_at = now(), version = p.version + 1
  from incoming_products n
  where p.sku = n.sku and (
    (p.name = p.sku and n.name <> n.sku) or
    (p.price is null and n.price is not null) or (p.cost is null and n.cost is not null) or
    (p.vendor_id is null and n.vendor_id is not null) or (p.brand is null and n.brand is not null) or
    (p.strain is null and n.strain is not null) or (p.source_category is null and n.source_category is not null))`.execute(
    tx.db,
  )

/** The incoming rows with vendor and category resolved, in a temporary table of the transaction. */
const stageNewProducts = async (tx: Tx, rows: Fragment): Promise<void> => {
  await sql`
    create temporary table incoming_products on commit drop as
    select r.sku, left(coalesce(nullif(r.name, ''), r.sku), 400) as name, r.source_category, r.brand, r.strain,
      left(coalesce(nullif(r.unit, ''), 'each'), 20) as unit, r.price, r.cost, r.vendor, r.is_service,
      null::uuid as vendor_id, 'uncategorised'::text as category
    from (${rows}) r`.execute(tx.db)
  await sql`create index on incoming_products (sku)`.execute(tx.db)
  await sql`analyze incoming_products`.execute(tx.db)
  const { rows: vendors } = await sql<{ vendor: string }>`
    select distinct vendor from incoming_products where vendor is not null`.execute(tx.db)
  const vendorIds = await ensureVendors(
    tx,
    vendors.map(({ vendor }) => vendor),
  )
  const { rows: categories } = await sql<{ source_category: string | null }>`
    select distinct source_category from incoming_products`.execute(tx.db)
  await sql`
    update incoming_products n set
      vendor_id = (select v.id from jsonb_to_recordset(${JSON.stringify([...vendorIds].map(([name, id]) => ({ name, id })))}::jsonb)
        as v (name text, id uuid) where v.name = n.vendor),
      category = (select c.category from jsonb_to_recordset(${JSON.stringify(categories.map(({ source_category }) => ({ source: source_category, category: categoryOf(source_category) })))}::jsonb)
        as c (source text, category text) where c.source is not distinct from n.source_category)`.execute(
    tx.db,
  )
}

const takeUpAgain = (tx: Tx, importId: string): Promise<unknown> =>
  sql`
  update products p set active = true, created_by_import = ${importId}, updated_at = now(), version = p.version + 1
  from incoming_products n, imports i
  where p.sku = n.sku and not p.active and i.id = p.created_by_import and i.status = 'undone'`.execute(tx.db)
