import { slugOf } from '@suite/csv'
import type { EvergreenStore } from './evergreen.ts'

/** What a planted product is meant to show on the last day. */
export type Story = 'steady' | 'stock_out' | 'low' | 'overstock' | 'expiring' | 'new' | 'ending'

export interface DemoProduct {
  readonly sku: string
  readonly name: string
  readonly category: string
  readonly brand: string
  readonly vendor: string
  readonly strain: string
  readonly strainType: '' | 'Indica' | 'Sativa' | 'Hybrid'
  readonly thcPercent: string
  readonly cbdPercent: string
  readonly grams: number
  readonly priceCents: number
  readonly costCents: number
  readonly casePack: number
  readonly moq: number
  readonly shelfLifeDays: number
  readonly upc: string
  /** Units a day in a store with traffic 1, before seasons. */
  readonly unitsPerDay: number
  /** Place in its range, from 0: its best seller. */
  readonly place: number
  readonly story: Story
}

const STRAINS: readonly (readonly [name: string, type: 'Indica' | 'Sativa' | 'Hybrid', thc: number])[] = [
  ['Blue Dream', 'Hybrid', 22.4],
  ['Wedding Cake', 'Hybrid', 26.1],
  ['Sour Diesel', 'Sativa', 23.8],
  ['Granddaddy Purple', 'Indica', 21.2],
  ['Gelato 41', 'Hybrid', 25.7],
  ['Durban Poison', 'Sativa', 20.9],
  ['Northern Lights', 'Indica', 19.8],
  ['Jack Herer', 'Sativa', 22.9],
  ['GG4', 'Hybrid', 27.3],
  ['Ice Cream Cake', 'Indica', 24.6],
  ['Pineapple Express', 'Hybrid', 21.7],
  ['Strawberry Cough', 'Sativa', 20.3],
  ['OG Kush', 'Hybrid', 23.1],
  ['Mimosa', 'Sativa', 22.2],
  ['Zkittlez', 'Indica', 20.8],
]

/** A line of products that differ by strain or flavour only. */
interface Range {
  readonly category: string
  readonly vendor: string
  readonly brand: string
  /** `{}` stands for the strain or flavour. */
  readonly name: string
  readonly variants: readonly string[]
  readonly grams: number
  readonly price: number
  readonly cost: number
  readonly casePack: number
  readonly shelfLifeDays: number
  /** Units a day of the best seller; the others fall off from it. */
  readonly best: number
  readonly thcFactor?: number
}

const strains = (from: number, count: number): string[] =>
  Array.from({ length: count }, (_, i) => STRAINS[(from + i) % STRAINS.length]?.[0] ?? '')

const range = (
  [category, vendor, brand]: readonly [string, string, string],
  name: string,
  variants: readonly string[],
  [grams, price, cost, casePack]: readonly [number, number, number, number],
  best: number,
  [shelfLifeDays, thcFactor]: readonly [number, number?],
): Range => ({
  category,
  vendor,
  brand,
  name,
  variants,
  grams,
  price,
  cost,
  casePack,
  shelfLifeDays,
  best,
  ...(thcFactor === undefined ? {} : { thcFactor }),
})

const HIGH_PEAK = ['Flower', 'High Peak Supply', 'High Peak'] as const
const PRAIRIE = ['Flower', 'Prairie Roots Cultivation', 'Prairie Roots'] as const
const TALUS = ['Pre-Rolls', 'High Peak Supply', 'Talus'] as const
const CIRRUS = ['Vapes', 'Altocumulus Wholesale', 'Cirro'] as const
const NORTHWAY = ['Vapes', 'Altocumulus Wholesale', 'Northway'] as const
const SUGAR = ['Edibles', 'Sugar Latch Kitchens', 'Sugar Latch'] as const
const WONDER = ['Edibles', 'Sugar Latch Kitchens', 'Tiny Parade'] as const
const AMBER = ['Concentrates', 'Amber & Ash Extracts', 'Amber & Ash'] as const
const PINES = ['Topicals', 'Meadowlark Wellness', 'Quiet Pines'] as const
const LANTERN = ['Accessories', 'Lantern Goods', 'Lantern'] as const

const RANGES: readonly Range[] = [
  range(HIGH_PEAK, 'High Peak {} 3.5g', strains(0, 12), [3.5, 3800, 1650, 12], 7.5, [365, 1]),
  range(HIGH_PEAK, 'High Peak {} 7g', strains(0, 5), [7, 6800, 3050, 8], 2.6, [365, 1]),
  range(HIGH_PEAK, 'High Peak {} 28g', strains(1, 3), [28, 19900, 9600, 4], 1.1, [365, 1]),
  range(PRAIRIE, 'Prairie Roots {} 3.5g', strains(5, 7), [3.5, 2500, 1020, 16], 5.2, [365, 0.85]),
  range(PRAIRIE, 'Prairie Roots {} 14g', strains(6, 3), [14, 7500, 3400, 6], 1.5, [365, 0.85]),
  range(TALUS, 'Talus {} Pre-Roll 1g', strains(2, 9), [1, 900, 340, 24], 6.4, [270, 0.95]),
  range(TALUS, 'Talus {} Pre-Roll 5-Pack', strains(0, 6), [2.5, 2600, 1120, 10], 2.3, [270, 0.95]),
  range(TALUS, 'Talus Infused {} Pre-Roll', strains(8, 4), [1, 1600, 720, 12], 1.6, [270, 1.6]),
  range(CIRRUS, 'Cirro {} Cartridge 1g', strains(0, 9), [1, 4200, 1800, 10], 4.2, [540, 3.4]),
  range(CIRRUS, 'Cirro {} Cartridge 0.5g', strains(3, 5), [0.5, 2500, 1050, 10], 2.1, [540, 3.4]),
  range(NORTHWAY, 'Northway {} Disposable 1g', strains(4, 5), [1, 4800, 2150, 8], 2.4, [540, 3.3]),
  range(
    SUGAR,
    'Sugar Latch {} Gummies 100mg',
    ['Peach', 'Watermelon', 'Sour Cherry', 'Blue Raspberry', 'Mango', 'Green Apple', 'Blackberry'],
    [50, 1800, 720, 20],
    4.4,
    [270],
  ),
  range(
    SUGAR,
    'Sugar Latch {} Chocolate Bar 100mg',
    ['Sea Salt Dark', 'Milk', 'Mint', 'Toffee'],
    [45, 2000, 860, 12],
    1.4,
    [240],
  ),
  range(
    WONDER,
    'Tiny Parade {} Seltzer 10mg',
    ['Grapefruit', 'Ginger Lime', 'Black Cherry'],
    [355, 700, 310, 24],
    2.2,
    [180],
  ),
  range(WONDER, 'Tiny Parade {} Mints 100mg', ['Wintergreen', 'Cinnamon'], [30, 1600, 640, 16], 0.7, [365]),
  range(AMBER, 'Amber & Ash {} Live Resin 1g', strains(4, 5), [1, 4500, 2000, 8], 1.7, [365, 3.2]),
  range(AMBER, 'Amber & Ash {} Shatter 1g', strains(8, 3), [1, 2800, 1150, 10], 0.9, [365, 3.3]),
  range(AMBER, 'Amber & Ash {} Rosin 1g', strains(9, 4), [1, 6000, 2900, 6], 0.7, [270, 3.1]),
  range(
    ['Tinctures', 'Meadowlark Wellness', 'Meadowlark'],
    'Meadowlark {} Tincture 30ml',
    ['Calm 1:1', 'Sleep', 'Daytime CBD 20:1', 'Balance 2:1', 'Night Drops', 'Unflavored'],
    [30, 4200, 1850, 6],
    0.55,
    [365],
  ),
  range(
    PINES,
    'Quiet Pines {}',
    ['Muscle Balm 2oz', 'Bath Soak', 'Roll-On 10ml', 'Hand Salve', 'Cooling Gel'],
    [57, 3200, 1300, 6],
    0.32,
    [540],
  ),
  range(
    LANTERN,
    'Lantern {}',
    [
      'Rolling Papers',
      'Glass One-Hitter',
      'Grinder',
      'Torch Lighter',
      'Hemp Wick',
      '510 Battery',
      'Smell-Proof Pouch',
      'Rolling Tray',
      'Cleaning Kit',
    ],
    [0, 900, 380, 12],
    1.7,
    [1825],
  ),
]

/** Which products carry which story, by SKU position in the list; chosen so that every category shows something. */
const STORIES: Readonly<Record<number, Story>> = {
  1: 'stock_out',
  4: 'low',
  10: 'new',
  17: 'overstock',
  24: 'low',
  26: 'ending',
  31: 'stock_out',
  37: 'new',
  44: 'overstock',
  48: 'low',
  52: 'stock_out',
  59: 'new',
  66: 'expiring',
  68: 'low',
  73: 'expiring',
  77: 'expiring',
  80: 'new',
  85: 'overstock',
  89: 'ending',
  93: 'expiring',
  99: 'overstock',
  104: 'new',
  110: 'low',
}

/** Sets the size of the whole history: about 110,000 sale lines in the three large stores. */
const VOLUME = 0.8

const productOf = (entry: Range, variant: string, place: number, position: number): DemoProduct => {
  const strain = STRAINS.find(([name]) => name === variant)
  const name = entry.name.replace('{}', variant)
  const priceStep = entry.category === 'Accessories' ? [0, 600, 1900, 900, -400, 1600, 1100, 700, 500] : [0]
  const extra = priceStep[place % priceStep.length] ?? 0
  return {
    sku: slugOf(name),
    name,
    category: entry.category,
    brand: entry.brand,
    vendor: entry.vendor,
    strain: strain?.[0] ?? '',
    strainType: strain?.[1] ?? '',
    thcPercent:
      strain === undefined || entry.thcFactor === undefined ? '' : (strain[2] * entry.thcFactor).toFixed(1),
    cbdPercent: strain === undefined ? '' : '0.1',
    grams: entry.grams,
    priceCents: entry.price + extra,
    costCents: entry.cost + Math.round(extra * 0.42),
    casePack: entry.casePack,
    moq: entry.casePack,
    shelfLifeDays: entry.shelfLifeDays,
    upc: `8500${String(10_000_000 + position * 37).slice(1)}${position % 10}`,
    unitsPerDay: (entry.best * VOLUME) / (1 + place * 0.62),
    place,
    story: STORIES[position] ?? 'steady',
  }
}

const buildCatalog = (): DemoProduct[] => {
  const products: DemoProduct[] = []
  for (const entry of RANGES)
    for (const [place, variant] of entry.variants.entries())
      products.push(productOf(entry, variant, place, products.length))
  return products
}

/** Evergreen's whole assortment. SKUs are what `slugOf` makes of the names. */
export const CATALOG: readonly DemoProduct[] = buildCatalog()

/** What of it a store carries, in the same order. */
export const assortmentOf = ({ bestOfRange }: Pick<EvergreenStore, 'bestOfRange'>): readonly DemoProduct[] =>
  CATALOG.filter(({ place }) => place < (bestOfRange ?? Infinity))
