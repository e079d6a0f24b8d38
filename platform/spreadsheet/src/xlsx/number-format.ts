/** What a cell's number means, by the format it is shown with. */
export type NumberFormat =
  | { readonly kind: 'plain' }
  | { readonly kind: 'percent' }
  /** Shown with leading zeros, such as barcodes. */
  | { readonly kind: 'padded'; readonly digits: number }
  /** A serial number shown as a date, a time of day or both. */
  | { readonly kind: 'moment'; readonly day: boolean; readonly clock: boolean; readonly elapsed: boolean }

/** A number shown as it is. */
export const PLAIN: NumberFormat = { kind: 'plain' }
const PERCENT: NumberFormat = { kind: 'percent' }
const DAY: NumberFormat = { kind: 'moment', day: true, clock: false, elapsed: false }
const CLOCK: NumberFormat = { kind: 'moment', day: false, clock: true, elapsed: false }
const BOTH: NumberFormat = { kind: 'moment', day: true, clock: true, elapsed: false }
const ELAPSED: NumberFormat = { kind: 'moment', day: false, clock: true, elapsed: true }

/** The formats a workbook uses without spelling them out (ECMA-376-1, 18.8.30), the Asian date formats included. */
export const builtInFormat = (id: number): NumberFormat => {
  if (id === 9 || id === 10) return PERCENT
  if (id >= 14 && id <= 17) return DAY
  if ((id >= 18 && id <= 21) || id === 32 || id === 33 || id === 45 || id === 47) return CLOCK
  if (id === 22) return BOTH
  if (id === 46) return ELAPSED
  return (id >= 27 && id <= 36) || (id >= 50 && id <= 58) ? DAY : PLAIN
}

/** What is written as text inside a format: "words", \x, _x and *x. */
const LITERALS = /"[^"]*"|\\.|_.|\*./g
const BRACKETS = /\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi

/** The meaning of a format code such as `m/d/yy h:mm` or `0.00%`; only its part for positive numbers is looked at. */
export const readFormatCode = (code: string): NumberFormat => {
  const bare = code.replace(LITERALS, '').replace(BRACKETS, '').split(';')[0] ?? ''
  const letters = bare.replace(/am\/pm|a\/p|general/gi, (found) => (/^g/i.test(found) ? '' : 'h'))
  const clock = /[hs]/i.test(letters)
  const day = /[yd]/i.test(letters) || (/m/i.test(letters) && !clock && !/\[m/i.test(letters))
  const elapsed = /\[/.test(letters)
  if (day || clock || elapsed) return { kind: 'moment', day, clock: clock || elapsed, elapsed }
  if (bare.includes('%')) return PERCENT
  return /^0{2,}$/.test(bare.trim()) ? { kind: 'padded', digits: bare.trim().length } : PLAIN
}
