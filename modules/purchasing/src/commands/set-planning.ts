import { recordAudit } from '@suite/audit'
import { sql, type Tx } from '@suite/db'
import type { PlanningSettings } from '../contract.ts'
import { planningSettings } from '../queries/planning-settings.ts'
import { planAgain } from './plan-again.ts'

/** Changes how the planner works, and plans everything again. */
export const setPlanning = async (tx: Tx, input: Partial<PlanningSettings>): Promise<PlanningSettings> => {
  const before = await planningSettings(tx)
  const after = { ...before, ...input }
  const ruleChanged =
    after.autoApproveMinor !== before.autoApproveMinor ||
    after.autoApproveWeekMinor !== before.autoApproveWeekMinor
  const rule = ruleChanged ? { autoApproveBy: tx.context.actor.id } : {}
  await sql`
    update organizations set settings = jsonb_set(settings, '{planning}',
      coalesce(settings -> 'planning', '{}') || ${JSON.stringify({ ...after, ...rule })}::jsonb)
    where organization_id = ${tx.context.organizationId}`.execute(tx.db)
  await recordAudit(tx, {
    eventType: 'planning.changed',
    resourceType: 'organization',
    resourceId: tx.context.organizationId,
    action: 'update',
    // what may be bought unseen is worth a second look
    risk: ruleChanged ? 'high' : 'medium',
    before,
    after,
  })
  await planAgain(tx, {})
  return after
}
