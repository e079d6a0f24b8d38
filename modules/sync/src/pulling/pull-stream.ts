import type { Database, Enqueue, TenantContext } from '@suite/db'
import { applyBatch } from '../applying/apply-batch.ts'
import type { ConnectionRow } from '../connections/connection-row.ts'
import type { Access, Adapter, PulledPage, StreamPlan, Window } from '../vendors/port.ts'
import { landPage } from './landing.ts'
import { noteCovered, type StreamRow } from './streams.ts'
import { nextWindow } from './windows.ts'

/** What pulling a stream needs. */
export interface StreamDeps {
  readonly database: Database
  readonly enqueue: Enqueue
  readonly adapter: Adapter
  readonly access: Access
  readonly connection: ConnectionRow
  readonly context: TenantContext
  readonly now: () => Date
  readonly signal: AbortSignal
}

/** Rows taken together: enough that a transaction pays, few enough that a cut costs little. */
const BATCH_ROWS = 1500

/**
 * Pulls a stream until it reaches the present or `deadline` passes. Every batch is landed raw, then applied together with
 * the stream's place: cut off anywhere, the next pull goes on where the last batch ended, and what it meets again changes
 * nothing. @returns whether the present was reached
 */
export const pullStream = async (
  deps: StreamDeps,
  plan: StreamPlan,
  row: StreamRow,
  deadline: Date,
): Promise<boolean> => {
  if (plan.mode === 'snapshot') return pullSnapshot(deps, plan)
  let standing: Pick<StreamRow, 'coveredFrom' | 'coveredUntil' | 'cursor'> = row
  // the present is where it was when the walk began: it moves on with every answer and would never be reached
  const present = deps.now()
  for (;;) {
    const window = nextWindow(plan, standing, present)
    if (window === null) return finish(deps, plan, null, standing.coveredUntil ?? present)
    await pullWindow(deps, plan, window, standing.cursor)
    await finish(deps, plan, window.from, window.until)
    standing = { coveredFrom: standing.coveredFrom ?? window.from, coveredUntil: window.until, cursor: {} }
    deps.signal.throwIfAborted()
    if (deps.now() > deadline) return nextWindow(plan, standing, present) === null
  }
}

const pullWindow = async (
  deps: StreamDeps,
  plan: StreamPlan,
  window: Window,
  cursor: unknown,
): Promise<void> => {
  let batch: PulledPage[] = []
  let rows = 0
  // one batch is stored while the next is fetched
  let storing: Promise<void> = Promise.resolve()
  const store = async (pages: readonly PulledPage[]): Promise<void> => {
    await storing
    storing = take(deps, plan, window, pages)
    // a failure is met at the next await; until then it must not count as unhandled
    storing.catch(() => undefined)
  }
  for await (const page of deps.adapter.pull(deps.access, plan.name, window, cursor)) {
    batch.push(page)
    rows += page.rows
    if (rows < BATCH_ROWS) continue
    await store(batch)
    batch = []
    rows = 0
    deps.signal.throwIfAborted()
  }
  if (batch.length > 0) await store(batch)
  await storing
}

const pullSnapshot = async (deps: StreamDeps, plan: StreamPlan): Promise<boolean> => {
  const asOf = deps.now()
  const pages: PulledPage[] = []
  for await (const page of deps.adapter.pull(deps.access, plan.name, null, {})) pages.push(page)
  await take(deps, plan, null, pages, asOf)
  return finish(deps, plan, asOf, asOf)
}

const take = async (
  deps: StreamDeps,
  plan: StreamPlan,
  window: Window | null,
  pages: readonly PulledPage[],
  asOf: Date = deps.now(),
): Promise<void> => {
  const { database, context, connection, adapter } = deps
  const landing = { connectionId: connection.id, stream: plan.name, window }
  const ids = await database.withTenant(context, async (tx) => {
    const landed: string[] = []
    for (const page of pages) landed.push(await landPage(tx, landing, page))
    return landed
  })
  const facts = { timeZone: connection.timeZone, settings: connection.settings }
  await applyBatch(deps, {
    stream: plan.name,
    pages: pages.map((page, n) => ({
      rawPageId: ids[n] ?? '',
      ...adapter.read(plan.name, page.text, facts),
    })),
    snapshotAt: window === null ? asOf : null,
    cursor: window === null ? {} : (pages.at(-1)?.cursor ?? {}),
    now: asOf,
  })
}

const finish = async (
  deps: StreamDeps,
  plan: StreamPlan,
  from: Date | null,
  until: Date,
): Promise<boolean> => {
  const now = deps.now()
  const nextDueAt = new Date(now.getTime() + plan.every * 1000)
  await deps.database.withTenant(deps.context, (tx) =>
    noteCovered(tx, { connectionId: deps.connection.id, stream: plan.name, from, until, now, nextDueAt }),
  )
  return true
}
