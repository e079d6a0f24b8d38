import { fromMinor, type Day } from '@suite/kernel'

const instants = new Map<string, Intl.DateTimeFormat>()
const days = new Intl.DateTimeFormat('en-US', { day: 'numeric', month: 'short', timeZone: 'UTC' })

/** Minor units as people write them: $1,146.11. */
export const money = (minor: number): string => `$${fromMinor(minor).replace(/\B(?=(?:\d{3})+(?=\.))/g, ',')}`

/** A day without its year: Dec 7. */
export const day = (of: Day): string => days.format(new Date(of))

/** An instant on the wall clock of a zone: Nov 23, 11:59 PM MST. */
export const moment = (at: string, timeZone: string): string => {
  const clock =
    instants.get(timeZone) ??
    new Intl.DateTimeFormat('en-US', {
      day: 'numeric',
      month: 'short',
      hour: 'numeric',
      minute: '2-digit',
      timeZoneName: 'short',
      timeZone,
    })
  instants.set(timeZone, clock)
  // older and newer ICU data put different spaces before AM and PM
  return clock.format(new Date(at)).replaceAll(/\s/g, ' ')
}
