import { sql, type Tx } from '@suite/db'
import type { ProductForecast } from '../worker/messages.ts'

/** A forecast with the store it belongs to. */
export interface StoreForecast extends ProductForecast {
  readonly storeId: string
}

/**
 * Writes forecasts over the ones before them, all in one statement, and the run's progress with them.
 * @returns whether somebody asked to cancel the run
 */
export const storeForecasts = async (
  tx: Tx,
  input: { readonly runId: string; readonly forecasts: readonly StoreForecast[]; readonly done: number },
): Promise<{ cancelRequested: boolean }> => {
  const org = tx.context.organizationId
  if (input.forecasts.length > 0) await upsert(tx, org, input.runId, input.forecasts)
  const { rows } = await sql<{ cancelRequested: boolean }>`
    update forecast_runs set series_done = ${input.done}
    where organization_id = ${org} and id = ${input.runId} returning cancel_requested as "cancelRequested"`.execute(
    tx.db,
  )
  return { cancelRequested: rows[0]?.cancelRequested ?? true }
}

const upsert = (tx: Tx, org: string, runId: string, forecasts: readonly StoreForecast[]) =>
  sql`
  insert into forecasts (organization_id, store_id, product_id, run_id, status, available_on, model, model_version,
    trained_from, trained_through, first_day, mean, lower, upper, interval_width, mape, wape, skill, coverage, confidence,
    units_per_day, backtest, components, horizon_errors, created_at)
  select ${org}::uuid, "storeId", "productId", ${runId}::uuid, status, "availableOn", model, "modelVersion", "trainedFrom",
    "trainedThrough", "firstDay", mean, lower, upper, "intervalWidth", mape, wape, skill, coverage, confidence,
    "unitsPerDay", backtest, components, "horizonErrors", now()
  from json_to_recordset(${JSON.stringify(forecasts)}::json) as f (
    "storeId" uuid, "productId" uuid, status text, "availableOn" date, model text, "modelVersion" text, "trainedFrom" date,
    "trainedThrough" date, "firstDay" date, mean float8[], lower float8[], upper float8[], "intervalWidth" numeric,
    mape float8, wape float8, skill float8, coverage float8, confidence float8, "unitsPerDay" float8, backtest jsonb,
    components jsonb, "horizonErrors" float8[])
  order by "storeId", "productId"
  on conflict (organization_id, store_id, product_id) do update set
    run_id = excluded.run_id, status = excluded.status, available_on = excluded.available_on, model = excluded.model,
    model_version = excluded.model_version, trained_from = excluded.trained_from, trained_through = excluded.trained_through,
    first_day = excluded.first_day, mean = excluded.mean, lower = excluded.lower, upper = excluded.upper,
    interval_width = excluded.interval_width, mape = excluded.mape, wape = excluded.wape, skill = excluded.skill,
    coverage = excluded.coverage, confidence = excluded.confidence, units_per_day = excluded.units_per_day,
    backtest = excluded.backtest, components = excluded.components, horizon_errors = excluded.horizon_errors,
    created_at = excluded.created_at`.execute(tx.db)
