import { lineAmount } from '@suite/kernel'
import { sql, type Read } from '@suite/db'
import { decodeCursor, toPage } from '@suite/http'
import { leavesSaleOn } from '../commands/settle-stock.ts'
import { countedBlindBy } from '../counting/blind.ts'
import { heldLots, productIsHeld } from '../holding/held-sql.ts'
import type { Fragment } from '../ledger-sql.ts'

/** Which of a package's dates comes first. What it means to sell after it is for the state to say. */
export type LeavingBasis = 'sell_by' | 'use_by' | 'expiry'

/** A lot that still holds goods and soon leaves sale. Quantities and costs are decimal strings. */
export interface ExpiringLot {
  readonly lotId: string
  readonly storeId: string
  readonly state: string
  readonly productId: string
  readonly productName: string
  readonly category: string
  readonly lotCode: string
  readonly packageTag: string | null
  readonly room: string | null
  /** The earliest of its dates, and which of them that is. */
  readonly leavesOn: string
  readonly basis: LeavingBasis
  readonly expiresOn: string | null
  readonly sellByOn: string | null
  readonly useByOn: string | null
  readonly onHand: string
  readonly held: boolean
  /** The lot's cost, else the product's. */
  readonly unitCost: string | null
  /** On hand at cost; null without one. */
  readonly valueMinor: number | null
}

/** Lots with goods left one of whose dates is `until` or earlier. */
export interface LeavingQuery {
  readonly until: string
  readonly storeId?: string | undefined
}

/** Lots with goods left whose first date is on or before `until`, first to leave sale first; what is past included. */
export const expiringLots = (read: Read, input: LeavingQuery & { limit?: number }): Promise<ExpiringLot[]> =>
  lotsLeaving(read, input, sql`true`, input.limit ?? 1000)

/** The same page by page with what they come to, without what the caller is counting blind. */
export const leavingSale = async (
  read: Read,
  input: LeavingQuery & { limit: number; cursor?: string | undefined },
) => {
  const shown = sql`(l.store_id, l.product_id) not in (${countedBlindBy(read.context.actor.id)})`
  const after = input.cursor === undefined ? null : decodeCursor(input.cursor, 2)
  const rest =
    after === null
      ? shown
      : sql`${shown} and (${leavesSaleOn}, l.id) > (${after[0]}::date, ${after[1]}::uuid)`
  const page = toPage(await lotsLeaving(read, input, rest, input.limit + 1), input.limit, (row) => [
    row.leavesOn,
    row.lotId,
  ])
  const { rows } = await sql<{ lots: number; totalMinor: number; uncosted: number }>`
    select count(*) as lots, count(*) filter (where coalesce(l.unit_cost, p.cost) is null) as uncosted,
      coalesce(sum(round(l.on_hand * coalesce(l.unit_cost, p.cost) * 100)), 0)::bigint as "totalMinor"
    from lots l join products p on p.organization_id = l.organization_id and p.id = l.product_id
    where ${leaving(input)} and ${shown}`.execute(read.db)
  const { lots = 0, totalMinor = 0, uncosted = 0 } = rows[0] ?? {}
  return { lots, totalMinor, uncostedLots: uncosted, items: page.items, nextCursor: page.nextCursor }
}

const leaving = (input: LeavingQuery): Fragment => sql`
  l.on_hand > 0 and coalesce(l.expires_on, l.sell_by_on, l.use_by_on) is not null and ${leavesSaleOn} <= ${input.until}::date
  and ${input.storeId === undefined ? sql`true` : sql`l.store_id = ${input.storeId}`}`

const lotsLeaving = async (
  read: Read,
  input: LeavingQuery,
  which: Fragment,
  limit: number,
): Promise<ExpiringLot[]> => {
  const { rows } = await sql<Omit<ExpiringLot, 'valueMinor'>>`
    select l.id as "lotId", l.store_id as "storeId", t.state, l.product_id as "productId", p.name as "productName",
      p.category, l.lot_code as "lotCode", l.package_tag as "packageTag", l.room, ${leavesSaleOn} as "leavesOn",
      case ${leavesSaleOn} when l.sell_by_on then 'sell_by' when l.use_by_on then 'use_by' else 'expiry' end as basis,
      l.expires_on as "expiresOn", l.sell_by_on as "sellByOn", l.use_by_on as "useByOn",
      trim_scale(l.on_hand) as "onHand", trim_scale(coalesce(l.unit_cost, p.cost)) as "unitCost",
      l.id in (${heldLots}) or ${productIsHeld(sql`l.store_id`, sql`l.product_id`)} as held
    from lots l
    join products p on p.organization_id = l.organization_id and p.id = l.product_id
    join stores t on t.organization_id = l.organization_id and t.id = l.store_id
    where ${leaving(input)} and ${which}
    order by ${leavesSaleOn}, l.id limit ${limit}`.execute(read.db)
  return rows.map((row) => ({
    ...row,
    valueMinor: row.unitCost === null ? null : lineAmount(row.onHand, row.unitCost),
  }))
}
