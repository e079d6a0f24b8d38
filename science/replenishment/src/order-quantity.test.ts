import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { orderQuantity, type OrderInput } from './index.ts'

const base: OrderInput = {
  onHand: 18,
  onOrder: 0,
  reserved: 0,
  reorderPoint: 30,
  orderUpTo: 55,
  casePack: 10,
  moq: 0,
}
const units = fc.integer({ min: 0, max: 300 })
const inputs: fc.Arbitrary<OrderInput> = fc.record({
  onHand: fc.integer({ min: -20, max: 300 }),
  onOrder: units,
  reserved: units,
  expiring: units,
  reorderPoint: fc.double({ min: 0, max: 300, noNaN: true }),
  orderUpTo: fc.double({ min: 0, max: 500, noNaN: true }),
  casePack: fc.constantFrom(1, 6, 10, 24, 3.5, 0.1),
  moq: fc.constantFrom(0, 1, 12, 50),
  shelfLifeCap: fc.double({ min: 0, max: 600, noNaN: true }),
})

describe('orderQuantity', () => {
  it('keeps every step', () => {
    expect(orderQuantity(base)).toEqual({
      quantity: 40,
      cases: 4,
      reason: 'order',
      position: 18,
      need: 37,
      afterCasePack: 40,
      afterMoq: 40,
      afterShelfLife: 40,
    })
    expect(orderQuantity({ ...base, moq: 55 })).toMatchObject({
      quantity: 60,
      afterCasePack: 40,
      afterMoq: 60,
    })
  })

  it('has no quantity when on hand is unknown', () => {
    expect(orderQuantity({ ...base, onHand: null })).toMatchObject({
      quantity: null,
      reason: 'on_hand_unknown',
    })
  })

  it('waits at the reorder point, also when what is on order lifts it there', () => {
    expect(orderQuantity({ ...base, onHand: 30 }).reason).toBe('position_at_or_above_reorder_point')
    expect(orderQuantity({ ...base, onOrder: 40 }).quantity).toBe(0)
    expect(orderQuantity({ ...base, onOrder: 40, reserved: 20, expiring: 10 }).quantity).toBe(30)
  })

  it('orders no more than sells before expiry, and nothing when the minimum would not', () => {
    expect(orderQuantity({ ...base, shelfLifeCap: 45 })).toMatchObject({ quantity: 20, afterMoq: 40 })
    expect(orderQuantity({ ...base, shelfLifeCap: 45, moq: 40 })).toMatchObject({
      quantity: 0,
      reason: 'shelf_life_too_short',
    })
  })

  it('suggests whole cases of at least the minimum, or nothing', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const { quantity, cases } = orderQuantity(input)
        expect(quantity).toBeGreaterThanOrEqual(0)
        expect(Number.isInteger(cases)).toBe(true)
        expect(quantity).toBeCloseTo(cases! * input.casePack, 3)
        if (quantity !== 0) expect(quantity).toBeGreaterThanOrEqual(input.moq)
      }),
    )
  })

  it('never suggests at or above the reorder point, and once ordered does not suggest again', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const first = orderQuantity(input)
        if (first.position! >= input.reorderPoint) expect(first.quantity).toBe(0)
        const { shelfLifeCap: _, ...uncapped } = input
        const free = orderQuantity(uncapped)
        const tomorrow = orderQuantity({ ...uncapped, onOrder: input.onOrder + free.quantity! })
        expect(tomorrow.quantity).toBe(0)
      }),
    )
  })

  it('refuses a case pack of zero', () => {
    expect(() => orderQuantity({ ...base, casePack: 0 })).toThrow('case pack must be above zero')
    expect(() => orderQuantity({ ...base, moq: -1 })).toThrow('minimum order quantity')
  })
})
