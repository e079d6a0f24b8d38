import { newId } from '@suite/kernel'
import { publish } from '@suite/events'
import { sql, type Tx } from '@suite/db'
import type { ConnectionRow } from '../connections/connection-row.ts'
import type { Adapter } from '../vendors/port.ts'
import { noteFailure } from './streams.ts'

/**
 * Records that a pull failed: on the stream, on the connection, as an outage when the vendor could not be reached, and as
 * an event that becomes an alert with its age and consequence.
 */
export const recordFailure = async (
  tx: Tx,
  connection: ConnectionRow,
  input: { stream: string | null; explained: ReturnType<Adapter['explain']>; now: Date },
): Promise<void> => {
  const { explained, now } = input
  if (input.stream !== null)
    await noteFailure(tx, {
      connectionId: connection.id,
      stream: input.stream,
      failure: explained.message,
      now,
    })
  await sql`
    update connections set failing_since = coalesce(failing_since, ${now}), failure = ${explained.message},
      failure_advice = ${explained.advice}
    where id = ${connection.id}`.execute(tx.db)
  if (explained.isOutage)
    await sql`
      insert into outages (organization_id, id, connection_id, began_at, cause)
      values (${tx.context.organizationId}, ${newId()}, ${connection.id}, ${now}, ${explained.message})
      on conflict (organization_id, connection_id) where ended_at is null do nothing`.execute(tx.db)
  await publish(tx, {
    type: 'connection.failing',
    version: 1,
    payload: { connectionId: connection.id, storeId: connection.storeId },
  })
}

/** Writes that wait for the connection of an outage `o` to come back. */
export const writesWaiting = sql`
  select count(*)::int from corrections c
  where c.organization_id = o.organization_id and c.connection_id = o.connection_id
    and c.state in ('waiting', 'sending', 'unknown')`

/** Records that a connection works again: ends its outage and tells so, once. */
export const recordRecovery = async (tx: Tx, connection: ConnectionRow, now: Date): Promise<void> => {
  await sql`
    update connections set last_success_at = ${now}, failing_since = null, failure = null, failure_advice = null
    where id = ${connection.id}`.execute(tx.db)
  if (connection.failingSince === null) return
  await sql`
    update outages o set ended_at = ${now}, writes_waiting = (${writesWaiting})
    where o.connection_id = ${connection.id} and o.ended_at is null`.execute(tx.db)
  await publish(tx, {
    type: 'connection.recovered',
    version: 1,
    payload: { connectionId: connection.id, storeId: connection.storeId },
  })
}
