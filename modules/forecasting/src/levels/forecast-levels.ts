import type { Database, TenantContext } from '@suite/db'
import { dayOf } from '@suite/kernel'
import { SHOWN_DAYS, STORED_DAYS } from '../contract.ts'
import { storesInScope, type StoreInScope } from '../queries/series-scope.ts'
import { RunCancelled, type RunInput } from '../run-forecasts.ts'
import { readPage } from '../series-batches.ts'
import type { ProductForecast, ProductSeries } from '../worker/messages.ts'
import { agree, movedBounds, precise, recentShares, type Own } from './agree.ts'
import { forecastAll, judgeStore, nodeId, ownOf, type Verdict } from './judge-store.ts'
import { levelTree, type LevelTree } from './level-tree.ts'
import {
  choiceOf,
  leavesOf,
  nodeSales,
  placedProducts,
  recentUnits,
  type KeptChoice,
  type Leaf,
  type NodeSales,
  type PlacedProduct,
} from './read-store.ts'
import {
  dropOldLevels,
  storeLevels,
  type LevelRow,
  type ProductRow,
  type StoreLevels,
} from './store-levels.ts'

/** Products of an organisation tried in one run, and of one store at least. */
const JUDGED = 160
const LEAST_JUDGED = 12
/** A verdict holds this long: figures that change sides every night help nobody. */
const VERDICT_DAYS = 7
const DAY_MS = 86_400_000

/**
 * After the products: forecasts of lines, categories and stores from their own summed sales, made to agree with the
 * products' numbers, a store at a time. Memory is bounded by one store's forecasts; a store the run has finished before an
 * interruption is not done again.
 * @throws RunCancelled between stores
 */
export const forecastLevels = async (
  database: Database,
  context: TenantContext,
  input: RunInput,
): Promise<void> => {
  const { stores, products } = await database.readTenant(context, async (read) => ({
    stores: await storesInScope(read, input.now),
    products: new Map((await placedProducts(read)).map((one) => [one.productId, one])),
  }))
  for (const store of stores) {
    input.signal.throwIfAborted()
    const done = await levelsOfStore(database, context, { ...input, store, products, stores: stores.length })
    if (done === null) continue
    const { cancelRequested } = await database.withTenant(context, (tx) => storeLevels(tx, done))
    if (cancelRequested) throw new RunCancelled('cancelled')
  }
  await database.withTenant(context, (tx) =>
    dropOldLevels(
      tx,
      stores.map(({ storeId }) => storeId),
    ),
  )
}

interface StoreInput extends RunInput {
  readonly store: StoreInScope
  readonly stores: number
  readonly products: ReadonlyMap<string, PlacedProduct>
}

const levelsOfStore = async (
  database: Database,
  context: TenantContext,
  input: StoreInput,
): Promise<StoreLevels | null> => {
  const { store, products, pool, now, runId } = input
  const known = await database.readTenant(context, async (read) => {
    const choice = await choiceOf(read, store.storeId)
    if (choice?.runId === runId) return null
    const leaves = await leavesOf(read, input)
    const tree = levelTree(leaves)
    const sales = await nodeSales(read, { store, products: products.values(), nodes: tree.nodes })
    const recent = await recentUnits(read, { store, productIds: siblingsOfNew(leaves) })
    return { choice, leaves, tree, sales, recent }
  })
  if (known === null || known.leaves.length === 0) return null
  const { choice, leaves, tree, sales, recent } = known
  const own = await forecastAll(pool, store, seriesOf(sales))
  const shared = sharedDown(tree, leaves, own, recent)
  const fresh = choice === null || now.getTime() - choice.judgedAt.getTime() >= VERDICT_DAYS * DAY_MS
  const verdict = fresh ? await judge(database, context, input, leaves) : choice
  return rowsOf(
    store,
    { tree, leaves, sales, own, shared },
    { ...verdict, runId, judgedAt: fresh ? now : choice.judgedAt },
  )
}

const seriesOf = (sales: readonly (NodeSales | null)[]): ProductSeries[] =>
  sales.flatMap((one, node) => (one === null ? [] : [{ productId: nodeId(node), ...one.demand }]))

/** Tries both ways on some products, as far apart in the store's tree as they go. */
const judge = async (
  database: Database,
  context: TenantContext,
  { store, stores, pool }: StoreInput,
  leaves: readonly Leaf[],
): Promise<Verdict> => {
  const selling = leaves
    .filter(({ ready, mean }) => ready && mean.some((units) => units > 0))
    .sort((a, b) => branchOf(a).localeCompare(branchOf(b)))
  const count = Math.min(selling.length, Math.max(LEAST_JUDGED, Math.floor(JUDGED / stores)))
  const some = Array.from({ length: count }, (_, i) => selling[Math.floor((i * selling.length) / count)]!)
  // the calendar's first day is as far back as any of them can reach
  const keys = some.map(({ productId }) => ({
    productId,
    firstSale: store.calendar.from,
    lastSale: store.calendar.through,
  }))
  const series = count === 0 ? [] : await readPage(database, context, store, keys)
  return judgeStore(
    pool,
    store,
    series.map((one, i) => ({ place: some[i]!, series: fromFirstSale(one) })),
  )
}

const branchOf = ({ category, line }: Leaf): string => `${category}\n${line?.key ?? ''}`

const fromFirstSale = (series: ProductSeries): ProductSeries => {
  const at = Math.max(
    0,
    series.values.findIndex((units) => units > 0),
  )
  const { inStock } = series
  return {
    productId: series.productId,
    firstDay: series.firstDay + at,
    values: series.values.slice(at),
    ...(inStock === undefined ? {} : { inStock: inStock.slice(at) }),
  }
}

/** Products that share a branch with one too new for a forecast. */
const siblingsOfNew = (leaves: readonly Leaf[]): string[] => {
  const branches = new Set(leaves.filter(({ ready }) => !ready).map(branchOf))
  return leaves.filter((leaf) => branches.has(branchOf(leaf))).map(({ productId }) => productId)
}

interface Shared {
  readonly share: number
  readonly mean: readonly number[]
}

/** What is expected of products too new for a forecast: their recent share of the line, or else the category. */
const sharedDown = (
  { tree, nodes }: LevelTree,
  leaves: readonly Leaf[],
  own: ReadonlyMap<string, ProductForecast>,
  recent: ReadonlyMap<string, number>,
): Map<string, Shared> => {
  const shared = new Map<string, Shared>()
  for (const [node] of nodes.entries()) {
    const mean = own.get(nodeId(node))?.mean
    const siblings = tree.children[node]!.filter((child) => child >= nodes.length).map(
      (child) => leaves[child - nodes.length]!,
    )
    if (!mean || siblings.every(({ ready }) => ready)) continue
    const shares = recentShares(siblings.map(({ productId }) => recent.get(productId) ?? 0))
    siblings.forEach(({ productId, ready }, i) => {
      const share = recent.has(productId) ? shares[i]! : 0
      if (!ready) shared.set(productId, { share, mean: mean.map((units) => precise(units * share)) })
    })
  }
  return shared
}

interface Parts {
  readonly tree: LevelTree
  readonly leaves: readonly Leaf[]
  readonly sales: readonly (NodeSales | null)[]
  readonly own: ReadonlyMap<string, ProductForecast>
  readonly shared: ReadonlyMap<string, Shared>
}

const rowsOf = async (store: StoreInScope, parts: Parts, choice: KeptChoice): Promise<StoreLevels> => {
  const { tree, leaves, own, shared } = parts
  const products = leaves.map((leaf): Own | null => {
    if (leaf.ready) return leaf
    const mean = shared.get(leaf.productId)?.mean
    return mean === undefined ? null : { mean, horizonErrors: [], wape: null }
  })
  const levels = tree.nodes.map((_, node) => ownOf(own.get(nodeId(node))))
  const agreed = await agree(tree, { levels, products }, choice.kept, STORED_DAYS)
  const numbers = (node: number): number[] => agreed.map((day) => precise(day[node]!))
  return {
    storeId: store.storeId,
    choice,
    levels: levelRows(store, parts, numbers),
    products: leaves.map((leaf, i) =>
      productRow(leaf, shared.get(leaf.productId), choice.kept, () => numbers(tree.nodes.length + i)),
    ),
  }
}

const levelRows = (
  { calendar }: StoreInScope,
  { tree, sales, own }: Parts,
  numbers: (node: number) => number[],
): LevelRow[] => {
  const counts = tree.tree.children.map(() => 1)
  for (const node of tree.tree.downwards.toReversed()) {
    const children = tree.tree.children[node]!
    if (children.length > 0) counts[node] = children.reduce((sum, child) => sum + counts[child]!, 0)
  }
  return tree.nodes.map((node, at) => {
    const forecast = own.get(nodeId(at))
    const mean = numbers(at)
    const around =
      forecast?.mean && forecast.lower && forecast.upper
        ? { mean: forecast.mean, lower: forecast.lower, upper: forecast.upper }
        : null
    return {
      ...node,
      products: counts[at]!,
      firstDay: dayOf(calendar.through + 1),
      mean,
      ...(around === null ? { lower: mean, upper: mean } : movedBounds(mean, around)),
      ownMean: forecast?.mean ?? null,
      sold: lastDays(sales[at]?.demand.values),
      model: forecast?.model ?? null,
      modelVersion: forecast?.modelVersion ?? null,
      wape: forecast?.wape ?? null,
      skill: forecast?.skill ?? null,
      coverage: forecast?.coverage ?? null,
      confidence: forecast?.confidence ?? null,
      minorPerUnit: sales[at]?.minorPerUnit ?? null,
    }
  })
}

/** Units of the last days; null where the store was closed. */
const lastDays = (values: Float64Array = new Float64Array(0)): (number | null)[] =>
  [...values.subarray(-STORED_DAYS)].map((units) => (Number.isNaN(units) ? null : precise(units)))

const productRow = (
  leaf: Leaf,
  shared: Shared | undefined,
  kept: KeptChoice['kept'],
  numbers: () => number[],
): ProductRow => {
  const place = { productId: leaf.productId, category: leaf.category, lineKey: leaf.line?.key ?? null }
  if (!leaf.ready)
    return {
      ...place,
      lineShare: shared?.share ?? null,
      sharedMean: shared === undefined ? null : numbers(),
      movedUnits: 0,
      moved: null,
    }
  if (kept === 'products') return { ...place, lineShare: null, sharedMean: null, movedUnits: 0, moved: null }
  const mean = numbers()
  const first = fortnight(mean)
  return {
    ...place,
    lineShare: null,
    sharedMean: null,
    movedUnits: precise(first - fortnight(leaf.mean)),
    moved: { mean, ...movedBounds(mean, leaf), unitsPerDay: precise(first / SHOWN_DAYS) },
  }
}

const fortnight = (mean: readonly number[]): number =>
  mean.slice(0, SHOWN_DAYS).reduce((sum, units) => sum + units, 0)
