import type { Sealer } from '@suite/crypto'
import type { Database, Enqueue, TenantContext } from '@suite/db'
import type { Send } from '@suite/outbound'
import type { Logger } from '@suite/telemetry'
import { credentialsOf } from '../connections/credentials.ts'
import { connectionRow, type ConnectionRow } from '../connections/connection-row.ts'
import type { Access, Adapter, StreamPlan, Vendor } from '../vendors/port.ts'
import { pullStream, type StreamDeps } from './pull-stream.ts'
import { ensureStreams, isFilling, streamRows, type StreamRow } from './streams.ts'
import { tellChanges } from './tell.ts'
import { recordFailure, recordRecovery } from './trouble.ts'

/** What pulling needs of the process. */
export interface PullDeps {
  readonly database: Database
  readonly enqueue: Enqueue
  readonly sealer: Sealer
  readonly send: Send
  readonly adapters: ReadonlyMap<Vendor, Adapter>
  readonly log: Logger
  readonly now?: () => Date
}

/** What one pull did: `again` asks for another at once, because a back-fill is not done. */
export interface PullOutcome {
  readonly status: 'done' | 'again' | 'failed' | 'inactive'
  readonly failure: string | null
}

/** One delivery of the job works this long before it gives others a turn. */
const TURN_SECONDS = 240

/**
 * Pulls every stream of a connection that is due, in the vendor's order, landing and applying as it goes. A failure is
 * recorded, never thrown, unless it is a defect of ours; what was taken before it stays.
 */
export const pullConnection = async (
  deps: PullDeps,
  context: TenantContext,
  connectionId: string,
  signal: AbortSignal,
  turnSeconds = TURN_SECONDS,
): Promise<PullOutcome> => {
  const now = deps.now ?? (() => new Date())
  const connection = await deps.database.withTenant(context, async (tx) => {
    const row = await connectionRow(tx, connectionId)
    const adapter = deps.adapters.get(row.vendor)
    if (row.status === 'active' && adapter !== undefined) await ensureStreams(tx, row.id, adapter, now())
    return row
  })
  const adapter = deps.adapters.get(connection.vendor)
  if (connection.status !== 'active' || adapter === undefined) return { status: 'inactive', failure: null }
  const access = await openAccess(deps, context, connection, signal, now)
  const deadline = new Date(now().getTime() + turnSeconds * 1000)
  const base = { ...deps, adapter, access, connection, context, now, signal }
  const before = await deps.database.readTenant(context, (read) => streamRows(read, connectionId))
  const wasFilling = isAnyFilling(adapter, before)
  for (const plan of adapter.streams) {
    const row = before.find(({ stream }) => stream === plan.name)
    if (row === undefined || row.nextDueAt > now()) continue
    const failure = await pullOne(base, plan, row, deadline)
    if (failure !== null) return { status: 'failed', failure }
    if (now() > deadline) break
  }
  const after = await deps.database.readTenant(context, (read) => streamRows(read, connectionId))
  const filling = isAnyFilling(adapter, after)
  await deps.database.withTenant(context, async (tx) => {
    await recordRecovery(tx, connection, now())
    await tellChanges(tx, connection, filling ? 'filling' : wasFilling ? 'just filled' : 'live', now())
  })
  const again = filling || after.some(({ nextDueAt }) => nextDueAt <= now())
  return { status: again ? 'again' : 'done', failure: null }
}

const isAnyFilling = (adapter: Adapter, rows: readonly StreamRow[]): boolean =>
  adapter.streams.some((plan) => {
    const row = rows.find(({ stream }) => stream === plan.name)
    return row === undefined || isFilling(plan, row)
  })

/** Pulls one stream; gives the failure's words, or null. */
const pullOne = async (
  deps: StreamDeps & PullDeps,
  plan: StreamPlan,
  row: StreamRow,
  deadline: Date,
): Promise<string | null> => {
  const { database, context, connection } = deps
  try {
    await pullStream(deps, plan, row, deadline)
    return null
  } catch (error) {
    if (deps.signal.aborted) throw error
    const explained = deps.adapter.explain(error)
    deps.log.warn({ err: error, connectionId: connection.id, stream: plan.name }, 'a pull failed')
    await database.withTenant(context, (tx) =>
      recordFailure(tx, connection, { stream: plan.name, explained, now: deps.now() }),
    )
    return explained.message
  }
}

/** What an adapter needs to speak for a connection, its keys opened. */
export const openAccess = async (
  deps: Pick<PullDeps, 'database' | 'sealer' | 'send'>,
  context: TenantContext,
  connection: ConnectionRow,
  signal: AbortSignal | undefined,
  now: () => Date,
): Promise<Access> => ({
  send: deps.send,
  settings: connection.settings,
  credentials: await deps.database.readTenant(context, (read) =>
    credentialsOf(read, deps.sealer, connection),
  ),
  timeZone: connection.timeZone,
  state: connection.state,
  now,
  ...(signal === undefined ? {} : { signal }),
})
