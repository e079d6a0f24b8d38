import type { Day } from '@suite/kernel'
import { sql, type Read } from '@suite/db'
import type { RuleItem, RuleVersion } from './contract.ts'
import { standingOf } from './marks.ts'
import { ownRules, storedRules } from './own-rules.ts'
import { ruleAt, shippedRules } from './rule-at.ts'
import { toRuleItem } from './rule-item.ts'
import { complianceSettings } from './settings.ts'
import { SHIPPED_STATES } from './shipped/index.ts'
import { TOPICS, type Topic } from './topics.ts'

/** Every topic of a state on a day, the unknown ones too, and the states there is something to say about. */
export const ruleBook = async (
  read: Read,
  query: { readonly state: string; readonly day: Day; readonly topic?: Topic | undefined },
): Promise<{ day: Day; states: string[]; items: RuleItem[] }> => {
  const own = await ownRules(read, query.state)
  const { accept } = await complianceSettings(read)
  const topics = query.topic === undefined ? TOPICS : [query.topic]
  return {
    day: query.day,
    states: await statesOf(read),
    items: topics.map((topic) => toRuleItem(ruleAt(query.state, topic, query.day, own), accept)),
  }
}

const statesOf = async (read: Read): Promise<string[]> => {
  const { rows } = await sql<{ state: string }>`
    select state from stores union select state from state_rules`.execute(read.db)
  return [...new Set([...SHIPPED_STATES, ...rows.map(({ state }) => state)])].sort()
}

/** All rules there ever were on a topic of a state: the organisation's newest first, then those shipped. */
export const ruleHistory = async (read: Read, state: string, topic: Topic): Promise<RuleVersion[]> => {
  const stored = await storedRules(read, { state, topic })
  return [...stored.map(storedVersion), ...shippedRules(state, topic).toReversed().map(shippedVersion)]
}

const storedVersion = (row: Awaited<ReturnType<typeof storedRules>>[number]): RuleVersion => ({
  id: row.id,
  origin: 'organization',
  status: row.status,
  standing: standingOf(row.status, row.source),
  value: row.value,
  source: row.source,
  sourceReadOn: row.sourceReadOn,
  note: row.note,
  effectiveFrom: row.effectiveFrom,
  effectiveTo: row.effectiveTo,
  changeReason: row.changeReason,
  recordedBy: row.recordedBy,
  recordedAt: row.recordedAt.toISOString(),
  withdrawnBy: row.withdrawnBy,
  withdrawnAt: row.withdrawnAt?.toISOString() ?? null,
  withdrawnReason: row.withdrawnReason,
})

const shippedVersion = (rule: ReturnType<typeof shippedRules>[number]): RuleVersion => ({
  id: rule.id,
  origin: 'shipped',
  status: rule.status,
  standing: standingOf(rule.status, rule.source.citation),
  value: rule.value,
  source: rule.source.citation,
  sourceReadOn: rule.source.readOn,
  note: rule.note,
  effectiveFrom: rule.effectiveFrom,
  effectiveTo: rule.effectiveTo,
  changeReason: null,
  recordedBy: null,
  recordedAt: null,
  withdrawnBy: null,
  withdrawnAt: null,
  withdrawnReason: null,
})
