import { recordAudit } from '@suite/audit'
import { sql, type Read, type Tx } from '@suite/db'

/** How the cameras of this organisation keep what they saw. */
export interface FootageSettings {
  /** Days until a recorder overwrites footage. */
  readonly keptDays: number
}

/** Ninety days is what requirement B7 asks for; states differ, hence a setting. */
export const DEFAULT_FOOTAGE: FootageSettings = { keptDays: 90 }

/** The organisation's footage settings. */
export const footageSettings = async (read: Read): Promise<FootageSettings> => {
  const { rows } = await sql<{ footage: Partial<FootageSettings> | null }>`
    select settings -> 'footage' as footage from organizations`.execute(read.db)
  return { ...DEFAULT_FOOTAGE, ...rows[0]?.footage }
}

/** Says how long the recorders keep footage. It rules over references recorded from now on. */
export const setFootage = async (tx: Tx, after: FootageSettings): Promise<FootageSettings> => {
  const before = await footageSettings(tx)
  await sql`
    update organizations set settings = jsonb_set(settings, '{footage}', ${JSON.stringify(after)}::jsonb)
    where organization_id = ${tx.context.organizationId}`.execute(tx.db)
  await recordAudit(tx, {
    eventType: 'footage_settings.changed',
    resourceType: 'organization',
    resourceId: tx.context.organizationId,
    action: 'update',
    risk: 'medium',
    before,
    after,
  })
  return after
}
