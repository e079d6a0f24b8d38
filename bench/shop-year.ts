import { atEqualStock } from './shop-year/equal-stock.ts'
import { minMax, naiveForecast, ours, trailingVelocity, trailingWithLeadTime } from './shop-year/policies.ts'
import { runYear, type YearResult } from './shop-year/run-year.ts'
import { makeWorld, type ShopWorld } from './shop-year/world.ts'

/**
 * A year of a simulated dispensary under several ways of ordering, each but ours set so that its mean stock value is ours.
 * Usage: node bench/shop-year.ts [seed groups] [shops a group] [products a shop]
 */
const GROUPS = Number(process.argv[2] ?? 5)
const SHOPS = Number(process.argv[3] ?? 2)
const PRODUCTS = Number(process.argv[4] ?? 60)
const SERVICE_LEVEL = 0.95

const policies = (world: ShopWorld): readonly [string, YearResult][] => {
  const own = runYear(world, ours(SERVICE_LEVEL))
  const equal = (
    policyOf: Parameters<typeof atEqualStock>[1],
    least: number,
    most: number,
    steps = 18,
  ): YearResult => atEqualStock(world, policyOf, { stockValue: own.stockValue, least, most, steps }).result
  return [
    ['ours', own],
    ['trailing velocity × weeks', equal(trailingVelocity, 0.5, 12)],
    ['trailing, lead time known', equal(trailingWithLeadTime, -7, 60)],
    ['min/max', equal(minMax, 0.5, 80)],
    ['naive forecast, our rules', equal(naiveForecast, 0.5, 0.999, 8)],
  ]
}

const costOf = ({ lostMargin, wasteCost }: YearResult): number => lostMargin + wasteCost
const total = (results: readonly YearResult[], of: (result: YearResult) => number): number =>
  results.reduce((sum, result) => sum + of(result), 0)
const dollars = (value: number): string => Math.round(value).toLocaleString('en-US')

for (let group = 1; group <= GROUPS; group++) {
  const byPolicy = new Map<string, YearResult[]>()
  for (let shop = 0; shop < SHOPS; shop++)
    for (const [name, result] of policies(makeWorld({ seed: group * 1000 + shop, products: PRODUCTS })))
      byPolicy.set(name, [...(byPolicy.get(name) ?? []), result])
  const rivals = total(byPolicy.get('trailing velocity × weeks') ?? [], costOf)
  console.log(`\nSeed group ${group}: ${SHOPS} shops of ${PRODUCTS} products`)
  for (const [name, results] of byPolicy) {
    const fill = total(results, ({ sold }) => sold) / total(results, ({ wanted }) => wanted)
    const cost = total(results, costOf)
    console.log(
      [
        name.padEnd(26),
        `fill ${(100 * fill).toFixed(2)} %`,
        `lost margin $${dollars(total(results, ({ lostMargin }) => lostMargin))}`.padEnd(22),
        `waste $${dollars(total(results, ({ wasteCost }) => wasteCost))}`.padEnd(14),
        `stock $${dollars(total(results, ({ stockValue }) => stockValue))}`.padEnd(15),
        `profit $${dollars(total(results, ({ profit }) => profit))}`.padEnd(18),
        `lost + waste $${dollars(cost)} (${(100 * (cost / rivals - 1)).toFixed(1)} %)`,
      ].join('  '),
    )
  }
}
