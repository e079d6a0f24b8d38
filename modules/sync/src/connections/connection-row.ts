import { notFound } from '@suite/kernel'
import { sql, type Read } from '@suite/db'
import type { Vendor } from '../vendors/port.ts'

/** One connection as the runner needs it. */
export interface ConnectionRow {
  readonly id: string
  readonly storeId: string
  readonly vendor: Vendor
  readonly name: string
  readonly settings: Readonly<Record<string, string>>
  readonly sealedCredentials: string | null
  readonly status: 'active' | 'paused' | 'disconnected'
  readonly writesEnabled: boolean
  readonly failingSince: Date | null
  readonly timeZone: string
  readonly state: string
}

/** Reads a connection with its store's clock. @throws AppError `not_found` */
export const connectionRow = async (read: Read, id: string): Promise<ConnectionRow> => {
  const { rows } = await sql<ConnectionRow>`
    select c.id, c.store_id as "storeId", c.vendor, c.name, c.settings, c.sealed_credentials as "sealedCredentials",
      c.status, c.writes_enabled as "writesEnabled", c.failing_since as "failingSince", s.time_zone as "timeZone", s.state
    from connections c join stores s on s.id = c.store_id where c.id = ${id}`.execute(read.db)
  const row = rows[0]
  if (row === undefined) throw notFound('connection')
  return row
}
