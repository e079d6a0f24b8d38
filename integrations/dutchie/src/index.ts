export {
  createDutchieClient,
  DUTCHIE_HOST,
  type DutchieClient,
  type DutchieSettings,
  type PageQuery,
  type Rows,
} from './client.ts'
export type { ListEndpoint, OneEndpoint, PagedEndpoint, Scope, WriteEndpoint } from './endpoint.ts'
export { products } from './endpoints/catalog.ts'
export { customers, employees } from './endpoints/people.ts'
export {
  purchaseOrders,
  vendors,
  type PurchaseOrderItemToSave,
  type PurchaseOrderToSave,
} from './endpoints/purchasing.ts'
export { reports, type ModifiedSpan, type TransactionsQuery } from './endpoints/reports.ts'
export { site, whoami } from './endpoints/site.ts'
export { inventory, type ReceiveInventory, type ReceiveInventoryItem } from './endpoints/stock.ts'
export { DutchieError } from './errors.ts'
export { claimsOf, DUTCHIE_LIMITS, limitOf, type DutchieLimits } from './limits.ts'
export { taxKind, unitNamed, unitsById } from './neutral/names.ts'
export { toPackage, type DutchiePackage, type PackageFacts } from './neutral/package.ts'
export { toCustomer, toVendor, type DutchieCustomer, type DutchieVendor } from './neutral/people.ts'
export { toProduct, type DutchieProduct } from './neutral/product.ts'
export { isRetail, toSale, type DutchieSale, type DutchieSaleLine, type SaleFacts } from './neutral/sale.ts'
export type { LineTax } from './neutral/taxes.ts'
export type { Tender } from './neutral/tenders.ts'
export type { NaiveTimes } from './neutral/times.ts'
export { pagesOf, type Page, type PagingOptions } from './paging.ts'
export {
  dueAt,
  dueNow,
  POLLING_PLAN,
  type DuePull,
  type DutchieStream,
  type Poll,
  type StreamStanding,
} from './polling.ts'
export { newestById, pullTransactions, type PulledTransactions } from './pull-transactions.ts'
export { readRows, type ReadRows, type RefusedRow } from './rows.ts'
export { checkConnection, type DutchieGroupVerdict, type DutchieVerdict } from './verdict.ts'
export * from './webhook.ts'
export { LONGEST_RANGE, OVERLAP, planWindows, type Span, type Window } from './windows.ts'
export * as wire from './wire/index.ts'
export {
  createOrderSafely,
  deliveryTitle,
  findDelivery,
  findOrder,
  receiveSafely,
  type WriteOptions,
  type WriteOutcome,
} from './writes.ts'
