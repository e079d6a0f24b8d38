import { conflict, invalid } from '@suite/kernel'
import { FEWEST_DELIVERIES, WINDOW_DAYS, type Scorecard } from './scorecard.ts'

/** The longest lead time the planner reckons with, days. */
const LONGEST = 180

/** Why a scorecard says little; null where it says all it can. */
export const tooLittle = ({ deliveries }: Pick<Scorecard, 'deliveries'>): string | null =>
  deliveries >= FEWEST_DELIVERIES
    ? null
    : `${deliveries === 0 ? 'No deliveries' : deliveries === 1 ? '1 delivery' : `${deliveries} deliveries`} in the last ${WINDOW_DAYS} days; ${FEWEST_DELIVERIES} are needed to judge.`

/**
 * What a vendor's own deliveries say the planner should reckon with: whole days, and the spread in hundredths of a day.
 * @throws AppError `too_few_deliveries`, `lead_time_too_long`
 */
export const leadTimeFromHistory = (
  card: Pick<Scorecard, 'deliveries' | 'leadDays' | 'leadSpreadDays'>,
): { leadTimeDays: number; leadTimeSpreadDays: number } => {
  if (card.leadDays === null || card.leadSpreadDays === null)
    throw conflict(
      'too_few_deliveries',
      `${tooLittle(card) ?? 'The deliveries say nothing of the lead time.'} Keep the lead time people set until then, or change it in the vendor's settings.`,
    )
  const leadTimeDays = Math.round(card.leadDays)
  if (leadTimeDays > LONGEST)
    throw invalid(
      'lead_time_too_long',
      `The deliveries took ${leadTimeDays} days on average; the planner reckons with ${LONGEST} at most. Check the orders below for ones that were received long after their goods came.`,
    )
  return {
    leadTimeDays,
    leadTimeSpreadDays: Math.min(LONGEST, Math.round(card.leadSpreadDays * 100) / 100),
  }
}
