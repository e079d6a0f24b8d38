import { invalid, notFound } from '@suite/kernel'
import type { Sealer } from '@suite/crypto'
import { sql, type Database, type TenantContext } from '@suite/db'
import type { Send } from '@suite/outbound'
import type { Access, Adapter, Vendor, Verdict } from '../vendors/port.ts'
import { requireFields } from './add-connection.ts'
import { connectionRow } from './connection-row.ts'
import { credentialsOf } from './credentials.ts'

interface Deps {
  readonly database: Database
  readonly sealer: Sealer
  readonly send: Send
  readonly adapters: ReadonlyMap<Vendor, Adapter>
}

/** A person waits for the verdict. */
const PATIENCE_MS = 20_000

type Shown = Omit<Verdict, 'places'> & { places: { id: string; name: string }[] }

/** Tries keys as they were typed. @throws AppError `missing_fields`, `not_found` for an unknown store */
export const tryKeys = async (
  deps: Deps,
  context: TenantContext,
  input: {
    readonly storeId: string
    readonly vendor: Vendor
    readonly settings: Readonly<Record<string, string>>
    readonly credentials: Readonly<Record<string, string>>
  },
): Promise<Shown> => {
  const adapter = adapterOf(deps, input.vendor)
  requireFields(adapter.credentials, input.credentials, 'credentials')
  const store = await deps.database.readTenant(context, async (read) => {
    const { rows } = await sql<{ timeZone: string; state: string }>`
      select time_zone as "timeZone", state from stores where id = ${input.storeId}`.execute(read.db)
    return rows[0]
  })
  if (store === undefined) throw notFound('store')
  return verdictOf(deps, adapter, { ...store, settings: input.settings, credentials: input.credentials })
}

/** Tries a connection's own keys and keeps the verdict. @throws AppError `not_found`, `no_keys`, `sealed` */
export const testStored = async (deps: Deps, context: TenantContext, id: string): Promise<Shown> => {
  const { connection, credentials } = await deps.database.readTenant(context, async (read) => {
    const row = await connectionRow(read, id)
    return { connection: row, credentials: await credentialsOf(read, deps.sealer, row) }
  })
  const verdict = await verdictOf(deps, adapterOf(deps, connection.vendor), { ...connection, credentials })
  await deps.database.withTenant(context, (tx) =>
    sql`update connections set tested_at = now(), test_verdict = ${JSON.stringify(verdict)}::jsonb where id = ${id}`.execute(
      tx.db,
    ),
  )
  return verdict
}

const adapterOf = (deps: Deps, vendor: Vendor): Adapter => {
  const adapter = deps.adapters.get(vendor)
  if (adapter === undefined) throw invalid('unknown_vendor', `${vendor} cannot be connected.`)
  return adapter
}

const verdictOf = async (
  deps: Deps,
  adapter: Adapter,
  facts: Pick<Access, 'settings' | 'credentials' | 'timeZone' | 'state'>,
): Promise<Shown> => {
  const verdict = await adapter.test({
    send: deps.send,
    settings: facts.settings,
    credentials: facts.credentials,
    timeZone: facts.timeZone,
    state: facts.state,
    now: () => new Date(),
    signal: AbortSignal.timeout(PATIENCE_MS),
  })
  return { ...verdict, places: [...verdict.places] }
}
