export {
  createFlowhubClient,
  FLOWHUB_HOST,
  storeOf,
  type FlowhubClient,
  type FlowhubSettings,
} from './client.ts'
export { FlowhubError } from './errors.ts'
export { toCustomer, type FlowhubCustomer } from './neutral/customer.ts'
export { goodsKeys, goodsOf, type Goods, type GoodsFacts, type ProductNumber } from './neutral/goods.ts'
export { toPackages, type FlowhubPackage } from './neutral/package.ts'
export { toProducts, type FlowhubProduct } from './neutral/product.ts'
export { isSale, toSale, type FlowhubSale, type FlowhubSaleLine, type SaleFacts } from './neutral/sale.ts'
export type { LineTax } from './neutral/taxes.ts'
export { pullCustomers, pullOrders, type PulledOrders } from './pull.ts'
export { readRows, type ReadRows, type RefusedRow } from './rows.ts'
export { customer, inventoryRow, type WireLocation } from './wire/inventory.ts'
export { order } from './wire/order.ts'
