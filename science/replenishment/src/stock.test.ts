import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  daysOfSupply,
  dollarsAtRisk,
  expectedStockOutDay,
  expiringBefore,
  fefoProjection,
  isOverstock,
  type Lot,
  MAX_DAYS_OF_SUPPLY,
  stockStatus,
} from './index.ts'

const TODAY = 20_000
const flat = (rate: number) => new Float64Array(14).fill(rate)
const forecasts = fc
  .array(fc.double({ min: 0, max: 20, noNaN: true }), { minLength: 1, maxLength: 20 })
  .map((values) => Float64Array.from(values))

describe('expectedStockOutDay', () => {
  it('is the first day demand exceeds the shelf', () => {
    const shelf = { onHand: 18, forecast: flat(3.5), today: TODAY }
    expect(expectedStockOutDay(shelf)).toBe(TODAY + 5)
    expect(expectedStockOutDay({ ...shelf, receipts: [{ day: TODAY + 5, quantity: 7 }] })).toBe(TODAY + 7)
    expect(expectedStockOutDay({ ...shelf, receipts: [{ day: TODAY + 6, quantity: 7 }] })).toBe(TODAY + 5)
    expect(expectedStockOutDay({ ...shelf, onHand: 0, receipts: [{ day: TODAY - 3, quantity: 7 }] })).toBe(
      TODAY + 2,
    )
    expect(expectedStockOutDay({ ...shelf, onHand: null })).toBeNull()
    expect(expectedStockOutDay({ ...shelf, forecast: flat(0) })).toBeNull()
  })

  it('is never earlier for more on hand', () => {
    fc.assert(
      fc.property(
        forecasts,
        fc.nat(200),
        fc.nat(200),
        fc.array(fc.record({ day: fc.integer({ min: TODAY, max: TODAY + 30 }), quantity: fc.nat(50) })),
        (forecast, less, extra, receipts) => {
          const day = (onHand: number) =>
            expectedStockOutDay({ onHand, forecast, receipts, today: TODAY }) ?? Infinity
          expect(day(less + extra)).toBeGreaterThanOrEqual(day(less))
        },
      ),
    )
  })
})

describe('daysOfSupply', () => {
  it('counts with its fraction, knows unknown and stops at 999', () => {
    expect(daysOfSupply(18, flat(4))).toBe(4.5)
    expect(daysOfSupply(0, flat(4))).toBe(0)
    expect(daysOfSupply(null, flat(4))).toBeNull()
    expect(daysOfSupply(5, flat(0))).toBe(MAX_DAYS_OF_SUPPLY)
    expect(isOverstock(91, 90)).toBe(true)
    expect(isOverstock(90, 90)).toBe(false)
    expect(isOverstock(null, 90)).toBe(false)
  })
})

describe('dollarsAtRisk', () => {
  const shelf = { onHand: 6, forecast: flat(4), today: TODAY }

  it('values the sales lost before the delivery, to the cent', () => {
    expect(dollarsAtRisk(shelf, TODAY + 5, { unitPrice: '12.345', unitCost: '7.345' })).toEqual({
      units: 14,
      revenue: 17_283,
      margin: 7_000,
    })
    expect(dollarsAtRisk(shelf, TODAY + 1, { unitPrice: '12.345' })).toEqual({
      units: 0,
      revenue: 0,
      margin: 0,
    })
    expect(dollarsAtRisk(shelf, TODAY + 5, { unitPrice: '5', unitCost: '9' })?.margin).toBe(0)
    expect(dollarsAtRisk({ ...shelf, onHand: null }, TODAY + 5, { unitPrice: '1' })).toBeNull()
  })

  it('does not let a late receipt serve the sales already lost', () => {
    const receipts = [{ day: TODAY + 4, quantity: 100 }]
    expect(dollarsAtRisk({ ...shelf, receipts }, TODAY + 9, { unitPrice: '1' })?.units).toBe(10)
  })
})

describe('fefoProjection', () => {
  const lots: Lot[] = [
    { id: 'late', quantity: 30, lastSaleDay: TODAY + 9, unitCost: '2.50', unitPrice: '8' },
    { id: 'soon', quantity: 12, lastSaleDay: TODAY + 1, unitCost: '2.50', unitPrice: '8' },
    { id: 'gone', quantity: 3, lastSaleDay: TODAY - 1 },
    { id: 'never', quantity: 5, lastSaleDay: null },
  ]

  it('sells the first to expire first and values what is left', () => {
    const projected = fefoProjection(lots, flat(4), TODAY)
    expect(projected.map((lot) => [lot.id, lot.expectedSold, lot.expectedUnsold, lot.remaining])).toEqual([
      ['late', 30, 0, 0],
      ['soon', 8, 4, 0],
      ['gone', 0, 3, 0],
      ['never', 5, 0, 0],
    ])
    expect(projected[1]).toMatchObject({ unsoldCost: 1_000, unsoldRevenue: 3_200, soldOutDay: null })
    expect(projected[0]?.soldOutDay).toBe(TODAY + 9)
    expect(expiringBefore(lots, projected, TODAY + 1)).toBe(3)
    expect(expiringBefore(lots, projected, TODAY + 2)).toBe(7)
  })

  it('conserves units, and sells no more than is wanted', () => {
    const lotsOf = fc.array(
      fc.record({
        id: fc.uuid(),
        quantity: fc.double({ min: 0, max: 100, noNaN: true }),
        lastSaleDay: fc.option(fc.integer({ min: TODAY - 5, max: TODAY + 1200 })),
      }),
      { maxLength: 8 },
    )
    fc.assert(
      fc.property(lotsOf, forecasts, (some, forecast) => {
        const projected = fefoProjection(some, forecast, TODAY)
        projected.forEach((lot, i) => {
          expect(lot.id).toBe(some[i]!.id)
          expect(lot.expectedSold + lot.expectedUnsold + lot.remaining).toBeCloseTo(some[i]!.quantity, 8)
          expect(Math.min(lot.expectedSold, lot.expectedUnsold, lot.remaining)).toBeGreaterThanOrEqual(0)
        })
      }),
    )
  })

  it('no order of sale leaves less to expire than FEFO: the total matches the best possible', () => {
    // Two lots, whole days: the least waste is known in closed form from cumulative demand.
    fc.assert(
      fc.property(
        fc.nat(40),
        fc.nat(40),
        fc.nat(6),
        fc.nat(6),
        fc.integer({ min: 1, max: 9 }),
        (a, b, first, more, rate) => {
          const pair = [
            { id: 'b', quantity: b, lastSaleDay: TODAY + first + more },
            { id: 'a', quantity: a, lastSaleDay: TODAY + first },
          ]
          const unsold = fefoProjection(pair, flat(rate), TODAY).reduce(
            (sum, lot) => sum + lot.expectedUnsold,
            0,
          )
          const early = rate * (first + 1)
          const all = rate * (first + more + 1)
          expect(unsold).toBeCloseTo(Math.max(0, a - early, a + b - all), 8)
        },
      ),
    )
  })
})

describe('stockStatus', () => {
  const facts = {
    onHand: 20,
    position: 40,
    reorderPoint: 30,
    daysOfSupply: 20,
    daysToStockOut: 20,
    leadTimeDays: 5,
    overstockDays: 90,
  }

  it.each([
    ['ok', {}],
    ['unknown', { onHand: null, position: null }],
    ['stock_out', { onHand: 0 }],
    ['low', { position: 29 }],
    ['low', { daysToStockOut: 3 }],
    ['overstock', { daysOfSupply: 200 }],
  ] as const)('%s', (status, change) => expect(stockStatus({ ...facts, ...change })).toBe(status))
})
