import type { Sealer } from '@suite/crypto'
import { conflict } from '@suite/kernel'
import { recordAudit } from '@suite/audit'
import { askToSend } from '@suite/compliance'
import { sql, type Tx } from '@suite/db'
import type { Adapter } from '../vendors/port.ts'
import { requireFields } from './add-connection.ts'
import { askForPull, pullNow } from './ask-for-pull.ts'
import { connectionRow, type ConnectionRow } from './connection-row.ts'
import { hintOf, sealCredentials } from './credentials.ts'

const live = async (tx: Tx, id: string): Promise<ConnectionRow> => {
  const row = await connectionRow(tx, id)
  if (row.status === 'disconnected')
    throw conflict('disconnected', 'This connection was ended. Connect the store anew.')
  return row
}

const note = (
  tx: Tx,
  id: string,
  eventType: string,
  risk: 'medium' | 'high' | 'critical',
  before: object,
  after: object,
) =>
  recordAudit(tx, {
    eventType,
    resourceType: 'connection',
    resourceId: id,
    action: 'update',
    risk,
    before,
    after,
  })

/** Replaces keys (all of them together) and settings. @throws AppError `not_found`, `disconnected`, `missing_fields` */
export const editConnection = async (
  tx: Tx,
  sealer: Sealer,
  adapter: Adapter,
  input: {
    readonly id: string
    readonly name?: string | undefined
    readonly settings?: Readonly<Record<string, string>> | undefined
    readonly credentials?: Readonly<Record<string, string>> | undefined
  },
): Promise<void> => {
  const before = await live(tx, input.id)
  const settings = input.settings ?? before.settings
  requireFields(adapter.settings, settings, 'settings')
  if (input.credentials !== undefined) requireFields(adapter.credentials, input.credentials, 'credentials')
  const sealed =
    input.credentials === undefined ? null : await sealCredentials(tx, sealer, input.id, input.credentials)
  await sql`
    update connections set name = ${input.name ?? before.name}, settings = ${JSON.stringify(settings)}::jsonb,
      sealed_credentials = coalesce(${sealed}, sealed_credentials),
      credentials_hint = coalesce(${input.credentials === undefined ? null : hintOf(input.credentials)}, credentials_hint),
      version = version + 1
    where id = ${input.id}`.execute(tx.db)
  await note(
    tx,
    input.id,
    'connection.edited',
    'high',
    { name: before.name, settings: before.settings },
    { name: input.name ?? before.name, settings, keysReplaced: sealed !== null },
  )
  await pullNow(tx, input.id)
}

/** Stops or goes on pulling. What changed meanwhile is caught up. @throws AppError `not_found`, `disconnected` */
export const pauseConnection = async (tx: Tx, id: string, paused: boolean): Promise<void> => {
  const before = await live(tx, id)
  const status = paused ? 'paused' : 'active'
  await sql`update connections set status = ${status} where id = ${id}`.execute(tx.db)
  await note(
    tx,
    id,
    paused ? 'connection.paused' : 'connection.resumed',
    'medium',
    { status: before.status },
    { status },
  )
  if (!paused) await pullNow(tx, id)
}

/**
 * Forgets how far each stream was pulled, so that everything is asked for again from the first day of history. Nothing is
 * removed: what comes again and is known changes nothing.
 */
export const resyncConnection = async (tx: Tx, id: string, now = new Date()): Promise<void> => {
  await live(tx, id)
  await sql`
    update connection_streams set covered_from = null, covered_until = null, cursor = '{}', backfill_until = ${now},
      last_success_at = null, next_due_at = ${now}
    where connection_id = ${id}`.execute(tx.db)
  await note(tx, id, 'connection.resync_asked', 'medium', {}, {})
  await askForPull(tx, id)
}

/** Ends a connection: its keys are destroyed, what it brought stays. @throws AppError `not_found`, `disconnected` */
export const disconnect = async (tx: Tx, id: string): Promise<void> => {
  const before = await live(tx, id)
  await sql`
    update connections set status = 'disconnected', sealed_credentials = null, credentials_hint = '',
      writes_enabled = false, failing_since = null, failure = null, failure_advice = null
    where id = ${id}`.execute(tx.db)
  await sql`update outages set ended_at = now() where connection_id = ${id} and ended_at is null`.execute(
    tx.db,
  )
  await note(tx, id, 'connection.ended', 'critical', { status: before.status }, { status: 'disconnected' })
}

/**
 * Lets this connection write to the vendor, or forbids it. Off by default; only a person may turn it on.
 * @throws AppError `not_found`, `disconnected`
 */
export const setWrites = async (tx: Tx, id: string, enabled: boolean, reason: string): Promise<void> => {
  const before = await live(tx, id)
  await sql`
    update connections set writes_enabled = ${enabled}, writes_changed_by = ${tx.context.actor.id}, writes_changed_at = now()
    where id = ${id}`.execute(tx.db)
  await note(
    tx,
    id,
    enabled ? 'connection.writes_enabled' : 'connection.writes_disabled',
    'critical',
    { writesEnabled: before.writesEnabled },
    { writesEnabled: enabled, reason },
  )
  // corrections that were confirmed meanwhile have waited for this
  if (enabled) await askToSend(tx, before.storeId)
}

/** Forbids writing over every connection of the organisation at once. Gives how many could write before. */
export const stopAllWrites = async (tx: Tx, reason: string): Promise<number> => {
  const { rows } = await sql<{ id: string }>`
    update connections set writes_enabled = false, writes_changed_by = ${tx.context.actor.id}, writes_changed_at = now()
    where writes_enabled returning id`.execute(tx.db)
  for (const { id } of rows)
    await note(
      tx,
      id,
      'connection.writes_disabled',
      'critical',
      { writesEnabled: true },
      { writesEnabled: false, reason },
    )
  return rows.length
}
