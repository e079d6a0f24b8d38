import type { Read } from '@suite/db'
import { ownRules } from './own-rules.ts'
import { ruleAt, toActOn } from './rule-at.ts'
import type { RuleValue } from './topics.ts'
import { complianceSettings } from './settings.ts'

/**
 * What selling goods past their date means in a state, for a category of the catalogue; null where no rule is certain enough
 * for the organisation or the rule says nothing of the category.
 */
export const expiryMeaning = async (
  read: Read,
  question: { readonly state: string; readonly category: string; readonly day: string },
): Promise<RuleValue<'expiry'>['meaning'] | null> => {
  const { accept } = await complianceSettings(read)
  const own = await ownRules(read, question.state)
  const answer = toActOn(ruleAt(question.state, 'expiry', question.day, own), accept)
  return answer.known && (answer.value.covers === 'all' || question.category === 'edibles')
    ? answer.value.meaning
    : null
}
