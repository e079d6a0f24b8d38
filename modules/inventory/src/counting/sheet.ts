import { notFound } from '@suite/kernel'
import { sql, type Read } from '@suite/db'
import { decodeCursor, toPage } from '@suite/http'
import { expectedOf } from './expected-sql.ts'

/** A line as its counter sees it: never another person's count, and in a blind count no expectation. */
export interface SheetLine {
  readonly id: string
  readonly position: number
  readonly productId: string
  readonly productName: string
  readonly sku: string
  readonly unit: string
  readonly lotId: string | null
  readonly lotCode: string
  readonly packageTag: string | null
  readonly room: string | null
  readonly found: boolean
  /** The caller's own count so far. */
  readonly counted: string | null
  readonly note: string
  /** What the ledger holds now; null in a blind count, whatever it holds. */
  readonly expected: string | null
}

interface Head {
  readonly id: string
  readonly blind: boolean
  readonly pass: number | null
  readonly recount: boolean
}

/**
 * The sheet of the caller's open walk, in walking order, page by page; without an open walk the whole sheet. In a recount
 * only the lines to be counted again. @throws AppError `not_found`
 */
export const countSheet = async (
  read: Read,
  input: { sessionId: string; limit: number; cursor?: string | undefined },
) => {
  const head = await headOf(read, input.sessionId)
  const after = input.cursor === undefined ? null : decodeCursor(input.cursor, 2)
  const lines = sql`
    select c.* from count_lines c
    where c.session_id = ${head.id} and ${head.recount ? sql`c.state = 'recount'` : sql`true`}
      and ${after === null ? sql`true` : sql`(c.position, c.id) > (${after[0]}::int, ${after[1]}::uuid)`}
    order by c.position, c.id limit ${input.limit + 1}`
  const expected = head.blind ? sql`null::numeric` : expectedOf(sql`now()`)
  const { rows } = await sql<SheetLine>`
    select c.id, c.position, c.product_id as "productId", p.name as "productName", p.sku, p.unit, c.lot_id as "lotId",
      c.lot_code as "lotCode", c.package_tag as "packageTag", c.room, c.found, trim_scale(e.quantity) as counted,
      coalesce(e.note, '') as note, trim_scale(${expected}) as expected
    from (${lines}) c
    join count_sessions n on n.id = c.session_id
    join products p on p.organization_id = c.organization_id and p.id = c.product_id
    left join count_entries e on e.organization_id = c.organization_id and e.line_id = c.id and e.pass = ${head.pass}
    order by c.position, c.id`.execute(read.db)
  const page = toPage(rows, input.limit, (row) => [row.position, row.id])
  return { pass: head.pass, recount: head.recount, items: page.items, nextCursor: page.nextCursor }
}

const headOf = async (read: Read, sessionId: string): Promise<Head> => {
  const { rows } = await sql<Head>`
    select n.id, n.blind, k.pass, coalesce(k.pass > n.people, false) as recount
    from count_sessions n
    left join count_passes k on k.organization_id = n.organization_id and k.session_id = n.id
      and k.counter = ${read.context.actor.id} and k.submitted_at is null
    where n.id = ${sessionId}`.execute(read.db)
  const head = rows[0]
  if (head === undefined) throw notFound('count session')
  return head
}
