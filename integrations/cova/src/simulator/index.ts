export { addCustomer, addLocation, addPackage, addProduct, quantityOf } from './build.ts'
export { simulateCova } from './command-line.ts'
export { smallShop } from './demo.ts'
export { startCovaSimulator, type CovaSimulator, type CovaSimulatorOptions } from './start.ts'
export {
  emptyCovaState,
  type CovaState,
  type SimInvoice,
  type SimLocation,
  type SimPackage,
  type SimProduct,
  type SimSettings,
  type SimTax,
} from './state.ts'
export { move, returnGoods, sell, voidSale, type NewLine, type NewSale } from './till.ts'
export { totalsOf, type InvoiceTotals } from './totals.ts'
