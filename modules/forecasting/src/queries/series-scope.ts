import { businessDay, addDays, epochDay } from '@suite/kernel'
import { sql, type Read } from '@suite/db'
import type { StoreCalendar } from '../rules/daily-demand.ts'

/** Three years of history at most: older days say little of next week and cost memory. */
export const HISTORY_DAYS = 1095

/** A store with its business days. */
export interface StoreInScope {
  readonly storeId: string
  readonly state: string
  readonly timeZone: string
  readonly cutOffMinutes: number
  readonly calendar: StoreCalendar
}

/** A product that was sold in a store, days since 1970-01-01. */
export interface SeriesKey {
  readonly productId: string
  readonly firstSale: number
  readonly lastSale: number
}

interface StoreRow {
  storeId: string
  state: string
  timeZone: string
  cutOffMinutes: number
}

/**
 * The active stores that have sold anything, each with its open days up to the last complete business day: the day still
 * running at `now` is not history yet.
 */
export const storesInScope = async (read: Read, now: Date): Promise<StoreInScope[]> => {
  const { rows } = await sql<StoreRow>`
    select id as "storeId", state, time_zone as "timeZone", cut_off_minutes as "cutOffMinutes"
    from stores where active order by id`.execute(read.db)
  const stores: StoreInScope[] = []
  for (const row of rows) {
    const calendar = await storeCalendar(read, row, now)
    if (calendar !== null) stores.push({ ...row, calendar })
  }
  return stores
}

/** A store's open days; null when it never sold anything on a complete day. */
export const storeCalendar = async (
  read: Read,
  store: { readonly storeId: string; readonly timeZone: string; readonly cutOffMinutes: number },
  now: Date,
): Promise<StoreCalendar | null> => {
  const yesterday = addDays(businessDay(now, store.timeZone, store.cutOffMinutes), -1)
  const { rows } = await sql<{ day: string }>`
    with last as (
      select max(business_day) as day from store_sales_daily
      where organization_id = ${read.context.organizationId} and store_id = ${store.storeId} and business_day <= ${yesterday})
    select d.business_day as day from store_sales_daily d, last
    where d.organization_id = ${read.context.organizationId} and d.store_id = ${store.storeId}
      and d.business_day between last.day - ${HISTORY_DAYS - 1}::integer and last.day
    order by d.business_day`.execute(read.db)
  const days = rows.map((row) => epochDay(row.day))
  const [from, through] = [days[0], days.at(-1)]
  return from === undefined || through === undefined ? null : { from, through, openDays: new Set(days) }
}

/**
 * Products to forecast in a store, longest history first so that neighbours share a calendar: sold at least once, active,
 * no service, and not yet forecast by this run (a run taken up again goes on where it stopped).
 */
export const seriesKeys = async (
  read: Read,
  input: { readonly storeId: string; readonly through: number; readonly runId: string },
): Promise<{ keys: SeriesKey[]; already: number }> => {
  const org = read.context.organizationId
  const { rows } = await sql<SeriesKey & { done: boolean }>`
    select s.product_id as "productId", s.first_sale as "firstSale", s.last_sale as "lastSale", f.product_id is not null as done
    from (
      select d.product_id, min(d.business_day) - date '1970-01-01' as first_sale, max(d.business_day) - date '1970-01-01' as last_sale
      from sales_daily d
      where d.organization_id = ${org} and d.store_id = ${input.storeId} and d.units_sold > d.units_returned
        and d.business_day <= date '1970-01-01' + ${input.through}::integer
      group by d.product_id
    ) s
    join products p on p.organization_id = ${org} and p.id = s.product_id and p.active and not p.is_service
    left join forecasts f on f.organization_id = ${org} and f.store_id = ${input.storeId} and f.product_id = s.product_id
      and f.run_id = ${input.runId}
    order by s.first_sale, s.product_id`.execute(read.db)
  const keys = rows
    .filter((row) => !row.done)
    .map(({ productId, firstSale, lastSale }) => ({ productId, firstSale, lastSale }))
  return { keys, already: rows.length - keys.length }
}
