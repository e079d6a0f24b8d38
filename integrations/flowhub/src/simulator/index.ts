export { addCustomer, addLocation, addPackage, addVariant } from './build.ts'
export { simulateFlowhub } from './command-line.ts'
export { smallShop } from './demo.ts'
export { startFlowhubSimulator, type FlowhubSimulator, type FlowhubSimulatorOptions } from './start.ts'
export {
  emptyFlowhubState,
  quantityOf,
  type FlowhubState,
  type SimLocation,
  type SimOrder,
  type SimPackage,
  type SimSettings,
  type SimTax,
  type SimVariant,
} from './state.ts'
export { refund, sell, voidSale, type NewItem, type NewSale } from './till.ts'
export { totalsOf, type ItemTotals, type OrderTotals } from './totals.ts'
