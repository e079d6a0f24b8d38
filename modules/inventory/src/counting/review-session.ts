import { notFound, toMinor, Decimal } from '@suite/kernel'
import { sql, type Read } from '@suite/db'
import { decodeCursor, encodeCursor } from '@suite/http'
import { requireRevealed } from './blind.ts'
import { countedProducts } from './counted-products.ts'
import { expectedOf } from './expected-sql.ts'
import { planPosting, type LineProblem } from './plan-posting.ts'
import type { CountScope, SessionStatus } from './session.ts'

/** A line beside what was expected. Decimal strings; instants ISO text. */
export interface ReviewLine {
  readonly id: string
  readonly position: number
  readonly productId: string
  readonly productName: string
  readonly sku: string
  readonly lotId: string | null
  readonly lotCode: string
  readonly packageTag: string | null
  readonly room: string | null
  readonly found: boolean
  readonly state: 'open' | 'agreed' | 'recount' | 'left'
  readonly leftReason: string | null
  readonly counted: string | null
  readonly countedAt: string | null
  /** What the ledger says it held when it was counted; null while unknown. Of a posted session: as it was posted. */
  readonly expected: string | null
  /** Counted less expected. */
  readonly variance: string | null
  /** The variance at cost; null without a cost. */
  readonly varianceMinor: number | null
  readonly problem: LineProblem | null
  readonly entries: readonly {
    pass: number
    counter: string
    quantity: string
    countedAt: string
    note: string
  }[]
}

/** What a count comes to. Amounts at cost, minor units. */
export interface ReviewTotals {
  readonly lines: number
  readonly counted: number
  readonly left: number
  readonly toRecount: number
  readonly different: number
  readonly problems: number
  readonly netMinor: number
  readonly absoluteMinor: number
  /** Lines that differ and whose cost nobody knows; the amounts leave them out. */
  readonly uncosted: number
}

/** A session as reviewing needs it. */
export interface ReviewedSession {
  readonly id: string
  readonly storeId: string
  readonly status: SessionStatus
  readonly by: 'package' | 'product'
  readonly scope: CountScope
}

/** Every line of a session with what was expected and its problem, in sheet order. */
export const reviewLines = async (
  read: Read,
  session: { readonly id: string },
  problems: ReadonlyMap<string, LineProblem>,
): Promise<ReviewLine[]> => {
  const { rows } = await sql<Stored>`
    select c.id, c.position, c.product_id as "productId", p.name as "productName", p.sku, c.lot_id as "lotId",
      c.lot_code as "lotCode", c.package_tag as "packageTag", c.room, c.found, c.state, c.left_reason as "leftReason",
      trim_scale(c.final_quantity) as counted, c.counted_at as "countedAt",
      trim_scale(case when c.movement_id is not null then c.expected_quantity
        when c.state = 'agreed' then ${expectedOf(sql`c.counted_at`)} end) as expected,
      coalesce(c.unit_cost, l.unit_cost, p.cost) as unit_cost, coalesce((
        select json_agg(json_build_object('pass', e.pass, 'counter', k.counter,
          'quantity', trim_scale(e.quantity)::text, 'note', e.note,
          'countedAt', to_char(e.counted_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by e.pass)
        from count_entries e join count_passes k on k.session_id = e.session_id and k.pass = e.pass
        where e.line_id = c.id), '[]') as entries
    from count_lines c
    join count_sessions n on n.id = c.session_id
    join products p on p.organization_id = c.organization_id and p.id = c.product_id
    left join lots l on l.id = c.lot_id
    where c.session_id = ${session.id} order by c.position, c.id`.execute(read.db)
  return rows.map((row) => lineOf(row, problems.get(row.id) ?? null))
}

type Stored = Omit<ReviewLine, 'countedAt' | 'variance' | 'varianceMinor' | 'problem'> & {
  countedAt: Date | null
  unit_cost: string | null
}

const lineOf = (
  { unit_cost: unitCost, countedAt, ...row }: Stored,
  problem: LineProblem | null,
): ReviewLine => {
  const variance =
    row.counted === null || row.expected === null ? null : new Decimal(row.counted).minus(row.expected)
  return {
    ...row,
    countedAt: countedAt?.toISOString() ?? null,
    variance: variance?.toFixed() ?? null,
    varianceMinor: variance === null || unitCost === null ? null : toMinor(variance.times(unitCost)),
    problem,
  }
}

/** What the lines of a session come to. */
export const totalsOf = (lines: readonly ReviewLine[]): ReviewTotals => {
  const differ = lines.filter((line) => line.variance !== null && !new Decimal(line.variance).isZero())
  const minor = differ.map((line) => line.varianceMinor ?? 0)
  return {
    lines: lines.length,
    counted: lines.filter((line) => line.state === 'agreed').length,
    left: lines.filter((line) => line.state === 'left').length,
    toRecount: lines.filter((line) => line.state === 'recount').length,
    different: differ.length,
    problems: lines.filter((line) => line.problem !== null).length,
    netMinor: minor.reduce((sum, each) => sum + each, 0),
    absoluteMinor: minor.reduce((sum, each) => sum + Math.abs(each), 0),
    uncosted: differ.filter((line) => line.varianceMinor === null).length,
  }
}

/** A page of a session's lines beside what was expected, with the totals of all. @throws AppError `not_found`, `still_counting` */
export const reviewSession = async (
  read: Read,
  input: { sessionId: string; onlyDifferent?: boolean; limit: number; cursor?: string | undefined },
) => {
  const session = await reviewedSession(read, input.sessionId)
  const products = session.status === 'review' ? await countedProducts(read, session) : []
  const { problems } = planPosting(products, { by: session.by, room: session.scope.kind === 'room' })
  const lines = await reviewLines(read, session, problems)
  const from = input.cursor === undefined ? 0 : Number(decodeCursor(input.cursor, 1)[0])
  const shown = lines
    .filter((line) => input.onlyDifferent !== true || line.problem !== null || isDifferent(line))
    .filter((line) => line.position > from)
  const items = shown.slice(0, input.limit)
  const last = items.at(-1)
  return {
    status: session.status,
    totals: totalsOf(lines),
    items,
    nextCursor: shown.length > input.limit && last !== undefined ? encodeCursor([last.position]) : null,
  }
}

const isDifferent = (line: ReviewLine): boolean =>
  line.state !== 'agreed' || line.variance === null || !new Decimal(line.variance).isZero()

const reviewedSession = async (read: Read, id: string): Promise<ReviewedSession> => {
  const { rows } = await sql<ReviewedSession & { blind: boolean }>`
    select id, store_id as "storeId", status, by, scope, blind from count_sessions where id = ${id}`.execute(
    read.db,
  )
  const session = rows[0]
  if (session === undefined) throw notFound('count session')
  requireRevealed(session)
  return session
}
