import { sql, type Read } from '@suite/db'
import { decodeCursor, toPage } from '@suite/http'
import { storeDeadline } from '@suite/compliance'
import { writesWaiting } from '../pulling/trouble.ts'
import { ADAPTERS } from '../vendors/adapters.ts'
import { backfillShare } from '../pulling/windows.ts'
import { isFilling, streamRows, type StreamRow } from '../pulling/streams.ts'
import type { Adapter, StreamPlan, Vendor, Verdict } from '../vendors/port.ts'
import { notFound } from '@suite/kernel'
import type { Connection } from './contract.ts'

interface Row {
  readonly id: string
  readonly storeId: string
  readonly storeName: string
  readonly vendor: Vendor
  readonly name: string
  readonly status: 'active' | 'paused' | 'disconnected'
  readonly simulated: boolean
  readonly settings: Record<string, string>
  readonly credentialsHint: string
  readonly verdict: Verdict | null
  readonly testedAt: Date | null
  readonly lastSuccessAt: Date | null
  readonly failingSince: Date | null
  readonly failure: string | null
  readonly failureAdvice: string | null
  readonly writesEnabled: boolean
  readonly writesChangedAt: Date | null
  readonly queued: boolean
  readonly createdAt: Date
}

const MOST = 500

/** Connections of the organisation with their streams, those that ended last. */
export const connections = async (
  read: Read,
  adapters: ReadonlyMap<Vendor, Adapter>,
  now: Date,
  id: string | null = null,
): Promise<Connection[]> => {
  const { rows } = await sql<Row>`
    select c.id, c.store_id as "storeId", s.name as "storeName", c.vendor, c.name, c.status, c.simulated, c.settings,
      c.credentials_hint as "credentialsHint", c.test_verdict as verdict, c.tested_at as "testedAt",
      c.last_success_at as "lastSuccessAt", c.failing_since as "failingSince", c.failure,
      c.failure_advice as "failureAdvice", c.writes_enabled as "writesEnabled", c.writes_changed_at as "writesChangedAt",
      coalesce(c.pull_queued_at > now() - interval '20 minutes', false) as queued, c.created_at as "createdAt"
    from connections c join stores s on s.id = c.store_id
    where ${id}::uuid is null or c.id = ${id}::uuid
    order by c.status = 'disconnected', s.name, c.vendor limit ${MOST}`.execute(read.db)
  const shown: Connection[] = []
  for (const row of rows) {
    const adapter = adapters.get(row.vendor)
    if (adapter === undefined) continue
    const [streams, refused] = [await streamRows(read, row.id), await refusedOf(read, row.id)]
    shown.push({
      ...row,
      title: adapter.title,
      kind: adapter.kind,
      verdict: row.verdict === null ? null : { ...row.verdict, places: [...row.verdict.places] },
      testedAt: iso(row.testedAt),
      lastSuccessAt: iso(row.lastSuccessAt),
      failingSince: iso(row.failingSince),
      writesChangedAt: iso(row.writesChangedAt),
      createdAt: row.createdAt.toISOString(),
      streams: adapter.streams.map((plan) => shownStream(plan, streams, refused, now)),
    })
  }
  return shown
}

/** One connection. @throws AppError `not_found` */
export const connectionOf = async (
  read: Read,
  adapters: ReadonlyMap<Vendor, Adapter>,
  id: string,
  now: Date,
): Promise<Connection> => {
  const [found] = await connections(read, adapters, now, id)
  if (found === undefined) throw notFound('connection')
  return found
}

const refusedOf = async (read: Read, connectionId: string): Promise<ReadonlyMap<string, number>> => {
  const { rows } = await sql<{ stream: string; count: number }>`
    select stream, count(*) as count from pull_refusals where connection_id = ${connectionId} group by stream`.execute(
    read.db,
  )
  return new Map(rows.map(({ stream, count }) => [stream, count]))
}

const shownStream = (
  plan: StreamPlan,
  rows: readonly StreamRow[],
  refused: ReadonlyMap<string, number>,
  now: Date,
): Connection['streams'][number] => {
  const row = rows.find(({ stream }) => stream === plan.name)
  const reached = plan.mode === 'window' ? (row?.coveredUntil ?? null) : (row?.lastSuccessAt ?? null)
  return {
    stream: plan.name,
    title: plan.title,
    state: stateOf(plan, row, now),
    share: row === undefined ? 0 : shareOf(plan, row),
    coveredFrom: iso(row?.coveredFrom),
    coveredUntil: iso(row?.coveredUntil),
    lastPullAt: iso(row?.lastPullAt),
    lastSuccessAt: iso(row?.lastSuccessAt),
    nextDueAt: (row?.nextDueAt ?? now).toISOString(),
    lagSeconds: reached === null ? null : Math.max(0, Math.round((now.getTime() - reached.getTime()) / 1000)),
    rowsTaken: row?.rowsTaken ?? 0,
    refused: refused.get(plan.name) ?? 0,
    failure: row?.failure ?? null,
  }
}

/** What a stream is doing, judged by its last success and its own patience. */
export const stateOf = (
  plan: StreamPlan,
  row: StreamRow | undefined,
  now: Date,
): Connection['streams'][number]['state'] => {
  if (row === undefined || row.lastPullAt === null) return row?.failingSince == null ? 'waiting' : 'failing'
  if (row.failingSince !== null) return 'failing'
  if (isFilling(plan, row)) return 'filling'
  const since = row.lastSuccessAt ?? row.lastPullAt
  return now.getTime() - since.getTime() > plan.staleAfter * 1000 ? 'stale' : 'live'
}

const shareOf = (plan: StreamPlan, row: StreamRow): number => {
  if (plan.mode === 'snapshot') return row.lastSuccessAt === null ? 0 : 1
  if (row.backfillUntil === null) return 1
  const from = row.coveredFrom ?? new Date(row.backfillUntil.getTime() - plan.backfillDays * 86_400_000)
  return isFilling(plan, row) ? backfillShare(from, row.backfillUntil, row.coveredUntil) : 1
}

const iso = (date: Date | null | undefined): string | null => date?.toISOString() ?? null

/** Outages of outside systems, newest first, with the deadline for catching up after one of a state's system. */
export const outages = async (
  read: Read,
  input: { limit: number; cursor?: string | undefined },
  now: Date,
) => {
  const where = [sql`true`]
  if (input.cursor !== undefined) {
    const [at, id] = decodeCursor(input.cursor, 2)
    where.push(sql`(o.began_at, o.id) < (${at}::timestamptz, ${id}::uuid)`)
  }
  const { rows } = await sql<OutageRow>`
    select o.id, o.connection_id as "connectionId", c.name as "connectionName", c.vendor, c.store_id as "storeId",
      o.began_at as "beganAt", o.ended_at as "endedAt", o.cause, o.began_at::text as "exactAt",
      case when o.ended_at is null then (${writesWaiting}) else o.writes_waiting end as "writesWaiting"
    from outages o join connections c on c.organization_id = o.organization_id and c.id = o.connection_id
    where ${sql.join(where, sql` and `)} order by o.began_at desc, o.id desc limit ${input.limit + 1}`.execute(
    read.db,
  )
  const page = toPage(rows, input.limit, (row) => [row.exactAt, row.id])
  const items = []
  for (const row of page.items) items.push(await toOutage(read, row, now))
  return { items, nextCursor: page.nextCursor }
}

interface OutageRow {
  readonly id: string
  readonly connectionId: string
  readonly connectionName: string
  readonly vendor: Vendor
  readonly storeId: string
  readonly beganAt: Date
  readonly endedAt: Date | null
  readonly cause: string
  readonly writesWaiting: number
  readonly exactAt: string
}

const toOutage = async (
  read: Read,
  { exactAt: _, vendor, storeId, beganAt, endedAt, ...row }: OutageRow,
  now: Date,
) => {
  const ofState = ADAPTERS.get(vendor)?.kind === 'state'
  const deadline =
    ofState && endedAt !== null
      ? await storeDeadline(read, { storeId, kind: 'after_outage', discoveredAt: endedAt }, now)
      : null
  return {
    ...row,
    beganAt: beganAt.toISOString(),
    endedAt: iso(endedAt),
    catchUp:
      deadline === null ? null : { dueAt: deadline.dueAt, basis: deadline.basis, reason: deadline.reason },
  }
}

/** Rows of a connection that could not be taken, with the reason. */
export const pullRefusals = async (
  read: Read,
  input: { connectionId: string; limit: number; cursor?: string | undefined },
) => {
  const where = [sql`connection_id = ${input.connectionId}`]
  if (input.cursor !== undefined) {
    const [stream, externalId] = decodeCursor(input.cursor, 2)
    where.push(sql`(stream, external_id) > (${stream}, ${externalId})`)
  }
  const { rows } = await sql<{
    stream: string
    externalId: string
    code: string
    reason: string
    seenAt: Date
  }>`
    select stream, external_id as "externalId", code, reason, seen_at as "seenAt" from pull_refusals
    where ${sql.join(where, sql` and `)} order by stream, external_id limit ${input.limit + 1}`.execute(
    read.db,
  )
  const page = toPage(rows, input.limit, (row) => [row.stream, row.externalId])
  return {
    items: page.items.map((row) => ({ ...row, seenAt: row.seenAt.toISOString() })),
    nextCursor: page.nextCursor,
  }
}
