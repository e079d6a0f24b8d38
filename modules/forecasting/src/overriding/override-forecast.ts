import { addDays, businessDay, conflict, invalid, newId, notFound, type Day } from '@suite/kernel'
import { recordAudit } from '@suite/audit'
import { sql, type Tx } from '@suite/db'
import { publish } from '@suite/events'
import type { NewOverride } from './contract.ts'
import { plannedMean } from './planned-mean.ts'

/** Told when what is planned with changed for a product in a store. */
export const FORECAST_OVERRIDDEN = 'forecast.overridden'

interface Forecast {
  readonly timeZone: string
  readonly cutOffMinutes: number
  readonly model: string | null
  readonly firstDay: Day | null
  readonly mean: readonly number[] | null
}

/**
 * Keeps what a person expects in place of the model on some coming days, beside what the model expected. Plans follow.
 * @throws AppError `not_found`, `no_forecast`, `bad_days`, `bad_value`, `days_taken`
 */
export const overrideForecast = async (
  tx: Tx,
  input: NewOverride & { readonly storeId: string; readonly productId: string; readonly now: Date },
): Promise<{ id: string }> => {
  const { storeId, productId, firstDay, lastDay, kind, value, reason, now } = input
  const { timeZone, cutOffMinutes, model, firstDay: from, mean } = await forecastOf(tx, storeId, productId)
  if (from === null || mean === null || model === null)
    throw conflict(
      'no_forecast',
      'There is no forecast to override yet. Set a reorder point by hand instead.',
    )
  requireDays(
    { firstDay, lastDay },
    businessDay(now, timeZone, cutOffMinutes),
    addDays(from, mean.length - 1),
  )
  if (kind === 'percent' && value > 1000)
    throw invalid('bad_value', 'At most 1,000 % more than the model. Give units a day instead.', [
      { path: 'value', message: 'at most 1000' },
    ])
  if (kind === 'units_per_day' && value < 0)
    throw invalid('bad_value', 'Units a day cannot be below 0.', [{ path: 'value', message: 'at least 0' }])
  await requireFreeDays(tx, input)
  const sumOver = (units: readonly number[]): number =>
    units.reduce((sum, each, index) => {
      const day = addDays(from, index)
      return day >= firstDay && day <= lastDay ? sum + each : sum
    }, 0)
  const id = newId()
  await tx.db
    .insertInto('forecast_overrides')
    .values({
      organization_id: tx.context.organizationId,
      id,
      store_id: storeId,
      product_id: productId,
      first_day: firstDay,
      last_day: lastDay,
      kind,
      value: String(value),
      reason,
      model,
      model_units: sumOver(mean),
      expected_units: sumOver(plannedMean(from, mean, [{ firstDay, lastDay, kind, value }])),
      made_by: tx.context.actor.id,
      made_at: now,
    })
    .execute()
  await recordAudit(tx, {
    eventType: 'forecast.overridden',
    resourceType: 'forecast_override',
    resourceId: id,
    action: 'create',
    risk: 'medium',
    after: { storeId, productId, firstDay, lastDay, kind, value, reason },
  })
  await publish(tx, { type: FORECAST_OVERRIDDEN, version: 1, payload: { storeId, productId } })
  return { id }
}

const forecastOf = async (tx: Tx, storeId: string, productId: string): Promise<Forecast> => {
  const { rows } = await sql<Forecast>`
    select s.time_zone as "timeZone", s.cut_off_minutes as "cutOffMinutes", f.model, f.first_day as "firstDay", f.mean
    from stores s join products p on p.organization_id = s.organization_id and p.id = ${productId}
    left join forecasts f on f.organization_id = s.organization_id and f.store_id = s.id and f.product_id = p.id
      and f.status = 'ready'
    where s.id = ${storeId}
    for update of s`.execute(tx.db)
  const [found] = rows
  if (found === undefined) throw notFound('product in this store')
  return found
}

const requireDays = (
  { firstDay, lastDay }: Pick<NewOverride, 'firstDay' | 'lastDay'>,
  today: Day,
  last: Day,
): void => {
  const problem =
    firstDay > lastDay
      ? { path: 'lastDay', message: 'is before the first day' }
      : firstDay < today
        ? { path: 'firstDay', message: `is past; today is ${today}` }
        : lastDay > last
          ? { path: 'lastDay', message: `is after the last day forecast, ${last}` }
          : null
  if (problem !== null)
    throw invalid(
      'bad_days',
      `The ${problem.path === 'firstDay' ? 'first' : 'last'} day ${problem.message}.`,
      [problem],
    )
}

// the store's row is locked: two people cannot take the same days at once
const requireFreeDays = async (
  tx: Tx,
  {
    storeId,
    productId,
    firstDay,
    lastDay,
  }: NewOverride & { readonly storeId: string; readonly productId: string },
): Promise<void> => {
  const { rows } = await sql<{ firstDay: Day; lastDay: Day }>`
    select first_day as "firstDay", last_day as "lastDay" from forecast_overrides
    where product_id = ${productId} and store_id = ${storeId} and ended_at is null
      and last_day >= ${firstDay} and first_day <= ${lastDay} limit 1`.execute(tx.db)
  const [taken] = rows
  if (taken !== undefined)
    throw conflict(
      'days_taken',
      `Somebody overrides ${taken.firstDay} to ${taken.lastDay} already. Take that one back first, or choose other days.`,
    )
}
