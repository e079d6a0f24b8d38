import { type Day, addDays, epochDay, weekday } from '@suite/kernel'
import type { DemoProduct } from './catalog.ts'
import type { EvergreenStore, EvergreenVendor } from './evergreen.ts'
import type { Chance } from './random.ts'

export interface DemoLot {
  readonly tag: string
  readonly batch: string
  readonly expiresOn: Day
  readonly room: string
  left: number
}

interface Delivery {
  readonly arrives: Day
  readonly units: number
}

const MEMORY_DAYS = 14

/** One product on one store's shelf: lots first in first out, deliveries under way, and a buyer who reorders by habit. */
export class Shelf {
  readonly product: DemoProduct
  /** First day the product is on sale. */
  readonly firstDay: Day
  readonly #vendor: EvergreenVendor
  readonly #chance: Chance
  readonly #lastDay: Day
  readonly #pace: number
  #lots: DemoLot[] = []
  #lastLot: DemoLot | null = null
  #deliveries: Delivery[] = []
  #sold: number[] = []

  constructor(
    product: DemoProduct,
    store: EvergreenStore,
    vendor: EvergreenVendor,
    chance: Chance,
    span: { firstDay: Day; lastDay: Day },
  ) {
    this.product = product
    this.#vendor = vendor
    this.#chance = chance
    this.#lastDay = span.lastDay
    this.#pace = product.unitsPerDay * store.traffic
    const launch = addDays(span.lastDay, -chance.between(9, 25))
    const startsLate = product.story === 'new' && launch > span.firstDay
    this.firstDay = startsLate ? launch : span.firstDay
    const first = this.#inCases(this.#pace * (startsLate ? 32 : 24))
    this.#deliveries.push({ arrives: this.firstDay, units: first })
  }

  get available(): number {
    let units = 0
    for (const lot of this.#lots) units += lot.left
    return units
  }

  /** Morning: deliveries are put away, expired lots leave the shelf. */
  open(day: Day, nextTag: () => string): void {
    if (this.#lots.some((lot) => lot.left === 0 || lot.expiresOn < day))
      this.#lots = this.#lots.filter((lot) => lot.left > 0 && lot.expiresOn >= day)
    if (this.#deliveries.every(({ arrives }) => arrives !== day)) return
    for (const { units } of this.#deliveries.filter(({ arrives }) => arrives === day))
      this.#putAway(day, units, nextTag())
    this.#deliveries = this.#deliveries.filter(({ arrives }) => arrives !== day)
  }

  /** Takes up to `units` from the oldest lots. */
  take(units: number): { lot: DemoLot; units: number }[] {
    const taken: { lot: DemoLot; units: number }[] = []
    let open = units
    for (const lot of this.#lots) {
      const part = Math.min(open, lot.left)
      if (part <= 0) continue
      lot.left -= part
      open -= part
      taken.push({ lot, units: part })
    }
    return taken
  }

  /** Evening: remembers what sold and orders when the vendor takes orders. */
  close(day: Day, sold: number): void {
    this.#sold.push(sold)
    if (this.#sold.length > MEMORY_DAYS) this.#sold.shift()
    if (this.#ordersToday(day)) this.#order(day)
  }

  /** What an inventory export lists: lots with stock, or the last lot at zero. */
  listed(): DemoLot[] {
    const stocked = this.#lots.filter((lot) => lot.left > 0)
    if (stocked.length > 0 || this.#lastLot === null) return stocked
    return [{ ...this.#lastLot, left: 0 }]
  }

  #putAway(day: Day, units: number, tag: string): void {
    const lot: DemoLot = {
      tag,
      batch: `${this.product.brand.slice(0, 2).toUpperCase()}-${day.slice(2, 4)}${day.slice(5, 7)}${day.slice(8)}-${tag.slice(-3)}`,
      expiresOn: this.#expiry(day),
      room: this.#chance.hit(0.7) ? 'Sales Floor' : 'Vault',
      left: units,
    }
    this.#lots.push(lot)
    this.#lastLot = lot
  }

  #expiry(day: Day): Day {
    if (this.product.story === 'expiring' && addDays(day, 110) > this.#lastDay)
      return addDays(this.#lastDay, this.#chance.between(5, 34))
    return addDays(day, this.product.shelfLifeDays - this.#chance.between(10, 60))
  }

  #ordersToday(day: Day): boolean {
    if (day < this.firstDay || !this.#vendor.orderWeekdays.includes(weekday(day))) return false
    return this.#vendor.reviewDays <= 7 || Math.floor(epochDay(day) / 7) % 2 === 0
  }

  /** Orders up to what lead time, review and a little safety would sell at the recent pace; now and then it goes wrong. */
  #order(day: Day): void {
    const recent = this.#sold.reduce((sum, units) => sum + units, 0) / Math.max(this.#sold.length, 1)
    const pace = Math.max(recent, this.#pace * 0.5)
    const { leadTimeDays, reviewDays } = this.#vendor
    const position = this.available + this.#deliveries.reduce((sum, delivery) => sum + delivery.units, 0)
    const generous = this.product.story === 'overstock' || this.product.story === 'expiring' ? 2.6 : 1
    if (position >= pace * (leadTimeDays + reviewDays + 4) * generous) return
    const units = this.#inCases(
      (pace * (leadTimeDays + reviewDays * 2 + 7) * generous - position) * this.#shipped(),
    )
    const arrives = addDays(day, leadTimeDays + this.#delay())
    if (units > 0 && !this.#neglected(arrives)) this.#deliveries.push({ arrives, units })
  }

  #delay(): number {
    return this.#chance.hit(0.07) ? this.#chance.between(4, 10) : this.#chance.between(-1, 1)
  }

  #shipped(): number {
    return this.#chance.hit(0.04) ? 0.5 : 1
  }

  /** The stories of the last weeks: the buyer forgot the product, or let it run out on purpose. */
  #neglected(arrives: Day): boolean {
    const since =
      { stock_out: 27, low: 13, ending: 60 }[this.product.story as 'stock_out' | 'low' | 'ending'] ?? 0
    return since > 0 && arrives > addDays(this.#lastDay, -since)
  }

  #inCases(units: number): number {
    return Math.max(Math.ceil(units / this.product.casePack), 0) * this.product.casePack
  }
}
