import { notFound } from '@suite/kernel'
import { sql, type Read } from '@suite/db'
import { decodeCursor, toPage } from '@suite/http'
import type { VendorReply, VendorsQuery } from '../contract.ts'

const vendorRows = (read: Read) =>
  read.db
    .selectFrom('vendors as v')
    .select([
      'v.id',
      'v.name',
      'v.email',
      'v.licence_number as licenceNumber',
      'v.lead_time_days as leadTimeDays',
      sql<number>`v.lead_time_spread_days::float8`.as('leadTimeSpreadDays'),
      'v.review_days as reviewDays',
      'v.order_weekdays as orderWeekdays',
      'v.minimum_order_minor as minimumOrderMinor',
      'v.takes_returns as takesReturns',
      'v.active',
      sql<number>`v.version`.as('version'),
      sql<number>`(select count(*) from products p where p.organization_id = v.organization_id and p.vendor_id = v.id and p.active)`.as(
        'productCount',
      ),
    ])

/** The vendors by name, a page at a time; `search` matches any part of the name. */
export const vendors = async (
  read: Read,
  query: VendorsQuery,
): Promise<{ items: VendorReply[]; nextCursor: string | null }> => {
  let rows = vendorRows(read)
    .orderBy('v.name')
    .limit(query.limit + 1)
  if (query.search !== undefined && query.search !== '')
    rows = rows.where('v.name', 'ilike', `%${query.search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`)
  if (query.active !== undefined) rows = rows.where('v.active', '=', query.active === 'true')
  if (query.cursor !== undefined) rows = rows.where('v.name', '>', String(decodeCursor(query.cursor, 1)[0]))
  return toPage(await rows.execute(), query.limit, (row) => [row.name])
}

/** One vendor. @throws AppError `not_found` */
export const vendor = async (read: Read, id: string): Promise<VendorReply> => {
  const row = await vendorRows(read).where('v.id', '=', id).executeTakeFirst()
  if (row === undefined) throw notFound('vendor')
  return row
}
