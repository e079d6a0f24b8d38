import { describe, expect, it } from 'vitest'
import * as fc from 'fast-check'
import { CATEGORIES, categoryOf } from './category-of.ts'

describe('categoryOf', () => {
  it.each([
    ['Flower', 'flower'],
    ['Flower - Eighths', 'flower'],
    ['Usable Marijuana', 'flower'],
    ['Pre-Roll', 'pre_rolls'],
    ['Infused Pre-Rolls', 'pre_rolls'],
    ['PREROLL PACK', 'pre_rolls'],
    ['Vape Cartridges', 'vapes'],
    ['Live Resin Cartridge 0.5g', 'vapes'],
    ['Disposables', 'vapes'],
    ['Vape Battery', 'accessories'],
    ['Edibles - Gummies', 'edibles'],
    ['Infused Edible (solid)', 'edibles'],
    ['Chocolates', 'edibles'],
    ['Beverages', 'edibles'],
    ['Live Resin', 'concentrates'],
    ['Bubble Hash', 'concentrates'],
    ['Tincture', 'tinctures'],
    ['RSO Capsules', 'tinctures'],
    ['Topicals/Balm', 'topicals'],
    ['Transdermal Patch', 'topicals'],
    ['Rolling Papers', 'accessories'],
    ['Clones', 'other'],
    ['Homewares', 'other'],
    ['pre_rolls', 'pre_rolls'],
  ])('reads "%s" as %s', (source, category) => {
    expect(categoryOf(source)).toBe(category)
  })

  it('tells no wording from unknown wording', () => {
    expect(categoryOf(null)).toBe('uncategorised')
    expect(categoryOf('  --  ')).toBe('uncategorised')
    expect(categoryOf('Widgets')).toBe('other')
  })

  it('does not find a word inside another', () => {
    expect(categoryOf('Budget')).toBe('other')
    expect(categoryOf('Cartography')).toBe('other')
    expect(categoryOf('Podium')).toBe('other')
  })

  it('gives one of our categories for any text', () => {
    fc.assert(fc.property(fc.string(), (text) => CATEGORIES.includes(categoryOf(text))))
    expect(CATEGORIES).toHaveLength(10)
  })
})
