export {
  createMetrcClient,
  LARGEST_PAGE,
  type BareCall,
  type MetrcClient,
  type MetrcSettings,
  type Range,
  type RefusedRow,
  type Rows,
  type Where,
} from './client.ts'
export { packages } from './endpoints/packages.ts'
export type { NewPackage, NewPlanting, PackageBodies } from './endpoints/package-bodies.ts'
export { items, strains, type NewFile, type NewItem, type NewStrain } from './endpoints/items.ts'
export {
  employees,
  facilities,
  locations,
  sublocations,
  tags,
  units,
  wasteMethods,
} from './endpoints/places.ts'
export { patients, receipts, retailerDeliveries, salesDeliveries } from './endpoints/sales.ts'
export type * from './endpoints/sale-bodies.ts'
export { externalTransfers, MANIFEST_HTML, transferTemplates, transfers } from './endpoints/transfers.ts'
export type * from './endpoints/transfer-bodies.ts'
export { labTests, retailId } from './endpoints/labs.ts'
export type { ListEndpoint, OneEndpoint, RowsEndpoint } from './endpoint.ts'
export { MetrcError, type RowMessage } from './errors.ts'
export { METRC_STATES, metrcHost, WITHOUT_RETAIL_ID } from './hosts.ts'
export { claimsOf, METRC_LIMITS, type MetrcLimits } from './limits.ts'
export { fromLocalTime, localDay, toLocalTime } from './local-time.ts'
export { countRows, pagesOf, rowsOf } from './paging.ts'
export { pullChanges, type Pulled } from './pull.ts'
export { findReceipt } from './receipt-lookup.ts'
export { type CallFailure, type PostOptions, type ReceiptOutcome } from './receipt-outcome.ts'
export { postReceiptsSafely } from './receipts.ts'
export { checkConnection, type ConnectionVerdict, type GroupVerdict } from './verdict.ts'
export * from './webhooks.ts'
export { OVERLAP, planPull, type PullPlan, type PullSpan, type Window } from './windows.ts'
export { LARGEST_WRITE, writeRows, type RowOutcome } from './writes.ts'
export * as wire from './wire/index.ts'
export { toStateFacility, type StateFacility } from './neutral/facility.ts'
export { isSellableLabState, toStatePackage, type StatePackage } from './neutral/package.ts'
export * from './neutral/receipt.ts'
export { toStateDelivery, type StateDelivery, type StateDeliveryPackage } from './neutral/transfer.ts'
