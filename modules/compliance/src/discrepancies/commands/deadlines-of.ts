import { sql, type Read } from '@suite/db'
import { fromMinor } from '@suite/kernel'
import { deadlineOf } from '../../deadlines/deadline.ts'
import { localTime } from '../../deadlines/local-time.ts'
import { significanceOf } from '../../deadlines/significance.ts'
import type { Finding } from '../../reconciliation/engine/finding.ts'
import { ownRules } from '../../state-rules/own-rules.ts'
import { complianceSettings } from '../../state-rules/settings.ts'

/** When a finding is due, and why. */
export interface FindingDeadline {
  readonly dueAt: Date
  readonly basis: 'rule' | 'none'
  readonly reason: string
  readonly significant: boolean | null
}

/** Answers for the findings of a store discovered now; the rules are read once. */
export const deadlinesOf = async (
  read: Read,
  storeId: string,
  now: Date,
): Promise<(finding: Pick<Finding, 'class' | 'dollarsMinor'>) => FindingDeadline> => {
  const { rows } = await sql<{ state: string; timeZone: string; monthly: number | null }>`
    select s.state, s.time_zone as "timeZone", (select sum(d.net_minor) / 3 from store_sales_daily d
      where d.store_id = s.id and d.business_day > ${now}::timestamptz::date - 91)::bigint as monthly
    from stores s where s.id = ${storeId}`.execute(read.db)
  const { state, timeZone, monthly } = rows[0] ?? { state: '', timeZone: 'UTC', monthly: null }
  const { accept, holidays } = await complianceSettings(read)
  const own = await ownRules(read, state)
  const { day } = localTime(now, timeZone)
  const question = { state, timeZone, discoveredAt: now, own, accept, holidays: new Set(holidays) }
  return ({ class: kind, dollarsMinor }) => {
    const measured =
      dollarsMinor === null || monthly === null
        ? undefined
        : significanceOf({
            state,
            day,
            own,
            accept,
            difference: fromMinor(Math.abs(dollarsMinor)),
            averageMonthlySales: fromMinor(monthly),
          }).significant
    const { dueAt, basis, reason } = deadlineOf({
      kind,
      ...question,
      ...(measured === undefined ? {} : { significant: measured }),
    })
    return { dueAt, basis, reason, significant: measured ?? null }
  }
}
