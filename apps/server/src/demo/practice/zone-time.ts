import { epochDay, type Day } from '@suite/kernel'

const DAY_MS = 86_400_000
const formats = new Map<string, Intl.DateTimeFormat>()

/** The instant, in milliseconds, at which a wall clock of the zone shows a day and second after midnight. */
export const instantAt = (day: Day, second: number, zone: string): number => {
  const wall = epochDay(day) * DAY_MS + second * 1000
  // twice: the first guess may lie on the other side of a change of the clocks
  return wall - offset(wall - offset(wall, zone), zone)
}

/** How far the zone is ahead of UTC at an instant, in milliseconds. */
const offset = (instant: number, zone: string): number => {
  const parts = formatOf(zone).formatToParts(instant)
  const part = (type: string): number => Number(parts.find((each) => each.type === type)?.value ?? 0)
  const shown = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  )
  return shown - Math.floor(instant / 1000) * 1000
}

const formatOf = (zone: string): Intl.DateTimeFormat => {
  const known = formats.get(zone)
  if (known !== undefined) return known
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  formats.set(zone, made)
  return made
}
