const HOUR_MS = 3_600_000
/** Closer than this to its deadline a duty is put before somebody now. */
export const PAGE_BEFORE_MS = 4 * HOUR_MS
const WEEK_MS = 7 * 24 * HOUR_MS

/** Who is told next, from when on, and how loudly. */
export interface EscalationStep {
  readonly at: Date
  readonly to: 'responsible' | 'manager' | 'owner'
  readonly how: 'inbox' | 'page'
}

export type Urgency = 'overdue' | 'page_now' | 'today' | 'this_week' | 'later'

/**
 * The ladder of a duty: the responsible person at once, the manager at half time, both paged four hours before the
 * deadline, the owner when it passed. Steps are in order and none lies before the discovery.
 */
export const escalationSteps = (discoveredAt: Date, due: Date): EscalationStep[] => {
  const [from, to] = [discoveredAt.getTime(), due.getTime()]
  const within = (at: number): Date => new Date(Math.max(from, at))
  const page = Math.max(from, to - PAGE_BEFORE_MS)
  return [
    { at: discoveredAt, to: 'responsible', how: 'inbox' },
    { at: within(Math.min(page, from + (to - from) / 2)), to: 'manager', how: 'inbox' },
    { at: within(page), to: 'manager', how: 'page' },
    { at: within(to), to: 'owner', how: 'page' },
  ]
}

/** The highest step reached by an instant; null before the discovery. */
export const stepAt = (steps: readonly EscalationStep[], now: Date): EscalationStep | null =>
  steps.findLast(({ at }) => at.getTime() <= now.getTime()) ?? null

/** How pressing a deadline is. `endOfToday` is the last instant of the store's day. */
export const urgencyOf = (due: Date, now: Date, endOfToday: Date): Urgency => {
  const left = due.getTime() - now.getTime()
  if (left < 0) return 'overdue'
  if (left < PAGE_BEFORE_MS) return 'page_now'
  if (due.getTime() <= endOfToday.getTime()) return 'today'
  return left < WEEK_MS ? 'this_week' : 'later'
}
