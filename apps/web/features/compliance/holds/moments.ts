import { startOfDay } from '../../../lib/day'

/** A day and a time as typed into a `datetime-local` field on a store's clock, as an instant in UTC; '' while incomplete. */
export const instantOf = (typed: string, timeZone: string): string => {
  const [day = '', time = ''] = typed.split('T')
  const [hours = NaN, minutes = NaN] = time.split(':').map(Number)
  if (day === '' || Number.isNaN(hours) || Number.isNaN(minutes)) return ''
  return startOfDay(day, timeZone, hours * 60 + minutes)
}

/** An instant as a `datetime-local` field shows it on a store's clock. */
export const typedOf = (instant: Date, timeZone: string): string => {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  }).formatToParts(instant)
  const at = (type: Intl.DateTimeFormatPartTypes): string =>
    parts.find((part) => part.type === type)?.value ?? ''
  return `${at('year')}-${at('month')}-${at('day')}T${at('hour')}:${at('minute')}`
}
