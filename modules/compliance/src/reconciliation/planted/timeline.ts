import { DEFAULT_LAGS, type HoldSpan, type StateOfPackage } from '../engine/facts.ts'
import type { Parts } from '../engine/parts.ts'
import { chance, type Chance } from './chance.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
export const NOW = Date.UTC(2026, 3, 20, 18)
/** History begins here; the receipts of the first day are there only so that later ones find their fellows. */
export const HISTORY_FROM = NOW - 6 * DAY
export const JUDGED_FROM = NOW - 5 * DAY
/** What is planted lies before this, so that every source has had its time. */
export const OLD = NOW - 4 * HOUR

/** A receipt at the state. The delays are those until it can be read, and until the package's figure shows it. */
export interface PlannedReport {
  stateId: string
  number: string | null
  at: number
  postedAt: number
  quantity: Parts
  unit: string
  voidedAt: number | null
  readAfter: number
  countedAfter: number
}

export interface PlannedSale {
  number: string
  at: number
  quantity: Parts
  amountMinor: number
  voidedAt: number | null
  /** Until we can read it at the till, and until the till's inventory shows it. */
  readAfter: number
  countedAfter: number
  reports: PlannedReport[]
  /** Already part of something planted. */
  used: boolean
}

export interface PlannedMove {
  at: number
  quantity: Parts
  atPos: number
  atState: number
  inStateAt: number
}

/** A package's whole story, before anybody looks at it. */
export interface PlannedPackage {
  tag: string
  productId: string
  productName: string
  price: string
  category: string
  unit: 'each' | 'g'
  stateUnit: string
  casePack: number
  received: Parts
  receivedAt: number
  sales: PlannedSale[]
  /** Reports nobody sold. */
  orphans: PlannedReport[]
  moves: PlannedMove[]
  room: string
  stateRoom: string
  offShelf: Parts
  offPos: Parts
  offState: Parts
  hidden: Set<'shelf' | 'pos' | 'state'>
  elsewhere: string | null
  /** When the state closed it. */
  closedAt: number | null
  history: StateOfPackage[]
  holds: HoldSpan[]
  expiresOn: string | null
  posPrice: string
  posName: string
  stateCategory: string
  posUnit: string
  /** Nothing happened to it lately. */
  quiet: boolean
  /** What its quantities already carry: a second one could not be told apart. */
  residual: boolean
  /** What one of its sides says of it beside quantities is wrong. */
  marked: boolean
}

/** How a shop keeps its books. */
export interface Habits {
  /** Whether the state is told the till's receipt numbers. */
  readonly numbered: boolean
  readonly random: Chance
  nextNumber(): string
  nextStateId(): string
}

export const habitsOf = (seed: number): Habits => {
  const random = chance(seed)
  let number = 1000
  let stateId = 50_000
  return {
    random,
    numbered: random.is(0.8),
    nextNumber: () => `T-${++number}`,
    nextStateId: () => String(++stateId),
  }
}

/** Grams a state that keeps ounces is told, in ten-thousandths of an ounce. */
const toldIn = (quantity: Parts, stateUnit: string): Parts =>
  stateUnit === 'Ounces' ? Math.round(quantity / 28.349523125) : quantity

/** The report a till would make of a sale. */
export const reportOf = (sale: PlannedSale, stateUnit: string, habits: Habits): PlannedReport => {
  const { random } = habits
  const { report, mirror } = DEFAULT_LAGS
  return {
    stateId: habits.nextStateId(),
    number: habits.numbered ? sale.number : null,
    at: sale.at + (habits.numbered ? random.whole(-5, 5) * MINUTE : 0),
    postedAt: sale.at + random.whole(0, report),
    quantity: toldIn(sale.quantity, stateUnit),
    unit: stateUnit,
    voidedAt: null,
    readAfter: random.whole(0, mirror),
    countedAfter: random.whole(0, mirror),
  }
}

/** A package on whose story all sides agree, as soon as they have heard of it. */
export const plannedPackage = (place: number, habits: Habits): PlannedPackage => {
  const { random } = habits
  const unit = random.is(0.4) ? 'g' : 'each'
  const quiet = random.is(0.7)
  const product = Math.floor(place / 2)
  const price = (random.whole(500, 6000) / 100).toFixed(2)
  const room = random.pick(['Sales Floor', 'Vault', 'Back Stock'])
  const category = unit === 'g' ? 'flower' : 'edibles'
  const planned: PlannedPackage = {
    tag: `1A4FF0300000001${String(place).padStart(9, '0')}`,
    productId: `product-${product}-${unit}`,
    productName: `Product ${product} ${unit}`,
    price,
    category,
    unit,
    stateUnit: unit === 'each' ? 'Each' : random.is(0.3) ? 'Ounces' : 'Grams',
    casePack: unit === 'each' && random.is(0.3) ? 12 : 1,
    received: random.whole(800, 2000) * 10_000,
    receivedAt: HISTORY_FROM - random.whole(1, 40) * DAY,
    sales: [],
    orphans: [],
    moves: [],
    room,
    stateRoom: room === 'Sales Floor' ? 'Retail' : room,
    offShelf: 0,
    offPos: 0,
    offState: 0,
    hidden: new Set(),
    elsewhere: null,
    closedAt: null,
    history: [{ at: HISTORY_FROM, onHold: false, onRecall: false, labState: 'TestPassed' }],
    holds: [],
    expiresOn: random.is(0.5) ? '2026-11-30' : null,
    posPrice: price,
    posName: `Product ${product} ${unit}`,
    stateCategory: category,
    posUnit: unit === 'each' ? 'each' : 'grams',
    quiet,
    residual: false,
    marked: false,
  }
  if (random.is(0.05)) return justArrived(planned, habits)
  addSales(planned, habits)
  addMoves(planned, habits)
  return planned
}

/** A delivery that one side has taken in and the other not yet. Nothing can be planted on it. */
const justArrived = (planned: PlannedPackage, { random }: Habits): PlannedPackage => {
  planned.receivedAt = NOW - random.whole(1, 180) * MINUTE
  if (random.is(0.5)) planned.hidden.add('state')
  else planned.hidden.add('pos').add('shelf')
  planned.quiet = false
  return planned
}

/** Far enough apart that a report without a number can belong to one sale only. */
const APART = 25 * MINUTE

const addSales = (planned: PlannedPackage, habits: Habits): void => {
  const { random } = habits
  const last = planned.quiet ? OLD : NOW
  for (let at = HISTORY_FROM + random.whole(0, 600) * MINUTE; at < last;) {
    const sale = saleAt(at, planned, habits)
    planned.sales.push(sale)
    const burst = habits.numbered && random.is(0.2)
    const isLate = !planned.quiet && at > NOW - DAY
    at += burst ? random.whole(0, 120) * 1000 : APART + random.whole(0, isLate ? 40 : 900) * MINUTE
  }
}

const saleAt = (at: number, planned: PlannedPackage, habits: Habits): PlannedSale => {
  const { random } = habits
  const { report, mirror } = DEFAULT_LAGS
  const quantity =
    planned.unit === 'each' ? random.whole(1, 3) * 10_000 : random.pick([35_000, 70_000, 10_000])
  const sale: PlannedSale = {
    number: habits.nextNumber(),
    at,
    quantity,
    amountMinor: Math.round((quantity / 10_000) * Number(planned.price) * 100),
    voidedAt: random.is(0.05) ? at + random.whole(1, 60) * MINUTE : null,
    readAfter: random.whole(0, mirror),
    countedAfter: random.whole(0, mirror),
    reports: [],
    used: false,
  }
  // a sale struck out before the till got round to reporting it never reaches the state
  if (sale.voidedAt !== null && sale.voidedAt - at < report && random.is(0.3)) return sale
  const told = reportOf(sale, planned.stateUnit, habits)
  if (sale.voidedAt !== null) told.voidedAt = Math.max(told.postedAt, sale.voidedAt) + random.whole(0, report)
  if (told.voidedAt !== null && sale.voidedAt !== null)
    told.voidedAt = Math.min(told.voidedAt, Math.max(told.postedAt, sale.voidedAt + report))
  sale.reports.push(told)
  return sale
}

const addMoves = (planned: PlannedPackage, { random }: Habits): void => {
  const { report, mirror } = DEFAULT_LAGS
  const last = planned.quiet ? OLD : NOW
  while (random.is(0.3)) {
    const at = random.whole(HISTORY_FROM, last)
    const inStateAt = at + random.whole(0, report)
    planned.moves.push({
      at,
      quantity: -random.whole(1, 4) * 10_000,
      atPos: at + random.whole(0, report + mirror),
      inStateAt,
      atState: inStateAt + random.whole(0, mirror),
    })
  }
}
