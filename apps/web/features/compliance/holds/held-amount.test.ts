import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ProductStock } from '@/lib/contract'
import { atCost, heldAmount, sumOf } from './held-amount'

const lot = (id: string, onHand: string, unitCost: string | null): ProductStock['lots'][number] => ({
  id,
  lotCode: '',
  packageTag: null,
  room: null,
  expiresOn: null,
  sellByOn: null,
  useByOn: null,
  unitCost,
  onHand,
  held: true,
})
const stock = (onHand: string | null, ...lots: ProductStock['lots']): ProductStock => ({
  onHand,
  held: '0',
  available: onHand,
  countedAt: null,
  negativeReason: null,
  lots,
})

describe('what a hold keeps from sale', () => {
  it('of a lot is what the lot has left, at the lot’s cost', () => {
    const shelf = stock('20', lot('a', '12', '11.25'), lot('b', '8', '9'))
    expect(heldAmount({ scope: 'lot', lotId: 'a' }, shelf, '4')).toEqual({ quantity: '12', minor: 13_500 })
  })

  it('of a lot that is sold out is nothing', () => {
    expect(heldAmount({ scope: 'lot', lotId: 'gone' }, stock('0'), '4')).toEqual({ quantity: '0', minor: 0 })
  })

  it('of a product counts units in no lot at the product’s cost', () => {
    const shelf = stock('20.5', lot('a', '12', '10'))
    expect(heldAmount({ scope: 'product', lotId: null }, shelf, '4')).toEqual({
      quantity: '20.5',
      minor: 12_000 + 3_400,
    })
  })

  it('is unknown where the stock or a cost is', () => {
    expect(heldAmount({ scope: 'product', lotId: null }, stock(null), '4')).toBeNull()
    expect(heldAmount({ scope: 'lot', lotId: 'a' }, stock('1', lot('a', '1', null)), null)).toEqual({
      quantity: '1',
      minor: null,
    })
  })

  it('sums and prices decimals exactly', () => {
    expect(sumOf(['0.1', '0.2', '-0.05'])).toBe('0.25')
    expect(atCost('3', '0.335')).toBe(101)
    expect(atCost('-3', '0.335')).toBe(-101)
    const cents = fc.integer({ min: -1_000_000, max: 1_000_000 })
    fc.assert(
      fc.property(fc.array(cents), (list) => {
        const texts = list.map((each) => (each / 100).toFixed(2))
        const sum = list.reduce((a, b) => a + b, 0)
        expect(Number(sumOf(texts))).toBeCloseTo(sum / 100, 6)
        expect(atCost(sumOf(texts), '1')).toBe(sum)
      }),
    )
  })
})
