import type { ShopProduct, ShopWorld } from './world.ts'

/** A lot on the shelf; the last day it may be sold. */
export interface ShelfLot {
  quantity: number
  readonly lastSaleDay: number
}

/** What a planner sees of a product on a morning it may order: nothing of the future, and sales, not demand. */
export interface PlannerView {
  readonly product: ShopProduct
  readonly index: number
  /** Days since the world's first day. */
  readonly day: number
  readonly firstDay: number
  /** Units sold per day up to yesterday. */
  readonly sold: Float64Array
  /** 0 on days that ended with an empty shelf. */
  readonly inStock: Uint8Array
  readonly onHand: number
  readonly lots: readonly ShelfLot[]
  readonly onOrder: readonly { readonly day: number; readonly quantity: number }[]
  readonly leadDays: number
  readonly leadSpread: number
  readonly reviewDays: number
}

/** Decides how many units to order; whole cases are made of it by the shop. */
export interface Policy {
  readonly name: string
  order(view: PlannerView): number
}

/** How a year under a policy ended. Money in dollars, stock at cost. */
export interface YearResult {
  readonly wanted: number
  readonly sold: number
  readonly wasted: number
  readonly received: number
  readonly openingUnits: number
  readonly closingUnits: number
  readonly fillRate: number
  readonly lostMargin: number
  readonly wasteCost: number
  /** Mean over the days. */
  readonly stockValue: number
  /** Margin of what was sold less waste. */
  readonly profit: number
  readonly leastCash: number
}

export interface YearOptions {
  /** Dollars in the till on the first morning; orders beyond what is there wait for the next week. */
  readonly openingCash?: number
  readonly weeklyExpenses?: number
}

/** The shop opens the year with two weeks and a half of each product, whatever the policy. */
const OPENING_DAYS = 18

/**
 * Runs the year after the history under a policy, day by day: deliveries in the morning, expired lots thrown away, orders on
 * the vendor's weekday as far as the cash goes, then customers, who take what is there and leave. Deliveries are paid when
 * they arrive.
 */
export const runYear = (world: ShopWorld, policy: Policy, options: YearOptions = {}): YearResult => {
  const { openingCash = Number.POSITIVE_INFINITY, weeklyExpenses = 0 } = options
  const shelves = world.products.map((product) => openShelf(product, world))
  const total = {
    wanted: 0,
    sold: 0,
    wasted: 0,
    received: 0,
    lostMargin: 0,
    wasteCost: 0,
    margin: 0,
    stock: 0,
  }
  const openingUnits = shelves.reduce((sum, shelf) => sum + onHandOf(shelf), 0)
  let cash = openingCash
  let leastCash = cash
  for (let day = world.historyDays; day < world.days; day++) {
    const weekday = (world.firstDay + day + 4) % 7
    if (weekday === 0) cash -= weeklyExpenses
    let committed = shelves.reduce((sum, shelf) => sum + onOrderOf(shelf) * shelf.product.cost, 0)
    for (const shelf of shelves) {
      const { product } = shelf
      const arrived = receive(shelf, day)
      total.received += arrived
      cash -= arrived * product.cost
      committed -= arrived * product.cost
      const wasted = throwAway(shelf, day)
      total.wasted += wasted
      total.wasteCost += wasted * product.cost
      const vendor = world.vendors[product.vendor]!
      if (weekday === vendor.orderWeekday) {
        const cases = Math.ceil(policy.order(viewOf(shelf, world, day)) / product.casePack - 1e-9)
        const affordable = Math.floor((cash - committed) / (product.casePack * product.cost))
        const quantity = Math.max(0, Math.min(cases, affordable)) * product.casePack
        if (quantity > 0) shelf.onOrder.push({ day: day + vendor.arrivesAfter[day]!, quantity })
        committed += quantity * product.cost
      }
      const wanted = product.demand[day]!
      const sold = sell(shelf, wanted)
      shelf.sold[day] = sold
      shelf.inStock[day] = onHandOf(shelf) === 0 ? 0 : 1
      total.wanted += wanted
      total.sold += sold
      total.lostMargin += (wanted - sold) * (product.price - product.cost)
      total.margin += sold * (product.price - product.cost)
      total.stock += onHandOf(shelf) * product.cost
      cash += sold * product.price
    }
    leastCash = Math.min(leastCash, cash)
  }
  return {
    ...total,
    openingUnits,
    closingUnits: shelves.reduce((sum, shelf) => sum + onHandOf(shelf), 0),
    fillRate: total.sold / total.wanted,
    stockValue: total.stock / (world.days - world.historyDays),
    profit: total.margin - total.wasteCost,
    leastCash,
  }
}

interface Shelf {
  readonly product: ShopProduct
  readonly index: number
  readonly sold: Float64Array
  readonly inStock: Uint8Array
  lots: ShelfLot[]
  onOrder: { readonly day: number; readonly quantity: number }[]
}

const openShelf = (product: ShopProduct, world: ShopWorld): Shelf => {
  const { historyDays, days } = world
  const sold = new Float64Array(days)
  sold.set(product.demand.subarray(0, historyDays))
  const month = product.demand.subarray(historyDays - 28, historyDays).reduce((sum, units) => sum + units, 0)
  const cases = Math.ceil(((month / 28) * OPENING_DAYS) / product.casePack)
  return {
    product,
    index: world.products.indexOf(product),
    sold,
    inStock: new Uint8Array(days).fill(1),
    lots: [{ quantity: cases * product.casePack, lastSaleDay: historyDays + product.shelfLifeDays }],
    onOrder: [],
  }
}

const onHandOf = ({ lots }: Shelf): number => lots.reduce((sum, { quantity }) => sum + quantity, 0)
const onOrderOf = ({ onOrder }: Shelf): number => onOrder.reduce((sum, { quantity }) => sum + quantity, 0)

const receive = (shelf: Shelf, day: number): number => {
  const arrived = shelf.onOrder.filter((order) => order.day <= day)
  if (arrived.length === 0) return 0
  shelf.onOrder = shelf.onOrder.filter((order) => order.day > day)
  const quantity = arrived.reduce((sum, order) => sum + order.quantity, 0)
  shelf.lots.push({ quantity, lastSaleDay: day + shelf.product.shelfLifeDays })
  return quantity
}

const throwAway = (shelf: Shelf, day: number): number => {
  const expired = shelf.lots.filter((lot) => lot.lastSaleDay < day)
  if (expired.length > 0) shelf.lots = shelf.lots.filter((lot) => lot.lastSaleDay >= day)
  return expired.reduce((sum, { quantity }) => sum + quantity, 0)
}

/** Lots lie in order of arrival, which is their order of expiry. */
const sell = (shelf: Shelf, wanted: number): number => {
  let left = wanted
  for (const lot of shelf.lots) {
    const taken = Math.min(lot.quantity, left)
    lot.quantity -= taken
    left -= taken
  }
  shelf.lots = shelf.lots.filter(({ quantity }) => quantity > 0)
  return wanted - left
}

const viewOf = (shelf: Shelf, world: ShopWorld, day: number): PlannerView => {
  const { leadDays, leadSpread } = world.vendors[shelf.product.vendor]!
  return {
    product: shelf.product,
    index: shelf.index,
    day,
    firstDay: world.firstDay,
    sold: shelf.sold.subarray(0, day),
    inStock: shelf.inStock.subarray(0, day),
    onHand: onHandOf(shelf),
    lots: shelf.lots,
    onOrder: shelf.onOrder,
    leadDays,
    leadSpread,
    reviewDays: 7,
  }
}
