import { recordAudit } from '@suite/audit'
import { sql, type Tx } from '@suite/db'
import { publish } from '@suite/events'
import { conflict, invalid, newId, notFound } from '@suite/kernel'
import { recomputeCertificates } from '../credentials/rule-expiry.ts'
import type { RuleInput } from './contract.ts'
import { ownRules, storedRules } from './own-rules.ts'
import { ruleAt } from './rule-at.ts'
import { toRuleItem } from './rule-item.ts'
import { complianceSettings } from './settings.ts'
import { RULE_SHAPES, TOPICS, type Topic } from './topics.ts'

/**
 * Sets a rule of the organisation from a day on; it goes before older ones and shipped ones on the days it covers, and
 * nothing older is lost. Lab certificates whose expiry follows the rule follow at once.
 * @throws AppError `bad_rule_value` naming each field, `bad_rule_span`, `bad_rule_source`
 */
export const setRule = async (tx: Tx, input: Readonly<RuleInput>): Promise<string> => {
  const value = checkedValue(input.topic, input.value)
  requireSpan(input)
  requireReading(input)
  await lockTopic(tx, input.state, input.topic)
  const before = await itemOn(tx, input.state, input.topic, input.effectiveFrom)
  const id = newId()
  await sql`
    insert into state_rules (organization_id, id, state, topic, value, effective_from, effective_to, status, source,
      source_read_on, note, reason, recorded_by)
    values (${tx.context.organizationId}, ${id}, ${input.state}, ${input.topic}, ${JSON.stringify(value)}::jsonb,
      ${input.effectiveFrom}, ${input.effectiveTo}, ${input.status}, ${input.source.citation}, ${input.source.readOn},
      ${input.note}, ${input.reason}, ${tx.context.actor.id})`.execute(tx.db)
  const after = await itemOn(tx, input.state, input.topic, input.effectiveFrom)
  await afterChange(tx, {
    id,
    state: input.state,
    topic: input.topic,
    eventType: 'state_rule.set',
    action: 'create',
    before,
    after: { ...after, changeReason: input.reason },
  })
  return id
}

/**
 * Takes a rule of the organisation back: what held before holds again, on all days. The row and the reason stay.
 * @throws AppError `not_found`, `rule_withdrawn`
 */
export const withdrawRule = async (
  tx: Tx,
  input: { readonly id: string; readonly reason: string },
): Promise<void> => {
  const rule = (await storedRules(tx)).find(({ id }) => id === input.id)
  if (rule === undefined) throw notFound('rule')
  const topic = TOPICS.find((each) => each === rule.topic)
  if (topic === undefined) throw notFound('rule')
  await lockTopic(tx, rule.state, topic)
  const before = await itemOn(tx, rule.state, topic, rule.effectiveFrom)
  const { numAffectedRows } = await sql`
    insert into state_rule_withdrawals (organization_id, state_rule_id, reason, withdrawn_by)
    values (${tx.context.organizationId}, ${input.id}, ${input.reason}, ${tx.context.actor.id})
    on conflict do nothing`.execute(tx.db)
  if (numAffectedRows !== 1n)
    throw conflict('rule_withdrawn', 'This rule was already withdrawn. Reload to see what holds now.')
  const after = await itemOn(tx, rule.state, topic, rule.effectiveFrom)
  await afterChange(tx, {
    id: input.id,
    state: rule.state,
    topic,
    eventType: 'state_rule.withdrawn',
    action: 'update',
    before,
    after: { ...after, changeReason: input.reason },
  })
}

/**
 * The value in the shape of its topic; null stays null. @throws AppError `bad_rule_value` naming each field
 */
export const checkedValue = (topic: Topic, value: unknown): unknown => {
  if (value === null) return null
  const parsed = RULE_SHAPES[topic].safeParse(value)
  if (parsed.success) return parsed.data
  throw invalid(
    'bad_rule_value',
    'The value does not fit its topic. Correct the fields named.',
    parsed.error.issues.map(({ path, message }) => ({ path: ['value', ...path].join('.'), message })),
  )
}

/** @throws AppError `bad_rule_span` */
export const requireSpan = (span: {
  readonly effectiveFrom: string
  readonly effectiveTo: string | null
}): void => {
  if (span.effectiveTo !== null && span.effectiveTo < span.effectiveFrom)
    throw invalid('bad_rule_span', 'The last day lies before the first. Choose a later last day or none.', [
      { path: 'effectiveTo', message: 'before effectiveFrom' },
    ])
}

/** Verified means that somebody read the text, on a day. @throws AppError `bad_rule_source` */
const requireReading = ({ status, source }: Pick<RuleInput, 'status' | 'source'>): void => {
  if (status === 'verified' && source.readOn === null)
    throw invalid('bad_rule_source', 'Say on which day the text was read, or choose "reported".', [
      { path: 'source.readOn', message: 'needed for a verified rule' },
    ])
}

/** One change of a topic at a time, so that "before" and "after" in the trail are true. */
const lockTopic = async (tx: Tx, state: string, topic: Topic): Promise<void> => {
  const key = `rules:${tx.context.organizationId}:${state}:${topic}`
  await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(tx.db)
}

const itemOn = async (tx: Tx, state: string, topic: Topic, day: string) => {
  const { accept } = await complianceSettings(tx)
  return toRuleItem(ruleAt(state, topic, day, await ownRules(tx, state)), accept)
}

const afterChange = async (
  tx: Tx,
  change: {
    readonly id: string
    readonly state: string
    readonly topic: Topic
    readonly eventType: string
    readonly action: 'create' | 'update'
    readonly before: object
    readonly after: object
  },
): Promise<void> => {
  const { id, state, topic, eventType, action, before, after } = change
  await recordAudit(tx, {
    eventType,
    resourceType: 'state_rule',
    resourceId: id,
    action,
    risk: 'high',
    before,
    after,
  })
  if (topic === 'coa_validity') await recomputeCertificates(tx, [state])
  await publish(tx, { type: 'compliance.rules_changed', version: 1, payload: { ruleId: id, state, topic } })
}
