import { addDays, dayOf, epochDay, notFound, type Day } from '@suite/kernel'
import { sql, type Read } from '@suite/db'
import { decodeCursor, toPage } from '@suite/http'
import { INTERVAL } from '../contract.ts'
import type { LevelItem, LevelSeries, LevelSeriesQuery, LevelsPage, LevelsQuery } from './contract.ts'
import { placedProducts } from './read-store.ts'

type Node = Pick<LevelsQuery, 'storeId' | 'category' | 'line'>

const ahead = (days: number) =>
  sql`(select coalesce(sum(u), 0)::float8 from unnest(l.mean[1:${days}::integer]) u)`
const before = (days: number) =>
  sql`(select coalesce(sum(u), 0)::float8 from unnest(l.sold[greatest(cardinality(l.sold) - ${days - 1}::integer, 1):]) u)`

/** Levels as list items; `id` and `name` differ by level. */
const levelRows = (
  days: number,
  id: ReturnType<typeof sql>,
  name: ReturnType<typeof sql>,
  where: ReturnType<typeof sql>,
) => sql`
  select l.level, ${id} as id, ${name} as name, l.products, x.units, ${before(days)} as "soldUnits",
    round(x.units * l.minor_per_unit)::bigint as "dollarsMinor", l.model, l.wape, l.skill, 0::float8 as "movedUnits", false as "newStrain"
  from forecast_levels l join stores s on s.organization_id = l.organization_id and s.id = l.store_id
  cross join lateral (select ${ahead(days)} as units) x
  where ${where}`

const productRows = (days: number, where: ReturnType<typeof sql>) => sql`
  select 'product' as level, p.id::text as id, p.name, 1 as products, x.units, coalesce(d.sold, 0)::float8 as "soldUnits",
    round(x.units * coalesce(d.minor_per_unit, (p.price * 100)::float8))::bigint as "dollarsMinor", f.model, f.wape, f.skill,
    q.moved_units as "movedUnits", q.shared_mean is not null as "newStrain"
  from forecast_level_products q
  join products p on p.organization_id = q.organization_id and p.id = q.product_id
  join forecasts f on f.organization_id = q.organization_id and f.store_id = q.store_id and f.product_id = q.product_id
  join forecast_levels top on top.organization_id = q.organization_id and top.store_id = q.store_id and top.level = 'store'
  cross join lateral (select coalesce(sum(u), 0)::float8 as units from unnest((coalesce(f.mean, q.shared_mean))[1:${days}::integer]) u) x
  left join lateral (
    select greatest(sum(g.units_sold - g.units_returned) filter (where g.business_day >= top.first_day - ${days}::integer), 0) as sold,
      (sum(g.net_minor) / nullif(sum(g.units_sold - g.units_returned), 0))::float8 as minor_per_unit
    from sales_daily g
    where g.organization_id = q.organization_id and g.product_id = q.product_id and g.store_id = q.store_id
      and g.business_day between top.first_day - greatest(${days}::integer, 28) and top.first_day - 1
  ) d on true
  where ${where}`

/** The parts of a node: stores, then categories, then lines and products of none, then a line's products. */
const partsOf = ({ storeId, category, line }: Node, days: number) => {
  if (storeId === undefined) return levelRows(days, sql`s.id::text`, sql`s.name`, sql`l.level = 'store'`)
  if (category === undefined)
    return levelRows(days, sql`l.key`, sql`l.name`, sql`l.level = 'category' and l.store_id = ${storeId}`)
  if (line === undefined)
    return sql`
      ${levelRows(days, sql`l.key`, sql`l.name`, sql`l.level = 'line' and l.store_id = ${storeId} and l.category = ${category}`)}
      union all
      ${productRows(days, sql`q.store_id = ${storeId} and q.category = ${category} and q.line_key is null`)}`
  return productRows(days, sql`q.store_id = ${storeId} and q.category = ${category} and q.line_key = ${line}`)
}

const nodeItself = ({ storeId, category, line }: Node, days: number) => {
  if (storeId === undefined) return levelRows(days, sql`s.id::text`, sql`s.name`, sql`l.level = 'store'`)
  const [level, key] =
    line !== undefined ? ['line', line] : category !== undefined ? ['category', category] : ['store', 'store']
  const of = sql`l.store_id = ${storeId} and l.level = ${level} and l.key = ${key}`
  return level === 'store'
    ? levelRows(days, sql`s.id::text`, sql`s.name`, of)
    : levelRows(days, sql`l.key`, sql`l.name`, of)
}

/**
 * The parts of a node and itself, most units first.
 * @throws AppError `not_found` for a store of somebody else, or a category or line that is not forecast there
 */
export const levels = async (read: Read, query: LevelsQuery): Promise<LevelsPage> => {
  const { days, limit, cursor, storeId } = query
  const store = storeId === undefined ? null : await storeOf(read, storeId)
  const own = await sql<LevelItem>`${nodeItself(query, days)}`.execute(read.db)
  if (own.rows.length === 0 && query.category !== undefined) throw notFound('level of the forecast')
  const past =
    cursor === undefined
      ? sql``
      : (([units, level, id]) =>
          sql`where (-t.units, t.level, t.id) > (${Number(units)}::float8, ${String(level)}, ${String(id)})`)(
          decodeCursor(cursor, 3),
        )
  const { rows } = await sql<LevelItem>`
    select * from (${partsOf(query, days)}) t ${past} order by -t.units, t.level, t.id limit ${limit + 1}`.execute(
    read.db,
  )
  const node = store === null ? sumOf(own.rows) : (own.rows[0] ?? null)
  return {
    ...toPage(rows, limit, (row) => [-row.units, row.level, row.id]),
    node,
    path: pathOf(query, store, node),
    choice: storeId === undefined ? null : await choice(read, storeId),
  }
}

const storeOf = async (read: Read, storeId: string): Promise<{ id: string; name: string }> => {
  const { rows } = await sql<{
    id: string
    name: string
  }>`select id, name from stores where id = ${storeId}`.execute(read.db)
  if (rows[0] === undefined) throw notFound('store')
  return rows[0]
}

const ALL = { level: 'all', id: 'all', name: 'All stores' } as const

const sumOf = (stores: readonly LevelItem[]): LevelItem | null => {
  if (stores.length === 0) return null
  const sum = (of: (store: LevelItem) => number | null): number =>
    stores.reduce((total, store) => total + (of(store) ?? 0), 0)
  return {
    ...ALL,
    products: sum(({ products }) => products),
    units: sum(({ units }) => units),
    soldUnits: sum(({ soldUnits }) => soldUnits),
    dollarsMinor: sum(({ dollarsMinor }) => dollarsMinor),
    model: null,
    wape: null,
    skill: null,
    movedUnits: 0,
    newStrain: false,
  }
}

const pathOf = (
  { category, line }: Node,
  store: { readonly id: string; readonly name: string } | null,
  node: LevelItem | null,
): LevelsPage['path'] => [
  ALL,
  ...(store === null ? [] : [{ level: 'store' as const, ...store }]),
  ...(category === undefined ? [] : [{ level: 'category' as const, id: category, name: category }]),
  ...(line === undefined ? [] : [{ level: 'line' as const, id: line, name: node?.name ?? line }]),
]

const choice = async (read: Read, storeId: string): Promise<LevelsPage['choice']> => {
  const { rows } = await sql<Omit<NonNullable<LevelsPage['choice']>, 'judgedAt'> & { judgedAt: Date }>`
    select kept, trials, judged_products as "judgedProducts", products_wape as "productsWape",
      reconciled_wape as "reconciledWape", judged_at as "judgedAt"
    from forecast_level_choices where store_id = ${storeId}`.execute(read.db)
  const [row] = rows
  return row === undefined ? null : { ...row, judgedAt: row.judgedAt.toISOString() }
}

interface SeriesRow {
  readonly storeId: string
  readonly firstDay: Day
  readonly mean: number[]
  readonly lower: number[]
  readonly upper: number[]
  readonly own: number[] | null
}

/**
 * A node's forecast with its band and what sold before. All stores: their sums, bounds as if all were off the same way, which
 * is wider than needed. @throws AppError `not_found`
 */
export const levelSeriesOf = async (read: Read, query: LevelSeriesQuery): Promise<LevelSeries> => {
  const { storeId, category, line, days, historyDays } = query
  const [level, key] =
    line !== undefined ? ['line', line] : category !== undefined ? ['category', category] : ['store', 'store']
  if (storeId !== undefined) await storeOf(read, storeId)
  const { rows } = await sql<SeriesRow>`
    select store_id as "storeId", first_day as "firstDay", mean, lower, upper, own_mean as own from forecast_levels
    where level = ${level} and key = ${key} ${storeId === undefined ? sql`` : sql`and store_id = ${storeId}`}`.execute(
    read.db,
  )
  if (rows.length === 0) {
    if (category !== undefined) throw notFound('level of the forecast')
    return { points: [], history: [], interval: INTERVAL }
  }
  // stores whose books end earlier are shown from where all are forecast
  const from = rows.map(({ firstDay }) => firstDay).reduce((a, b) => (a > b ? a : b))
  return {
    points: pointsOf(rows, from, days),
    history: await historyOf(read, query, rows, from, historyDays),
    interval: INTERVAL,
  }
}

const pointsOf = (rows: readonly SeriesRow[], from: Day, days: number): LevelSeries['points'] => {
  const skipped = rows.map(({ firstDay }) => epochDay(from) - epochDay(firstDay))
  const length = Math.min(days, ...rows.map(({ mean }, i) => Math.max(0, mean.length - skipped[i]!)))
  const sum = (of: (row: SeriesRow) => readonly number[], at: number): number =>
    rows.reduce((total, row, i) => total + (of(row)[at + skipped[i]!] ?? 0), 0)
  const ownKnown = rows.every(({ own }) => own !== null)
  return Array.from({ length }, (_, i) => ({
    day: addDays(from, i),
    mean: sum(({ mean }) => mean, i),
    lower: sum(({ lower }) => lower, i),
    upper: sum(({ upper }) => upper, i),
    own: ownKnown ? sum(({ own }) => own!, i) : null,
  }))
}

const historyOf = async (
  read: Read,
  { category, line }: Node,
  rows: readonly SeriesRow[],
  from: Day,
  historyDays: number,
): Promise<LevelSeries['history']> => {
  if (historyDays === 0) return []
  const members =
    line === undefined
      ? null
      : (await placedProducts(read)).filter((one) => one.line?.key === line).map(({ productId }) => productId)
  const start = addDays(from, -historyDays)
  const { rows: sold } = await sql<{ day: Day; sold: number }>`
    select d.business_day as day, greatest(sum(d.units_sold - d.units_returned), 0)::float8 as sold
    from sales_daily d join products p on p.organization_id = d.organization_id and p.id = d.product_id
    where d.store_id = any(${rows.map(({ storeId }) => storeId)}::uuid[])
      and d.business_day between ${start} and ${addDays(from, -1)} and not p.is_service
      ${category === undefined ? sql`` : sql`and p.category = ${category}`}
      ${members === null ? sql`` : sql`and d.product_id = any(${members}::uuid[])`}
    group by d.business_day order by d.business_day`.execute(read.db)
  const first = sold[0]
  if (first === undefined) return []
  const units = new Map(sold.map(({ day, sold: each }) => [day, each]))
  const length = epochDay(from) - epochDay(first.day)
  return Array.from({ length }, (_, i) => dayOf(epochDay(first.day) + i)).map((day) => ({
    day,
    sold: units.get(day) ?? 0,
  }))
}
