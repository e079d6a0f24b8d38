import { list } from '../endpoint.ts'
import {
  brand,
  product,
  productCategory,
  strain,
  unit,
  type WireBrand,
  type WireProduct,
  type WireProductCategory,
  type WireStrain,
  type WireUnit,
} from '../wire/catalog.ts'

interface SinceQuery {
  readonly fromLastModifiedDateUTC?: Date
}

/**
 * The catalogue. `reporting` lists every product; `menu` only those opened to the API and sold online. Changes may take up
 * to an hour to appear (second hand).
 */
export const products = {
  reporting: list<WireProduct, SinceQuery>('/reporting/products', product, 'productId', 'Reporting'),
  menu: list<WireProduct, SinceQuery & { readonly isActive?: boolean }>(
    '/products',
    product,
    'productId',
    'Inventory',
  ),
  brands: list<WireBrand>('/brand', brand, 'brandId', 'any'),
  categories: list<WireProductCategory>('/product-category', productCategory, 'categoryId', 'any'),
  strains: list<WireStrain>('/strains', strain, 'strainId', 'Inventory'),
  units: list<WireUnit>('/reference/units', unit, 'unitId', 'any'),
}
