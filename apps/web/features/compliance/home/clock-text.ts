const MINUTE = 60
const HOUR = 3600
const DAY = 86_400

/** A stretch of seconds in its two largest units: 2 d 4 h, 3 h 05 min, 12 min 30 s. */
export const stretch = (seconds: number): string => {
  const whole = Math.max(0, Math.floor(seconds))
  if (whole >= 10 * DAY) return `${Math.floor(whole / DAY)} d`
  if (whole >= DAY) return `${Math.floor(whole / DAY)} d ${Math.floor((whole % DAY) / HOUR)} h`
  if (whole >= HOUR) return `${Math.floor(whole / HOUR)} h ${two(Math.floor((whole % HOUR) / MINUTE))} min`
  return `${Math.floor(whole / MINUTE)} min ${two(whole % MINUTE)} s`
}

const two = (value: number): string => String(value).padStart(2, '0')

/** What a clock says of a deadline, both in milliseconds: how much is left, or by how much it is overdue. */
export const clockWords = (due: number, now: number): string => {
  const left = (due - now) / 1000
  return left >= 0 ? `${stretch(left)} left` : `overdue ${stretch(-left)}`
}

/** How pressing a deadline looks on its clock: over, within four hours, within a day, or not yet. */
export const pressing = (due: number, now: number): 'danger' | 'due' | 'plain' => {
  const hours = (due - now) / 3_600_000
  return hours < 4 ? 'danger' : hours < 24 ? 'due' : 'plain'
}

/** How long until the words of a clock change, in ms: a second when seconds are shown, else to be right within a minute. */
export const beat = (due: number, now: number): number => (Math.abs(due - now) < 3_600_000 ? 1000 : 20_000)
