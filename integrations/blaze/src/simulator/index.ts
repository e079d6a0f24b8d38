export { addBatch, addMember, addProduct } from './build.ts'
export { simulateBlaze } from './command-line.ts'
export { smallShop } from './demo.ts'
export { startBlazeSimulator, type BlazeSimulator, type BlazeSimulatorOptions } from './start.ts'
export {
  emptyBlazeState,
  type BlazeState,
  type SimBatch,
  type SimItem,
  type SimProduct,
  type SimSettings,
  type SimTax,
  type SimTransaction,
} from './state.ts'
export { refund, sell, voidSale, type NewItem, type NewSale } from './till.ts'
export { totalsOf, type CartTotals } from './totals.ts'
