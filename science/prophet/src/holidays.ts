import type { FeatureMode } from './settings.ts'

/**
 * A named event with its occurrences. Every day offset of the window, `lowerWindow` (≤ 0) to `upperWindow` (≥ 0), has
 * an effect of its own, learned from all occurrences together, as in Prophet.
 */
export interface Holiday {
  readonly name: string
  /** Epoch days of the event itself, history and future. */
  readonly days: readonly number[]
  readonly lowerWindow?: number
  readonly upperWindow?: number
  /** Defaults to `holidayPriorScale`. */
  readonly priorScale?: number
  /** Defaults to `seasonalityMode`. */
  readonly mode?: FeatureMode
}

/** The day offsets of a holiday's window, in order: 4/20 ± 2 gives −2 … +2. */
export function windowOffsets(holiday: Holiday): number[] {
  const lower = holiday.lowerWindow ?? 0
  const upper = holiday.upperWindow ?? 0
  return Array.from({ length: upper - lower + 1 }, (_, i) => lower + i)
}

/** Positions in `days` (strictly increasing) that lie `offset` days from an occurrence. */
export function holidayPositions(
  holiday: Holiday,
  offset: number,
  positionOfDay: ReadonlyMap<number, number>,
): number[] {
  const positions = new Set<number>()
  for (const day of holiday.days) {
    const position = positionOfDay.get(day + offset)
    if (position !== undefined) positions.add(position)
  }
  return [...positions].sort((a, b) => a - b)
}
