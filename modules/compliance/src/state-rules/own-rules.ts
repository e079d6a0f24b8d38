import { sql, type Read } from '@suite/db'
import type { RuleStatus } from './marks.ts'
import type { StateRule } from './rule.ts'
import { RULE_SHAPES, TOPICS, type Topic } from './topics.ts'

/** A rule as stored, with its history. */
export interface StoredRule {
  readonly id: string
  readonly state: string
  readonly topic: string
  readonly value: unknown
  readonly effectiveFrom: string
  readonly effectiveTo: string | null
  readonly status: RuleStatus
  readonly source: string
  readonly sourceReadOn: string | null
  readonly note: string | null
  readonly changeReason: string
  readonly recordedBy: string
  readonly recordedAt: Date
  readonly withdrawnBy: string | null
  readonly withdrawnAt: Date | null
  readonly withdrawnReason: string | null
}

/** Rules the organisation set, newest first, of a state and topic or all; also the withdrawn ones. */
export const storedRules = async (
  read: Read,
  scope: { readonly state?: string; readonly topic?: Topic } = {},
): Promise<StoredRule[]> => {
  const { rows } = await sql<StoredRule>`
    select r.id, r.state, r.topic, r.value, r.effective_from as "effectiveFrom", r.effective_to as "effectiveTo", r.status,
      r.source, r.source_read_on as "sourceReadOn", r.note, r.reason as "changeReason", r.recorded_by as "recordedBy",
      r.recorded_at as "recordedAt", w.withdrawn_by as "withdrawnBy", w.withdrawn_at as "withdrawnAt",
      w.reason as "withdrawnReason"
    from state_rules r
    left join state_rule_withdrawals w on w.organization_id = r.organization_id and w.state_rule_id = r.id
    where ${scope.state === undefined ? sql`true` : sql`r.state = ${scope.state}`}
      and ${scope.topic === undefined ? sql`true` : sql`r.topic = ${scope.topic}`}
    order by r.recorded_at desc, r.id desc`.execute(read.db)
  return rows
}

/** The organisation's rules in force, newest first: what `ruleAt`, limits and deadlines take as `own`. */
export const ownRules = async (read: Read, state?: string): Promise<StateRule[]> => {
  const rows = await storedRules(read, state === undefined ? {} : { state })
  return rows.filter(({ withdrawnAt }) => withdrawnAt === null).flatMap(toRule)
}

const isTopic = (text: string): text is Topic => (TOPICS as readonly string[]).includes(text)

/** A rule whose stored value no longer fits its topic is unknown, not gone: the older rule must not come back by itself. */
const toRule = (row: StoredRule): StateRule[] => {
  if (!isTopic(row.topic)) return []
  const parsed = row.value === null ? null : RULE_SHAPES[row.topic].safeParse(row.value)
  const unreadable = parsed !== null && !parsed.success
  return [
    {
      id: row.id,
      state: row.state,
      topic: row.topic,
      value: parsed?.data ?? null,
      effectiveFrom: row.effectiveFrom,
      effectiveTo: row.effectiveTo,
      status: row.status,
      source: {
        citation: unreadable
          ? 'The stored value does not fit this topic any more; enter it again'
          : row.source,
        readOn: row.sourceReadOn,
      },
      note: row.note,
      origin: 'organization',
    },
  ]
}
