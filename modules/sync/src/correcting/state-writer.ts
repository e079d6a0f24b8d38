import type { Correction, StateWriter, WriteOutcome } from '@suite/compliance'
import type { Sealer } from '@suite/crypto'
import { sql, type Database, type TenantContext } from '@suite/db'
import { conflict } from '@suite/kernel'
import type { Send } from '@suite/outbound'
import { pullNow } from '../connections/ask-for-pull.ts'
import { connectionRow } from '../connections/connection-row.ts'
import { openAccess } from '../pulling/pull-connection.ts'
import type { Access, Adapter, CorrectionPort, Vendor } from '../vendors/port.ts'

/** What writing needs of the process. */
export interface StateWriterDeps {
  readonly database: Database
  readonly sealer: Sealer
  readonly send: Send
  readonly adapters: ReadonlyMap<Vendor, Adapter>
  readonly now?: () => Date
  readonly sleep?: (ms: number) => Promise<void>
}

/** Writes corrections over the connections people made. Whether a connection may write is asked anew before each. */
export const stateWriter = (deps: StateWriterDeps): StateWriter => ({
  connectionOf: async (read, storeId) => {
    const { rows } = await sql<{ id: string; vendor: Vendor; name: string; writesEnabled: boolean }>`
      select id, vendor, name, writes_enabled as "writesEnabled" from connections
      where store_id = ${storeId} and status = 'active' order by created_at, id`.execute(read.db)
    for (const { id, vendor, name, writesEnabled } of rows) {
      const port = deps.adapters.get(vendor)?.corrections
      if (port !== undefined)
        return {
          connectionId: id,
          name,
          writesEnabled,
          kinds: port.kinds,
          salesAtOnce: port.sales?.atOnce ?? 1,
        }
    }
    return null
  },
  reasons: async (context, connectionId) => {
    const { port, access } = await open(deps, context, connectionId)
    return port.reasons(access)
  },
  write: async (context, connectionId, correction, noteBefore) => {
    const { port, access, writesEnabled } = await open(deps, context, connectionId)
    return writesEnabled ? port.write(access, correction, noteBefore) : SWITCHED_OFF
  },
  writeSales: async (context, connectionId, sales) => {
    const { port, access, writesEnabled } = await open(deps, context, connectionId)
    if (!writesEnabled) return sales.map(() => SWITCHED_OFF)
    if (port.sales !== undefined) return port.sales.write(access, sales)
    const outcomes: WriteOutcome[] = []
    for (const sale of sales) {
      const taken = await takenByOthers(deps.database, context, connectionId, sale)
      outcomes.push(await port.write(access, { ...sale, taken }, () => Promise.resolve()))
    }
    return outcomes
  },
  // a correction is judged by all sides read after it, the till among them
  readSoon: async (tx, connectionId) => {
    const { rows } = await sql<{ id: string }>`
      select o.id from connections c join connections o on o.organization_id = c.organization_id and o.store_id = c.store_id
      where c.id = ${connectionId} and o.status = 'active'`.execute(tx.db)
    for (const { id } of rows) await pullNow(tx, id)
  },
})

/** How long before a sale another may have been told that could be taken for it. */
const ALIKE_MS = 7_200_000

// where sales have no number at the register, an equal basket is told apart only by what it is known as there
const takenByOthers = (
  database: Database,
  context: TenantContext,
  connectionId: string,
  { id, sale }: Correction,
): Promise<ReadonlySet<string>> =>
  database.readTenant(context, async (read) => {
    const { rows } = await sql<{ stateId: string }>`
      select c.state_id as "stateId" from connections n
      join corrections c on c.organization_id = n.organization_id and c.store_id = n.store_id
      where n.id = ${connectionId} and c.id <> ${id} and c.receipt_id is not null and c.kind = 'report_sale'
        and c.state = 'done' and c.state_id is not null
        and c.finished_at >= ${new Date(Date.parse(sale?.soldAt ?? '') - ALIKE_MS)}`.execute(read.db)
    return new Set(rows.map(({ stateId }) => stateId))
  })

const SWITCHED_OFF = {
  outcome: 'not_sent',
  message: 'Writing over this connection is switched off.',
  advice: 'A person of compliance can switch it on under Settings, Connections.',
} as const

const open = async (
  deps: StateWriterDeps,
  context: TenantContext,
  connectionId: string,
): Promise<{ port: CorrectionPort; access: Access; writesEnabled: boolean }> => {
  const row = await deps.database.readTenant(context, (read) => connectionRow(read, connectionId))
  const port = deps.adapters.get(row.vendor)?.corrections
  if (port === undefined || row.status !== 'active')
    throw conflict('cannot_write', `${row.name} is not connected, or has no interface for corrections.`)
  const now = deps.now ?? (() => new Date())
  const access = await openAccess(deps, context, row, undefined, now)
  return {
    port,
    access: deps.sleep === undefined ? access : { ...access, sleep: deps.sleep },
    writesEnabled: row.writesEnabled,
  }
}
