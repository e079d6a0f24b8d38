import type { Read } from '@suite/db'

/** All stores of the organisation by name; an organisation has tens, not thousands. */
export const storesOf = async (read: Read) => {
  const rows = await read.db.selectFrom('stores').selectAll().orderBy('name').limit(500).execute()
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    licenceNumber: row.licence_number,
    state: row.state,
    timeZone: row.time_zone,
    cutOffMinutes: row.cut_off_minutes,
    currency: row.currency,
    active: row.active,
  }))
}
