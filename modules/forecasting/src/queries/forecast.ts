import { addDays, dayOf, epochDay, notFound } from '@suite/kernel'
import { sql, type Read } from '@suite/db'
import { cannabisCalendar } from '@suite/prophet'
import type { ForecastReply, StoredBacktest, StoredComponents } from '../contract.ts'
import { plannedMean, type Override } from '../overriding/planned-mean.ts'
import { demandHistory } from './demand-history.ts'

interface Row {
  storeState: string
  timeZone: string
  cutOffMinutes: number
  status: 'ready' | 'not_enough_history' | null
  availableOn: string | null
  model: string | null
  modelVersion: string | null
  trainedFrom: string | null
  trainedThrough: string | null
  firstDay: string | null
  mean: number[] | null
  lower: number[] | null
  upper: number[] | null
  interval: number | null
  mape: number | null
  wape: number | null
  skill: number | null
  coverage: number | null
  confidence: number | null
  unitsPerDay: number | null
  backtest: StoredBacktest | null
  components: StoredComponents | null
  createdAt: Date | null
  overrides: Override[]
}

export interface ForecastInput {
  readonly storeId: string
  readonly productId: string
  /** Days ahead to show. */
  readonly days: number
  /** Days back to show. */
  readonly historyDays: number
  readonly now: Date
}

/**
 * The forecast of a product in a store with its evidence, the history behind it and the holidays of both.
 * @throws AppError `not_found` for a store or product of somebody else
 */
export const forecast = async (read: Read, input: ForecastInput): Promise<ForecastReply> => {
  const row = await stored(read, input)
  const store = { storeId: input.storeId, timeZone: row.timeZone, cutOffMinutes: row.cutOffMinutes }
  const history = await demandHistory(read, { ...input, store })
  const points = pointsOf(row, input.days)
  const firstShown = history[0]?.day ?? points[0]?.day
  const lastShown = points.at(-1)?.day ?? history.at(-1)?.day
  return {
    status: row.status ?? 'not_enough_history',
    availableOn: row.availableOn,
    model: row.model,
    modelVersion: row.modelVersion,
    trainedFrom: row.trainedFrom,
    trainedThrough: row.trainedThrough,
    interval: row.interval,
    unitsPerDay: row.unitsPerDay,
    points,
    accuracy: row.status === 'ready' ? accuracyOf(row) : null,
    backtest: row.backtest,
    components: row.components,
    history,
    holidays:
      firstShown === undefined || lastShown === undefined
        ? []
        : holidaysBetween(firstShown, lastShown, row.storeState),
    computedAt: row.createdAt?.toISOString() ?? null,
  }
}

const stored = async (read: Read, { storeId, productId }: ForecastInput): Promise<Row> => {
  const org = read.context.organizationId
  const { rows } = await sql<Row>`
    select s.state as "storeState", s.time_zone as "timeZone", s.cut_off_minutes as "cutOffMinutes", f.status,
      f.available_on as "availableOn", f.model, f.model_version as "modelVersion", f.trained_from as "trainedFrom",
      f.trained_through as "trainedThrough", f.first_day as "firstDay", f.mean, f.lower, f.upper,
      f.interval_width::float8 as interval, f.mape, f.wape, f.skill, f.coverage, f.confidence,
      f.units_per_day as "unitsPerDay", f.backtest, f.components, f.created_at as "createdAt",
      coalesce((
        select json_agg(json_build_object('firstDay', x.first_day, 'lastDay', x.last_day, 'kind', x.kind,
          'value', x.value::float8))
        from forecast_overrides x where x.organization_id = ${org} and x.product_id = p.id and x.store_id = s.id
          and x.ended_at is null and x.last_day >= f.first_day), '[]') as overrides
    from stores s join products p on p.organization_id = ${org} and p.id = ${productId}
    left join forecasts f on f.organization_id = ${org} and f.store_id = s.id and f.product_id = p.id
    where s.organization_id = ${org} and s.id = ${storeId}`.execute(read.db)
  const row = rows[0]
  if (row === undefined) throw notFound('product in this store')
  return row
}

const pointsOf = (
  { firstDay, mean, lower, upper, overrides }: Row,
  days: number,
): ForecastReply['points'] => {
  if (firstDay === null || mean === null) return []
  const planned = plannedMean(firstDay, mean, overrides)
  return mean.slice(0, days).map((value, i) => ({
    day: addDays(firstDay, i),
    mean: value,
    lower: lower?.[i] ?? value,
    upper: upper?.[i] ?? value,
    planned: planned[i] ?? value,
  }))
}

const accuracyOf = ({ mape, wape, skill, coverage, confidence }: Row) => ({
  mape,
  wape,
  skill,
  coverage,
  confidence,
})

/** Events of the cannabis calendar on the days shown; the days around 4/20 are told as such. */
const holidaysBetween = (from: string, to: string, state: string): { day: string; name: string }[] => {
  const [first, last] = [epochDay(from), epochDay(to)]
  return cannabisCalendar(Number(from.slice(0, 4)), Number(to.slice(0, 4)), { state })
    .flatMap(({ name, days }) =>
      days.filter((day) => day >= first && day <= last).map((day) => ({ day, name })),
    )
    .sort((a, b) => a.day - b.day)
    .map(({ day, name }) => ({ day: dayOf(day), name }))
}
