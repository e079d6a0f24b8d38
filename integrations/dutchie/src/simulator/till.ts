import type { SimLine, SimSale, SimTender } from './rows.ts'
import type { DutchieState, SimLocation } from './state.ts'
import { changeStock, packageOf } from './stock.ts'

/** A sale to ring up. Prices are the product's unless told. */
export interface NewSale {
  readonly soldAt: Date
  /** When it reached Dutchie; at once unless told. A till that was offline tells later. */
  readonly modifiedAt?: Date
  readonly lines: readonly NewLine[]
  readonly customerId?: number
  readonly employeeId?: number
  readonly terminalId?: number
  readonly isMedical?: boolean
  readonly orderType?: string
  readonly orderSource?: string
  readonly discountMinor?: number
  readonly tipMinor?: number
  readonly tenders?: readonly SimTender[]
  readonly type?: string
  /** False leaves the stock as it is: for history whose packages are long gone. */
  readonly movesStock?: boolean
}

export interface NewLine {
  readonly packageId: number
  readonly quantity: number
  /** Dollars. */
  readonly unitPrice?: number
  readonly discountMinor?: number
  readonly isCoupon?: boolean
}

const NO_TENDERS: readonly SimTender[] = []

/** Rings up a sale: it lowers the stock of its packages. Quick enough to load years of history one by one. */
export const sell = (state: DutchieState, location: SimLocation, sale: NewSale): SimSale => {
  const at = (sale.modifiedAt ?? sale.soldAt).getTime()
  const isMedical = sale.isMedical ?? false
  const made: SimSale = {
    id: state.nextId(),
    soldAt: sale.soldAt.getTime(),
    customerId: sale.customerId ?? 0,
    employeeId: sale.employeeId ?? firstOf(location.employees),
    terminalId: sale.terminalId ?? firstOf(location.terminals),
    isMedical,
    orderType: sale.orderType ?? 'InStore',
    orderSource: sale.orderSource ?? 'POS',
    lines: sale.lines.map((line, index) => lineOf(location, line, index + 1, isMedical)),
    discountMinor: sale.discountMinor ?? 0,
    tipMinor: sale.tipMinor ?? 0,
    taxes: location.taxes,
    taxInclusive: location.taxInclusive,
    tenders: sale.tenders ?? NO_TENDERS,
    voidedAt: null,
    returnOf: null,
    type: sale.type ?? 'Retail',
  }
  if (sale.movesStock !== false) moveGoods(location, made.lines, -1, at)
  location.sales.put(made, at)
  location.salesByDate.add(made.id, made.soldAt)
  return made
}

/** Strikes a sale out: it keeps its row, changes its time, and its goods are back on the shelf. */
export const voidSale = (location: SimLocation, saleId: number, at: Date): SimSale => {
  const before = saleOf(location, saleId)
  if (before.voidedAt !== null) return before
  const voided = { ...before, voidedAt: at.getTime() }
  moveGoods(location, before.lines, 1, at.getTime())
  location.sales.put(voided, at.getTime())
  return voided
}

/**
 * Takes goods back: a transaction of its own, and the sale's lines are marked, which changes the sale's time too. Goods go
 * back on the shelf unless `restock` is false.
 */
export const returnGoods = (
  state: DutchieState,
  location: SimLocation,
  returned: {
    readonly saleId: number
    /** All lines that are not back yet, unless told. */
    readonly lineIds?: readonly number[]
    readonly at: Date
    readonly restock?: boolean
  },
): SimSale | null => {
  const before = saleOf(location, returned.saleId)
  const at = returned.at.getTime()
  const back = before.lines.filter(
    ({ id, returnedBy, isCoupon }) =>
      returnedBy === null && !isCoupon && (returned.lineIds?.includes(id) ?? true),
  )
  if (back.length === 0 || before.voidedAt !== null || before.returnOf !== null) return null
  const made: SimSale = {
    ...before,
    id: state.nextId(),
    soldAt: at,
    lines: back.map((line, index) => ({
      ...line,
      id: index + 1,
      quantity: -line.quantity,
      discountMinor: -line.discountMinor,
    })),
    discountMinor: 0,
    tipMinor: 0,
    tenders: NO_TENDERS,
    returnOf: before.id,
  }
  const marks = new Set(back.map(({ id }) => id))
  if (returned.restock !== false) moveGoods(location, made.lines, -1, at)
  location.sales.put(made, at)
  location.salesByDate.add(made.id, made.soldAt)
  const lines = before.lines.map((line) =>
    marks.has(line.id) ? { ...line, returnedBy: made.id, returnedAt: at } : line,
  )
  location.sales.put({ ...before, lines }, at)
  return made
}

/** A sale by id: the truth. @throws Error when there is none */
export const saleOf = (location: SimLocation, id: number): SimSale => {
  const found = location.sales.get(id)
  if (found === undefined) throw new Error(`There is no transaction ${id} at ${location.name}.`)
  return found
}

const lineOf = (location: SimLocation, line: NewLine, id: number, isMedical: boolean): SimLine => {
  const { productId } = packageOf(location, line.packageId)
  const product = location.products.get(productId)
  const price = (isMedical ? product?.medPrice : null) ?? product?.price ?? 0
  return {
    id,
    packageId: line.packageId,
    productId,
    quantity: line.quantity,
    unitPrice: line.unitPrice ?? price,
    discountMinor: line.discountMinor ?? 0,
    returnedBy: null,
    returnedAt: null,
    isCoupon: line.isCoupon ?? false,
  }
}

/** `sign` −1 takes what the lines say from the shelf, +1 puts it back. */
const moveGoods = (location: SimLocation, lines: readonly SimLine[], sign: 1 | -1, at: number): void => {
  for (const { packageId, quantity, isCoupon } of lines)
    if (!isCoupon) changeStock(location, packageId, sign * quantity, at)
}

const firstOf = (shelf: ReadonlyMap<number, unknown>): number => shelf.keys().next().value ?? 0
