import { seededRandom, type RandomStream } from '@suite/prophet'
import { gamma, lognormal, wholeBetween } from './chance.ts'
import { demandOf } from './demand.ts'

/** A vendor's terms, and how long it really takes. */
export interface ShopVendor {
  /** Mean and standard deviation of the days from order to shelf. */
  readonly leadDays: number
  readonly leadSpread: number
  /** Weekday on which it takes orders, 0 = Sunday; a week lies between two orders. */
  readonly orderWeekday: number
  /** Days from an order placed on the index-th day to the shelf; drawn once, so that every policy meets the same. */
  readonly arrivesAfter: readonly number[]
}

/** A product and what customers would buy of it if the shelf were never empty. */
export interface ShopProduct {
  readonly price: number
  readonly cost: number
  readonly casePack: number
  readonly moq: number
  /** Days a lot can be sold from its arrival. */
  readonly shelfLifeDays: number
  readonly vendor: number
  /** Units wanted per day, history first. */
  readonly demand: Float64Array
}

/** A shop with two years behind it and one ahead. Day 0 is `firstDay` (days since 1970-01-01). */
export interface ShopWorld {
  readonly firstDay: number
  readonly historyDays: number
  readonly days: number
  readonly vendors: readonly ShopVendor[]
  readonly products: readonly ShopProduct[]
}

export interface WorldOptions {
  readonly seed: number
  readonly products?: number
  readonly historyDays?: number
  readonly yearDays?: number
}

/** 2023-01-01, a Sunday. */
const FIRST_DAY = 19_358
const VENDORS = 8

/**
 * A dispensary drawn from a seed: rates from a unit in two weeks to twenty a day (most sales in a fifth of the products),
 * weekly, yearly, payday and 4/20 patterns, promotions nobody told the planner of, products that are new, fade or jump,
 * vendors of 2 to 14 days that are late at times, lots that expire after 45 to 360 days.
 */
export const makeWorld = ({
  seed,
  products = 60,
  historyDays = 730,
  yearDays = 365,
}: WorldOptions): ShopWorld => {
  const random = seededRandom(seed)
  const days = historyDays + yearDays
  const vendors = Array.from({ length: VENDORS }, () => makeVendor(random, days))
  return {
    firstDay: FIRST_DAY,
    historyDays,
    days,
    vendors,
    products: Array.from({ length: products }, (_, i) =>
      makeProduct(seededRandom(seed * 100_003 + i + 1), { days, historyDays, vendor: i % VENDORS }),
    ),
  }
}

const makeVendor = (random: RandomStream, days: number): ShopVendor => {
  const leadDays = wholeBetween(random, 2, 14)
  const leadSpread = leadDays * (0.1 + 0.4 * random.uniform())
  const shape = (leadDays / leadSpread) ** 2
  return {
    leadDays,
    leadSpread,
    orderWeekday: wholeBetween(random, 1, 5),
    arrivesAfter: Array.from({ length: days }, () =>
      Math.max(1, Math.round(gamma(random, shape, leadDays / shape))),
    ),
  }
}

const makeProduct = (
  random: RandomStream,
  { days, historyDays, vendor }: { days: number; historyDays: number; vendor: number },
): ShopProduct => {
  const rate = Math.min(20, Math.max(0.07, lognormal(random, 0.9, 1.3)))
  const price = wholeBetween(random, 12, 60)
  const casePack = [1, 4, 6, 10, 12][wholeBetween(random, 0, 4)]!
  return {
    price,
    cost: Math.round(price * (0.42 + 0.16 * random.uniform()) * 100) / 100,
    casePack: rate < 0.3 ? 1 : casePack,
    moq: 0,
    shelfLifeDays: [45, 60, 90, 180, 360][wholeBetween(random, 0, 4)]!,
    vendor,
    demand: demandOf(random, { rate, days, historyDays, firstDay: FIRST_DAY }),
  }
}
