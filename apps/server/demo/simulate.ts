import { type Day, addDays } from '@suite/kernel'
import { assortmentOf, type DemoProduct } from './catalog.ts'
import { dayFactors, promotion } from './demand.ts'
import { EVERGREEN, packageTag, type EvergreenStore } from './evergreen.ts'
import { personName } from './people.ts'
import { type Chance, createChance } from './random.ts'
import { type DemoLot, Shelf } from './shelf.ts'

/** One row of a sales-by-item report; money in cents. */
export interface DemoSaleLine {
  readonly orderId: number
  readonly orderedAt: string
  readonly budtender: string
  readonly customer: string
  readonly medical: boolean
  readonly product: DemoProduct
  readonly lot: DemoLot
  readonly units: number
  readonly discountCents: number
  readonly loyaltyCents: number
  /** When the goods came back, for return rows (negative units). */
  readonly returnedAt: string | null
}

export interface DemoStoreHistory {
  readonly lines: readonly DemoSaleLine[]
  readonly voided: readonly DemoSaleLine[]
  readonly shelves: readonly Shelf[]
  /** Product-days with demand and an empty shelf. */
  readonly lostDays: number
}

export interface Span {
  readonly firstDay: Day
  readonly lastDay: Day
}

/** Plays a store's days one after another: deliveries, customers, returns, reorders. Same seed, same history. */
export const simulateStore = (store: EvergreenStore, span: Span, seed: number): DemoStoreHistory => {
  const chance = createChance(seed, store.key)
  const shelves = assortmentOf(store).map(
    (product, i) => new Shelf(product, store, vendorOf(product), createChance(seed, store.key, i), span),
  )
  const till = new Till(store, chance, span)
  let serial = 1000
  const nextTag = (): string => packageTag(store, String(serial++))
  let lostDays = 0
  for (let day = span.firstDay; day <= span.lastDay; day = addDays(day, 1)) {
    const picks: Taken[] = []
    const factorOf = dayFactors(day, span.lastDay)
    const fading = day > addDays(span.lastDay, -75)
    for (const shelf of shelves) {
      const { product } = shelf
      shelf.open(day, nextTag)
      const mean = product.unitsPerDay * store.traffic * factorOf(product.category)
      const wanted =
        day < shelf.firstDay ? 0 : chance.poisson(fading && product.story === 'ending' ? mean * 0.45 : mean)
      const sold = Math.min(wanted, shelf.available)
      if (wanted > 0 && sold === 0) lostDays++
      picks.push(...picksOf(shelf, sold, chance))
      shelf.close(day, sold)
    }
    till.serve(day, picks)
  }
  return { lines: till.lines, voided: till.voided, shelves, lostDays }
}

const vendorOf = (product: DemoProduct) => {
  const found = EVERGREEN.vendors.find(({ name }) => name === product.vendor)
  if (found === undefined) throw new Error(`The demo catalogue names an unknown vendor: ${product.vendor}`)
  return found
}

interface Taken {
  readonly product: DemoProduct
  readonly lot: DemoLot
  readonly units: number
}

/** Splits a day's units of a product into what single customers take: mostly one, sometimes two or three. */
const picksOf = (shelf: Shelf, units: number, chance: Chance): Taken[] => {
  const picks: Taken[] = []
  for (let open = units; open > 0;) {
    const roll = chance.next()
    const wanted = Math.min(open, roll < 0.66 ? 1 : roll < 0.92 ? 2 : 3)
    open -= wanted
    for (const { lot, units: part } of shelf.take(wanted))
      picks.push({ product: shelf.product, lot, units: part })
  }
  return picks
}

/** What all lines of an order share. */
type Order = Pick<DemoSaleLine, 'orderId' | 'orderedAt' | 'budtender' | 'customer' | 'medical' | 'returnedAt'>

const BASKET_SIZES = [1, 1, 1, 1, 2, 2, 2, 3, 3, 4] as const
const CUSTOMERS = 1700

/** Rings up a day's picks as orders in the order of the clock. */
class Till {
  readonly lines: DemoSaleLine[] = []
  readonly voided: DemoSaleLine[] = []
  readonly #store: EvergreenStore
  readonly #chance: Chance
  readonly #lastDay: Day
  readonly #returns = new Map<Day, DemoSaleLine[]>()
  #orderId: number

  constructor(store: EvergreenStore, chance: Chance, { lastDay }: Span) {
    this.#store = store
    this.#chance = chance
    this.#lastDay = lastDay
    this.#orderId = 40_000_000 + EVERGREEN.stores.indexOf(store) * 10_000_000
  }

  serve(day: Day, picks: Taken[]): void {
    shuffle(picks, this.#chance)
    const baskets: Taken[][] = []
    for (let at = 0; at < picks.length;) {
      const size = this.#chance.pick(BASKET_SIZES)
      baskets.push(picks.slice(at, at + size))
      at += size
    }
    const times = baskets.map(() => this.#minute()).sort((a, b) => a - b)
    for (const [i, basket] of baskets.entries()) this.#ring(day, times[i] ?? 0, basket)
    this.lines.push(...(this.#returns.get(day) ?? []))
    this.#returns.delete(day)
  }

  /** Minutes after midnight; late afternoon is busiest. */
  #minute(): number {
    const { opens, closes } = this.#store
    const bell = (this.#chance.next() + this.#chance.next() + this.#chance.next()) / 3
    const skewed = Math.min(bell * 1.15, 0.999)
    return Math.floor(opens * 60 + skewed * (closes - opens) * 60)
  }

  #ring(day: Day, minute: number, basket: readonly Taken[]): void {
    const order = this.#order(day, minute)
    const lines = basket.flatMap((pick) => this.#line(day, order, pick))
    const loyal = this.#chance.hit(0.04) && lines[0] !== undefined && lines[0].product.priceCents >= 2000
    const [first, ...rest] = lines
    if (first !== undefined) this.lines.push(loyal ? { ...first, loyaltyCents: 500 } : first, ...rest)
    for (const line of lines) if (this.#chance.hit(0.006)) this.#bringBack(day, line)
    if (this.#chance.hit(0.006)) this.#voidTwin(day, minute, basket)
  }

  #order(day: Day, minute: number): Order {
    const walkIn = this.#chance.hit(0.18)
    const number = Math.floor(this.#chance.next() ** 2 * CUSTOMERS)
    return {
      orderId: this.#orderId++,
      orderedAt: clock(day, minute),
      budtender: this.#chance.pick(this.#store.staff),
      customer: walkIn ? '' : personName(this.#store.key, number),
      medical: this.#chance.hit(this.#store.medicalShare),
      returnedAt: null,
    }
  }

  /** Two units now and then are scanned one by one: two identical rows. */
  #line(day: Day, order: Order, { product, lot, units }: Taken): DemoSaleLine[] {
    const { share, percents } = promotion(day)
    const percent = this.#chance.hit(share) ? this.#chance.pick(percents) : 0
    const times = units === 2 && this.#chance.hit(0.05) ? 2 : 1
    const each = units / times
    const discountCents = Math.round((product.priceCents * each * percent) / 100)
    const line = { ...order, product, lot, units: each, discountCents, loyaltyCents: 0 }
    return Array.from({ length: times }, () => line)
  }

  #bringBack(day: Day, line: DemoSaleLine): void {
    const on = addDays(day, this.#chance.between(1, 6))
    if (on > this.#lastDay) return
    const returned: DemoSaleLine = {
      ...line,
      units: -line.units,
      discountCents: -line.discountCents,
      loyaltyCents: 0,
      returnedAt: clock(on, this.#minute()),
    }
    this.#returns.set(on, [...(this.#returns.get(on) ?? []), returned])
  }

  /** A mistaken order, struck out before the right one was rung up; it moves no stock. */
  #voidTwin(day: Day, minute: number, basket: readonly Taken[]): void {
    const order = this.#order(day, Math.max(minute - 2, this.#store.opens * 60))
    this.voided.push(...basket.flatMap((pick) => this.#line(day, order, pick)))
  }
}

const shuffle = (items: unknown[], chance: Chance): void => {
  for (let i = items.length - 1; i > 0; i--) {
    const j = chance.between(0, i)
    const held = items[i]
    items[i] = items[j]
    items[j] = held
  }
}

/** `11/02/2026 4:20 PM`, as Dutchie writes store time. */
export const clock = (day: Day, minute: number): string => {
  const hour = Math.floor(minute / 60)
  const twelve = hour % 12 === 0 ? 12 : hour % 12
  return `${usDate(day)} ${twelve}:${String(minute % 60).padStart(2, '0')} ${hour < 12 ? 'AM' : 'PM'}`
}

/** `11/02/2026`. */
export const usDate = (day: Day): string => `${day.slice(5, 7)}/${day.slice(8)}/${day.slice(0, 4)}`
