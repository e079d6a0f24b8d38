import type { Day } from '@suite/kernel'
import { assortmentOf } from './catalog.ts'
import { dayFactors, promotion } from './demand.ts'
import type { EvergreenStore } from './evergreen.ts'
import { createChance, type Chance } from './random.ts'

/** A sale somebody will want on a day: what stands on the shelf then decides what they get. */
export interface WantedSale {
  /** Seconds after local midnight. */
  readonly second: number
  readonly medical: boolean
  readonly lines: readonly { readonly sku: string; readonly units: number; readonly percentOff: number }[]
}

const BASKET_SIZES = [1, 1, 1, 1, 2, 2, 2, 3, 3, 4] as const

/**
 * What the customers of a store want on a day after the history, in the order of the clock: the same demand the history was
 * made of. The same seed gives the same day.
 */
export const liveDay = (store: EvergreenStore, day: Day, lastDay: Day, seed: number): WantedSale[] => {
  const chance = createChance(seed, store.key, 'live', day)
  const factorOf = dayFactors(day, lastDay)
  const picks = assortmentOf(store).flatMap(({ sku, unitsPerDay, category }) =>
    split(sku, chance.poisson(unitsPerDay * store.traffic * factorOf(category)), chance),
  )
  const order = picks.map((pick) => ({ pick, place: chance.next() })).toSorted((a, b) => a.place - b.place)
  const wanted: WantedSale[] = []
  for (let at = 0; at < order.length;) {
    const size = chance.pick(BASKET_SIZES)
    const basket = order.slice(at, at + size)
    at += size
    wanted.push({
      second: secondOf(store, chance),
      medical: chance.hit(store.medicalShare),
      lines: basket.map(({ pick }) => ({ ...pick, percentOff: percentOff(day, chance) })),
    })
  }
  return wanted.toSorted((one, other) => one.second - other.second)
}

const split = (sku: string, units: number, chance: Chance): { sku: string; units: number }[] => {
  const picks: { sku: string; units: number }[] = []
  for (let open = units; open > 0;) {
    const roll = chance.next()
    const taken = Math.min(open, roll < 0.66 ? 1 : roll < 0.92 ? 2 : 3)
    open -= taken
    picks.push({ sku, units: taken })
  }
  return picks
}

const percentOff = (day: Day, chance: Chance): number => {
  const { share, percents } = promotion(day)
  return chance.hit(share) ? chance.pick(percents) : 0
}

/** Late afternoon is busiest. */
const secondOf = ({ opens, closes }: EvergreenStore, chance: Chance): number => {
  const bell = (chance.next() + chance.next() + chance.next()) / 3
  return Math.floor(opens * 3600 + Math.min(bell * 1.15, 0.999) * (closes - opens) * 3600)
}
