import { createHash } from 'node:crypto'

const MARKED_TEXT = /^'+[=+\-@\t\r\n\uff0b\uff0d\uff1d\uff20]/
const PANDAS_ID = /^\d+\.0$/
const INTERNED_LIMIT = 50_000

/** A text cell without surrounding blanks and without the apostrophe that guards against formulas. */
export const cleanText = (raw: string): string => {
  if (raw === '') return raw
  const unmarked = raw.charCodeAt(0) === 39 && MARKED_TEXT.test(raw) ? raw.slice(1) : raw
  const text = unmarked.trim()
  return /[\r\n\t]/.test(text) ? text.replace(/\s+/g, ' ') : text
}

/** An identifier; `17850.0`, as statistics programs write whole numbers, is `17850`. */
export const cleanId = (raw: string): string => {
  const text = cleanText(raw)
  return text.charCodeAt(text.length - 1) === 48 && PANDAS_ID.test(text) ? text.slice(0, -2) : text
}

/** A long number that a spreadsheet cut down, such as 1.23457E+11: the digits are lost. */
export const isMangledId = (id: string): boolean => id.includes('E+') && /^\d(?:\.\d+)?E\+\d{1,3}$/.test(id)

/** A copy of a text cut from a long chunk, so that keeping it does not keep the chunk; the engine copies short ones itself. */
export const cutLoose = (text: string): string => (text.length < 13 ? text : ` ${text}`.slice(1))

/**
 * A function that runs `clean` once for each different text and returns the same string object again, cut loose from the
 * chunk it was read from; what callers keep then costs its own length only. Forgets everything past 50,000 texts.
 */
export const remembering = (clean: (raw: string) => string): ((raw: string) => string) => {
  const known = new Map<string, string>()
  return (raw) => {
    const found = known.get(raw)
    if (found !== undefined) return found
    if (known.size >= INTERNED_LIMIT) known.clear()
    const loose = cutLoose(raw)
    const text = clean(loose)
    known.set(loose, text)
    return text
  }
}

const MAX_SLUG = 100

/**
 * A product code made from a product's name, for files that have none: "Blue Dream 3.5g" → `blue-dream-3-5g`. Empty when
 * the name holds no letter or digit. Long names keep their beginning and end in a hash of the whole.
 */
export const slugOf = (name: string): string => {
  const slug = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
  if (slug.length <= MAX_SLUG) return slug
  const hash = createHash('sha256').update(slug).digest('hex').slice(0, 10)
  return `${slug.slice(0, MAX_SLUG - 11)}-${hash}`
}
