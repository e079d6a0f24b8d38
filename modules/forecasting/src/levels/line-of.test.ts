import { describe, expect, it } from 'vitest'
import { levelTree } from './level-tree.ts'
import { lineOf } from './line-of.ts'

const line = (name: string, strain: string | null, brand: string | null = null) =>
  lineOf({ name, strain, brand, category: 'flower' })?.name ?? null

describe('the line of a product', () => {
  it('is its name without the strain', () => {
    expect(line('High Peak Blue Dream 3.5g', 'Blue Dream')).toBe('High Peak 3.5g')
    expect(line('BLUE DREAM | 3.5g', 'blue dream', 'High Peak')).toBe('High Peak 3.5g')
    expect(line('Talus - Gelato - Pre-Roll 1g', 'Gelato', 'Talus')).toBe('Talus - Pre-Roll 1g')
    expect(line('Cart 1g (Gelato)', 'Gelato', 'Cirro')).toBe('Cirro Cart 1g')
  })

  it('is the same for every strain, however it is spelled', () => {
    const keys = ['Blue Dream', 'GELATO'].map(
      (strain) =>
        lineOf({ name: `High Peak ${strain} 3.5g`, strain, brand: 'High Peak', category: 'flower' })?.key,
    )
    expect(keys).toEqual(['flower/high peak 3.5g', 'flower/high peak 3.5g'])
  })

  it('is none without a strain in the name', () => {
    expect(line('Blue Dream 3.5g', null)).toBeNull()
    expect(line('House Eighth', 'Blue Dream')).toBeNull()
    expect(line('Blue Dream', 'Blue Dream')).toBeNull()
  })
})

describe('a store’s tree', () => {
  it('hangs products below their line or, without one, their category', () => {
    const eighths = { key: 'flower/house 3.5g', name: 'House 3.5g' }
    const { tree, nodes } = levelTree([
      { category: 'flower', line: eighths },
      { category: 'edibles', line: null },
      { category: 'flower', line: eighths },
    ])
    expect(nodes.map(({ key }) => key)).toEqual(['store', 'flower', 'flower/house 3.5g', 'edibles'])
    expect(tree.children).toEqual([[1, 3], [2], [4, 6], [5], [], [], []])
  })
})
