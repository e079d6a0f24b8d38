import { conflict, notFound } from '@suite/kernel'
import { recordAudit } from '@suite/audit'
import { sql, type Tx } from '@suite/db'
import { publish } from '@suite/events'
import { FORECAST_OVERRIDDEN } from './override-forecast.ts'

/** Takes an override back: the model's number holds again. @throws AppError `not_found`, `override_ended` */
export const endOverride = async (
  tx: Tx,
  { id, now }: { readonly id: string; readonly now: Date },
): Promise<void> => {
  const { rows } = await sql<{ storeId: string; productId: string; endedAt: Date | null }>`
    select store_id as "storeId", product_id as "productId", ended_at as "endedAt" from forecast_overrides
    where id = ${id} for update`.execute(tx.db)
  const [found] = rows
  if (found === undefined) throw notFound('override')
  if (found.endedAt !== null) throw conflict('override_ended', 'This override was taken back already.')
  await sql`update forecast_overrides set ended_by = ${tx.context.actor.id}, ended_at = ${now} where id = ${id}`.execute(
    tx.db,
  )
  await recordAudit(tx, {
    eventType: 'forecast.override_ended',
    resourceType: 'forecast_override',
    resourceId: id,
    action: 'update',
    risk: 'low',
  })
  const { storeId, productId } = found
  await publish(tx, { type: FORECAST_OVERRIDDEN, version: 1, payload: { storeId, productId } })
}
