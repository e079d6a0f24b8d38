import { idParams, readRoute, writeRoute, type Route } from '@suite/http'
import { createVendor } from './commands/create-vendor.ts'
import { editProduct } from './commands/edit-product.ts'
import { editVendor } from './commands/edit-vendor.ts'
import {
  newVendor,
  productEdit,
  productReply,
  vendorEdit,
  vendorPage,
  vendorReply,
  vendorsQuery,
  type ProductReply,
  type VendorReply,
} from './contract.ts'
import { product } from './queries/product.ts'
import { vendor, vendors } from './queries/vendors.ts'

const PRODUCT: ProductReply = {
  id: '0198c0de-0000-7000-8000-000000000101',
  sku: 'FL-BD-35',
  name: 'Blue Dream 3.5 g',
  category: 'flower',
  sourceCategory: 'Flower - Eighths',
  brand: 'Northside Farms',
  strain: 'Blue Dream',
  strainType: 'hybrid',
  thcPercent: '24.1',
  cbdPercent: '0.1',
  unit: 'each',
  barcode: null,
  price: '35',
  cost: '17.5',
  vendorId: '0198c0de-0000-7000-8000-000000000201',
  vendorName: 'Northside Distribution',
  casePack: '12',
  moq: '12',
  shelfLifeDays: 180,
  reorderPointOverride: null,
  serviceLevel: 0.95,
  active: true,
  isService: false,
  version: 3,
  createdAt: '2026-01-05T17:00:00.000Z',
  updatedAt: '2026-04-20T17:00:00.000Z',
}

const VENDOR: VendorReply = {
  id: '0198c0de-0000-7000-8000-000000000201',
  name: 'Northside Distribution',
  email: 'orders@northside.example',
  licenceNumber: 'C11-0000123',
  leadTimeDays: 5,
  leadTimeSpreadDays: 1.5,
  reviewDays: 7,
  orderWeekdays: [1, 4],
  minimumOrderMinor: 50_000,
  takesReturns: null,
  active: true,
  productCount: 42,
  version: 1,
}

/** Products and vendors: master data. */
export const catalogRoutes = (): Route[] => [
  readRoute(
    {
      method: 'GET',
      path: '/products/:id',
      summary: 'One product',
      tag: 'Catalog',
      access: 'products.read',
      params: idParams,
      reply: productReply,
      example: PRODUCT,
    },
    (read, { params }) => product(read, params.id),
  ),
  writeRoute(
    {
      method: 'PATCH',
      path: '/products/:id',
      summary: 'Change a product',
      tag: 'Catalog',
      access: 'products.edit',
      params: idParams,
      body: productEdit,
      bodyExample: { version: 3, price: '34.00', serviceLevel: 0.97 },
      reply: productReply,
      example: PRODUCT,
    },
    (tx, { params, body }) => editProduct(tx, { ...body, id: params.id }),
  ),
  readRoute(
    {
      method: 'GET',
      path: '/vendors',
      summary: 'Vendors by name',
      tag: 'Catalog',
      access: 'vendors.read',
      query: vendorsQuery,
      reply: vendorPage,
      example: { items: [VENDOR], nextCursor: null },
    },
    (read, { query }) => vendors(read, query),
  ),
  writeRoute(
    {
      method: 'POST',
      path: '/vendors',
      summary: 'Add a vendor',
      tag: 'Catalog',
      access: 'vendors.edit',
      status: 201,
      body: newVendor,
      bodyExample: { name: 'Northside Distribution', leadTimeDays: 5 },
      reply: vendorReply,
      example: VENDOR,
    },
    (tx, { body }) => createVendor(tx, body),
  ),
  readRoute(
    {
      method: 'GET',
      path: '/vendors/:id',
      summary: 'One vendor',
      tag: 'Catalog',
      access: 'vendors.read',
      params: idParams,
      reply: vendorReply,
      example: VENDOR,
    },
    (read, { params }) => vendor(read, params.id),
  ),
  writeRoute(
    {
      method: 'PATCH',
      path: '/vendors/:id',
      summary: 'Change a vendor',
      tag: 'Catalog',
      access: 'vendors.edit',
      params: idParams,
      body: vendorEdit,
      bodyExample: { leadTimeDays: 6, version: 1 },
      reply: vendorReply,
      example: VENDOR,
    },
    (tx, { params, body }) => editVendor(tx, { ...body, id: params.id }),
  ),
]
