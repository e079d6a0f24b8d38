import { useSyncExternalStore } from 'react'

/** Time zones in which licensed shops lie, by the name people know. */
export const TIME_ZONES: readonly { zone: string; label: string }[] = [
  { zone: 'America/New_York', label: 'Eastern (New York)' },
  { zone: 'America/Detroit', label: 'Eastern (Detroit)' },
  { zone: 'America/Chicago', label: 'Central (Chicago)' },
  { zone: 'America/Denver', label: 'Mountain (Denver)' },
  { zone: 'America/Phoenix', label: 'Mountain, no daylight saving (Phoenix)' },
  { zone: 'America/Los_Angeles', label: 'Pacific (Los Angeles)' },
  { zone: 'America/Anchorage', label: 'Alaska (Anchorage)' },
  { zone: 'Pacific/Honolulu', label: 'Hawaii (Honolulu)' },
  { zone: 'America/Puerto_Rico', label: 'Atlantic (Puerto Rico)' },
  { zone: 'America/Toronto', label: 'Eastern (Toronto)' },
  { zone: 'America/Vancouver', label: 'Pacific (Vancouver)' },
  { zone: 'Europe/London', label: 'London' },
  { zone: 'Europe/Berlin', label: 'Central Europe (Berlin)' },
  { zone: 'UTC', label: 'UTC' },
]

const never = (): (() => void) => () => undefined

/** The zone the browser's clock is set to; the first of the list until the browser has been asked. */
export const useBrowserTimeZone = (): string =>
  useSyncExternalStore(
    never,
    () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    () => 'America/New_York',
  )

/** The list with one more zone where it is missing. */
export const timeZonesWith = (zone: string): readonly { zone: string; label: string }[] =>
  TIME_ZONES.some((known) => known.zone === zone)
    ? TIME_ZONES
    : [...TIME_ZONES, { zone, label: zone.replaceAll('_', ' ') }]

export const STATES =
  'AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA PR RI SC SD TN TX UT VT VA WA WV WI WY'.split(
    ' ',
  )

/** When a business day ends: sales after midnight but before this still count for the day before. */
export const CUT_OFFS: readonly { minutes: number; label: string }[] = [
  { minutes: 0, label: 'Midnight' },
  ...[1, 2, 3, 4, 5, 6].map((hour) => ({ minutes: hour * 60, label: `${hour} AM` })),
]
