import { invalid } from '@suite/kernel'
import { LARGEST_PAGE } from './client.ts'

/** A stretch of LastModified to ask for. */
export interface Window {
  readonly start: Date
  readonly end: Date
}

/** How to walk a range: with pages or without, in which windows, forwards. */
export interface PullPlan {
  readonly mode: 'paged' | 'whole'
  readonly windows: readonly Window[]
  /** Calls expected. */
  readonly calls: number
}

export interface PullSpan {
  /** How far is already held. */
  readonly from: Date
  /** Now, as Metrc's clock says it: later changes belong to the next pull. */
  readonly to: Date
  /** Rows a day the list changes by, from `countRows`; decides which way is cheaper. */
  readonly rowsPerDay: number
  /**
   * Asked again before `from`, because changes become visible late and clocks differ. Metrc's advice, second hand, is a
   * little over an hour for an hourly poll: 65 minutes unless told.
   */
  readonly overlapMs?: number
  /** Longest paged window, so that a walk that breaks off repeats little. Seven days unless told. */
  readonly longestPagedMs?: number
}

const MINUTE = 60_000
const DAY = 86_400_000
/** Whether both ends of a range belong to it is not published (unverified): neighbours share this much. */
const SEAM = 1_000
export const OVERLAP = 65 * MINUTE

/**
 * Plans the walk from `from` (less the overlap) to `to`: always forwards, because LastModified only grows and a walk
 * backwards can miss rows. Lists without paging may span 24 hours at most; with paging a call holds 20 rows.
 * @throws AppError `bad_span` when the span ends before it starts
 */
export const planPull = (span: PullSpan): PullPlan => {
  const start = span.from.getTime() - (span.overlapMs ?? OVERLAP)
  const end = span.to.getTime()
  if (end < span.from.getTime())
    throw invalid('bad_span', 'The range to pull ends before it starts. Check the clock and the cursor.')
  const whole = windowsOf(start, end, DAY)
  const paged = windowsOf(start, end, span.longestPagedMs ?? 7 * DAY)
  const pagedCalls = paged.reduce((calls, window) => calls + pagesOfWindow(window, span.rowsPerDay), 0)
  return pagedCalls < whole.length
    ? { mode: 'paged', windows: paged, calls: pagedCalls }
    : { mode: 'whole', windows: whole, calls: whole.length }
}

const pagesOfWindow = ({ start, end }: Window, rowsPerDay: number): number =>
  Math.max(1, Math.ceil((((end.getTime() - start.getTime()) / DAY) * rowsPerDay) / LARGEST_PAGE))

const windowsOf = (start: number, end: number, longest: number): Window[] => {
  const windows: Window[] = []
  for (let from = start; ; from += longest - SEAM) {
    const to = Math.min(end, from + longest)
    windows.push({ start: new Date(from), end: new Date(to) })
    if (to >= end) return windows
  }
}
