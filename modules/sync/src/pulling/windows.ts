import type { StreamPlan, Window } from '../vendors/port.ts'

/** Where a stream stands. */
export interface Standing {
  readonly coveredFrom: Date | null
  readonly coveredUntil: Date | null
}

const DAY_MS = 86_400_000

/**
 * The next window to pull, or null when the stream reaches as close to now as its lag allows. Windows are walked forwards
 * only: what changes while they are walked lands in a later one. Each begins `overlap` before the end of what is covered.
 */
export const nextWindow = (plan: StreamPlan, standing: Standing, now: Date): Window | null => {
  const newest = now.getTime() - plan.lag * 1000
  const covered = standing.coveredUntil?.getTime() ?? null
  if (covered !== null && covered >= newest) return null
  const from = covered === null ? now.getTime() - plan.backfillDays * DAY_MS : covered - plan.overlap * 1000
  const until = Math.min(newest, Math.max(from, covered ?? from) + plan.longestWindow * 1000)
  return { from: new Date(from), until: new Date(until) }
}

/** How much of a first back-fill is done, 0–1; 1 once it reaches the present of its start. */
export const backfillShare = (from: Date, target: Date, covered: Date | null): number => {
  const span = target.getTime() - from.getTime()
  if (span <= 0 || covered === null) return covered === null ? 0 : 1
  return Math.max(0, Math.min(1, (covered.getTime() - from.getTime()) / span))
}
