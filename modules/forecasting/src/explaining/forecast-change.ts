import { z } from 'zod'
import { dayOf, epochDay, notFound, type Day } from '@suite/kernel'
import { sql, type Read } from '@suite/db'
import { dayShape, instantShape } from '@suite/http'
import { cannabisCalendar } from '@suite/prophet'
import { SHOWN_DAYS } from '../contract.ts'
import { plannedMean, type Override } from '../overriding/planned-mean.ts'
import { explainChange, PARTS } from './explain-change.ts'

/** What moved a product's forecast since the one before. */
export const forecastChange = z
  .object({
    beforeAt: instantShape,
    nowAt: instantShape,
    firstDay: dayShape,
    days: z.int(),
    beforeUnits: z.number(),
    nowUnits: z.number(),
    parts: z
      .array(z.object({ part: z.enum(PARTS), units: z.number() }))
      .describe('they sum to the whole change'),
    switched: z
      .object({ from: z.string(), to: z.string() })
      .nullable()
      .describe('the model, where another was chosen'),
    learned: z
      .object({ days: z.int(), soldUnits: z.number(), expectedUnits: z.number() })
      .nullable()
      .describe('the days that have passed since: what sold, and what had been expected'),
  })
  .nullable()
  .describe('null before the second forecast')
export type ForecastChange = z.output<typeof forecastChange>

interface Row {
  state: string
  beforeAt: Date | null
  beforeModel: string | null
  beforeFirstDay: Day | null
  beforeMean: number[] | null
  madeAt: Date | null
  model: string | null
  firstDay: Day | null
  mean: number[] | null
  overrides: Override[]
  beforeOverrides: Override[]
}

/** The change of a product's forecast since the run before, part by part. @throws AppError `not_found` */
export const changeOf = async (
  read: Read,
  input: { readonly storeId: string; readonly productId: string },
): Promise<ForecastChange> => {
  const row = await stored(read, input)
  const { firstDay, mean, beforeFirstDay, beforeMean, beforeAt, madeAt, model, beforeModel } = row
  if (!firstDay || !mean || !beforeFirstDay || !beforeMean || !beforeAt || !madeAt || !model || !beforeModel)
    return null
  const change = explainChange(
    {
      firstDay: epochDay(beforeFirstDay),
      mean: beforeMean,
      planned: plannedMean(beforeFirstDay, beforeMean, row.beforeOverrides),
    },
    { firstDay: epochDay(firstDay), mean, planned: plannedMean(firstDay, mean, row.overrides) },
    celebrated(firstDay, row.state),
    SHOWN_DAYS,
  )
  if (change === null) return null
  return {
    beforeAt: beforeAt.toISOString(),
    nowAt: madeAt.toISOString(),
    firstDay: dayOf(change.firstDay),
    days: change.days,
    beforeUnits: change.beforeUnits,
    nowUnits: change.nowUnits,
    parts: PARTS.map((part) => ({ part, units: Math.round(change.parts[part] * 100) / 100 })),
    switched: model === beforeModel ? null : { from: beforeModel, to: model },
    learned: await learnedSince(read, input, { firstDay, beforeFirstDay, beforeMean }),
  }
}

const stored = async (
  read: Read,
  { storeId, productId }: { readonly storeId: string; readonly productId: string },
): Promise<Row> => {
  const overridesWhere = (standing: ReturnType<typeof sql>) => sql`
    coalesce((
      select json_agg(json_build_object('firstDay', x.first_day, 'lastDay', x.last_day, 'kind', x.kind, 'value', x.value::float8))
      from forecast_overrides x
      where x.organization_id = s.organization_id and x.product_id = p.id and x.store_id = s.id and ${standing}), '[]')`
  const { rows } = await sql<Row>`
    select s.state, n.before_made_at as "beforeAt", n.before_model as "beforeModel", n.before_first_day as "beforeFirstDay",
      n.before_mean as "beforeMean", n.made_at as "madeAt", n.model, n.first_day as "firstDay", n.mean,
      ${overridesWhere(sql`x.ended_at is null`)} as overrides,
      ${overridesWhere(sql`x.made_at <= n.before_made_at and (x.ended_at is null or x.ended_at > n.before_made_at)`)} as "beforeOverrides"
    from stores s join products p on p.organization_id = s.organization_id and p.id = ${productId}
    left join forecast_snapshots n on n.organization_id = s.organization_id and n.store_id = s.id and n.product_id = p.id
    where s.id = ${storeId}`.execute(read.db)
  const [row] = rows
  if (row === undefined) throw notFound('product in this store')
  return row
}

const celebrated = (firstDay: Day, state: string): ReadonlySet<number> => {
  const year = Number(firstDay.slice(0, 4))
  return new Set(cannabisCalendar(year - 1, year + 1, { state }).flatMap(({ days }) => days))
}

const learnedSince = async (
  read: Read,
  { storeId, productId }: { readonly storeId: string; readonly productId: string },
  {
    firstDay,
    beforeFirstDay,
    beforeMean,
  }: { readonly firstDay: Day; readonly beforeFirstDay: Day; readonly beforeMean: readonly number[] },
): Promise<NonNullable<ForecastChange>['learned']> => {
  const days = Math.min(epochDay(firstDay) - epochDay(beforeFirstDay), beforeMean.length)
  if (days < 1) return null
  const { rows } = await sql<{ units: number }>`
    select greatest(coalesce(sum(units_sold - units_returned), 0), 0)::float8 as units from sales_daily
    where product_id = ${productId} and store_id = ${storeId}
      and business_day between ${beforeFirstDay} and ${beforeFirstDay}::date + ${days - 1}::integer`.execute(
    read.db,
  )
  return {
    days,
    soldUnits: rows[0]?.units ?? 0,
    expectedUnits: beforeMean.slice(0, days).reduce((sum, units) => sum + units, 0),
  }
}
