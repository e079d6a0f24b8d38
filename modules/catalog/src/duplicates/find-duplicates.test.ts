import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findDuplicates, LEAST_SCORE, type Suspect } from './find-duplicates.ts'
import { normalName } from './normal-name.ts'

let next = 0
const suspect = (name: string, of: Partial<Suspect> = {}): Suspect => ({
  id: `id-${String(next++).padStart(6, '0')}`,
  name,
  brand: 'Northside',
  strain: null,
  barcode: null,
  vendorId: null,
  category: 'flower',
  unit: 'each',
  ...of,
})
const found = async (...products: Suspect[]) => (await findDuplicates(products)).length

describe('a name taken apart', () => {
  it.each([
    ['Blue Dream 3.5 g', 'BLUE-DREAM 1/8 oz'],
    ['Blue Dream 3.5g', 'Dream, Blue (eighth)'],
    ['Gelato Pre-Roll 1g', 'gelato preroll 1000 mg'],
    ['Café Racer Cart .5g', 'Cafe Racer Cartridge 0.5 gram'],
    ['Lemon Gummies 10 pk 100mg', '100 MG Lemon Gummies (10ct)'],
    ['OG Kush 1oz', 'OG Kush 28 g'],
  ])('is the same for %j and %j', (a, b) => {
    expect(normalName(a)).toEqual(normalName(b))
  })
})

describe('finding products that stand twice', () => {
  it('finds one written in another way, one misspelt and one with the same barcode, and says why', async () => {
    expect(await findDuplicates([suspect('Blue Dream 3.5g'), suspect('Blue Dream - 1/8 oz')])).toMatchObject([
      { reasons: ['Same name, written alike', 'Same size', 'Same brand'] },
    ])
    expect(await found(suspect('Strawberry Banana 3.5g'), suspect('Strawbery Banana 3.5 g'))).toBe(1)
    expect(
      await findDuplicates([
        suspect('House Eighth', { barcode: '0 12345-6' }),
        suspect('SKU 77', { barcode: '0123456' }),
      ]),
    ).toMatchObject([{ reasons: expect.arrayContaining(['Same barcode']) as string[] }])
  })

  it('leaves apart what differs in size, flavour, brand, strain or unit', async () => {
    expect(await found(suspect('Blue Dream 3.5g'), suspect('Blue Dream 7g'))).toBe(0)
    expect(await found(suspect('Gummies Watermelon 100mg'), suspect('Gummies Strawberry 100mg'))).toBe(0)
    expect(await found(suspect('Blue Dream 3.5g'), suspect('Blue Dream 3.5g', { brand: 'Southside' }))).toBe(
      0,
    )
    expect(
      await found(suspect('Flower 3.5g', { strain: 'Gelato' }), suspect('Flower 3.5g', { strain: 'Runtz' })),
    ).toBe(0)
    expect(await found(suspect('Blue Dream'), suspect('Blue Dream', { unit: 'g' }))).toBe(0)
  })

  it('believes two barcodes, unless the name is the very same', async () => {
    const [one, two] = [{ barcode: '850000028126' }, { barcode: '850000028497' }]
    expect(
      await found(suspect('Milk Chocolate Bar 100mg', one), suspect('Mint Chocolate Bar 100mg', two)),
    ).toBe(0)
    const [pair] = await findDuplicates([suspect('Blue Dream 3.5g', one), suspect('3.5 g Blue Dream', two)])
    expect(pair?.reasons).toContain('Barcodes differ: check it')
  })

  it('gives each pair once, the likeliest first, whatever the order of the products', async () => {
    const names = ['Blue Dream 3.5g', 'Dream Blue 3.5 g', 'Gelato 1g', 'Gelato 1 g', 'Gelatto 1g', 'OG Kush']
    const products = names.map((name) => suspect(name))
    const expected = await findDuplicates(products)
    expect(expected.length).toBeGreaterThan(1)
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(products, { minLength: products.length }), async (shuffled) => {
        const pairs = await findDuplicates(shuffled)
        expect(pairs).toEqual(expected)
        for (const [n, { firstId, secondId, score }] of pairs.entries()) {
          expect(firstId < secondId).toBe(true)
          expect(score).toBeGreaterThanOrEqual(LEAST_SCORE)
          expect(score).toBeLessThanOrEqual(pairs[n - 1]?.score ?? 1)
        }
      }),
      { seed: 8, numRuns: 40 },
    )
  })
})
