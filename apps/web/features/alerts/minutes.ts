/** Minutes of the day as a time field writes them: 1320 → `22:00`. */
export const toClock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** What a time field holds in minutes of the day; null while it is not filled in. */
export const fromClock = (text: string): number | null => {
  const match = /^(\d{2}):(\d{2})/.exec(text)
  return match === null ? null : Number(match[1]) * 60 + Number(match[2])
}
