export {
  BLAZE_HOST,
  createBlazeClient,
  type BlazeClient,
  type BlazeSettings,
  type ListName,
} from './client.ts'
export { BlazeError } from './errors.ts'
export { toCustomer, type BlazeCustomer } from './neutral/customer.ts'
export { unitNamed } from './neutral/names.ts'
export { tagOf, toPackage, type BlazePackage } from './neutral/package.ts'
export { toProduct, type BlazeProduct } from './neutral/product.ts'
export {
  isSale,
  toSale,
  type BatchFacts,
  type BlazeSale,
  type BlazeSaleLine,
  type SaleFacts,
} from './neutral/sale.ts'
export type { LineTax } from './neutral/taxes.ts'
export { pullList, pullTransactions, type PulledTransactions } from './pull.ts'
export { readRows, type ReadRows, type RefusedRow } from './rows.ts'
export { batch, product, type WireBatch, type WireProduct } from './wire/stock.ts'
export { member, transaction, type WireMember, type WireTransaction } from './wire/transaction.ts'
