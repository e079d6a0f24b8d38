import { notFound } from '@suite/kernel'
import { sql, type Read } from '@suite/db'
import type { ProductReply } from '../contract.ts'
import type { Category } from '../rules/category-of.ts'

/** One product's master data. @throws AppError `not_found` */
export const product = async (read: Read, id: string): Promise<ProductReply> => {
  const row = await read.db
    .selectFrom('products as p')
    .leftJoin('vendors as v', (join) =>
      join.onRef('v.organization_id', '=', 'p.organization_id').onRef('v.id', '=', 'p.vendor_id'),
    )
    .select([
      'p.id',
      'p.sku',
      'p.name',
      'p.category',
      'p.source_category',
      'p.brand',
      'p.strain',
      'p.strain_type',
      'p.unit',
      'p.barcode',
      'p.vendor_id',
      'v.name as vendor_name',
      'p.shelf_life_days',
      'p.active',
      'p.is_service',
      'p.version',
      'p.created_at',
      'p.updated_at',
      sql<string | null>`trim_scale(p.thc_percent)`.as('thc_percent'),
      sql<string | null>`trim_scale(p.cbd_percent)`.as('cbd_percent'),
      sql<string | null>`trim_scale(p.price)`.as('price'),
      sql<string | null>`trim_scale(p.cost)`.as('cost'),
      sql<string>`trim_scale(p.case_pack)`.as('case_pack'),
      sql<string>`trim_scale(p.moq)`.as('moq'),
      sql<string | null>`trim_scale(p.reorder_point_override)`.as('reorder_point_override'),
      sql<number>`p.service_level::float8`.as('service_level'),
    ])
    .where('p.id', '=', id)
    .executeTakeFirst()
  if (row === undefined) throw notFound('product')
  return {
    id: row.id,
    sku: row.sku,
    name: row.name,
    category: row.category as Category,
    sourceCategory: row.source_category,
    brand: row.brand,
    strain: row.strain,
    strainType: row.strain_type as ProductReply['strainType'],
    thcPercent: row.thc_percent,
    cbdPercent: row.cbd_percent,
    unit: row.unit,
    barcode: row.barcode,
    price: row.price,
    cost: row.cost,
    vendorId: row.vendor_id,
    vendorName: row.vendor_name,
    casePack: row.case_pack,
    moq: row.moq,
    shelfLifeDays: row.shelf_life_days,
    reorderPointOverride: row.reorder_point_override,
    serviceLevel: row.service_level,
    active: row.active,
    isService: row.is_service,
    version: row.version,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  }
}
