import { sql, type Read } from '@suite/db'
import { deadlineOf } from '../deadlines/deadline.ts'
import { kindsOf } from '../deadlines/duties.ts'
import { instantAt } from '../deadlines/local-time.ts'
import { CUSTOMER_KINDS, type CustomerKind } from '../limits/contract.ts'
import { CATEGORIES_OF } from '../limits/categories-of-form.ts'
import { limitRule } from '../limits/limit-rule.ts'
import type { z } from 'zod'
import type { previewInput, Touched } from './contract.ts'
import { bucketChanges, formsChanged } from './limit-changes.ts'
import { ownRules } from './own-rules.ts'
import { ruleAt } from './rule-at.ts'
import { toRuleItem } from './rule-item.ts'
import type { StateRule } from './rule.ts'
import { checkedValue, requireSpan } from './set-rule.ts'
import { complianceSettings } from './settings.ts'
import { isDeadlineTopic, isLimitTopic } from './topics.ts'

const NOON_MS = 12 * 3_600_000

interface Store {
  readonly id: string
  readonly name: string
  readonly timeZone: string
}

/**
 * What a rule would touch if it were set: stores, limits with the products they bear on, deadlines, lab certificates. All
 * as of its first day; nothing is written. @throws AppError `bad_rule_value`, `bad_rule_span`
 */
export const touchedBy = async (read: Read, input: z.output<typeof previewInput>): Promise<Touched> => {
  requireSpan(input)
  const value = checkedValue(input.topic, input.value)
  const { state, topic, effectiveFrom: day } = input
  const settings = await complianceSettings(read)
  const own = await ownRules(read, state)
  const next = [asRule(input, value), ...own]
  const stores = await storesIn(read, state)
  return {
    before: toRuleItem(ruleAt(state, topic, day, own), settings.accept),
    after: toRuleItem(ruleAt(state, topic, day, next), settings.accept),
    stores: stores.map(({ id, name }) => ({ id, name })),
    limits: await limitsTouched(read, { ...input, own, next, stores }),
    deadlines: deadlinesTouched({ ...input, own, next, stores }, settings),
    certificates: topic === 'coa_validity' ? await certificatesIn(read, state) : 0,
  }
}

type Change = z.output<typeof previewInput> & {
  readonly own: readonly StateRule[]
  readonly next: readonly StateRule[]
  readonly stores: readonly Store[]
}

const asRule = (input: z.output<typeof previewInput>, value: unknown): StateRule => ({
  id: 'preview',
  state: input.state,
  topic: input.topic,
  value: value as StateRule['value'],
  effectiveFrom: input.effectiveFrom,
  effectiveTo: input.effectiveTo,
  status: input.status,
  source: input.source,
  note: input.note,
  origin: 'organization',
})

const storesIn = async (read: Read, state: string): Promise<Store[]> => {
  const { rows } = await sql<Store>`
    select id, name, time_zone as "timeZone" from stores where state = ${state} and active order by name`.execute(
    read.db,
  )
  return rows
}

const limitsTouched = async (read: Read, change: Change): Promise<Touched['limits']> => {
  const { state, topic, effectiveFrom: day, own, next } = change
  if (!isLimitTopic(topic)) return { customerKinds: [], buckets: [], forms: [], products: 0 }
  const [before, after] = [ruleAt(state, topic, day, own), ruleAt(state, topic, day, next)]
  const forms = formsChanged(before, after)
  return {
    customerKinds: CUSTOMER_KINDS.filter((kind) => follows(kind, change)),
    buckets: bucketChanges(before, after),
    forms,
    products: await productsOf(
      read,
      state,
      forms.flatMap((form) => CATEGORIES_OF[form]),
    ),
  }
}

/** Whether a kind of customer buys under the changed topic, for itself or because its own kind has no rule. */
const follows = (kind: CustomerKind, { state, topic, effectiveFrom: day, own, next }: Change): boolean =>
  [own, next].some((rules) => limitRule(state, kind, day, rules).topic === topic)

const deadlinesTouched = (
  { state, topic, effectiveFrom, own, next, stores }: Change,
  { accept, holidays }: Awaited<ReturnType<typeof complianceSettings>>,
): Touched['deadlines'] => {
  const [store] = stores
  if (!isDeadlineTopic(topic) || store === undefined) return []
  const discoveredAt = instantAt(effectiveFrom, NOON_MS, store.timeZone)
  return kindsOf(topic).map((kind) => {
    const due = (rules: readonly StateRule[]): string => {
      const { timeZone } = store
      const question = {
        kind,
        state,
        discoveredAt,
        timeZone,
        own: rules,
        accept,
        holidays: new Set(holidays),
      }
      const duty = deadlineOf(question).duties.find((each) => each.topic === topic)
      return (duty?.dueAt ?? discoveredAt).toISOString()
    }
    return { kind, before: due(own), after: due(next) }
  })
}

const productsOf = async (read: Read, state: string, categories: readonly string[]): Promise<number> => {
  const { rows } = await sql<{ products: number }>`
    select count(distinct p.id) as products
    from stores s
    join stock_positions x on x.organization_id = s.organization_id and x.store_id = s.id
    join products p on p.organization_id = x.organization_id and p.id = x.product_id
    where s.state = ${state} and s.active and p.active and p.category = any (${categories})`.execute(read.db)
  return rows[0]?.products ?? 0
}

const certificatesIn = async (read: Read, state: string): Promise<number> => {
  const { rows } = await sql<{ certificates: number }>`
    select count(*) as certificates from credentials
    where kind = 'coa' and status = 'active' and expiry_basis <> 'stated' and issued_on is not null and state = ${state}`.execute(
    read.db,
  )
  return rows[0]?.certificates ?? 0
}
