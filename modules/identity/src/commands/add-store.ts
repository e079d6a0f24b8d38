import type { Tx } from '@suite/db'
import { recordAudit } from '@suite/audit'
import { conflict, invalid, isTimeZone, newId } from '@suite/kernel'

/** A licensed shop. The cut-off is minutes after midnight up to which sales count to the day before. */
export interface StoreInput {
  readonly name: string
  readonly licenceNumber: string
  readonly state: string
  readonly timeZone: string
  readonly cutOffMinutes: number
}

/** Opens a store. @throws AppError `bad_time_zone` · `store_name_taken` */
export const addStore = async (tx: Tx, input: StoreInput): Promise<string> => {
  requireTimeZone(input.timeZone)
  await requireFreeName(tx, input.name)
  const id = newId()
  await tx.db
    .insertInto('stores')
    .values({
      organization_id: tx.context.organizationId,
      id,
      name: input.name,
      licence_number: input.licenceNumber,
      state: input.state,
      time_zone: input.timeZone,
      cut_off_minutes: input.cutOffMinutes,
    })
    .execute()
  await recordAudit(tx, {
    eventType: 'store.created',
    resourceType: 'store',
    resourceId: id,
    action: 'create',
    risk: 'medium',
    after: input,
  })
  return id
}

/** @throws AppError `bad_time_zone` naming the field */
export const requireTimeZone = (zone: string): void => {
  if (!isTimeZone(zone))
    throw invalid('bad_time_zone', `"${zone}" is not a time zone. Choose one like America/Denver.`, [
      { path: 'timeZone', message: 'not a known time zone' },
    ])
}

/** @throws AppError `store_name_taken` */
export const requireFreeName = async (tx: Tx, name: string, exceptId?: string): Promise<void> => {
  const other = await tx.db.selectFrom('stores').select('id').where('name', '=', name).executeTakeFirst()
  if (other !== undefined && other.id !== exceptId)
    throw conflict('store_name_taken', `There is already a store named "${name}".`)
}
