import { sql, type Tx } from '@suite/db'
import { publish } from '@suite/events'
import type { RunSummary } from '../contract.ts'
import { keepWeeks } from '../monitoring/keep-weeks.ts'
import type { SeriesFailure } from '../worker/messages.ts'

/** Failures told one by one; of the rest only the number. */
const TOLD = 20

/**
 * Ends a run well: forecasts of products no longer sold are dropped (those of products that failed this time stay, they
 * are the best there is), the summary is written, what is expected of the next week kept, and `forecasts.ready` published.
 */
export const finishRun = async (
  tx: Tx,
  input: { readonly id: string; readonly failures: readonly SeriesFailure[]; readonly now: Date },
): Promise<RunSummary> => {
  const org = tx.context.organizationId
  const failed = input.failures.map((failure) => failure.productId)
  await sql`
    delete from forecasts where organization_id = ${org} and run_id <> ${input.id}
      and product_id <> all(${failed}::uuid[])`.execute(tx.db)
  const { rows } = await sql<{ model: string | null; products: number }>`
    select model, count(*) as products from forecasts where organization_id = ${org} and run_id = ${input.id}
    group by model order by model`.execute(tx.db)
  const models = Object.fromEntries(
    rows.flatMap(({ model, products }) => (model === null ? [] : [[model, products]])),
  )
  const summary: RunSummary = {
    ready: Object.values(models).reduce((sum, products) => sum + products, 0),
    notEnoughHistory: rows.find(({ model }) => model === null)?.products ?? 0,
    failed: failed.length,
    failures: input.failures.slice(0, TOLD),
    models,
  }
  await sql`
    update forecast_runs set status = 'done', finished_at = now(), series_done = series_total, summary = ${JSON.stringify(summary)}
    where organization_id = ${org} and id = ${input.id}`.execute(tx.db)
  await keepWeeks(tx, input.now)
  await publish(tx, { type: 'forecasts.ready', version: 1, payload: { runId: input.id } })
  return summary
}

/** Ends a run that a person cancelled. */
export const endCancelled = async (tx: Tx, input: { readonly id: string }): Promise<void> => {
  await sql`
    update forecast_runs set status = 'cancelled', finished_at = now()
    where organization_id = ${tx.context.organizationId} and id = ${input.id} and status = 'running'`.execute(
    tx.db,
  )
}

/** Notes why a run stopped; `final` when it will not be tried again, which `forecasts.failed` then tells. */
export const recordFailure = async (
  tx: Tx,
  input: { readonly id: string; readonly reason: string; readonly final: boolean },
): Promise<void> => {
  const { organizationId } = tx.context
  await tx.db
    .updateTable('forecast_runs')
    .set({ failure: input.reason, ...(input.final ? { status: 'failed', finished_at: new Date() } : {}) })
    .where('organization_id', '=', organizationId)
    .where('id', '=', input.id)
    .where('status', '=', 'running')
    .execute()
  if (input.final) await publish(tx, { type: 'forecasts.failed', version: 1, payload: { runId: input.id } })
}
