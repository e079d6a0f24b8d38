import { sql, type Read } from '@suite/db'
import type { StoreInScope } from '../queries/series-scope.ts'
import { dailyDemand, type DailyDemand } from '../rules/daily-demand.ts'
import type { LevelNode } from './level-tree.ts'
import { lineOf, type Line } from './line-of.ts'

/** A product of the organisation with its line. */
export interface PlacedProduct {
  readonly productId: string
  readonly category: string
  readonly line: Line | null
}

/** A product's forecast as the run left it; arrays start at the same day for all products of a store. */
export interface Leaf extends PlacedProduct {
  readonly ready: boolean
  readonly mean: readonly number[]
  readonly lower: readonly number[]
  readonly upper: readonly number[]
  readonly horizonErrors: readonly number[]
  readonly wape: number | null
}

/** The last verdict on a store. */
export interface KeptChoice {
  readonly runId: string
  readonly kept: 'reconciled' | 'products'
  readonly trials: number
  readonly judgedProducts: number
  readonly productsWape: number | null
  readonly reconciledWape: number | null
  readonly judgedAt: Date
}

interface ProductRow {
  productId: string
  category: string
  name: string
  brand: string | null
  strain: string | null
}

/** Every product that can be sold, those no longer on the shelf too: a line's past is all its strains'. */
export const placedProducts = async (read: Read): Promise<PlacedProduct[]> => {
  const { rows } = await sql<ProductRow>`
    select id as "productId", category, name, brand, strain from products
    where organization_id = ${read.context.organizationId} and not is_service order by id`.execute(read.db)
  const placed = rows.map((row) => ({ productId: row.productId, category: row.category, line: lineOf(row) }))
  const sizes = new Map<string, number>()
  for (const { line } of placed) if (line !== null) sizes.set(line.key, (sizes.get(line.key) ?? 0) + 1)
  // a line of one product is that product
  return placed.map((one) =>
    one.line !== null && sizes.get(one.line.key)! < 2 ? { ...one, line: null } : one,
  )
}

/** The forecasts a run has written for a store whose arrays start on the day after its books end. */
export const leavesOf = async (
  read: Read,
  input: {
    readonly store: StoreInScope
    readonly runId: string
    readonly products: ReadonlyMap<string, PlacedProduct>
  },
): Promise<Leaf[]> => {
  const { rows } = await sql<Omit<Leaf, keyof PlacedProduct> & { productId: string }>`
    select product_id as "productId", status = 'ready' as ready, coalesce(mean, '{}') as mean, coalesce(lower, '{}') as lower,
      coalesce(upper, '{}') as upper, coalesce(horizon_errors, '{}') as "horizonErrors", wape
    from forecasts
    where organization_id = ${read.context.organizationId} and store_id = ${input.store.storeId} and run_id = ${input.runId}
      and (first_day is null or first_day = date '1970-01-01' + ${input.store.calendar.through + 1}::integer)
    order by product_id`.execute(read.db)
  return rows.flatMap((row) => {
    const place = input.products.get(row.productId)
    return place === undefined ? [] : [{ ...row, ...place }]
  })
}

/** The verdict a store goes by; null before the first. */
export const choiceOf = async (read: Read, storeId: string): Promise<KeptChoice | null> => {
  const { rows } = await sql<KeptChoice>`
    select run_id as "runId", kept, trials, judged_products as "judgedProducts", products_wape as "productsWape",
      reconciled_wape as "reconciledWape", judged_at as "judgedAt"
    from forecast_level_choices where organization_id = ${read.context.organizationId} and store_id = ${storeId}`.execute(
    read.db,
  )
  return rows[0] ?? null
}

/** Summed sales of a node, and what a unit brought lately. */
export interface NodeSales {
  readonly demand: DailyDemand
  /** Net sales ÷ units of the last four weeks in cents; null without sales. */
  readonly minorPerUnit: number | null
}

const RECENT_DAYS = 28

interface SumRow {
  node: number
  days: string
  units: string
  recentUnits: number
  recentMinor: number
}

/**
 * Units a day of every node above the products, summed over all that was ever sold below it. Sales come summed by the
 * lowest node they belong to, then add up in memory. Products below none of the nodes count for the store alone.
 */
export const nodeSales = async (
  read: Read,
  input: {
    readonly store: StoreInScope
    readonly products: Iterable<PlacedProduct>
    readonly nodes: readonly LevelNode[]
  },
): Promise<(NodeSales | null)[]> => {
  const { calendar } = input.store
  const at = new Map(input.nodes.map(({ level, key }, node) => [`${level} ${key}`, node]))
  const ids: string[] = []
  const lowest: number[] = []
  for (const { productId, category, line } of input.products) {
    ids.push(productId)
    lowest.push(
      (line === null ? undefined : at.get(`line ${line.key}`)) ?? at.get(`category ${category}`) ?? 0,
    )
  }
  const { rows } = await sql<SumRow>`
    with daily as materialized (
      select g.node, d.business_day, sum(d.units_sold - d.units_returned) as units, sum(d.net_minor) as minor
      from sales_daily d
      join unnest(${ids}::uuid[], ${lowest}::integer[]) as g(product_id, node) on g.product_id = d.product_id
      where d.organization_id = ${read.context.organizationId} and d.store_id = ${input.store.storeId}
        and d.business_day between date '1970-01-01' + ${calendar.from}::integer and date '1970-01-01' + ${calendar.through}::integer
      group by g.node, d.business_day
    )
    select node, string_agg((business_day - date '1970-01-01')::text, ' ' order by business_day) as days,
      string_agg(units::text, ' ' order by business_day) as units,
      coalesce(sum(units) filter (where business_day > date '1970-01-01' + ${calendar.through - RECENT_DAYS}::integer), 0)::float8 as "recentUnits",
      coalesce(sum(minor) filter (where business_day > date '1970-01-01' + ${calendar.through - RECENT_DAYS}::integer), 0)::float8 as "recentMinor"
    from daily group by node`.execute(read.db)
  return summedUpwards(rows, input.nodes, at).map((sums) => {
    if (sums === null) return null
    const days = [...sums.units.keys()].sort((a, b) => a - b)
    return {
      demand: dailyDemand(
        { firstSale: days[0]!, days, units: days.map((day) => sums.units.get(day)!) },
        calendar,
      ),
      minorPerUnit: sums.recentUnits > 0 ? sums.recentMinor / sums.recentUnits : null,
    }
  })
}

interface Sums {
  readonly units: Map<number, number>
  recentUnits: number
  recentMinor: number
}

const summedUpwards = (
  rows: readonly SumRow[],
  nodes: readonly LevelNode[],
  at: ReadonlyMap<string, number>,
): (Sums | null)[] => {
  const sums: (Sums | null)[] = nodes.map(() => null)
  for (const row of rows) {
    const days = row.days.split(' ').map(Number)
    const units = row.units.split(' ').map(Number)
    const { category } = nodes[row.node]!
    const above = category === null ? [] : [at.get(`category ${category}`)!, 0]
    for (const node of new Set([row.node, ...above])) {
      const sum = (sums[node] ??= { units: new Map(), recentUnits: 0, recentMinor: 0 })
      days.forEach((day, i) => sum.units.set(day, (sum.units.get(day) ?? 0) + units[i]!))
      sum.recentUnits += row.recentUnits
      sum.recentMinor += row.recentMinor
    }
  }
  return sums
}

/** Units of each product too new for a forecast over the last four weeks, by product id. */
export const recentUnits = async (
  read: Read,
  input: { readonly store: StoreInScope; readonly productIds: readonly string[] },
): Promise<Map<string, number>> => {
  if (input.productIds.length === 0) return new Map()
  const { rows } = await sql<{ productId: string; units: number }>`
    select product_id as "productId", greatest(sum(units_sold - units_returned), 0)::float8 as units from sales_daily
    where organization_id = ${read.context.organizationId} and store_id = ${input.store.storeId}
      and product_id = any(${input.productIds}::uuid[])
      and business_day > date '1970-01-01' + ${input.store.calendar.through - RECENT_DAYS}::integer
      and business_day <= date '1970-01-01' + ${input.store.calendar.through}::integer
    group by product_id`.execute(read.db)
  return new Map(rows.map(({ productId, units }) => [productId, units]))
}
