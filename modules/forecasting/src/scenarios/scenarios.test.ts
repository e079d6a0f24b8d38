import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { priceResponse, type PricedDay } from './price-response.ts'
import { playThrough } from './scenario.ts'

const base = { firstDay: '2026-04-15', units: Array.from({ length: 10 }, () => 10), price: 2000 }
const days = { firstDay: '2026-04-17', lastDay: '2026-04-18', closed: [] as string[] }
const units = (scenario: Parameters<typeof playThrough>[1], elasticity = -1.5) =>
  playThrough(base, scenario, elasticity).map((day) => Math.round(day.units * 100) / 100)

describe('playing a scenario through', () => {
  it('changes its days only', () => {
    expect(units({ ...days, eventPercent: 40 })).toEqual([10, 10, 14, 14, 10, 10, 10, 10, 10, 10])
    expect(units({ ...days, closed: ['2026-04-20'] })).toEqual([10, 10, 10, 10, 10, 0, 10, 10, 10, 10])
  })

  it('answers a discount by the price response, or by the uplift a person knows', () => {
    expect(units({ ...days, discountPercent: 20 })[2]).toBe(13.98)
    expect(units({ ...days, discountPercent: 20, upliftPercent: 60 })[2]).toBe(16)
    const [, , day] = playThrough(base, { ...days, discountPercent: 20, pricePercent: 10 }, -1)
    expect(day!.price).toBeCloseTo(1760)
    expect(day!.units).toBeCloseTo(10 / 1.1 / 0.8)
  })

  it('never sells below nothing, and changes nothing when nothing is different', () => {
    const percent = fc.double({ min: -90, max: 300, noNaN: true })
    fc.assert(
      fc.property(
        percent,
        fc.double({ min: 0, max: 90, noNaN: true }),
        percent,
        fc.double({ min: -5, max: 0, noNaN: true }),
        (pricePercent, discountPercent, eventPercent, elasticity) => {
          for (const day of playThrough(
            base,
            { ...days, pricePercent, discountPercent, eventPercent },
            elasticity,
          )) {
            expect(day.units).toBeGreaterThanOrEqual(0)
            expect(day.price).toBeGreaterThanOrEqual(0)
          }
          expect(units(days, elasticity)).toEqual(base.units)
        },
      ),
    )
  })
})

/** Between −1 and 1, without a pattern. */
const noise = (i: number): number => ((Math.imul(i + 1, 2_654_435_761) >>> 8) % 2001) / 1000 - 1

describe('price response', () => {
  /** Sells by weekday, on every ninth day at a fifth less. */
  const sales = (elasticity: number): PricedDay[] =>
    Array.from({ length: 180 }, (_, i) => {
      const price = i % 9 === 0 ? 16 : 20
      const usual = 10 + (i % 7) * 3
      return {
        productId: 'a',
        day: 20_000 + i,
        price,
        units: usual * (price / 20) ** elasticity * (1 + 0.1 * noise(i)),
      }
    })

  it('is found where prices were cut', () => {
    const found = priceResponse(sales(-2))
    expect(found?.elasticity).toBeCloseTo(-2, 0)
    expect(found?.days).toBe(20)
  })

  it('is not read into noise, or a price that never changed', () => {
    expect(priceResponse(sales(0))).toBeNull()
    expect(priceResponse(sales(-2).map((day) => ({ ...day, price: 20 })))).toBeNull()
    expect(priceResponse([])).toBeNull()
  })
})
