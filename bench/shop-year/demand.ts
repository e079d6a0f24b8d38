import { dayOf } from '@suite/kernel'
import type { RandomStream } from '@suite/prophet'
import { negativeBinomial, wholeBetween } from './chance.ts'

/** Sunday first: cannabis sells towards the weekend. */
const WEEK = [0.86, 0.8, 0.84, 0.92, 1.04, 1.34, 1.2]
/** Month and day of events, and what they multiply sales by. */
const EVENTS: Readonly<Record<string, number>> = {
  '04-19': 1.7,
  '04-20': 2.6,
  '07-04': 1.2,
  '07-10': 1.3,
  '12-24': 1.3,
  '12-31': 1.4,
  '12-25': 0.5,
}
const PROMOTIONS_A_YEAR = 5
/** Standard deviation of the weekly step of the logarithm of the level. */
const DRIFT = 0.035

/** Units a day wanted of one product: a level that wanders, calendar effects, promotions, and chance. */
export const demandOf = (
  random: RandomStream,
  product: {
    readonly rate: number
    readonly days: number
    readonly historyDays: number
    readonly firstDay: number
  },
): Float64Array => {
  const { rate, days, firstDay } = product
  const size = 1.5 + 4 * random.uniform()
  const weekdayStrength = 0.5 + random.uniform()
  const eventStrength = 0.3 + random.uniform()
  const summer = 0.15 * random.normal()
  const trend = 0.25 * random.normal()
  const promoted = promotions(random, days)
  const { from, jumpDay, jump, fadesFrom } = lifeOf(random, product)
  let wander = 0
  return Float64Array.from({ length: days }, (_, i) => {
    if (i % 7 === 0) wander += DRIFT * random.normal()
    if (i < from) return 0
    const day = firstDay + i
    const year = Math.cos((2 * Math.PI * (day % 365.25)) / 365.25 - 3.4)
    const level = Math.exp(wander + (trend * (i - days / 2)) / 365 + summer * year)
    const shift = (i >= jumpDay ? jump : 1) * Math.exp(-Math.max(0, i - fadesFrom) / 60)
    const mean =
      rate *
      level *
      shift *
      WEEK[(day + 4) % 7]! ** weekdayStrength *
      eventOn(day) ** eventStrength *
      payday(day) *
      (promoted.has(i) ? 1.8 : 1)
    return negativeBinomial(random, mean, size)
  })
}

const eventOn = (day: number): number => EVENTS[dayOf(day).slice(5)] ?? 1

const payday = (day: number): number => {
  const date = Number(dayOf(day).slice(8))
  return date <= 2 || date === 15 || date === 16 ? 1.12 : 1
}

const promotions = (random: RandomStream, days: number): Set<number> => {
  const on = new Set<number>()
  for (let n = Math.round((PROMOTIONS_A_YEAR * days) / 365); n > 0; n--) {
    const from = wholeBetween(random, 0, days - 1)
    for (let i = 0; i < 3; i++) on.add(from + i)
  }
  return on
}

/** One in eight is new within the history, one in ten jumps in the year ahead, one in twelve fades out in it. */
const lifeOf = (
  random: RandomStream,
  { days, historyDays }: { readonly days: number; readonly historyDays: number },
) => ({
  from: random.uniform() < 1 / 8 ? wholeBetween(random, historyDays - 300, historyDays - 60) : 0,
  jumpDay: random.uniform() < 0.1 ? wholeBetween(random, historyDays, days - 1) : Number.POSITIVE_INFINITY,
  jump: random.uniform() < 0.5 ? 1.8 : 0.5,
  fadesFrom:
    random.uniform() < 1 / 12 ? wholeBetween(random, historyDays, days - 1) : Number.POSITIVE_INFINITY,
})
