import type { NumberFormat } from './number-format.ts'

const DAY_SECONDS = 86_400
/** Day 0 of the two calendars: 1899-12-30 (Excel's 1900 one from March on) and 1904-01-01. */
const ZERO_1900 = Date.UTC(1899, 11, 30)
const ZERO_1904 = Date.UTC(1904, 0, 1)
/** 9999-12-31, the last day a workbook can name. */
const LAST_DAY = 2_958_465
/** Decimal digits a workbook vouches for; those after them are left-overs of binary fractions. */
const SURE_DIGITS = 15
const INTEGER = /^-?\d+$/
const SHORT_DECIMAL = /^-?\d{1,9}\.\d{1,6}$/

/**
 * A number as text, exactly as the workbook means it: `4.0999999999999996`, which is how 4.1 is stored, is `4.1`; digits a
 * program wrote out in full stay. A number that Excel itself cut down keeps its `E+17`, so that nobody takes it for an id.
 */
export const numberText = (raw: string): string => {
  if (INTEGER.test(raw) || SHORT_DECIMAL.test(raw)) return raw
  const value = Number(raw)
  if (raw === '' || !Number.isFinite(value)) return raw
  if (Math.abs(value) >= 1e15) return trimZeros(value.toExponential(SURE_DIGITS - 1)).toUpperCase()
  const rounded = value.toPrecision(SURE_DIGITS)
  return rounded.includes('e') ? spellOut(trimZeros(rounded)) : trimZeros(rounded)
}

/** A number as the workbook shows it where that carries meaning: dates as ISO text, percentages with their sign. */
export const formattedText = (raw: string, format: NumberFormat, date1904: boolean): string => {
  const text = numberText(raw)
  if (format.kind === 'plain') return text
  if (format.kind === 'percent') return `${timesHundred(text)}%`
  if (format.kind === 'padded') return INTEGER.test(text) ? padded(text, format.digits) : text
  const value = Number(raw)
  if (!Number.isFinite(value) || value < 0 || value > LAST_DAY + 1) return text
  return format.day ? dayText(value, format.clock, date1904) : clockText(value, format.elapsed)
}

const padded = (text: string, digits: number): string =>
  text.startsWith('-') ? `-${text.slice(1).padStart(digits, '0')}` : text.padStart(digits, '0')

/** Whole days and seconds of a serial number; binary fractions miss the second by a hair, so it is rounded. */
const split = (serial: number): { days: number; seconds: number } => {
  const days = Math.floor(serial)
  const seconds = Math.round((serial - days) * DAY_SECONDS)
  return seconds === DAY_SECONDS ? { days: days + 1, seconds: 0 } : { days, seconds }
}

const dayText = (serial: number, clock: boolean, date1904: boolean): string => {
  const { days, seconds } = split(serial)
  const day = calendarDay(days, date1904)
  return clock || seconds > 0 ? `${day} ${hms(seconds)}` : day
}

/** The 1900 calendar counts a 29 February 1900 that never was: days before it are one later than the arithmetic says. */
const calendarDay = (days: number, date1904: boolean): string => {
  if (!date1904 && days === 60) return '1900-02-29'
  const shift = !date1904 && days < 60 ? 1 : 0
  const zero = date1904 ? ZERO_1904 : ZERO_1900
  return new Date(zero + (days + shift) * DAY_SECONDS * 1000).toISOString().slice(0, 10)
}

const clockText = (serial: number, elapsed: boolean): string => {
  const { days, seconds } = split(serial)
  return hms(elapsed ? days * DAY_SECONDS + seconds : seconds)
}

const hms = (seconds: number): string => {
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
}

/** Moves the point, so that no digit is lost on the way. */
const timesHundred = (text: string): string => {
  if (!/^-?\d+(?:\.\d+)?$/.test(text)) return numberText(String(Number(text) * 100))
  const [whole = '', fraction = ''] = text.replace('-', '').split('.')
  const digits = whole + fraction.padEnd(2, '0').slice(0, 2)
  const rest = fraction.slice(2)
  const moved = digits.replace(/^0+(?=\d)/, '') + (rest === '' ? '' : `.${rest}`)
  return text.startsWith('-') ? `-${moved}` : moved
}

const trimZeros = (text: string): string => {
  const [mantissa = '', exponent] = text.split('e')
  const short = mantissa.includes('.') ? mantissa.replace(/\.?0+$/, '') : mantissa
  return exponent === undefined ? short : `${short}e${exponent}`
}

/** `1.2e-7` → `0.00000012`. */
const spellOut = (text: string): string => {
  const [, sign = '', whole = '', fraction = '', power = '0'] =
    /^(-?)(\d)(?:\.(\d+))?e-(\d+)$/.exec(text) ?? []
  return whole === '' ? text : `${sign}0.${'0'.repeat(Number(power) - 1)}${whole}${fraction}`
}

/** `_x000D_` and its like stand for characters XML cannot hold (ECMA-376-1, 22.4.2.4). */
export const unescapeText = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([\da-f]{4})_/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text
