import { sql, type Read } from '@suite/db'
import type { PlanningSettings } from '../contract.ts'

/** How the planner works until somebody says otherwise. */
export const DEFAULT_PLANNING: PlanningSettings = {
  autoDraft: true,
  overstockDays: 60,
  expiryDays: 60,
  markdownElasticity: -2,
  markdownMost: 0.5,
  autoApproveMinor: null,
  autoApproveWeekMinor: null,
}

/** The organisation's planning settings. */
export const planningSettings = async (read: Read): Promise<PlanningSettings> => {
  const { rows } = await sql<{ planning: Partial<PlanningSettings> | null }>`
    select settings -> 'planning' as planning from organizations`.execute(read.db)
  return { ...DEFAULT_PLANNING, ...rows[0]?.planning }
}
