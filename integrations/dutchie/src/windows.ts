import { invalid } from '@suite/kernel'

/** A stretch of time to ask for, UTC. */
export interface Window {
  readonly from: Date
  readonly until: Date
}

export interface Span {
  /** How far is already held. */
  readonly from: Date
  /** Now: later changes belong to the next pull. */
  readonly until: Date
  /** Asked again before `from`; ten minutes unless told. */
  readonly overlapMs?: number
  /** Longest window; seven days unless told. */
  readonly longestMs?: number
}

const MINUTE = 60_000
const DAY = 86_400_000

/**
 * Rows show up one to five minutes after they change (overview page of the API), so a pull must reach back further than
 * that: twice the longest lag.
 */
export const OVERLAP = 10 * MINUTE
export const LONGEST_WINDOW = 7 * DAY
/** The longest span of transactions one call may ask for, as one integration reports it (unverified). */
export const LONGEST_RANGE = 60 * DAY
/** Whether both ends of a range belong to it is not published (unverified): neighbours share this much. */
export const SEAM = 1_000

/**
 * Plans the walk from `from` (less the overlap) to `until`, forwards: a row that changes while the walk is under way moves
 * to a later time and is met there.
 * @throws AppError `bad_span` when the span ends before it starts, `bad_window` for a window too short to move on
 */
export const planWindows = (span: Span): Window[] => {
  const longest = Math.min(span.longestMs ?? LONGEST_WINDOW, LONGEST_RANGE)
  if (span.until.getTime() < span.from.getTime())
    throw invalid('bad_span', 'The range to pull ends before it starts. Check the clock and the cursor.')
  if (longest <= SEAM) throw invalid('bad_window', 'A window must be longer than a second.')
  const until = span.until.getTime()
  const windows: Window[] = []
  for (let from = span.from.getTime() - (span.overlapMs ?? OVERLAP); ; from += longest - SEAM) {
    const end = Math.min(until, from + longest)
    windows.push({ from: new Date(from), until: new Date(end) })
    if (end >= until) return windows
  }
}
