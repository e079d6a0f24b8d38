import { isAppError } from '@suite/kernel'
import { vendor } from '@suite/catalog'
import { sql, type Read } from '@suite/db'
import { decodeCursor, toPage } from '@suite/http'
import { leadTimeFromHistory, tooLittle } from '../rules/lead-time-from-history.ts'
import { outcomeOf, scorecardOf, sizeIn } from '../rules/scorecard.ts'
import type { ScorecardDetail, ScorecardItem, ScorecardsQuery, ScoredOrder } from './contract.ts'
import { ordersOfVendors, windowStart, type VendorOrder } from './orders-of-vendors.ts'

/** Orders a scorecard's history shows. */
const MOST_ORDERS = 500

interface Stated {
  readonly id: string
  readonly name: string
  readonly leadTimeDays: number
  readonly leadTimeSpreadDays: number
}

/** How every vendor with orders of the window delivers, worst first, a page at a time. */
export const scorecards = async (
  read: Read,
  { storeId, sort, limit, cursor, now }: ScorecardsQuery & { readonly now: Date },
): Promise<{ items: ScorecardItem[]; nextCursor: string | null }> => {
  const orders = Map.groupBy(await ordersOfVendors(read, { storeId, now }), ({ vendorId }) => vendorId)
  const { rows } = await sql<Stated>`
    select id, name, lead_time_days as "leadTimeDays", lead_time_spread_days::float8 as "leadTimeSpreadDays"
    from vendors where id = any(${[...orders.keys()]}::uuid[])`.execute(read.db)
  const keyed = rows
    .map((row) => cardOf(row, orders.get(row.id) ?? []))
    .map((card) => ({ card, key: [WORST_FIRST[sort](card), card.vendorName] as const }))
    .toSorted((a, b) => compare(a.key, b.key))
  const from = cursor === undefined ? null : keyOf(cursor)
  const rest = from === null ? keyed : keyed.filter(({ key }) => compare(key, from) > 0)
  const page = toPage(rest.slice(0, limit + 1), limit, ({ key }) => key)
  return { items: page.items.map(({ card }) => card), nextCursor: page.nextCursor }
}

/** One vendor's scorecard over all its stores, with the orders it is made of. @throws AppError `not_found` */
export const scorecard = async (
  read: Read,
  { id, now }: { readonly id: string; readonly now: Date },
): Promise<ScorecardDetail> => {
  const found = await vendor(read, id)
  const orders = await ordersOfVendors(read, { vendorId: id, now })
  const card = cardOf(found, orders)
  const size = sizeIn(orders.flatMap(({ lines }) => lines))
  return {
    ...card,
    vendorVersion: found.version,
    measured: measuredOf(card),
    from: windowStart(now),
    history: orders.slice(0, MOST_ORDERS).map((order) => scoredOrder(order, size)),
  }
}

const cardOf = (stated: Stated, orders: readonly VendorOrder[]): ScorecardItem => {
  const card = scorecardOf(orders)
  return {
    vendorId: stated.id,
    vendorName: stated.name,
    ...card,
    tooLittle: tooLittle(card),
    statedLeadDays: stated.leadTimeDays,
    statedSpreadDays: stated.leadTimeSpreadDays,
  }
}

const measuredOf = (card: ScorecardItem): ScorecardDetail['measured'] => {
  try {
    return leadTimeFromHistory(card)
  } catch (error) {
    if (isAppError(error)) return null
    throw error
  }
}

const scoredOrder = (order: VendorOrder, size: ReturnType<typeof sizeIn>): ScoredOrder => {
  const { deliveries, ...outcome } = outcomeOf(order, size)
  return {
    id: order.id,
    number: order.number,
    status: order.status,
    storeId: order.storeId,
    storeName: order.storeName,
    expectedOn: order.expectedOn,
    totalMinor: order.totalMinor,
    lineCount: order.lines.length,
    ...outcome,
    deliveries: deliveries.map(({ day, leadDays }) => ({ day, leadDays })),
  }
}

/** What a list is sorted by, smallest first; null last. */
type Key = readonly [number | null, string]
const WORST_FIRST: Readonly<Record<ScorecardsQuery['sort'], (card: ScorecardItem) => number | null>> = {
  name: () => 0,
  late: ({ lateMinor }) => -lateMinor,
  fill_rate: ({ fillRate }) => fillRate,
  on_time: ({ onTimeShare }) => onTimeShare,
  lead_time: ({ leadDays }) => negative(leadDays),
  price_drift: ({ priceDrift }) => negative(priceDrift),
}
const negative = (value: number | null): number | null => (value === null ? null : -value)

/** Names are unique in an organisation, so that no two keys are the same. */
const compare = ([a, name]: Key, [b, otherName]: Key): number =>
  a === b ? (name < otherName ? -1 : name > otherName ? 1 : 0) : a === null ? 1 : b === null ? -1 : a - b

const keyOf = (cursor: string): Key => {
  const [value, name] = decodeCursor(cursor, 2)
  return [value === null ? null : Number(value), String(name)]
}
