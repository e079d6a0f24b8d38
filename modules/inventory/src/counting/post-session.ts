import { AppError, conflict, forbidden, invalid, newId } from '@suite/kernel'
import { recordAudit } from '@suite/audit'
import { sql, type Tx } from '@suite/db'
import { publish } from '@suite/events'
import { countStock } from '../commands/count-stock.ts'
import { recordSnapshots } from '../snapshots/record-snapshots.ts'
import { countedProducts } from './counted-products.ts'
import { planPosting, type LineProblem, type Posting } from './plan-posting.ts'
import { reviewLines, totalsOf, type ReviewLine, type ReviewTotals } from './review-session.ts'
import { lockSession, passesOf, type CountSession } from './session.ts'

/** How a reviewer signs a count off. */
export interface PostRequest {
  readonly sessionId: string
  /** What the reviewer puts their name to. */
  readonly statement: string
  /** Lines that stay as the ledger has them. */
  readonly leaveOut?: readonly string[] | undefined
}

/** How many unposted lines an error names. */
const NAMED_LINES = 20

/**
 * Signs a count off and posts it: each product or lot is counted at the moment it was counted on the shelf, so that sales
 * since then stand. What is left out, or was not counted, stays as it is.
 * @throws AppError `not_found`, `wrong_status`; `forbidden` when the signer counted and may not sign; `lines_unsettled`
 * while a line cannot be posted (recount it or leave it out)
 */
export const postSession = async (tx: Tx, input: PostRequest): Promise<ReviewTotals & { posted: number }> => {
  const session = await lockSession(tx, input.sessionId, ['review'])
  await refuseOwnCount(tx, session)
  await leaveOut(tx, session, input.leaveOut ?? [])
  await addFoundLots(tx, session)
  const { postings, problems } = planPosting(await countedProducts(tx, session), {
    by: session.by,
    room: session.scope.kind === 'room',
  })
  if (problems.size > 0) throw unsettled(problems)
  const lines = await reviewLines(tx, session, problems)
  const byId = new Map(lines.map((line) => [line.id, line]))
  for (const posting of postings) await post(tx, session, posting, byId)
  await noteSnapshot(tx, session, lines)
  const totals = totalsOf(lines)
  await sign(tx, session, input, totals)
  return { ...totals, posted: postings.length }
}

const refuseOwnCount = async (tx: Tx, session: CountSession): Promise<void> => {
  if (!session.separateReviewer) return
  const passes = await passesOf(tx, session.id)
  if (passes.some((pass) => pass.counter === tx.context.actor.id))
    throw forbidden('You counted in this session. Another person must review and sign it.')
}

const leaveOut = async (tx: Tx, session: CountSession, lineIds: readonly string[]): Promise<void> => {
  const wanted = new Set(lineIds)
  const { numAffectedRows } = await sql`
    update count_lines set state = 'left', final_quantity = null, counted_at = null, left_reason = 'Left out in review'
    where session_id = ${session.id} and id = any(${[...wanted]}::uuid[])`.execute(tx.db)
  if (numAffectedRows !== BigInt(wanted.size))
    throw invalid('unknown_lines', 'Some lines are not of this session. Reload it.', [
      { path: 'leaveOut', message: 'not of this session' },
    ])
}

/** A package found under a tag the book does not have becomes a lot that held nothing until now. */
const addFoundLots = async (tx: Tx, session: CountSession): Promise<void> => {
  const { rows } = await sql<{ id: string; product_id: string; package_tag: string; at: string }>`
    select id, product_id, package_tag, counted_at::text as at from count_lines
    where session_id = ${session.id} and state = 'agreed' and lot_id is null and package_tag is not null
    order by package_tag, id`.execute(tx.db)
  for (const line of rows) {
    const known = await sql<{ id: string; product_id: string }>`
      insert into lots (organization_id, id, store_id, product_id, package_tag, received_at, known_at)
      values (${tx.context.organizationId}, ${newId()}, ${session.storeId}, ${line.product_id}, ${line.package_tag},
        ${line.at}::timestamptz, ${line.at}::timestamptz)
      on conflict (organization_id, store_id, package_tag) where package_tag is not null
        do update set package_tag = lots.package_tag
      returning id, product_id`.execute(tx.db)
    const lot = known.rows[0]
    if (lot === undefined || lot.product_id !== line.product_id)
      throw conflict(
        'tag_taken',
        `The package tag "${line.package_tag}" came in as another product meanwhile. Leave that line out and count it again.`,
      )
    await sql`update count_lines set lot_id = ${lot.id} where id = ${line.id}`.execute(tx.db)
  }
}

const WHY: Readonly<Record<LineProblem, string>> = {
  counted_again: 'was counted again since',
  changed_while_counting: 'was sold without a package, or counted elsewhere, while its packages were counted',
  changed_without_package:
    'was counted again, or sold without naming a package, since this package was counted',
  packages_not_counted: 'has packages that were not counted, so that loose units cannot be told apart',
}

const unsettled = (problems: ReadonlyMap<string, LineProblem>): AppError =>
  new AppError(
    'conflict',
    'lines_unsettled',
    `${problems.size} lines can no longer be posted as they were counted. Have them counted again, or leave them out.`,
    {
      problems: [...problems]
        .slice(0, NAMED_LINES)
        .map(([id, problem]) => ({ path: `lines.${id}`, message: `its product ${WHY[problem]}` })),
    },
  )

const post = async (
  tx: Tx,
  session: CountSession,
  posting: Posting,
  lines: ReadonlyMap<string, ReviewLine>,
): Promise<void> => {
  const { movementId } = await countStock(tx, {
    storeId: session.storeId,
    productId: posting.productId,
    quantity: posting.quantity,
    countedAt: posting.at,
    reason: `Counted: ${session.name}`,
    source: { type: 'person', id: session.id },
    ...(posting.kind === 'lot' ? { lotId: posting.lotId } : { lots: posting.lots }),
  })
  await sql`
    update count_lines c set movement_id = ${movementId}, expected_quantity = e.expected,
      unit_cost = coalesce((select l.unit_cost from lots l where l.id = c.lot_id),
        (select p.cost from products p where p.id = c.product_id))
    from unnest(${posting.lineIds}::uuid[], ${posting.lineIds.map((id) => lines.get(id)?.expected ?? null)}::numeric[])
      as e (id, expected)
    where c.id = e.id`.execute(tx.db)
}

const noteSnapshot = async (tx: Tx, session: CountSession, lines: readonly ReviewLine[]): Promise<void> => {
  const counted = lines.filter((line) => line.state === 'agreed')
  await recordSnapshots(tx, {
    storeId: session.storeId,
    type: 'event',
    source: 'manual',
    rows: counted.map((line) => ({
      productId: line.productId,
      lotId: line.lotId,
      room: line.room,
      quantity: line.counted ?? '0',
      takenAt: new Date(line.countedAt ?? 0),
      metadata: { countSessionId: session.id },
    })),
  })
}

const sign = async (
  tx: Tx,
  session: CountSession,
  input: PostRequest,
  totals: ReviewTotals,
): Promise<void> => {
  await sql`
    update count_sessions set status = 'posted', closed_by = ${tx.context.actor.id}, closed_at = clock_timestamp(),
      statement = ${input.statement}, version = version + 1
    where id = ${session.id}`.execute(tx.db)
  await recordAudit(tx, {
    eventType: 'count.posted',
    resourceType: 'count_session',
    resourceId: session.id,
    action: 'approve',
    risk: 'high',
    after: { statement: input.statement, leaveOut: input.leaveOut ?? [], totals },
  })
  await publish(tx, {
    type: 'count.posted',
    version: 1,
    payload: { storeId: session.storeId, sessionId: session.id },
  })
}
