export { addCustomer, addPackage, addProduct, quantityOf } from './build.ts'
export { simulateTreez } from './command-line.ts'
export { smallShop } from './demo.ts'
export { makeKeys } from './keys.ts'
export { startTreezSimulator, type TreezSimulator, type TreezSimulatorOptions } from './start.ts'
export {
  emptyTreezState,
  type SimKeys,
  type SimPackage,
  type SimProduct,
  type SimSettings,
  type SimTax,
  type SimTicket,
  type TreezState,
} from './state.ts'
export { cancel, move, refund, sell, type NewItem, type NewSale } from './till.ts'
export { totalsOf, type TicketTotals } from './totals.ts'
