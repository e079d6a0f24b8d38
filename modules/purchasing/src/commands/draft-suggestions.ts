import { newId } from '@suite/kernel'
import { recordAudit } from '@suite/audit'
import { sql, type Tx } from '@suite/db'
import { insertDraft } from './create-purchase-order.ts'
import { lockOrder, type LockedOrder } from './lock-order.ts'
import { recountOrder } from './recount-order.ts'
import { heldBack, PLANNER, suggestedLines } from './suggested-lines.ts'
import { insertLines } from './write-lines.ts'

/** Which suggestions are drafted. */
export interface DraftScope {
  readonly storeId?: string | undefined
  readonly vendorId?: string | undefined
  readonly productIds?: readonly string[] | undefined
  /**
   * True for the planner itself: what a person cancelled today, took off or set lower on a recent order is not drafted
   * again until the vendor's next review.
   */
  readonly respectPeople: boolean
  readonly now: Date
}

/**
 * Brings the open suggested drafts, one for a store and vendor, to what the plans need: lines are added, raised, lowered
 * and removed, but a line a person set and a product a person took off stay as they are. Gives the drafts it touched and
 * how many suggestions have no vendor to order from.
 */
export const draftSuggestions = async (
  tx: Tx,
  scope: DraftScope,
): Promise<{ ids: string[]; withoutVendor: number }> => {
  // one at a time: two at once would both open the draft of a store and vendor
  await sql`select pg_advisory_xact_lock(hashtextextended(${`drafts:${tx.context.organizationId}`}, 0))`.execute(
    tx.db,
  )
  const ids: string[] = []
  for (const pair of await pairsToDraft(tx, scope)) {
    const id = await draftFor(tx, pair, scope)
    if (id !== null) ids.push(id)
  }
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from reorder_plans r
    where r.needs_order and r.vendor_id is null ${inScope(scope, 'r')}`.execute(tx.db)
  return { ids, withoutVendor: rows[0]!.count }
}

const inScope = (scope: DraftScope, alias: 'r' | 'o') => sql`
  ${scope.storeId === undefined ? sql`` : sql`and ${sql.ref(`${alias}.store_id`)} = ${scope.storeId}`}
  ${scope.vendorId === undefined ? sql`` : sql`and ${sql.ref(`${alias}.vendor_id`)} = ${scope.vendorId}`}
  ${scope.productIds === undefined || alias === 'o' ? sql`` : sql`and r.product_id = any(${scope.productIds}::uuid[])`}`

interface Pair {
  readonly storeId: string
  readonly vendorId: string
}

/** Stores and vendors with something to draft, or with a draft of the planner's that may have to shrink. */
const pairsToDraft = async (tx: Tx, scope: DraftScope): Promise<Pair[]> =>
  (
    await sql<Pair>`
      select r.store_id as "storeId", r.vendor_id as "vendorId" from reorder_plans r
      where r.needs_order and r.vendor_id is not null ${inScope(scope, 'r')}
      union
      select o.store_id, o.vendor_id from purchase_orders o
      where o.status = 'draft' and o.origin = 'suggestion' ${inScope(scope, 'o')}
      order by 1, 2`.execute(tx.db)
  ).rows

const draftFor = async (tx: Tx, pair: Pair, scope: DraftScope): Promise<string | null> => {
  const present = await openDraft(tx, pair)
  const changed = present === null ? 0 : await followPlans(tx, present, scope)
  const lines = await suggestedLines(tx, {
    ...pair,
    productIds: scope.productIds,
    leaveOut: [
      ...(present?.declined ?? []),
      ...(scope.respectPeople ? await heldBack(tx, { ...pair, now: scope.now }) : []),
    ],
    draftId: present?.id ?? null,
  })
  if (changed === 0 && lines.length === 0) return null
  const id = present?.id ?? newId()
  if (present === null) await insertDraft(tx, { ...pair, id, origin: 'suggestion' })
  await insertLines(tx, id, lines)
  const counted = await recountOrder(tx, id)
  if (counted.lines === 0) await closeEmpty(tx, id, scope.now)
  await noteDrafted(tx, pair)
  await recordAudit(tx, {
    eventType: 'purchase_order.drafted',
    resourceType: 'purchase_order',
    resourceId: id,
    action: present === null ? 'create' : 'update',
    risk: 'low',
    ...(present === null ? {} : { before: { totalMinor: present.totalMinor } }),
    after: { totalMinor: counted.totalMinor, lines: counted.lines, added: lines.length, changed },
  })
  return id
}

const openDraft = async (tx: Tx, pair: Pair): Promise<LockedOrder | null> => {
  const { rows } = await sql<{ id: string }>`
    select id from purchase_orders
    where store_id = ${pair.storeId} and vendor_id = ${pair.vendorId} and status = 'draft' and origin = 'suggestion'
    for update`.execute(tx.db)
  return rows[0] === undefined ? null : lockOrder(tx, rows[0].id)
}

/** Sets the planner's own lines to the present need and removes those no longer needed; gives how many changed. */
const followPlans = async (tx: Tx, order: LockedOrder, scope: DraftScope): Promise<number> => {
  const own = sql`l.purchase_order_id = ${order.id} and l.set_by = 'suggestion'
    and r.organization_id = l.organization_id and r.store_id = ${order.storeId} and r.product_id = l.product_id
    ${inScope({ ...scope, storeId: undefined, vendorId: undefined }, 'r')}`
  const removed = await sql`
    delete from purchase_order_lines l using reorder_plans r
    where ${own} and (r.needed_quantity = 0 or r.vendor_id is distinct from ${order.vendorId})`.execute(tx.db)
  const unsold = await sql`
    delete from purchase_order_lines l using products p
    where l.purchase_order_id = ${order.id} and l.set_by = 'suggestion' and p.organization_id = l.organization_id
      and p.id = l.product_id and (p.is_service or not p.active)`.execute(tx.db)
  const updated = await sql`
    update purchase_order_lines l
    set quantity = r.needed_quantity, suggested_quantity = r.needed_quantity, reasoning = w.reasoning
    from reorder_plans r join reorder_reasons w
      on w.organization_id = r.organization_id and w.store_id = r.store_id and w.product_id = r.product_id
    where ${own} and l.quantity <> r.needed_quantity`.execute(tx.db)
  return [removed, unsold, updated].reduce(
    (sum, { numAffectedRows }) => sum + Number(numAffectedRows ?? 0n),
    0,
  )
}

/** A draft of the planner's that nothing is left of is closed rather than shown empty. */
const closeEmpty = async (tx: Tx, id: string, now: Date): Promise<void> => {
  await sql`
    update purchase_orders set status = 'cancelled', closed_at = ${now}, closed_by = ${PLANNER} where id = ${id}`.execute(
    tx.db,
  )
}

/** Plans know at once what the drafts hold, so that drafting twice drafts nothing twice. */
const noteDrafted = async (tx: Tx, pair: Pair): Promise<void> => {
  await sql`
    update reorder_plans r set
      on_draft = h.quantity,
      suggested_quantity = greatest(r.needed_quantity - h.by_planner, 0),
      -- the next plan says what is left of it
      suggested_cost_minor = case when r.needed_quantity <= h.by_planner then 0 end
    from reorder_plans x cross join lateral (
      select coalesce(sum(l.quantity), 0) as quantity,
        coalesce(sum(l.quantity) filter (where l.set_by = 'suggestion'), 0) as by_planner
      from purchase_order_lines l
      join purchase_orders o on o.organization_id = l.organization_id and o.id = l.purchase_order_id
      where l.organization_id = x.organization_id and l.product_id = x.product_id
        and o.store_id = x.store_id and o.status = 'draft'
    ) h
    where x.store_id = ${pair.storeId} and x.vendor_id = ${pair.vendorId} and (x.needs_order or x.on_draft > 0)
      and r.organization_id = x.organization_id and r.store_id = x.store_id and r.product_id = x.product_id
      and (r.on_draft, r.suggested_quantity)
        is distinct from (h.quantity, greatest(r.needed_quantity - h.by_planner, 0))`.execute(tx.db)
}
