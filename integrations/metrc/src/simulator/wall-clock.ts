import { IANAZone } from 'luxon'

const QUARTER = 900_000
const known = new Map<string, number>()

/** Milliseconds a zone is ahead of UTC; clocks change on quarters of an hour, so each is looked up once. */
const aheadOf = (ms: number, zone: string): number => {
  const quarter = Math.floor(ms / QUARTER)
  const key = `${zone} ${quarter}`
  const ahead = known.get(key) ?? IANAZone.create(zone).offset(quarter * QUARTER) * 60_000
  known.set(key, ahead)
  return ahead
}

/** An instant on a facility's wall clock, as Metrc writes it: `2026-02-15T16:44:53.000`. */
export const wallClock = (at: Date, zone: string): string =>
  new Date(at.getTime() + aheadOf(at.getTime(), zone)).toISOString().slice(0, 23)
