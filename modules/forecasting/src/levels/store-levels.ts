import { sql, type Tx } from '@suite/db'
import type { KeptChoice } from './read-store.ts'

/** A row of `forecast_levels`. */
export interface LevelRow {
  readonly level: string
  readonly key: string
  readonly name: string
  readonly category: string | null
  readonly products: number
  readonly firstDay: string
  readonly mean: readonly number[]
  readonly lower: readonly number[]
  readonly upper: readonly number[]
  readonly ownMean: readonly number[] | null
  readonly sold: readonly (number | null)[]
  readonly model: string | null
  readonly modelVersion: string | null
  readonly wape: number | null
  readonly skill: number | null
  readonly coverage: number | null
  readonly confidence: number | null
  readonly minorPerUnit: number | null
}

/** Where a product stands; its new numbers only where it was moved. */
export interface ProductRow {
  readonly productId: string
  readonly category: string
  readonly lineKey: string | null
  readonly lineShare: number | null
  readonly sharedMean: readonly number[] | null
  readonly movedUnits: number
  readonly moved: {
    readonly mean: readonly number[]
    readonly lower: readonly number[]
    readonly upper: readonly number[]
    readonly unitsPerDay: number
  } | null
}

export interface StoreLevels {
  readonly storeId: string
  readonly choice: KeptChoice
  readonly levels: readonly LevelRow[]
  readonly products: readonly ProductRow[]
}

/**
 * Stores a store's levels, its products' places and the verdict over the ones before, moves the products' forecasts where
 * the verdict says so, and keeps what each product's forecast was before this run. All or nothing.
 * @returns whether somebody asked to cancel the run
 */
export const storeLevels = async (
  tx: Tx,
  { storeId, choice, levels, products }: StoreLevels,
): Promise<{ cancelRequested: boolean }> => {
  const org = tx.context.organizationId
  const { runId } = choice
  await sql`delete from forecast_levels where organization_id = ${org} and store_id = ${storeId}`.execute(
    tx.db,
  )
  await sql`
    insert into forecast_levels (organization_id, store_id, level, key, name, category, products, run_id, first_day, mean, lower,
      upper, own_mean, sold, model, model_version, wape, skill, coverage, confidence, minor_per_unit)
    select ${org}::uuid, ${storeId}::uuid, level, key, name, category, products, ${runId}::uuid, "firstDay", mean, lower, upper,
      "ownMean", sold, model, "modelVersion", wape, skill, coverage, confidence, "minorPerUnit"
    from json_to_recordset(${JSON.stringify(levels)}::json) as l (level text, key text, name text, category text,
      products integer, "firstDay" date, mean float8[], lower float8[], upper float8[], "ownMean" float8[], sold float8[], model text,
      "modelVersion" text, wape float8, skill float8, coverage float8, confidence float8, "minorPerUnit" float8)`.execute(
    tx.db,
  )
  await storeProducts(tx, storeId, products)
  await moveForecasts(tx, { storeId, runId }, products)
  await keepSnapshots(tx, { storeId, runId })
  await sql`
    insert into forecast_level_choices (organization_id, store_id, run_id, kept, trials, judged_products, products_wape,
      reconciled_wape, judged_at)
    values (${org}, ${storeId}, ${runId}, ${choice.kept}, ${choice.trials}, ${choice.judgedProducts}, ${choice.productsWape},
      ${choice.reconciledWape}, ${choice.judgedAt})
    on conflict (organization_id, store_id) do update set run_id = excluded.run_id, kept = excluded.kept,
      trials = excluded.trials, judged_products = excluded.judged_products, products_wape = excluded.products_wape,
      reconciled_wape = excluded.reconciled_wape, judged_at = excluded.judged_at`.execute(tx.db)
  const { rows } = await sql<{ cancelRequested: boolean }>`
    select cancel_requested as "cancelRequested" from forecast_runs
    where organization_id = ${org} and id = ${runId}`.execute(tx.db)
  return { cancelRequested: rows[0]?.cancelRequested ?? true }
}

const storeProducts = async (tx: Tx, storeId: string, products: readonly ProductRow[]): Promise<void> => {
  const org = tx.context.organizationId
  await sql`delete from forecast_level_products where organization_id = ${org} and store_id = ${storeId}`.execute(
    tx.db,
  )
  await sql`
    insert into forecast_level_products (organization_id, store_id, product_id, category, line_key, line_share, shared_mean,
      moved_units)
    select ${org}::uuid, ${storeId}::uuid, "productId", category, "lineKey", "lineShare", "sharedMean", "movedUnits"
    from json_to_recordset(${JSON.stringify(products)}::json) as p ("productId" uuid, category text, "lineKey" text,
      "lineShare" float8, "sharedMean" float8[], "movedUnits" float8)`.execute(tx.db)
}

const moveForecasts = async (
  tx: Tx,
  { storeId, runId }: { readonly storeId: string; readonly runId: string },
  products: readonly ProductRow[],
): Promise<void> => {
  const moved = products.flatMap(({ productId, moved }) => (moved === null ? [] : [{ productId, ...moved }]))
  if (moved.length === 0) return
  await sql`
    update forecasts f set mean = m.mean, lower = m.lower, upper = m.upper, units_per_day = m."unitsPerDay"
    from json_to_recordset(${JSON.stringify(moved)}::json) as m ("productId" uuid, mean float8[], lower float8[],
      upper float8[], "unitsPerDay" float8)
    where f.organization_id = ${tx.context.organizationId} and f.store_id = ${storeId} and f.product_id = m."productId"
      and f.run_id = ${runId}`.execute(tx.db)
}

/** What was the present forecast becomes the one before. */
const keepSnapshots = (tx: Tx, { storeId, runId }: { readonly storeId: string; readonly runId: string }) =>
  sql`
  insert into forecast_snapshots as s (organization_id, store_id, product_id, run_id, made_at, model, first_day, mean)
  select organization_id, store_id, product_id, run_id, created_at, model, first_day, mean from forecasts
  where organization_id = ${tx.context.organizationId} and store_id = ${storeId} and run_id = ${runId} and status = 'ready'
    and model is not null
  on conflict (organization_id, store_id, product_id) do update set run_id = excluded.run_id, made_at = excluded.made_at,
    model = excluded.model, first_day = excluded.first_day, mean = excluded.mean, before_made_at = s.made_at,
    before_model = s.model, before_first_day = s.first_day, before_mean = s.mean
  where s.run_id <> excluded.run_id`.execute(tx.db)

/** Drops the levels of stores that are no longer forecast, and snapshots of products without a forecast. */
export const dropOldLevels = async (tx: Tx, storeIds: readonly string[]): Promise<void> => {
  const org = tx.context.organizationId
  for (const table of ['forecast_levels', 'forecast_level_products', 'forecast_level_choices'])
    await sql`
      delete from ${sql.table(table)} where organization_id = ${org} and store_id <> all(${storeIds}::uuid[])`.execute(
      tx.db,
    )
  await sql`
    delete from forecast_snapshots s where s.organization_id = ${org} and not exists (
      select from forecasts f where f.organization_id = s.organization_id and f.store_id = s.store_id
        and f.product_id = s.product_id)`.execute(tx.db)
}
