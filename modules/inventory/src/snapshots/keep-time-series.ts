import { sql, type Database } from '@suite/db'

/**
 * The upkeep of all time series, snapshots among them: partitions of the time to come and of history that was filled in are
 * made, those past keeping dropped. It concerns all organisations at once and reveals none of their rows.
 */
export const keepTimeSeries = async (database: Database): Promise<{ made: number; dropped: number }> => {
  const { rows } = await sql<{ made: number; dropped: number }>`
    select made, dropped from ts.maintain()`.execute(database.untenanted)
  return rows[0] ?? { made: 0, dropped: 0 }
}
