import { performance } from 'node:perf_hooks'
import { ask, type Caller } from './callers.ts'

/** How quickly one screen answered. Milliseconds, to a tenth. */
export interface Figure {
  readonly screen: string
  readonly asked: number
  readonly p50: number
  readonly p95: number
  /** Median of one person asking alone, each shop once and for the first time in a while, so that no answer is at hand. */
  readonly alone: number
}

const SECONDS = 20
/** People look at a screen before they ask for the next one, this long on average, milliseconds. */
const THINK_MS = 3000

/** The screens by what they ask for; `:product` is one of the shop's own. */
const SCREENS: readonly (readonly [string, string])[] = [
  ['dashboard', '/dashboard'],
  ['product list', '/products?limit=50'],
  ['products by risk', '/products?limit=50&sort=risk'],
  ['products, search', '/products?limit=50&search=flower'],
  ['product page', '/products/:product'],
  ['product forecast', '/stores/:store/products/:product/forecast'],
  ['reorder list', '/reorder?limit=50'],
  ['expiry planner', '/expiry?limit=50'],
  ['sales by day', '/reports/sales?by=day&from=:from&to=:to'],
  ['sales by product', '/reports/sales?by=product&from=:from&to=:to&limit=50'],
  ['stock value', '/reports/valuation?asOf=:to&limit=50'],
  ['alerts', '/alerts?state=open&limit=50'],
]

/** One asks each screen of each shop alone; then all people go from screen to screen, each at their own pace. */
export const measure = async (who: {
  readonly shops: readonly Caller[]
  readonly people: readonly Caller[]
  readonly warm: readonly Caller[]
}): Promise<Figure[]> => {
  for (let round = 0; round < 5; round++) await eachScreen(who.warm)
  const alone = await eachScreen(who.shops)
  const together = await allAtOnce(who.people)
  return SCREENS.map(([screen], n) => ({
    screen,
    asked: together[n]!.length,
    p50: quantile(together[n]!, 0.5),
    p95: quantile(together[n]!, 0.95),
    alone: quantile(alone[n]!, 0.5),
  }))
}

/** Milliseconds by screen, a caller after the other. */
const eachScreen = async (callers: readonly Caller[]): Promise<number[][]> => {
  const times = SCREENS.map((): number[] => [])
  for (const caller of callers) {
    const paths = await pathsOf(caller)
    for (const [screen, path] of paths.entries()) times[screen]!.push(await timed(caller, path))
  }
  return times
}

const allAtOnce = async (people: readonly Caller[]): Promise<number[][]> => {
  const paths = await Promise.all(people.map(pathsOf))
  const times = SCREENS.map((): number[] => [])
  const end = performance.now() + SECONDS * 1000
  const visit = async (n: number): Promise<void> => {
    // everybody begins elsewhere, at another moment
    await pause((THINK_MS * n) / people.length)
    for (let at = n; performance.now() < end; at++) {
      const screen = at % SCREENS.length
      times[screen]!.push(await timed(people[n]!, paths[n]![screen]!))
      await pause(THINK_MS * (0.5 + ((at * 7919) % 1000) / 1000))
    }
  }
  await Promise.all(people.map((_, n) => visit(n)))
  return times
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

const timed = async (caller: Caller, path: string): Promise<number> => {
  const started = performance.now()
  const { status, body } = await ask(caller.base, 'GET', path, caller.accessToken)
  if (status !== 200) throw new Error(`${path} answered ${status}: ${body.slice(0, 300)}`)
  return performance.now() - started
}

const pathsOf = async (caller: Caller): Promise<string[]> => {
  const { body } = await ask(caller.base, 'GET', '/reorder?limit=1&show=all', caller.accessToken)
  const [item] = (JSON.parse(body) as { items: { productId: string }[] }).items
  if (item === undefined) throw new Error('The shop has no products.')
  const day = (back: number): string => new Date(Date.now() - back * 86_400_000).toISOString().slice(0, 10)
  return SCREENS.map(([, path]) =>
    path
      .replaceAll(':product', item.productId)
      .replaceAll(':store', caller.storeId)
      .replaceAll(':from', day(91))
      .replaceAll(':to', day(1)),
  )
}

const quantile = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((a, b) => a - b)
  const value = sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
  return Math.round(value * 10) / 10
}
