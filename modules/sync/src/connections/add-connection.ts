import type { Sealer } from '@suite/crypto'
import { conflict, invalid, newId, notFound } from '@suite/kernel'
import { recordAudit } from '@suite/audit'
import { sql, type Tx } from '@suite/db'
import type { Adapter, Field } from '../vendors/port.ts'
import { askForPull } from './ask-for-pull.ts'
import { hintOf, sealCredentials } from './credentials.ts'

/** What a person enters. Values of the vendor's own fields by name. */
export interface NewConnection {
  readonly storeId: string
  readonly name: string
  readonly settings: Readonly<Record<string, string>>
  readonly credentials: Readonly<Record<string, string>>
  readonly simulated?: boolean
}

/**
 * Ties a store to an outside system. Its keys are sealed at once and never shown again; the first pull is queued.
 * @throws AppError `missing_fields` naming them, `already_connected` when the store has a live connection to this vendor
 */
export const addConnection = async (
  tx: Tx,
  sealer: Sealer,
  adapter: Adapter,
  input: NewConnection,
): Promise<{ id: string }> => {
  requireFields(adapter.credentials, input.credentials, 'credentials')
  requireFields(adapter.settings, input.settings, 'settings')
  const { rows: stores } = await sql`select from stores where id = ${input.storeId}`.execute(tx.db)
  if (stores.length === 0) throw notFound('store')
  const id = newId()
  const sealed = await sealCredentials(tx, sealer, id, input.credentials)
  const { rows } = await sql`
    insert into connections (organization_id, id, store_id, vendor, name, settings, sealed_credentials, credentials_hint,
      status, simulated)
    values (${tx.context.organizationId}, ${id}, ${input.storeId}, ${adapter.vendor}, ${input.name},
      ${JSON.stringify(input.settings)}::jsonb, ${sealed}, ${hintOf(input.credentials)}, 'active', ${input.simulated ?? false})
    on conflict (organization_id, store_id, vendor) where status <> 'disconnected' do nothing returning id`.execute(
    tx.db,
  )
  if (rows.length === 0)
    throw conflict(
      'already_connected',
      `This store is connected to ${adapter.title} already. Change its keys, or disconnect it first.`,
    )
  await recordAudit(tx, {
    eventType: 'connection.added',
    resourceType: 'connection',
    resourceId: id,
    action: 'create',
    risk: 'high',
    after: { vendor: adapter.vendor, storeId: input.storeId, name: input.name, settings: input.settings },
  })
  await askForPull(tx, id)
  return { id }
}

/** @throws AppError `missing_fields` naming each field that is empty or unknown */
export const requireFields = (
  fields: readonly Field[],
  given: Readonly<Record<string, string>>,
  path: string,
): void => {
  const missing = fields.filter(({ name, required }) => required && (given[name] ?? '').trim() === '')
  const unknown = Object.keys(given).filter((name) => !fields.some((field) => field.name === name))
  if (missing.length + unknown.length === 0) return
  throw invalid(
    'missing_fields',
    missing.length > 0
      ? `Enter ${missing.map(({ label }) => label).join(', ')}.`
      : `There is no field ${unknown.join(', ')}.`,
    [
      ...missing.map(({ name, help }) => ({ path: `${path}.${name}`, message: help })),
      ...unknown.map((name) => ({ path: `${path}.${name}`, message: 'is not asked for by this vendor' })),
    ],
  )
}
