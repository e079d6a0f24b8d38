import { publish } from '@suite/events'
import { sql, type Tx } from '@suite/db'
import type { Coverage } from '../../reconciliation/engine/facts.ts'
import { reconcilePackages } from '../../reconciliation/engine/reconcile-packages.ts'
import type { SourcesOf } from '../ports.ts'
import { readWorld } from '../world/read-world.ts'
import { deadlinesOf } from './deadlines-of.ts'
import { outcomeOf } from './outcome.ts'
import { lockStanding } from './standing.ts'
import { storeOutcome } from './store-outcome.ts'

/**
 * Compares shelf, till and state of a store and writes down what disagrees, what is put right and what is not. The same
 * world twice changes nothing but when it was last seen. @throws AppError `not_found`
 */
export const reconcileStore = async (
  tx: Tx,
  input: {
    readonly storeId: string
    readonly runId: string
    readonly now: Date
    readonly sourcesOf: SourcesOf
  },
): Promise<void> => {
  const { storeId, runId, now } = input
  const world = await readWorld(tx, input)
  const reconciled = reconcilePackages(world)
  const outcome = outcomeOf(reconciled, await lockStanding(tx, storeId), world)
  const nameOf = new Map(world.packages.map(({ tag, productName }) => [tag, productName]))
  await storeOutcome(tx, outcome, {
    storeId,
    runId,
    now,
    deadlineOf: await deadlinesOf(tx, storeId, now),
    productName: ({ tag }) => (nameOf.get(tag) ?? '').slice(0, 400),
  })
  await finishRun(tx, {
    runId,
    storeId,
    now,
    packages: reconciled.packages,
    late: reconciled.late.length,
    opened: outcome.opened.length,
    reopened: outcome.reopened.length,
    resolved: outcome.resolved.length,
    coverage: coverageText(world.coverage),
  })
  const changed = outcome.opened.length + outcome.reopened.length + outcome.resolved.length
  if (changed > 0)
    await publish(tx, {
      type: 'compliance.discrepancies_changed',
      version: 1,
      payload: {
        storeId,
        opened: outcome.opened.length,
        reopened: outcome.reopened.length,
        resolved: outcome.resolved.length,
      },
    })
}

const finishRun = (
  tx: Tx,
  run: {
    readonly runId: string
    readonly storeId: string
    readonly now: Date
    readonly packages: number
    readonly late: number
    readonly opened: number
    readonly reopened: number
    readonly resolved: number
    readonly coverage: object
  },
): Promise<unknown> =>
  sql`
  update reconciliation_runs r set status = 'done', failure = null,
    started_at = coalesce(started_at, ${run.now}), finished_at = clock_timestamp(), packages = ${run.packages},
    late = ${run.late}, opened = ${run.opened}, reopened = ${run.reopened}, resolved = ${run.resolved},
    coverage = ${JSON.stringify(run.coverage)}::jsonb, standing = s.standing, standing_minor = s.minor, by_class = s.by_class
  from (
    select coalesce(sum(c.n), 0)::integer as standing, coalesce(sum(c.minor), 0)::bigint as minor,
      coalesce(jsonb_object_agg(c.class, c.n), '{}') as by_class
    from (select class, count(*) as n, sum(abs(dollars_minor)) as minor from discrepancies
      where store_id = ${run.storeId} and state not in ('resolved', 'dismissed') group by class) c) s
  where r.id = ${run.runId}`.execute(tx.db)

const isoOf = (at: number | null | undefined): string | null =>
  at == null ? null : new Date(at).toISOString()
const spanOf = (span: Coverage['sales']) =>
  span === null ? null : { from: isoOf(span.from), until: isoOf(span.until) }

const coverageText = (coverage: Coverage) => ({
  hasShelf: coverage.hasShelf,
  sales: spanOf(coverage.sales),
  tillStockAt: isoOf(coverage.posAt),
  statePackagesAt: isoOf(coverage.stateAt),
  stateReceipts: spanOf(coverage.receipts),
})
