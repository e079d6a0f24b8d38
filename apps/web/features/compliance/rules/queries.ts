import { question } from '@/lib/question'
import type { Topic } from './values'

/** Answers that a change of a rule or of how rules are applied makes old. */
export const STALE_RULES = [
  '/compliance/rules',
  '/compliance/rules/history',
  '/compliance/rules/preview',
  '/compliance/limits/check',
  '/compliance/settings',
  '/compliance/credentials',
  '/compliance/credentials/due',
] as const

/** Every topic of a state on a day. */
export const rulesOf = (state: string, day: string) =>
  question('/compliance/rules', { query: { state, day } })

export const historyOf = (state: string, topic: Topic) =>
  question('/compliance/rules/history', { query: { state, topic } })

export const complianceSettings = () => question('/compliance/settings')

/** First and last day a rule holds, in words. */
export const spanWords = (
  { effectiveFrom, effectiveTo }: { effectiveFrom: string | null; effectiveTo: string | null },
  day: (text: string) => string,
): string => {
  if (effectiveFrom === null && effectiveTo === null) return 'No dates named'
  if (effectiveTo === null) return `From ${day(effectiveFrom ?? '')}`
  return effectiveFrom === null ? `Until ${day(effectiveTo)}` : `${day(effectiveFrom)} to ${day(effectiveTo)}`
}
