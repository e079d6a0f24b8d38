import { sql, type Tx } from '@suite/db'
import type { Adapter } from '../vendors/port.ts'

/**
 * Sets the cut-over of a connection that was not pulled yet: what changed before `at` came from elsewhere, such as imported
 * files, and is neither asked for nor compared. Snapshots are always whole.
 */
export const beginAt = async (
  tx: Tx,
  connectionId: string,
  adapter: Pick<Adapter, 'streams'>,
  at: Date,
): Promise<void> => {
  const names = adapter.streams.filter(({ mode }) => mode === 'window').map(({ name }) => name)
  await sql`
    insert into connection_streams (organization_id, connection_id, stream, covered_from, covered_until, backfill_until)
    select ${tx.context.organizationId}::uuid, ${connectionId}::uuid, s, ${at}, ${at}, now()
    from unnest(${names}::text[]) s
    on conflict do nothing`.execute(tx.db)
}
