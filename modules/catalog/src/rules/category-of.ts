/** The categories of ours that every till's own wording is brought to. */
export const CATEGORIES = [
  'flower',
  'pre_rolls',
  'vapes',
  'edibles',
  'concentrates',
  'tinctures',
  'topicals',
  'accessories',
  'other',
  'uncategorised',
] as const
export type Category = (typeof CATEGORIES)[number]

/**
 * Words tills use, most telling first: "Infused Pre-Roll" is a pre-roll before it is anything infused, and a "Vape
 * Battery" is an accessory before it is a vape. A trailing `*` matches any ending; words are compared in lower case with
 * every run of other characters read as one space.
 */
const WORDS: readonly (readonly [Category, readonly string[]])[] = [
  [
    'accessories',
    [
      'accessor*',
      'apparel',
      'merch*',
      'battery',
      'batteries',
      'paraphernalia',
      'rolling paper*',
      'papers',
      'grinder*',
      'lighter*',
      'pipe*',
      'bong*',
      'glass',
      'tray*',
      'torch*',
      'gear',
      'hardware',
      'clothing',
      'non cannabis',
      'storage',
    ],
  ],
  [
    'pre_rolls',
    ['pre roll*', 'preroll*', 'joint*', 'blunt*', 'infused flower roll*', 'cone', 'cones', 'dogwalker*'],
  ],
  [
    'vapes',
    [
      'vape*',
      'vapor*',
      'vapour*',
      'cartridge*',
      'cart',
      'carts',
      'disposable*',
      'pod',
      'pods',
      'pax',
      '510',
      'all in one',
      'aio',
    ],
  ],
  [
    'tinctures',
    ['tincture*', 'sublingual*', 'drops', 'oral spray*', 'ingestible oil*', 'capsule*', 'softgel*'],
  ],
  [
    'topicals',
    [
      'topical*',
      'balm*',
      'lotion*',
      'salve*',
      'cream',
      'creams',
      'transdermal*',
      'patch',
      'patches',
      'bath*',
      'lubricant*',
      'skin care',
      'skincare',
    ],
  ],
  [
    'edibles',
    [
      'edible*',
      'gumm*',
      'chocolate*',
      'beverage*',
      'drink*',
      'seltzer*',
      'cookie*',
      'brownie*',
      'baked good*',
      'candy',
      'candies',
      'chew*',
      'mint*',
      'lozenge*',
      'tablet*',
      'food',
      'infused edible*',
    ],
  ],
  [
    'concentrates',
    [
      'concentrate*',
      'extract*',
      'wax',
      'shatter',
      'rosin*',
      'resin*',
      'live resin',
      'badder',
      'batter',
      'budder',
      'crumble',
      'sauce',
      'diamond*',
      'distillate*',
      'hash',
      'kief',
      'dab',
      'dabs',
      'rso',
      'feco',
      'sugar',
      'bubble hash',
    ],
  ],
  [
    'flower',
    [
      'flower*',
      'bud',
      'buds',
      'eighth*',
      'ounce*',
      'shake',
      'trim',
      'popcorn',
      'smalls',
      'usable marijuana',
      'usable cannabis',
      'cannabis',
      'bulk',
      'ground',
    ],
  ],
  [
    'other',
    ['seed*', 'clone*', 'plant*', 'sample*', 'fee', 'fees', 'gift card*', 'misc*', 'other*', 'donation*'],
  ],
]

const MATCHERS = WORDS.flatMap(([category, words]) =>
  words.map((word) => ({
    category,
    pattern: new RegExp(`(^| )${word.endsWith('*') ? `${word.slice(0, -1)}[a-z0-9]*` : word}( |$)`),
  })),
)

/**
 * Our category for a till's own wording, such as "Edibles - Gummies" or "Vape Cartridges 0.5g". The whole text is read,
 * the first row of the table that matches wins; wording the table does not know is `other`, no wording `uncategorised`.
 */
export const categoryOf = (sourceCategory: string | null): Category => {
  const text = (sourceCategory ?? '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim()
  if (text === '') return 'uncategorised'
  const own = text.replaceAll(' ', '_')
  if ((CATEGORIES as readonly string[]).includes(own)) return own as Category
  return MATCHERS.find(({ pattern }) => pattern.test(text))?.category ?? 'other'
}
