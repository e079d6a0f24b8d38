/** No number is written longer than this; patterns below never meet long text. */
const LONGEST = 60
const PLAIN = /^-?\d+(?:\.\d+)?$/
const EXPONENT = /^(-?)(\d+)(?:\.(\d+))?[eE]([+-]?\d{1,2})$/
const CURRENCY = /[$€£¥₹]|\b(?:USD|EUR|GBP|CAD|AUD|CHF)\b/giu
const POINT_GROUPS = /^\d{1,3}(?:,\d{3})+(?:\.\d*)?$/
const COMMA_GROUPS = /^\d{1,3}(?:\.\d{3})+(?:,\d*)?$/
const QUANTITY = /^(.*?\d[\d.,]*\)?)\s*([\p{L}][\p{L}. ]*)$/u

/**
 * A number as tills write it, as a canonical decimal string ("1114.35": no plus, no leading or trailing zeros, no "-0");
 * null when it is no number. Reads `$1,114.35`, `(3.20)` and `3.20-` as negatives, `1 114.35`, `1'114.35`, `12%`,
 * `1.2E-3`, and with `decimalComma` also `1.114,35`.
 */
export const parseDecimalText = (raw: string, decimalComma: boolean): string | null => {
  const plain = decimalComma && raw.includes('.') ? null : plainDecimal(raw)
  if (plain !== null) return plain
  if (raw.length > LONGEST) return null
  const text = raw
    .replace(/^'+/, '')
    .replace(CURRENCY, '')
    .replace(/[\s\u00a0\u202f'’%]/g, '')
    .replaceAll('\u2212', '-')
  const { negative, body } = takeSign(text)
  const digits = EXPONENT.test(body) ? spellOut(body) : toPoint(body, decimalComma)
  if (digits === null || !PLAIN.test(digits)) return null
  return canonical(digits, negative)
}

/**
 * The canonical form of text that is nothing but digits with at most one point and a leading minus: the case of nearly
 * every cell, so it must be quick. Null for anything dressed up.
 */
const plainDecimal = (raw: string): string | null => {
  const length = raw.length
  const from = raw.charCodeAt(0) === 45 ? 1 : 0
  if (length === from || length > LONGEST) return null
  let point = -1
  for (let at = from; at < length; at++) {
    const code = raw.charCodeAt(at)
    if (code >= 48 && code <= 57) continue
    if (code !== 46 || point >= 0 || at === from || at === length - 1) return null
    point = at
  }
  let start = from
  const wholeEnd = point < 0 ? length : point
  while (start < wholeEnd - 1 && raw.charCodeAt(start) === 48) start++
  let end = length
  if (point >= 0) while (raw.charCodeAt(end - 1) === 48) end--
  if (end === point + 1) end = point
  if (start === from && end === length) return raw === '-0' ? '0' : raw
  const body = raw.slice(start, end)
  return from === 1 && body !== '0' ? `-${body}` : body
}

const takeSign = (text: string): { negative: boolean; body: string } => {
  if (text.startsWith('(') && text.endsWith(')')) return { negative: true, body: text.slice(1, -1) }
  if (text.startsWith('-')) return { negative: true, body: text.slice(1) }
  if (text.endsWith('-')) return { negative: true, body: text.slice(0, -1) }
  return { negative: false, body: text.startsWith('+') ? text.slice(1) : text }
}

const toPoint = (body: string, decimalComma: boolean): string | null => {
  if (decimalComma) {
    const ungrouped = COMMA_GROUPS.test(body) ? body.replaceAll('.', '') : body
    return ungrouped.includes('.') ? null : ends(ungrouped.replace(',', '.'))
  }
  const ungrouped = POINT_GROUPS.test(body) ? body.replaceAll(',', '') : body
  return ungrouped.includes(',') ? null : ends(ungrouped)
}

/** `.5` and `5.` are numbers too. */
const ends = (text: string): string => {
  const full = text.startsWith('.') ? `0${text}` : text
  return full.endsWith('.') ? full.slice(0, -1) : full
}

const spellOut = (text: string): string | null => {
  const match = EXPONENT.exec(text)
  if (match === null) return null
  const [, , whole = '', fraction = '', power = '0'] = match
  const shift = Number(power)
  if (Math.abs(shift) > 20) return null
  const digits = whole + fraction
  const point = whole.length + shift
  if (point <= 0) return `0.${'0'.repeat(-point)}${digits}`
  if (point >= digits.length) return digits + '0'.repeat(point - digits.length)
  return `${digits.slice(0, point)}.${digits.slice(point)}`
}

const canonical = (digits: string, negative: boolean): string | null => {
  if (digits.startsWith('-')) return null
  const [whole = '', fraction = ''] = digits.split('.')
  const trimmed = fraction.replace(/0+$/, '')
  const body = whole.replace(/^0+(?=\d)/, '') + (trimmed === '' ? '' : `.${trimmed}`)
  return negative && body !== '0' ? `-${body}` : body
}

const SPELLINGS: Readonly<Record<string, string>> = {
  g: 'g gr gm gms gram grams',
  mg: 'mg milligram milligrams',
  kg: 'kg kilogram kilograms',
  oz: 'oz ounce ounces',
  lb: 'lb lbs pound pounds',
  ml: 'ml milliliter milliliters millilitre',
  l: 'l liter liters litre',
  each: 'ea each unit units pc pcs piece pieces ct count item items qty stk',
}
const UNITS: ReadonlyMap<string, string> = new Map(
  Object.entries(SPELLINGS).flatMap(([unit, words]) => words.split(' ').map((word) => [word, unit] as const)),
)

/** The one spelling of a unit: `grams` → `g`, `ea` → `each`; unknown units stay, in lower case and at most 20 long. */
export const normalUnit = (raw: string): string => {
  const key = raw.trim().toLowerCase().replaceAll('.', '')
  return key === '' ? 'each' : (UNITS.get(key) ?? key.slice(0, 20))
}

/** A quantity with or without its unit: `3.5 g`, `1 each`, `(2)`; unit null when none is written, null when no number. */
export const parseQuantity = (
  raw: string,
  decimalComma: boolean,
): { quantity: string; unit: string | null } | null => {
  const direct = parseDecimalText(raw, decimalComma)
  if (direct !== null) return { quantity: direct, unit: null }
  const match = raw.length > LONGEST ? null : QUANTITY.exec(raw.trim())
  const quantity = match === null ? null : parseDecimalText(match[1] ?? '', decimalComma)
  return quantity === null ? null : { quantity, unit: normalUnit(match?.[2] ?? '') }
}
