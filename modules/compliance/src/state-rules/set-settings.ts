import { recordAudit } from '@suite/audit'
import { sql, type Tx } from '@suite/db'
import { publish } from '@suite/events'
import { recomputeCertificates } from '../credentials/rule-expiry.ts'
import type { ComplianceSettings } from './contract.ts'
import { complianceSettings } from './settings.ts'

/** Changes how the organisation reads and applies rules; certificates follow when other rules are accepted. */
export const setComplianceSettings = async (
  tx: Tx,
  change: { readonly [K in keyof ComplianceSettings]?: ComplianceSettings[K] | undefined },
): Promise<ComplianceSettings> => {
  const before = await complianceSettings(tx)
  const after: ComplianceSettings = {
    accept: change.accept ?? before.accept,
    splitTickets: change.splitTickets ?? before.splitTickets,
    dayBoundary: change.dayBoundary ?? before.dayBoundary,
    holidays: [...(change.holidays ?? before.holidays)].sort(),
  }
  await sql`
    update organizations set settings = jsonb_set(settings, '{compliance}', ${JSON.stringify(after)}::jsonb)
    where organization_id = ${tx.context.organizationId}`.execute(tx.db)
  await recordAudit(tx, {
    eventType: 'compliance_settings.changed',
    resourceType: 'organization',
    resourceId: tx.context.organizationId,
    action: 'update',
    risk: 'high',
    before,
    after,
  })
  if (before.accept !== after.accept) await recomputeCertificates(tx)
  await publish(tx, {
    type: 'compliance.rules_changed',
    version: 1,
    payload: { ruleId: null, state: null, topic: null },
  })
  return after
}
