import { decodeCursor, toPage } from '@suite/http'
import { sql, type Read } from '@suite/db'
import { notFound } from '@suite/kernel'
import type { RunItem } from '../contract.ts'

type Row = Omit<RunItem, 'requestedAt' | 'finishedAt' | 'signedOffAt' | 'coverage'> & {
  readonly requestedAt: Date
  readonly finishedAt: Date | null
  readonly signedOffAt: Date | null
  readonly coverage: Partial<NonNullable<RunItem['coverage']>>
}

const COLUMNS = sql`
  r.id, r.store_id as "storeId", s.name as "storeName", r.status, r.reason, r.requested_at as "requestedAt",
  r.finished_at as "finishedAt", r.failure, r.packages, r.late, r.opened, r.reopened, r.resolved, r.standing,
  r.standing_minor as "standingMinor", r.by_class as "byClass", r.coverage, r.signed_off_at as "signedOffAt",
  r.signed_off_name as "signedOffName", r.sign_off_note as "signOffNote"`

/** Reconciliations, the last first. */
export const runs = async (
  read: Read,
  query: {
    readonly storeId?: string | undefined
    readonly limit: number
    readonly cursor?: string | undefined
  },
): Promise<{ items: RunItem[]; nextCursor: string | null }> => {
  const { rows } = await sql<Row>`
    select ${COLUMNS} from reconciliation_runs r
    join stores s on s.organization_id = r.organization_id and s.id = r.store_id
    where ${query.storeId === undefined ? sql`true` : sql`r.store_id = ${query.storeId}`}
      and ${query.cursor === undefined ? sql`true` : pastCursor(query.cursor)}
    order by r.requested_at desc, r.id desc limit ${query.limit + 1}`.execute(read.db)
  return toPage(rows.map(toRun), query.limit, (run) => [run.requestedAt, run.id])
}

/** One reconciliation. @throws AppError `not_found` */
export const run = async (read: Read, id: string): Promise<RunItem> => {
  const { rows } = await sql<Row>`
    select ${COLUMNS} from reconciliation_runs r
    join stores s on s.organization_id = r.organization_id and s.id = r.store_id where r.id = ${id}`.execute(
    read.db,
  )
  if (rows[0] === undefined) throw notFound('reconciliation')
  return toRun(rows[0])
}

/** The reconciliation each store finished last. */
export const lastRuns = async (read: Read, storeId: string | undefined): Promise<RunItem[]> => {
  const { rows } = await sql<Row>`
    select ${COLUMNS} from stores s
    join lateral (select * from reconciliation_runs x where x.organization_id = s.organization_id and x.store_id = s.id
      and x.status = 'done' order by x.requested_at desc, x.id desc limit 1) r on true
    where s.active and ${storeId === undefined ? sql`true` : sql`s.id = ${storeId}`}
    order by s.name limit 200`.execute(read.db)
  return rows.map(toRun)
}

const pastCursor = (cursor: string) => {
  const [at, id] = decodeCursor(cursor, 2)
  return sql`(r.requested_at, r.id) < (${String(at)}::timestamptz, ${String(id)}::uuid)`
}

const toRun = (row: Row): RunItem => ({
  ...row,
  requestedAt: row.requestedAt.toISOString(),
  finishedAt: row.finishedAt?.toISOString() ?? null,
  signedOffAt: row.signedOffAt?.toISOString() ?? null,
  coverage: row.coverage.hasShelf === undefined ? null : (row.coverage as NonNullable<RunItem['coverage']>),
})
