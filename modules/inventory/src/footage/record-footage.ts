import { invalid, newId, notFound } from '@suite/kernel'
import { recordAudit } from '@suite/audit'
import { sql, type Tx } from '@suite/db'
import { footageSettings } from './footage-settings.ts'

/** Which camera saw it, and when. */
export interface Footage {
  readonly camera: string
  readonly beganAt: Date
  readonly endedAt: Date
}

/** What the footage shows. */
export interface FootageSubject {
  readonly type: 'count_session' | 'movement' | 'recall'
  readonly id: string
}

/**
 * Notes where footage of a count, movement or recall is found, and until when: recorders overwrite after the
 * organisation's `keptDays`, counted from the end of the footage.
 * @throws AppError `bad_footage` when it ends before it begins
 */
export const recordFootage = async (
  tx: Tx,
  input: Footage & { storeId: string; subject: FootageSubject },
): Promise<{ footageId: string }> => {
  if (input.endedAt < input.beganAt)
    throw invalid('bad_footage', 'The footage must begin before it ends.', [
      { path: 'footage.endedAt', message: 'must not be before beganAt' },
    ])
  const { keptDays } = await footageSettings(tx)
  const footageId = newId()
  await sql`
    insert into video_references (organization_id, id, store_id, subject_type, subject_id, camera, began_at, ended_at,
      kept_until, recorded_by)
    values (${tx.context.organizationId}, ${footageId}, ${input.storeId}, ${input.subject.type}, ${input.subject.id},
      ${input.camera}, ${input.beganAt}, ${input.endedAt},
      ${input.endedAt}::timestamptz + make_interval(days => ${keptDays}::int), ${tx.context.actor.id})`.execute(
    tx.db,
  )
  return { footageId }
}

/**
 * Notes that footage was copied to where it stays: its clock stops. `savedAs` says where.
 * @throws AppError `not_found`
 */
export const noteFootageSaved = async (
  tx: Tx,
  input: { footageId: string; savedAs: string },
): Promise<void> => {
  const { numAffectedRows } = await sql`
    update video_references set saved_as = ${input.savedAs}, saved_by = ${tx.context.actor.id}, saved_at = now()
    where id = ${input.footageId}`.execute(tx.db)
  if (numAffectedRows !== 1n) throw notFound('footage')
  await recordAudit(tx, {
    eventType: 'footage.saved',
    resourceType: 'footage',
    resourceId: input.footageId,
    action: 'update',
    risk: 'medium',
    after: { savedAs: input.savedAs },
  })
}
