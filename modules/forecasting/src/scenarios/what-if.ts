import { addDays, epochDay, invalid, notFound, conflict, type Day } from '@suite/kernel'
import { sql, type Read } from '@suite/db'
import { plannedMean, type Override } from '../overriding/planned-mean.ts'
import type { WhatIfQuery, WhatIfReply } from './contract.ts'
import { ASSUMED_ELASTICITY, priceResponse, type PricedDay } from './price-response.ts'
import { playThrough, type ScenarioDay } from './scenario.ts'

type Plan = NonNullable<WhatIfReply['plan']>['base']

/** Plans of a product for other demands, one for each; null where it is not planned. */
export type PlansIf = (
  read: Read,
  input: {
    readonly storeId: string
    readonly productId: string
    readonly firstDay: Day
    readonly demands: readonly (readonly number[])[]
    readonly now: Date
  },
) => Promise<readonly Plan[] | null>

interface Base {
  readonly category: string
  readonly firstDay: Day | null
  readonly mean: number[] | null
  readonly price: number | null
  readonly overrides: Override[]
}

/**
 * What a scenario would sell by day beside what is expected now, in units and dollars, and what it would do to the plan.
 * Nothing is stored. @throws AppError `not_found`, `no_forecast`, `bad_days`
 */
export const whatIf = async (
  read: Read,
  query: WhatIfQuery,
  { now, plansIf }: { readonly now: Date; readonly plansIf: PlansIf },
): Promise<WhatIfReply> => {
  const base = await baseOf(read, query)
  if (base.firstDay === null || base.mean === null)
    throw conflict('no_forecast', 'There is no forecast to change yet. It needs 30 days of sales.')
  const { firstDay } = base
  const expected = plannedMean(firstDay, base.mean, base.overrides)
  const closed = query.closed?.split(',') ?? []
  requireDays(
    [query.firstDay, query.lastDay, ...closed],
    query,
    firstDay,
    addDays(firstDay, expected.length - 1),
  )
  const priced =
    query.pricePercent !== undefined ||
    (query.discountPercent !== undefined && query.upliftPercent === undefined)
  const elasticity = priced ? await elasticityOf(read, query, base.category) : null
  const price = base.price ?? 0
  const played = playThrough(
    { firstDay, units: expected, price },
    { ...query, closed },
    elasticity?.value ?? 0,
  )
  const plans = await plansIf(read, {
    ...query,
    firstDay,
    demands: [expected, played.map(({ units }) => units)],
    now,
  })
  const shown = played.slice(0, query.days)
  const points = shown.map(({ units, price: each }, i) => ({
    day: addDays(firstDay, i),
    baseUnits: expected[i]!,
    baseDollarsMinor: Math.round(expected[i]! * price),
    units,
    dollarsMinor: Math.round(units * each),
  }))
  return {
    points,
    base: {
      units: points.reduce((sum, { baseUnits }) => sum + baseUnits, 0),
      dollarsMinor: points.reduce((sum, { baseDollarsMinor }) => sum + baseDollarsMinor, 0),
    },
    scenario: {
      units: points.reduce((sum, { units }) => sum + units, 0),
      dollarsMinor: points.reduce((sum, { dollarsMinor }) => sum + dollarsMinor, 0),
    },
    elasticity,
    assumptions: assumptionsOf(query, base, elasticity, closed),
    plan: plans?.[0] && plans[1] ? { base: plans[0], scenario: plans[1] } : null,
    override: overrideOf(firstDay, base.mean, expected, played),
  }
}

const baseOf = async (read: Read, { storeId, productId }: WhatIfQuery): Promise<Base> => {
  const { rows } = await sql<Base>`
    select p.category, f.first_day as "firstDay", f.mean, coalesce(sold.price, (p.price * 100)::float8) as price,
      coalesce((
        select json_agg(json_build_object('firstDay', x.first_day, 'lastDay', x.last_day, 'kind', x.kind, 'value', x.value::float8))
        from forecast_overrides x where x.organization_id = s.organization_id and x.product_id = p.id and x.store_id = s.id
          and x.ended_at is null and x.last_day >= f.first_day), '[]') as overrides
    from stores s join products p on p.organization_id = s.organization_id and p.id = ${productId}
    left join forecasts f on f.organization_id = s.organization_id and f.store_id = s.id and f.product_id = p.id
      and f.status = 'ready'
    left join lateral (
      select (sum(d.net_minor) / nullif(sum(d.units_sold - d.units_returned), 0))::float8 as price from sales_daily d
      where d.organization_id = s.organization_id and d.product_id = p.id and d.store_id = s.id
        and d.business_day between f.first_day - 28 and f.first_day - 1
    ) sold on true
    where s.id = ${storeId}`.execute(read.db)
  const [row] = rows
  if (row === undefined) throw notFound('product in this store')
  return row
}

const requireDays = (
  days: readonly Day[],
  { firstDay, lastDay }: WhatIfQuery,
  from: Day,
  last: Day,
): void => {
  const outside = days.find((day) => epochDay(day) < epochDay(from) || epochDay(day) > epochDay(last))
  if (outside !== undefined)
    throw invalid('bad_days', `${outside} is not forecast. Choose days from ${from} to ${last}.`)
  if (firstDay > lastDay)
    throw invalid('bad_days', 'The last day is before the first day.', [
      { path: 'lastDay', message: 'is before the first day' },
    ])
}

/** Half a year of prices is looked at, and of a category its best sellers. */
const LOOKED_AT = 182
const MOST_PRODUCTS = 40

const elasticityOf = async (
  read: Read,
  { storeId, productId }: WhatIfQuery,
  category: string,
): Promise<NonNullable<WhatIfReply['elasticity']>> => {
  const own = priceResponse(await pricedDays(read, storeId, sql`select ${productId}::uuid as id`))
  if (own !== null) return { value: own.elasticity, from: 'product', days: own.days }
  const alike = priceResponse(
    await pricedDays(
      read,
      storeId,
      sql`
        select f.product_id as id from forecasts f
        join products p on p.organization_id = f.organization_id and p.id = f.product_id
        where f.store_id = ${storeId} and p.category = ${category} and f.status = 'ready'
        order by f.units_per_day desc, f.product_id limit ${MOST_PRODUCTS}`,
    ),
  )
  if (alike !== null) return { value: alike.elasticity, from: 'category', days: alike.days }
  return { value: ASSUMED_ELASTICITY, from: 'assumed', days: 0 }
}

const pricedDays = async (
  read: Read,
  storeId: string,
  products: ReturnType<typeof sql>,
): Promise<PricedDay[]> => {
  const { rows } = await sql<PricedDay>`
    select d.product_id as "productId", d.business_day - date '1970-01-01' as day,
      (d.units_sold - d.units_returned)::float8 as units, (d.net_minor / (d.units_sold - d.units_returned))::float8 as price
    from (${products}) chosen join sales_daily d on d.product_id = chosen.id and d.store_id = ${storeId}
    where d.organization_id = ${read.context.organizationId} and d.units_sold > d.units_returned
      and d.business_day > (select max(x.business_day) from store_sales_daily x where x.store_id = ${storeId}) - ${LOOKED_AT}::integer
    order by d.product_id, d.business_day`.execute(read.db)
  return rows
}

const assumptionsOf = (
  { upliftPercent, discountPercent }: WhatIfQuery,
  { price }: Base,
  elasticity: WhatIfReply['elasticity'],
  closed: readonly Day[],
): string[] => [
  ...(elasticity === null ? [] : [responseInWords(elasticity)]),
  ...(upliftPercent !== undefined && discountPercent !== undefined
    ? [`The promotion sells ${upliftPercent} % more units, as entered.`]
    : []),
  ...(discountPercent === undefined
    ? []
    : ['Customers who stock up during the promotion and stay away afterwards are not counted.']),
  ...(closed.length === 0 ? [] : ['Nobody comes on another day because the store is shut.']),
  ...(price === null
    ? ['The product has no price and sold nothing lately, so dollars are unknown and shown as 0.']
    : []),
]

const responseInWords = ({ value, from, days }: NonNullable<WhatIfReply['elasticity']>): string => {
  const uplift = Math.round((0.9 ** value - 1) * 100)
  const said = `10 % off sells ${uplift} % more units`
  if (from === 'product')
    return `${said}: measured on ${days} days on which this product sold below its usual price.`
  if (from === 'category')
    return `${said}: measured on ${days} days of lower prices in this category; this product’s own are too few.`
  return `${said}: an assumption (price elasticity ${value}), because prices here have hardly changed. Try a small change first.`
}

/** The scenario as one override of the model: the share by which the days it changes would sell more. */
const overrideOf = (
  firstDay: Day,
  mean: readonly number[],
  expected: readonly number[],
  played: readonly ScenarioDay[],
): WhatIfReply['override'] => {
  const changed = played.flatMap(({ units }, i) => (Math.abs(units - expected[i]!) > 1e-9 ? [i] : []))
  const [first, last] = [changed[0], changed.at(-1)]
  if (first === undefined || last === undefined) return null
  const model = mean.slice(first, last + 1).reduce((sum, units) => sum + units, 0)
  if (model <= 0) return null
  const units = played.slice(first, last + 1).reduce((sum, day) => sum + day.units, 0)
  return {
    firstDay: addDays(firstDay, first),
    lastDay: addDays(firstDay, last),
    kind: 'percent',
    value: Math.round((units / model - 1) * 1000) / 10,
  }
}
