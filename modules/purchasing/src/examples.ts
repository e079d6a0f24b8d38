import type { OrderDetail, OrderItem, ProductItem, ReorderItem } from './contract.ts'

const STORE = '0198c0de-0000-7000-8000-000000000001'
const PRODUCT = '0198c0de-0000-7000-8000-000000000101'
const VENDOR = '0198c0de-0000-7000-8000-000000000201'
const ORDER = '0198c0de-0000-7000-8000-000000000301'
const LINE = '0198c0de-0000-7000-8000-000000000302'

const REASONING = {
  sentences: [
    { text: 'Sells about 2.4 a day.', data: { dailyRate: 2.4 } },
    {
      text: 'Lead time 5 days plus a 7-day review: expect 29 sold, 38 at the 95 % level.',
      data: { leadTimeDays: 5, reviewDays: 7, expected: 28.8, orderUpTo: 37.6, serviceLevel: 0.95 },
    },
    {
      text: 'You have 9 and 0 on order, so order 29 → 36 (3 cases of 12).',
      data: { onHand: 9, onOrder: 0, quantity: 36 },
    },
  ],
}

/** What the API reference shows for a purchase order in a list. */
export const ORDER_EXAMPLE: OrderItem = {
  id: ORDER,
  number: 42,
  status: 'draft',
  origin: 'suggestion',
  tillName: null,
  tillNumber: null,
  storeId: STORE,
  storeName: 'Evergreen Capitol Hill',
  vendorId: VENDOR,
  vendorName: 'Northside Distribution',
  lineCount: 1,
  totalMinor: 63_000,
  unpricedLines: 0,
  expectedOn: null,
  delivery: 'none',
  createdAt: '2026-04-18T09:30:00.000Z',
  approvedAt: null,
  sentAt: null,
  closedAt: null,
  version: 1,
}

/** What the API reference shows for a whole purchase order. */
export const ORDER_DETAIL_EXAMPLE: OrderDetail = {
  ...ORDER_EXAMPLE,
  note: '',
  vendorEmail: 'orders@northside.example',
  minimumOrderMinor: 50_000,
  belowMinimum: false,
  createdBy: 'replenishment',
  approvedBy: null,
  sentTo: null,
  deliveryFailure: null,
  closedBy: null,
  lines: [
    {
      id: LINE,
      productId: PRODUCT,
      sku: 'FL-BD-35',
      name: 'Blue Dream 3.5 g',
      unit: 'each',
      casePack: '12',
      quantity: '36',
      receivedQuantity: '0',
      openQuantity: '36',
      unitCost: '17.5',
      costMinor: 63_000,
      suggestedQuantity: '36',
      setBy: 'suggestion',
      reasoning: REASONING,
    },
  ],
  receipts: [],
}

/** What the API reference shows for a row of the reorder list. */
export const REORDER_EXAMPLE: ReorderItem = {
  productId: PRODUCT,
  storeId: STORE,
  storeName: 'Evergreen Capitol Hill',
  sku: 'FL-BD-35',
  name: 'Blue Dream 3.5 g',
  category: 'flower',
  unit: 'each',
  vendorId: VENDOR,
  vendorName: 'Northside Distribution',
  onHand: '9',
  onOrder: '0',
  onDraft: '0',
  unitsPerDay: 2.4,
  daysOfSupply: 3.8,
  reorderPoint: '19.8',
  orderUpTo: '37.6',
  suggestedQuantity: '36',
  suggestedCostMinor: 63_000,
  casePack: '12',
  stockOutOn: '2026-04-22',
  atRiskMinor: 4_900,
  frozenMinor: 0,
  expiringMinor: 0,
  stockStatus: 'low',
  needsOrder: true,
  planDay: '2026-04-18',
  computedAt: '2026-04-18T09:30:00.000Z',
}

/** What the API reference shows for the reorder reasoning of a product. */
export const REORDER_DETAIL_EXAMPLE = { plan: REORDER_EXAMPLE, reasoning: REASONING }

/** What the API reference shows for a row of the product list. */
export const PRODUCT_EXAMPLE: ProductItem = {
  id: PRODUCT,
  sku: 'FL-BD-35',
  name: 'Blue Dream 3.5 g',
  category: 'flower',
  brand: 'Northside Farms',
  strain: 'Blue Dream',
  unit: 'each',
  price: '35',
  cost: '17.5',
  vendorId: VENDOR,
  vendorName: 'Northside Distribution',
  active: true,
  isService: false,
  onHand: '9',
  onOrder: '0',
  unitsPerDay: 2.4,
  daysOfSupply: 3.8,
  stockStatus: 'low',
  atRiskMinor: 4_900,
  stockOutOn: '2026-04-22',
  soldLast30: '71',
}
