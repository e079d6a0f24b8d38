import { sql, type Database, type TenantContext } from '@suite/db'

/** Snapshots come every few minutes and say the same again; what changed between them is kept in the ledgers and the mirror. */
const SNAPSHOT_DAYS = 14
/** Changes are kept as long as the history a connection takes in at first. */
const CHANGES_DAYS = 730
const AT_ONCE = 500

/**
 * Removes raw answers of an organisation that are past keeping: whole snapshots after two weeks, changes after two years.
 * Those that refused rows still point at stay. Gives how many went.
 */
export const forgetRaw = async (database: Database, context: TenantContext, now: Date): Promise<number> => {
  const connections = await database.readTenant(context, (read) =>
    read.db.selectFrom('connections').select('id').execute(),
  )
  let gone = 0
  for (const { id } of connections)
    for (const [isSnapshot, days] of [
      [true, SNAPSHOT_DAYS],
      [false, CHANGES_DAYS],
    ] as const) {
      const before = new Date(now.getTime() - days * 86_400_000)
      for (let removed = AT_ONCE; removed === AT_ONCE; gone += removed)
        removed = await database.withTenant(context, async (tx) => {
          const { numAffectedRows } = await sql`
            delete from raw_pages p using (
              select organization_id, id from raw_pages
              where connection_id = ${id} and (window_from is null) = ${isSnapshot} and received_at < ${before}
                and not exists (select from pull_refusals r where r.raw_page_id = raw_pages.id)
              limit ${AT_ONCE}) old
            where p.organization_id = old.organization_id and p.id = old.id`.execute(tx.db)
          return Number(numAffectedRows ?? 0n)
        })
    }
  return gone
}
