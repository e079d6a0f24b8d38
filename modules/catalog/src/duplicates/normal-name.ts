/** A product name taken apart: the words that tell it from others and the sizes written in it. */
export interface NormalName {
  /** Distinct words without sizes, in the order of the alphabet. */
  readonly words: readonly string[]
  /** Weights in milligrams ("3.5 g" and "1/8 oz" are both 3500mg) and pack counts ("10pk"), in the order of the alphabet. */
  readonly sizes: readonly string[]
}

const MILLIGRAMS: Readonly<Record<string, number>> = { mg: 1, g: 1000, kg: 1_000_000 }
/** The trade's ounce fractions: an eighth is sold as 3.5 g, an ounce as 28 g. */
const OUNCE_MG = 28_000
const NAMED: readonly (readonly [RegExp, string])[] = [
  [/\b(?:1\/8|eighth)s?(?:\s*(?:oz|ounce))?(?![\w/])/g, ' 3.5g '],
  [/\b(?:1\/4|quarter)(?:\s*(?:oz|ounce))?(?![\w/])/g, ' 7g '],
  [/\b(?:1\/2|half)\s*(?:oz|ounce)(?![\w/])/g, ' 14g '],
]
const FILLER = new Set(['the', 'of', 'and', 'by', 'a', 'with', 'each', 'ea', 'unit', 'new', 'pk', 'pack'])
const SAME: Readonly<Record<string, string>> = {
  prerolls: 'preroll',
  cart: 'cartridge',
  carts: 'cartridge',
  cartridges: 'cartridge',
  gummy: 'gummies',
}

/** Takes a name apart. Case, accents, punctuation, word order and the way a size is written make no difference. */
export const normalName = (name: string): NormalName => {
  let text = name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
  text = text.replaceAll(/\bpre[\s-]rolls?\b/g, 'preroll')
  for (const [pattern, size] of NAMED) text = text.replaceAll(pattern, size)
  const sizes = new Set<string>()
  text = text.replaceAll(
    /(?<![\w.])(\d*\.?\d+)\s*(mg|milligrams?|kg|g|gr|grams?|oz|ounces?)(?![a-z])/g,
    (_, number: string, unit: string) => {
      const each = unit.startsWith('o') ? OUNCE_MG : (MILLIGRAMS[unit] ?? (unit.startsWith('mi') ? 1 : 1000))
      sizes.add(`${Math.round(Number(number) * each)}mg`)
      return ' '
    },
  )
  text = text.replaceAll(
    /(?<![\w.])(\d+)\s*-?\s*(?:pk|pack|ct|count|pcs?|pieces?)(?![a-z])/g,
    (_, count: string) => {
      sizes.add(`${Number(count)}pk`)
      return ' '
    },
  )
  const words = text
    .split(/[^a-z0-9]+/)
    .flatMap((word) => (word === '' || FILLER.has(word) ? [] : (SAME[word] ?? word)))
  return { words: [...new Set(words)].toSorted(), sizes: [...sizes].toSorted() }
}

/** A short text such as a brand or strain, brought to one way of writing; null for none. */
export const plainText = (text: string | null): string | null => {
  const plain = (text ?? '')
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '')
  return plain === '' ? null : plain
}
