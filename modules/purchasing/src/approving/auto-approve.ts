import { businessDay, weekday } from '@suite/kernel'
import { sql, type Tx } from '@suite/db'
import { roleAllows } from '@suite/identity'
import { approvePurchaseOrder } from '../commands/approve-purchase-order.ts'
import type { PlanningSettings } from '../contract.ts'

/** A forecast whose 80 % interval held fewer days than this in its trials is no ground to order on unseen. */
const LEAST_COVERAGE = 0.6
/** Days over which the weekly cap counts what the rule approved. */
const WEEK_DAYS = 7

/** What the name of a rule begins with, where a person's would stand. */
const RULE = 'The rule of '

interface Draft {
  readonly id: string
  readonly version: number
  readonly totalMinor: number
  readonly minimumMinor: number
  readonly orderWeekdays: readonly number[]
  readonly timeZone: string
  readonly cutOffMinutes: number
  /** Lines a person set, lines without a cost, and lines whose forecast cannot be ordered on unseen. */
  readonly ofPeople: number
  readonly uncosted: number
  readonly unsure: number
  /** Whether an order of the store to this vendor was approved within its review time. */
  readonly orderedLately: boolean
}

/**
 * Approves the planner's drafts that the organisation's rule covers: whole suggestions no person touched, costed, above the
 * vendor's minimum and below the limit, on a day the vendor takes orders, one order a vendor and review time, none on a
 * forecast that is new or not to be trusted, and not more a week than the cap. Everything else waits for a person, as does
 * the sending. Off unless a limit is set.
 * @returns the orders approved
 */
export const autoApprove = async (
  tx: Tx,
  { settings, now }: { readonly settings: PlanningSettings; readonly now: Date },
): Promise<string[]> => {
  const limit = settings.autoApproveMinor
  if (limit === null) return []
  const by = await ruleOf(tx)
  if (by === null) return []
  let left = await leftThisWeek(tx, settings, now)
  const approved: string[] = []
  for (const draft of await openDrafts(tx, now)) {
    if (draft.totalMinor > Math.min(limit, left) || !isCovered(draft, now)) continue
    await approvePurchaseOrder(tx, { id: draft.id, version: draft.version, now, by })
    left -= draft.totalMinor
    approved.push(draft.id)
  }
  return approved
}

const isCovered = (draft: Draft, now: Date): boolean => {
  const today = weekday(businessDay(now, draft.timeZone, draft.cutOffMinutes))
  return (
    draft.ofPeople === 0 &&
    draft.uncosted === 0 &&
    draft.unsure === 0 &&
    !draft.orderedLately &&
    draft.totalMinor > 0 &&
    draft.totalMinor >= draft.minimumMinor &&
    (draft.orderWeekdays.length === 0 || draft.orderWeekdays.includes(today))
  )
}

/**
 * Who approves, as it stands on the order: the rule, with the name of the person who set it. Null when that person may no
 * longer approve orders: their rule rests until another sets it.
 */
const ruleOf = async (tx: Tx): Promise<string | null> => {
  const { rows } = await sql<{ name: string; role: string }>`
    select m.display_name as name, m.role from organizations o
    join memberships m on m.organization_id = o.organization_id and m.active
      and m.user_id::text = o.settings -> 'planning' ->> 'autoApproveBy'`.execute(tx.db)
  const [person] = rows
  return person !== undefined && roleAllows(person.role, 'purchasing.approve')
    ? `${RULE}${person.name}`
    : null
}

const leftThisWeek = async (tx: Tx, settings: PlanningSettings, now: Date): Promise<number> => {
  if (settings.autoApproveWeekMinor === null) return Infinity
  const { rows } = await sql<{ spent: number }>`
    select coalesce(sum(total_minor), 0)::bigint as spent from purchase_orders
    where approved_by like ${`${RULE}%`} and approved_at > ${now}::timestamptz - make_interval(days => ${WEEK_DAYS})
      and status <> 'cancelled'`.execute(tx.db)
  return settings.autoApproveWeekMinor - (rows[0]?.spent ?? 0)
}

/** The planner's open drafts, the cheapest first, so that one large order does not keep several small ones waiting. */
const openDrafts = async (tx: Tx, now: Date): Promise<Draft[]> =>
  (
    await sql<Draft>`
      select o.id, o.version, o.total_minor as "totalMinor", v.minimum_order_minor as "minimumMinor",
        v.order_weekdays as "orderWeekdays", s.time_zone as "timeZone", s.cut_off_minutes as "cutOffMinutes",
        lines.of_people as "ofPeople", lines.uncosted, lines.unsure,
        exists (select from purchase_orders p where p.store_id = o.store_id and p.vendor_id = o.vendor_id
          and p.status <> 'cancelled' and p.approved_at > ${now}::timestamptz - make_interval(days => v.review_days)) as "orderedLately"
      from purchase_orders o
      join vendors v on v.organization_id = o.organization_id and v.id = o.vendor_id
      join stores s on s.organization_id = o.organization_id and s.id = o.store_id
      cross join lateral (
        select count(*) filter (where l.set_by <> 'suggestion')::integer as of_people,
          count(*) filter (where l.unit_cost is null)::integer as uncosted,
          count(*) filter (where f.status is distinct from 'ready' or f.model = 'analogue'
            or coalesce(f.coverage, 0) < ${LEAST_COVERAGE})::integer as unsure
        from purchase_order_lines l
        left join forecasts f on f.organization_id = l.organization_id and f.store_id = o.store_id and f.product_id = l.product_id
        where l.organization_id = o.organization_id and l.purchase_order_id = o.id
      ) lines
      where o.status = 'draft' and o.origin = 'suggestion' and cardinality(o.declined) = 0
      order by o.total_minor, o.id`.execute(tx.db)
  ).rows
