export type { ItemRow } from './blank-item.ts'
export type { PackageRow, Place } from './blank-package.ts'
export type { ReceiptRow, RetailerDeliveryRow, SalesDeliveryRow, TransactionRow } from './blank-sale.ts'
export type { DeliveryPackageRow, DeliveryRow, TransferRow } from './blank-transfer.ts'
export {
  addBrand,
  addFacility,
  addItem,
  addLabResults,
  addLocation,
  addPackage,
  addStrain,
  addSublocation,
  addTags,
  addUser,
  packageByTag,
  STORE_FLAGS,
} from './build.ts'
export { simulateMetrc } from './command-line.ts'
export { DEMO_KEYS, smallShop } from './demo.ts'
export { acceptDelivery, setHold, shipTransfer, type Acceptance, type Shipment } from './operator.ts'
export { addReceipt, type PastSale } from './past-sales.ts'
export { voidReceipt } from './receipts.ts'
export { adjustPackage, moveQuantity } from './stock.ts'
export { PERMISSIONS } from './permissions.ts'
export { answerMetrc, startMetrcSimulator, type MetrcSimulator, type MetrcSimulatorOptions } from './start.ts'
export {
  emptyMetrcState,
  type MetrcState,
  type SimFacility,
  type SimSettings,
  type SimUser,
} from './state.ts'
