import { setImmediate } from 'node:timers/promises'
import { normalName, plainText } from './normal-name.ts'

/** What is known of a product that may stand twice. */
export interface Suspect {
  readonly id: string
  readonly name: string
  readonly brand: string | null
  readonly strain: string | null
  readonly barcode: string | null
  readonly vendorId: string | null
  readonly category: string
  readonly unit: string
}

/** Two products that may be one. */
export interface DuplicatePair {
  readonly firstId: string
  readonly secondId: string
  /** 0 … 1. */
  readonly score: number
  /** Plain words, the weightiest first. */
  readonly reasons: readonly string[]
}

/** Pairs at or above this are shown. */
export const LEAST_SCORE = 0.72
/** A word that so many products share tells nothing; products are compared only where they share a rarer one. */
const COMMON_WORD = 150
/** Of each product the rarest words lead to others. */
const LEADING_WORDS = 3
/** Share of equal letter triples from which two names are one name misspelt. */
const SLIP = 0.85
/** Share of equal letter triples below which two words are two words. */
const SAME_WORD = 0.4
/** From here on two names are one, but for order and spelling of words. */
const SAME_NAME = 0.999
/** Below this nothing else about two products can make up for their names. */
const LEAST_LIKENESS = 0.5
const PAUSE_EVERY = 250

interface Read extends Suspect {
  readonly words: readonly string[]
  readonly sizes: string
  readonly grams: ReadonlySet<string>
  readonly brandKey: string | null
  readonly strainKey: string | null
  readonly barcodeKey: string | null
}

/**
 * The pairs of `products` that may be one product, likeliest first, each pair once (`firstId` < `secondId`) and whatever
 * the order of the input. Only products that share a barcode or a rare word of their name are compared, so that the work
 * grows with the catalogue and not with its square; other work gets its turn in between. Different sizes or units of
 * measure are never one product, unless their barcode says so; different barcodes only under the very same name.
 */
export const findDuplicates = async (products: readonly Suspect[]): Promise<DuplicatePair[]> => {
  const all = products.map((product) => readSuspect(product))
  const seenIn = countWords(all)
  const blocks = blocksOf(all, seenIn)
  const weights = new Map([...seenIn].map(([word, seen]) => [word, Math.log((1 + all.length) / seen) ** 2]))
  const weight = (word: string): number => weights.get(word) ?? 0
  const pairs: DuplicatePair[] = []
  for (const [n, one] of all.entries()) {
    for (const m of blocks.partnersOf(n)) {
      const other = all[m]
      if (other === undefined || one.id >= other.id) continue
      const pair = comparePair(one, other, weight)
      if (pair !== null) pairs.push(pair)
    }
    if (n % PAUSE_EVERY === PAUSE_EVERY - 1) await setImmediate()
  }
  return pairs.toSorted(
    (a, b) => b.score - a.score || a.firstId.localeCompare(b.firstId) || a.secondId.localeCompare(b.secondId),
  )
}

const readSuspect = (product: Suspect): Read => {
  const { words, sizes } = normalName(product.name)
  return {
    ...product,
    words,
    sizes: sizes.join(' '),
    grams: trigrams(words.join(' ')),
    brandKey: plainText(product.brand),
    strainKey: plainText(product.strain),
    barcodeKey: plainText(product.barcode),
  }
}

const trigrams = (text: string): ReadonlySet<string> => {
  const padded = `  ${text} `
  return new Set(Array.from({ length: Math.max(0, padded.length - 2) }, (_, at) => padded.slice(at, at + 3)))
}

const countWords = (all: readonly Read[]): ReadonlyMap<string, number> => {
  const seenIn = new Map<string, number>()
  for (const { words } of all) for (const word of words) seenIn.set(word, (seenIn.get(word) ?? 0) + 1)
  return seenIn
}

/** Who is compared with whom: products of one barcode, and those whose names share one of their rarest words. */
const blocksOf = (all: readonly Read[], seenIn: ReadonlyMap<string, number>) => {
  const members = new Map<string, number[]>()
  const keysOf = all.map((product) => {
    const rare = product.words
      .filter((word) => (seenIn.get(word) ?? 0) <= COMMON_WORD)
      .toSorted((a, b) => (seenIn.get(a) ?? 0) - (seenIn.get(b) ?? 0))
    // a name spelt wrong in its one rare word meets the right one by its other words, all of them together
    return [
      ...rare
        .filter((word) => (seenIn.get(word) ?? 0) > 1)
        .slice(0, LEADING_WORDS)
        .map((word) => `word ${word}`),
      `start ${product.words.map((word) => word.slice(0, 2)).join('')} ${product.sizes}`,
      ...(product.barcodeKey === null ? [] : [`barcode ${product.barcodeKey}`]),
    ]
  })
  for (const [n, keys] of keysOf.entries())
    for (const key of keys) {
      const block = members.get(key)
      if (block === undefined) members.set(key, [n])
      else if (block.length < COMMON_WORD) block.push(n)
    }
  return {
    partnersOf: (n: number): ReadonlySet<number> => {
      const partners = new Set((keysOf[n] ?? []).flatMap((key) => members.get(key) ?? []))
      partners.delete(n)
      return partners
    },
  }
}

const comparePair = (a: Read, b: Read, weight: (word: string) => number): DuplicatePair | null => {
  const sameBarcode = a.barcodeKey !== null && a.barcodeKey === b.barcodeKey
  if (a.unit !== b.unit) return null
  if (!sameBarcode && a.sizes !== '' && b.sizes !== '' && a.sizes !== b.sizes) return null
  const spelling = dice(a.grams, b.grams)
  // nearly every letter alike is a slip of the pen, however rare the word
  const likeness = spelling >= SLIP ? spelling : 0.5 * sharedWeight(a.words, b.words, weight) + 0.5 * spelling
  if (!sameBarcode && likeness < LEAST_LIKENESS) return null
  // two barcodes are two products on the maker's own word; only the very same name leaves a doubt
  if (hasOtherBarcode(a, b) && likeness <= SAME_NAME) return null
  const agrees = (x: string | null, y: string | null, points: number, against: number): number =>
    x === null || y === null ? 0 : x === y ? points : -against
  const score =
    0.75 * likeness +
    agrees(a.sizes || null, b.sizes || null, 0.1, 0) -
    (tellsApart(a.words, b.words) ? 0.25 : 0) +
    agrees(a.brandKey, b.brandKey, 0.08, 0.25) +
    agrees(a.strainKey, b.strainKey, 0.05, 0.35) +
    agrees(a.vendorId, b.vendorId, 0.05, 0) +
    agrees(a.category, b.category, 0.05, 0.1)
  const whole = Math.round(Math.max(0, Math.min(1, sameBarcode ? 0.9 + score / 10 : score)) * 1000) / 1000
  if (whole < LEAST_SCORE) return null
  return { firstId: a.id, secondId: b.id, score: whole, reasons: reasonsOf(a, b, sameBarcode, likeness) }
}

const hasOtherBarcode = (a: Read, b: Read): boolean =>
  a.barcodeKey !== null && b.barcodeKey !== null && a.barcodeKey !== b.barcodeKey

const reasonsOf = (a: Read, b: Read, sameBarcode: boolean, likeness: number): string[] => [
  ...(sameBarcode ? ['Same barcode'] : []),
  ...(likeness > SAME_NAME ? ['Same name, written alike'] : likeness > 0.6 ? ['Very similar name'] : []),
  ...(a.sizes !== '' && a.sizes === b.sizes ? ['Same size'] : []),
  ...(a.sizes === b.sizes ? [] : ['Size written only once or differently: check it']),
  ...(hasOtherBarcode(a, b) ? ['Barcodes differ: check it'] : []),
  ...(a.brandKey !== null && a.brandKey === b.brandKey ? ['Same brand'] : []),
  ...(a.strainKey !== null && a.strainKey === b.strainKey ? ['Same strain'] : []),
  ...(a.vendorId !== null && a.vendorId === b.vendorId ? ['Same vendor'] : []),
]

/** Cosine of the two names as bags of words, rare words weighing more. */
const sharedWeight = (
  a: readonly string[],
  b: readonly string[],
  weight: (word: string) => number,
): number => {
  let both = 0
  for (const word of a) if (b.includes(word)) both += weight(word)
  const sum = (words: readonly string[]): number => words.reduce((total, word) => total + weight(word), 0)
  const whole = Math.sqrt(sum(a) * sum(b))
  return whole === 0 ? 0 : both / whole
}

/** Each name has a word the other has not, and they are no two spellings of one: "Strawberry" here, "Watermelon" there. */
const tellsApart = (a: readonly string[], b: readonly string[]): boolean => {
  const own = a.filter((word) => !b.includes(word)).join(' ')
  const others = b.filter((word) => !a.includes(word)).join(' ')
  return own !== '' && others !== '' && dice(trigrams(own), trigrams(others)) < SAME_WORD
}

const dice = (a: ReadonlySet<string>, b: ReadonlySet<string>): number => {
  let both = 0
  for (const gram of a) if (b.has(gram)) both++
  return a.size + b.size === 0 ? 0 : (2 * both) / (a.size + b.size)
}
