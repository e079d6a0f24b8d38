import { notFound } from '@suite/kernel'
import { sql, type Read } from '@suite/db'
import { decodeCursor, toPage } from '@suite/http'
import { footageOf, type FootageItem } from '../footage/footage-list.ts'
import type { CountScope, SessionStatus } from './session.ts'

/** A count session without any figure that a counter must not see. Instants are ISO text. */
export interface SessionItem {
  readonly id: string
  readonly storeId: string
  readonly storeName: string
  readonly name: string
  readonly status: SessionStatus
  readonly blind: boolean
  readonly people: number
  readonly by: 'package' | 'product'
  readonly separateReviewer: boolean
  readonly scope: CountScope
  readonly lines: number
  readonly createdBy: string
  readonly createdAt: string
  readonly closedBy: string | null
  readonly closedAt: string | null
  readonly statement: string | null
}

/** One walk, and how far it is. */
export interface PassItem {
  readonly pass: number
  readonly counter: string
  readonly recount: boolean
  readonly startedAt: string
  readonly submittedAt: string | null
  readonly entries: number
}

interface Row extends Omit<SessionItem, 'createdAt' | 'closedAt'> {
  readonly createdAt: Date
  readonly closedAt: Date | null
  readonly exactly: string
}

const SESSION = sql`
  select n.id, n.store_id as "storeId", t.name as "storeName", n.name, n.status, n.blind, n.people, n.by,
    n.separate_reviewer as "separateReviewer", n.scope, n.created_by as "createdBy", n.created_at as "createdAt",
    n.closed_by as "closedBy", n.closed_at as "closedAt", n.statement, n.created_at::text as exactly,
    (select count(*) from count_lines c where c.organization_id = n.organization_id and c.session_id = n.id) as lines
  from count_sessions n join stores t on t.organization_id = n.organization_id and t.id = n.store_id`

/** Count sessions, newest first. */
export const countSessions = async (
  read: Read,
  input: {
    storeId?: string | undefined
    status?: SessionStatus | undefined
    limit: number
    cursor?: string | undefined
  },
) => {
  const where = [sql`true`]
  if (input.storeId !== undefined) where.push(sql`n.store_id = ${input.storeId}`)
  if (input.status !== undefined) where.push(sql`n.status = ${input.status}`)
  if (input.cursor !== undefined) {
    const [at, id] = decodeCursor(input.cursor, 2)
    where.push(sql`(n.created_at, n.id) < (${at}::timestamptz, ${id}::uuid)`)
  }
  const { rows } = await sql<Row>`
    ${SESSION} where ${sql.join(where, sql` and `)}
    order by n.created_at desc, n.id desc limit ${input.limit + 1}`.execute(read.db)
  const page = toPage(rows, input.limit, (row) => [row.exactly, row.id])
  return { items: page.items.map(sessionItem), nextCursor: page.nextCursor }
}

/** One session with its walks and footage. @throws AppError `not_found` */
export const countSession = async (
  read: Read,
  id: string,
): Promise<SessionItem & { passes: PassItem[]; footage: FootageItem[] }> => {
  const { rows } = await sql<Row>`${SESSION} where n.id = ${id}`.execute(read.db)
  const row = rows[0]
  if (row === undefined) throw notFound('count session')
  const passes = await sql<
    Omit<PassItem, 'startedAt' | 'submittedAt'> & { startedAt: Date; submittedAt: Date | null }
  >`
    select k.pass, k.counter, k.pass > ${row.people} as recount, k.started_at as "startedAt",
      k.submitted_at as "submittedAt",
      (select count(*) from count_entries e where e.session_id = k.session_id and e.pass = k.pass) as entries
    from count_passes k where k.session_id = ${id} order by k.pass`.execute(read.db)
  return {
    ...sessionItem(row),
    footage: await footageOf(read, 'count_session', id),
    passes: passes.rows.map((pass) => ({
      ...pass,
      startedAt: pass.startedAt.toISOString(),
      submittedAt: pass.submittedAt?.toISOString() ?? null,
    })),
  }
}

const sessionItem = ({ exactly: _, createdAt, closedAt, ...row }: Row): SessionItem => ({
  ...row,
  createdAt: createdAt.toISOString(),
  closedAt: closedAt?.toISOString() ?? null,
})
