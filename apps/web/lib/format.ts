// Numbers and dates as people read them. One locale and explicit time zones, so that server and browser paint the same.
const LOCALE = 'en-US'
const NONE = '–'

const formats = new Map<string, Intl.NumberFormat>()
const numberFormat = (options: Intl.NumberFormatOptions): Intl.NumberFormat => {
  const key = JSON.stringify(options)
  const known = formats.get(key) ?? new Intl.NumberFormat(LOCALE, options)
  formats.set(key, known)
  return known
}

/** An amount in minor units: $1,234.50; with `whole`, $1,235. */
export const money = (minor: number | null | undefined, currency = 'USD', whole = false): string =>
  minor === null || minor === undefined
    ? NONE
    : numberFormat({
        style: 'currency',
        currency,
        currencyDisplay: 'narrowSymbol',
        minimumFractionDigits: whole ? 0 : 2,
        maximumFractionDigits: whole ? 0 : 2,
      }).format(minor / 100)

/** A short amount for axes and tiles: $12.3K. */
export const moneyShort = (minor: number | null | undefined, currency = 'USD'): string =>
  minor === null || minor === undefined
    ? NONE
    : Math.abs(minor) < 100_000
      ? money(minor, currency, true)
      : numberFormat({
          style: 'currency',
          currency,
          currencyDisplay: 'narrowSymbol',
          notation: 'compact',
          maximumFractionDigits: 1,
        }).format(minor / 100)

/** A unit price or cost, given as decimal text: two to four decimals. */
export const unitPrice = (text: string | null | undefined, currency = 'USD'): string =>
  text === null || text === undefined
    ? NONE
    : numberFormat({
        style: 'currency',
        currency,
        currencyDisplay: 'narrowSymbol',
        minimumFractionDigits: 2,
        maximumFractionDigits: 4,
      }).format(Number(text))

/** A quantity, given as decimal text or a number, without needless decimals. */
export const quantity = (value: string | number | null | undefined, decimals = 2): string =>
  value === null || value === undefined
    ? NONE
    : numberFormat({ maximumFractionDigits: decimals }).format(Number(value))

/** A quantity with its unit; pieces are counted without one. */
export const withUnit = (value: string | number | null | undefined, unit: string): string =>
  value === null || value === undefined ? NONE : `${quantity(value)}${unit === 'each' ? '' : ` ${unit}`}`

/** A whole number: 12,345. */
export const count = (value: number | null | undefined): string =>
  value === null || value === undefined ? NONE : numberFormat({ maximumFractionDigits: 0 }).format(value)

/** A share as a percentage: 0.123 → 12 %. */
export const percent = (share: number | null | undefined, decimals = 0): string =>
  share === null || share === undefined
    ? NONE
    : numberFormat({
        style: 'percent',
        minimumFractionDigits: decimals,
        maximumFractionDigits: decimals,
      }).format(share)

/** A change as a signed percentage: +12 %. */
export const change = (now: number, before: number): string | null =>
  before === 0
    ? null
    : numberFormat({ style: 'percent', signDisplay: 'exceptZero', maximumFractionDigits: 0 }).format(
        now / before - 1,
      )

/** A calendar day: Apr 20, 2026; without the year, Apr 20. */
export const day = (text: string | null | undefined, withYear = true): string =>
  text === null || text === undefined
    ? NONE
    : new Date(`${text.slice(0, 10)}T00:00:00Z`).toLocaleDateString(LOCALE, {
        timeZone: 'UTC',
        month: 'short',
        day: 'numeric',
        ...(withYear ? { year: 'numeric' } : {}),
      })

/** A calendar day with its weekday: Mon, Apr 20. */
export const weekday = (text: string): string =>
  new Date(`${text}T00:00:00Z`).toLocaleDateString(LOCALE, {
    timeZone: 'UTC',
    weekday: 'short',
    month: 'short',
    day: 'numeric',
  })

/** An instant on a store's clock: Apr 20, 2026, 4:20 PM. */
export const instant = (text: string | null | undefined, timeZone: string): string =>
  text === null || text === undefined
    ? NONE
    : new Date(text).toLocaleString(LOCALE, {
        timeZone,
        month: 'short',
        day: 'numeric',
        year: 'numeric',
        hour: 'numeric',
        minute: '2-digit',
      })

/** A stretch of time: 45 s, 3 min, 2 h. */
export const duration = (seconds: number): string => {
  if (seconds < 60) return `${Math.max(1, Math.round(seconds))} s`
  if (seconds < 3600) return `${Math.round(seconds / 60)} min`
  if (seconds < 86_400) return `${Math.round(seconds / 3600)} h`
  return `${Math.round(seconds / 86_400)} d`
}

/** Days of supply: 3.8 d; many are just "many". */
export const days = (value: number | null | undefined): string =>
  value === null || value === undefined
    ? NONE
    : value > 365
      ? '> 1 year'
      : `${quantity(value, value < 10 ? 1 : 0)} d`
