/*
 * Series per second on one core: our fits against Prophet's Stan model compiled to WebAssembly, on the same seeded
 * 730-day series with the required settings and holidays. The two take turns, so that a busy machine slows both.
 *
 *   node bench/prophet-vs-wasm.ts [OURS=400] [STAN=12]
 */
import { cannabisCalendar, createCalendarFitter, defaultSettings, fitProphet } from '@suite/prophet'
import type { Series } from '@suite/prophet'
import { fitStan, syntheticSeries } from '@suite/prophet/testing'

const historyDays = 730
const horizonDays = 14
const rounds = 4
const ourCount = Number(process.argv[2] ?? 400)
const stanCount = Number(process.argv[3] ?? 12)

const holidays = cannabisCalendar(2022, 2024, { state: 'CO' })
const settings = defaultSettings(historyDays, { holidays })
const fourTwenty = holidays.find((holiday) => holiday.name === '4/20')!.days

/** Products that differ in size, growth, season and noise. */
function product(seed: number): Series {
  const vary = (most: number, step: number): number => (most * ((seed * step) % 17)) / 17
  return syntheticSeries({
    days: historyDays,
    seed,
    level: 5 + vary(200, 3),
    growth: vary(1.5, 5) - 0.5,
    bendAt: 0.3 + vary(0.5, 7),
    bendFactor: vary(3, 11) - 1,
    weekly: 0.1 + vary(0.2, 13),
    yearly: vary(0.2, 2),
    payday: vary(0.1, 6),
    noise: 0.05 + vary(0.4, 4),
    eventDays: fourTwenty,
    eventLift: vary(1.5, 10),
  })
}

const series = Array.from({ length: ourCount }, (_, i) => product(i + 1))
const { days } = series[0]!
const future = Array.from({ length: horizonDays }, (_, i) => days[historyDays - 1]! + 1 + i)
const fitter = createCalendarFitter(days, settings)
const forecaster = fitter.forecaster(future)

interface Contestant {
  readonly name: string
  readonly count: number
  readonly run: (series: Series, index: number) => void
}

const contestants: readonly Contestant[] = [
  { name: 'Stan in WebAssembly, point', count: stanCount, run: (s) => fitStan(s, settings).predict(future) },
  {
    name: 'Stan in WebAssembly, 1,000 paths',
    count: stanCount,
    run: (s) => fitStan(s, settings, { intervals: true }).predict(future),
  },
  { name: 'ours, point', count: ourCount, run: (s) => forecaster.predict(fitter.fit(s.values)) },
  {
    name: 'ours, 1,000 paths, shared draws',
    count: ourCount,
    run: (s) => forecaster.forecast(fitter.fit(s.values)),
  },
  {
    name: 'ours, 1,000 paths, own draws',
    count: ourCount,
    run: (s, index) => forecaster.forecast(fitter.fit(s.values), undefined, { seed: index }),
  },
  {
    name: 'ours, one series at a time, point',
    count: Math.ceil(ourCount / 2),
    run: (s) => forecaster.predict(fitProphet(s, settings)),
  },
]

/** CPU milliseconds per series. */
function timed({ count, run }: Contestant): number {
  const start = process.cpuUsage()
  for (let i = 0; i < count; i++) run(series[i]!, i)
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1000 / count
}

for (const contestant of contestants) timed({ ...contestant, count: Math.min(contestant.count, 40) })
const best = contestants.map(() => Infinity)
for (let round = 0; round < rounds; round++)
  contestants.forEach((contestant, c) => {
    best[c] = Math.min(best[c]!, timed(contestant))
  })

const stanPoint = best[0]!
const stanPaths = best[1]!
console.log(
  `${historyDays} days, ${horizonDays} days ahead, ${holidays.length} holidays, best of ${rounds} rounds, CPU time:`,
)
console.table(
  contestants.map(({ name }, c) => ({
    fit: name,
    'ms per series': Number(best[c]!.toFixed(3)),
    'series/s/core': Math.round(1000 / best[c]!),
    'against Stan': `${((name.includes('paths') ? stanPaths : stanPoint) / best[c]!).toFixed(1)}×`,
  })),
)
