import { categoryOf, dropMergedCodes, ensureVendors } from '@suite/catalog'
import { sql, type Tx } from '@suite/db'
import { STAGED_PRODUCTS } from '../staging/staged-products.ts'
import { addMissingProducts } from './add-missing-products.ts'

/** What became of the staged product lines. */
export interface ProductsIngested {
  readonly lines: number
  readonly productsAdded: number
  readonly productsChanged: number
}

/** The columns a product file may set, with their types. */
const SETTABLE = {
  name: 'text',
  category: 'text',
  source_category: 'text',
  brand: 'text',
  strain: 'text',
  strain_type: 'text',
  thc_percent: 'numeric',
  cbd_percent: 'numeric',
  unit: 'text',
  price: 'numeric',
  cost: 'numeric',
  vendor_id: 'uuid',
  case_pack: 'numeric',
  moq: 'numeric',
  barcode: 'text',
} as const
const COLUMNS = Object.entries(SETTABLE)

/**
 * Brings master data up to what staged product lines say: codes that are missing are added, what a line says replaces
 * what we had, what it leaves empty stays. The last line of a code holds. Every change is kept in
 * `import_product_changes`, so that it can be undone.
 */
export const ingestProducts = async (tx: Tx, input: { importId: string }): Promise<ProductsIngested> => {
  await dropMergedCodes(tx, STAGED_PRODUCTS)
  const { added } = await addMissingProducts(tx, newestOfEachProduct(), input.importId, 'leave')
  await stageStatements(tx)
  await recordChanges(tx, input.importId)
  await sql`
    update products p set ${sql.raw(COLUMNS.map(([c, t]) => `${c} = (c.after ->> '${c}')::${t}`).join(', '))},
      updated_at = now(), version = p.version + 1
    from import_product_changes c
    where c.import_id = ${input.importId} and p.id = c.product_id and ${sql.raw(DIFFERS)}`.execute(tx.db)
  const { rows } = await sql<{ lines: number; changed: number }>`
    select (select count(*) from ${sql.table(STAGED_PRODUCTS)}) as lines, count(*) as changed
    from import_product_changes c join products p on p.id = c.product_id
    where c.import_id = ${input.importId} and p.created_by_import is distinct from c.import_id`.execute(tx.db)
  await sql`drop table stated_products`.execute(tx.db)
  const { lines = 0, changed = 0 } = rows[0] ?? {}
  return { lines, productsAdded: added, productsChanged: changed }
}

/** A product's settable columns as one JSON object. */
const asJson = (table: string): string =>
  `jsonb_build_object(${COLUMNS.map(([column]) => `'${column}', ${table}.${column}`).join(', ')})`
const DIFFERS = `${asJson('p')} <> c.after`

const newestOfEachProduct = () => sql`
  select distinct on (code) code as sku, name, source_category, brand, strain, unit, price, cost, vendor,
    false as is_service
  from ${sql.table(STAGED_PRODUCTS)} order by code, line desc`

/** The last statement about each code, its vendor and category resolved. */
const stageStatements = async (tx: Tx): Promise<void> => {
  await sql`
    create temporary table stated_products on commit drop as
    select distinct on (l.code) p.id, nullif(nullif(left(l.name, 400), ''), l.code) as name, l.source_category, l.brand, l.strain,
      l.strain_type, l.thc_percent, l.cbd_percent, nullif(left(l.unit, 20), '') as unit, l.price, l.cost, l.vendor,
      case when l.case_pack > 0 then l.case_pack end as case_pack, l.moq, l.barcode, null::uuid as vendor_id,
      null::text as category
    from ${sql.table(STAGED_PRODUCTS)} l join products p on p.sku = l.code order by l.code, l.line desc`.execute(
    tx.db,
  )
  const { rows } = await sql<{ vendor: string | null; source_category: string | null }>`
    select distinct vendor, source_category from stated_products`.execute(tx.db)
  const vendors = await ensureVendors(
    tx,
    rows.flatMap(({ vendor }) => vendor ?? []),
  )
  const categories = [...new Set(rows.flatMap(({ source_category }) => source_category ?? []))].map(
    (source) => ({
      source,
      category: categoryOf(source),
    }),
  )
  await sql`
    update stated_products s set
      vendor_id = (select v.id from jsonb_to_recordset(${JSON.stringify([...vendors].map(([name, id]) => ({ name, id })))}::jsonb)
        as v (name text, id uuid) where v.name = s.vendor),
      category = (select c.category from jsonb_to_recordset(${JSON.stringify(categories)}::jsonb)
        as c (source text, category text) where c.source = s.source_category)`.execute(tx.db)
}

const recordChanges = async (tx: Tx, importId: string): Promise<void> => {
  const after = COLUMNS.map(([c, t]) => `'${c}', coalesce(s.${c}, p.${c})::${t}`).join(', ')
  await sql`
    insert into import_product_changes (organization_id, import_id, product_id, before, after)
    select ${tx.context.organizationId}::uuid, ${importId}::uuid, p.id, x.before, x.after
    from stated_products s join products p on p.id = s.id
    cross join lateral (select ${sql.raw(asJson('p'))} as before, jsonb_build_object(${sql.raw(after)}) as after) x
    where x.before <> x.after
    on conflict (organization_id, import_id, product_id) do nothing`.execute(tx.db)
}

/** Puts back what an import of products overwrote, where nobody has changed it since. */
export const undoProducts = async (tx: Tx, input: { importId: string }): Promise<number> => {
  const restored = COLUMNS.map(
    ([c, t]) =>
      `${c} = case when to_jsonb(p.${c}) is not distinct from nullif(c.after -> '${c}', 'null') then (c.before ->> '${c}')::${t} else p.${c} end`,
  ).join(', ')
  const { numAffectedRows } = await sql`
    update products p set ${sql.raw(restored)}, updated_at = now(), version = p.version + 1
    from import_product_changes c where c.import_id = ${input.importId} and p.id = c.product_id`.execute(
    tx.db,
  )
  await sql`delete from import_product_changes where import_id = ${input.importId}`.execute(tx.db)
  return Number(numAffectedRows ?? 0n)
}

/** Puts aside products that undone imports had made and that nothing else knows: neither sold nor in stock. */
export const retireProducts = async (tx: Tx): Promise<number> => {
  const { numAffectedRows } = await sql`
    update products p set active = false, updated_at = now(), version = p.version + 1
    where p.active and p.created_by_import in (select id from imports where status = 'undone')
      and not exists (select from sales_daily d where d.product_id = p.id)
      and not exists (select from stock_positions s where s.product_id = p.id and s.on_hand <> 0)`.execute(
    tx.db,
  )
  return Number(numAffectedRows ?? 0n)
}
