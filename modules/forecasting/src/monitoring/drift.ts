/** A week of a store, or of all stores: sums of units and of absolute errors over products. */
export interface WeekErrors {
  readonly weekStart: string
  readonly sold: number
  readonly predicted: number
  readonly modelError: number
  readonly plannedError: number
  readonly naiveError: number
}

/** Whether forecasts have become worse than they were. */
export interface Drift {
  /** `worse`: the last weeks are off by more than before; `losing`: repeating the last week would have been better. */
  readonly verdict: 'steady' | 'worse' | 'losing' | 'too_early'
  readonly recentWape: number | null
  readonly beforeWape: number | null
  /** Predicted less sold, as a share of sold, over the last weeks. */
  readonly recentBias: number | null
}

const RECENT = 4
const BEFORE = 8
/** So much worse than before counts: sales of four weeks differ by chance. */
const RATIO = 1.3

/**
 * Compares the last four weeks with the eight before them. A tracking alarm in the manner of retail planning: a change of
 * WAPE by three tenths, or being beaten by the naive forecast, is worth a look.
 * @param weeks oldest first
 */
export const driftOf = (weeks: readonly WeekErrors[]): Drift => {
  const recent = weeks.slice(-RECENT)
  const before = weeks.slice(0, -RECENT).slice(-BEFORE)
  const recentWape = shareOf(recent, ({ modelError }) => modelError)
  const beforeWape = before.length < RECENT ? null : shareOf(before, ({ modelError }) => modelError)
  const naiveWape = shareOf(recent, ({ naiveError }) => naiveError)
  const recentBias = shareOf(recent, ({ predicted, sold }) => predicted - sold)
  const known = { recentWape, beforeWape, recentBias }
  if (recent.length < RECENT || recentWape === null || naiveWape === null)
    return { verdict: 'too_early', ...known }
  if (recentWape > naiveWape) return { verdict: 'losing', ...known }
  if (beforeWape !== null && recentWape > beforeWape * RATIO) return { verdict: 'worse', ...known }
  return { verdict: 'steady', ...known }
}

const shareOf = (weeks: readonly WeekErrors[], of: (week: WeekErrors) => number): number | null => {
  const sold = weeks.reduce((sum, week) => sum + week.sold, 0)
  return sold > 0 ? weeks.reduce((sum, week) => sum + of(week), 0) / sold : null
}
