import { sql, type Read } from '@suite/db'
import { complianceSettingsShape, type ComplianceSettings } from './contract.ts'

/** How the organisation reads and applies rules; the cautious reading until somebody chose another. */
export const complianceSettings = async (read: Read): Promise<ComplianceSettings> => {
  const { rows } = await sql<{ settings: unknown }>`
    select settings -> 'compliance' as settings from organizations`.execute(read.db)
  return complianceSettingsShape.parse(rows[0]?.settings ?? {})
}
