import { existsSync } from 'node:fs'
import { printPanel } from './accuracy/panel.ts'
import { dataFolder, dailySets, totalSets, uciPanel } from './accuracy/sets.ts'
import { printTotals } from './accuracy/totals.ts'

/**
 * How close the forecasts come on public data none of which they were made for: seasonal naive, Prophet alone as requirement A4
 * sets it, and what the product uses (all models, chosen by pattern and by the product's own past). Every figure is of days
 * or periods after the ones learned from.
 *
 *   node bench/accuracy.ts [UCI products=500] [origins=3]
 */
const [products = 500, origins = 3] = process.argv.slice(2).map(Number)
if (!existsSync(dataFolder)) {
  console.log('Skipped: the public data sets (../shared/data) are not here.')
  process.exit(0)
}
await printPanel(`UCI Online Retail, ${products} busiest products by day`, await uciPanel(products), origins)
for (const [name, panel] of await dailySets()) await printPanel(name, panel, 12)
printTotals(totalSets())
