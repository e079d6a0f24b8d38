export {
  addCustomer,
  addDiscount,
  addEmployee,
  addKey,
  addLocation,
  addPackage,
  addProduct,
  addRoom,
  addTerminal,
  addVendor,
  roomNamed,
} from './build.ts'
export { changeCustomer, changeProduct } from './changes.ts'
export { simulateDutchie } from './command-line.ts'
export { DEMO_KEY, smallShop } from './demo.ts'
export type {
  SimCustomer,
  SimDelivery,
  SimLine,
  SimMovement,
  SimOrder,
  SimPackage,
  SimProduct,
  SimSale,
  SimTax,
  SimTender,
} from './rows.ts'
export {
  answerDutchie,
  startDutchieSimulator,
  type DutchieSimulator,
  type DutchieSimulatorOptions,
} from './start.ts'
export {
  emptyDutchieState,
  type DutchieState,
  type SimKey,
  type SimLocation,
  type SimSettings,
} from './state.ts'
export { adjustStock, changePackage, movePackage, quantityAt } from './stock.ts'
export { returnGoods, saleOf, sell, voidSale, type NewLine, type NewSale } from './till.ts'
export { totalsOf, type LineTotals, type SaleTotals } from './totals.ts'
export { bookDelivery } from './write-routes.ts'
