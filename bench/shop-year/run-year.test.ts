import { expect, it } from 'vitest'
import { atEqualStock } from './equal-stock.ts'
import { minMax, ours, trailingVelocity, trailingWithLeadTime } from './policies.ts'
import { runYear, type YearResult } from './run-year.ts'
import { makeWorld } from './world.ts'

const SEEDS = [11, 12, 13]
const small = (seed: number) => makeWorld({ seed, products: 8, historyDays: 200, yearDays: 120 })
const cost = ({ lostMargin, wasteCost }: YearResult): number => lostMargin + wasteCost

it.each([trailingVelocity(3), trailingWithLeadTime(10), minMax(20), ours(0.95, [])].map((p) => [p.name, p]))(
  'under "%s" every unit is sold, wasted or still there, and none is sold that was not wanted',
  (_, policy) => {
    for (const seed of SEEDS) {
      const world = small(seed)
      const year = runYear(world, policy)
      expect(year.openingUnits + year.received).toBe(year.sold + year.wasted + year.closingUnits)
      expect(year.sold).toBeLessThanOrEqual(year.wanted)
      expect(year.fillRate).toBeGreaterThan(0.5)
    }
  },
)

it('is the same year for the same seed, and another for another', () => {
  const year = (seed: number) => runYear(small(seed), trailingVelocity(2))
  expect(year(11)).toEqual(year(11))
  expect(year(12)).not.toEqual(year(11))
})

it('buys nothing the till cannot pay', () => {
  const world = small(11)
  const year = runYear(world, trailingVelocity(40), { openingCash: 2000 })
  expect(year.leastCash).toBeGreaterThanOrEqual(0)
  expect(year.received).toBeLessThan(runYear(world, trailingVelocity(40)).received)
})

it('finds the setting of equal stock', () => {
  const world = small(12)
  const wanted = runYear(world, trailingVelocity(3.3)).stockValue
  const { result } = atEqualStock(world, trailingVelocity, { stockValue: wanted, least: 0.5, most: 12 })
  expect(Math.abs(result.stockValue / wanted - 1)).toBeLessThan(0.01)
})

it('loses and wastes less by forecast errors than by weeks of cover, at the same stock', () => {
  let own = 0
  let rivals = 0
  for (const seed of SEEDS) {
    const world = makeWorld({ seed, products: 12, historyDays: 365, yearDays: 365 })
    const year = runYear(world, ours(0.95, []))
    const rival = atEqualStock(world, trailingVelocity, { ...year, least: 0.5, most: 12 }).result
    own += cost(year)
    rivals += cost(rival)
  }
  expect(own).toBeLessThan(0.8 * rivals)
})
