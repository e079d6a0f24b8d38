import { publish } from '@suite/events'
import { sql, type Tx } from '@suite/db'
import type { Changes } from '../applying/changes.ts'
import type { ConnectionRow } from '../connections/connection-row.ts'

/** What changed over a connection and was not yet told to forecasts, plans and reconciliation. */
interface Untold {
  readonly fromDay?: string
  readonly toDay?: string
  readonly stock?: boolean
  readonly mirror?: boolean
  readonly forecast?: boolean
}

/** A busy till changes something every minute; plans are made anew at most this often. */
const TELL_EVERY_SECONDS = 300
/** A6: a stock change of more than this many units of one product asks for a new forecast. */
const SIGNIFICANT_UNITS = 10

/** Remembers what a pull changed, and the units moved of each product since the last forecast was asked for. */
export const rememberChanges = async (tx: Tx, connection: ConnectionRow, changes: Changes): Promise<void> => {
  if (changes.fromDay === null && !changes.stockChanged && !changes.mirrorChanged) return
  const significant = await countUnits(tx, connection, changes.unitsByProduct)
  const before = await untoldOf(tx, connection.id)
  const days = [before.fromDay, before.toDay, changes.fromDay, changes.toDay]
    .filter((day) => day != null)
    .toSorted()
  const after: Untold = {
    ...(days.length > 0 ? { fromDay: days[0] ?? '', toDay: days.at(-1) ?? '' } : {}),
    stock: before.stock === true || changes.stockChanged,
    mirror: before.mirror === true || changes.mirrorChanged,
    forecast: before.forecast === true || significant,
  }
  await sql`update connections set untold = ${JSON.stringify(after)}::jsonb where id = ${connection.id}`.execute(
    tx.db,
  )
}

/**
 * Publishes what is untold: at once when a first back-fill has just ended, else every five minutes. Sales ask for a
 * forecast only after a significant change; the nightly run sees the rest.
 */
export const tellChanges = async (
  tx: Tx,
  connection: ConnectionRow,
  filled: 'filling' | 'just filled' | 'live',
  now: Date,
): Promise<void> => {
  if (filled === 'filling') return
  const { rows } = await sql<{ untold: Untold; told_at: Date | null }>`
    select untold, told_at from connections where id = ${connection.id} for update`.execute(tx.db)
  const [row] = rows
  if (row === undefined || Object.keys(row.untold).length === 0) return
  const rested = row.told_at === null || now.getTime() - row.told_at.getTime() >= TELL_EVERY_SECONDS * 1000
  if (filled === 'live' && !rested) return
  const storeId = connection.storeId
  const { fromDay, toDay, stock, mirror, forecast } = row.untold
  if (fromDay !== undefined && (forecast === true || filled === 'just filled')) {
    await publish(tx, {
      type: 'sales.changed',
      version: 1,
      payload: { storeId, fromDay, toDay: toDay ?? fromDay },
    })
    await sql`delete from unforecast_units where store_id = ${storeId}`.execute(tx.db)
  }
  if (stock === true || fromDay !== undefined)
    await publish(tx, { type: 'stock.changed', version: 1, payload: { storeId } })
  if (mirror === true || stock === true || fromDay !== undefined)
    await publish(tx, {
      type: 'mirror.changed',
      version: 1,
      payload: { storeId, connectionId: connection.id },
    })
  await sql`update connections set untold = '{}', told_at = ${now} where id = ${connection.id}`.execute(tx.db)
}

const untoldOf = async (tx: Tx, connectionId: string): Promise<Untold> => {
  const { rows } = await sql<{ untold: Untold }>`
    select untold from connections where id = ${connectionId} for update`.execute(tx.db)
  return rows[0]?.untold ?? {}
}

const countUnits = async (
  tx: Tx,
  connection: ConnectionRow,
  units: ReadonlyMap<string, number>,
): Promise<boolean> => {
  if (units.size === 0) return false
  const moved = [...units].map(([external_id, count]) => ({ external_id, units: count.toFixed(4) }))
  const { rows } = await sql<{ most: string | null }>`
    with moved as (
      insert into unforecast_units (organization_id, store_id, product_id, units)
      select ${tx.context.organizationId}::uuid, ${connection.storeId}::uuid, i.product_id, sum(m.units)
      from jsonb_to_recordset(${JSON.stringify(moved)}::jsonb) as m (external_id text, units numeric)
      join product_identities i on i.connection_id = ${connection.id} and i.external_id = m.external_id
      group by i.product_id
      on conflict (organization_id, store_id, product_id) do update set units = unforecast_units.units + excluded.units
      returning units)
    select max(units) as most from moved`.execute(tx.db)
  return Number(rows[0]?.most ?? 0) > SIGNIFICANT_UNITS
}
