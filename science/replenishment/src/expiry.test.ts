import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expiryChoices, expiryOutlook, fefoProjection, type ExpiryCase, type Lot } from './index.ts'

const TODAY = 20_000
const lot = (quantity: number, days: number | null, id = 'lot'): Lot => ({
  id,
  quantity,
  lastSaleDay: days === null ? null : TODAY + days,
  unitCost: '10',
  unitPrice: '25',
})
const steady = (rate: number, days = 60): Float64Array => new Float64Array(days).fill(rate)
const lots = fc.array(
  fc.record({
    quantity: fc.integer({ min: 0, max: 200 }),
    days: fc.option(fc.integer({ min: -5, max: 120 }), { nil: null }),
  }),
  { minLength: 1, maxLength: 6 },
)
const rates = fc.double({ min: 0, max: 12, noNaN: true })

describe('the outlook of lots that expire', () => {
  it('balances: what is sold, what is left over and what was there', () => {
    fc.assert(
      fc.property(lots, rates, (list, rate) => {
        const all = list.map(({ quantity, days }, i) => lot(quantity, days, String(i)))
        for (const outlook of expiryOutlook(all, steady(rate), TODAY, { days: 365 })) {
          const own = all[Number(outlook.id)]!
          expect(outlook.expectedSold + outlook.expectedUnsold).toBeCloseTo(own.quantity, 6)
          if (outlook.balance.length > 0)
            expect(outlook.balance.at(-1)!).toBeCloseTo(outlook.expectedUnsold, 6)
          outlook.balance.forEach((left, i) =>
            expect(left).toBeLessThanOrEqual((outlook.balance[i - 1] ?? own.quantity) + 1e-9),
          )
        }
      }),
      { numRuns: 200, seed: 20_260_420 },
    )
  })

  it('leaves less over the more is asked for, and its band holds it', () => {
    const errors = { days: 14, errors: [-30, -12, -4, 0, 3, 9, 25] }
    fc.assert(
      fc.property(lots, rates, rates, (list, a, b) => {
        const all = list.map(({ quantity, days }, i) => lot(quantity, days, String(i)))
        const [weak, strong] = [Math.min(a, b), Math.max(a, b)]
        const under = expiryOutlook(all, steady(weak), TODAY, { days: 365, errors })
        const over = expiryOutlook(all, steady(strong), TODAY, { days: 365, errors })
        under.forEach((outlook, i) => {
          expect(outlook.expectedUnsold).toBeGreaterThanOrEqual(over[i]!.expectedUnsold - 1e-9)
          expect(outlook.unsoldLow).toBeLessThanOrEqual(outlook.expectedUnsold + 1e-9)
          expect(outlook.unsoldHigh).toBeGreaterThanOrEqual(outlook.expectedUnsold - 1e-9)
        })
      }),
      { numRuns: 200, seed: 20_260_420 },
    )
  })

  it('agrees with sales drawn at random on average', () => {
    const all = [lot(40, 9, 'a'), lot(60, 20, 'b')]
    const [a, b] = expiryOutlook(all, steady(3), TODAY, { days: 60 })
    let state = 7
    const uniform = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
    let left = 0
    for (let trial = 0; trial < 400; trial++) {
      // between two and four a day, three on average
      const drawn = Float64Array.from({ length: 60 }, () => 2 + 2 * uniform())
      const projected = fefoProjection(all, drawn, TODAY)
      left += (projected[0]!.expectedUnsold + projected[1]!.expectedUnsold) / 400
    }
    expect(left).toBeGreaterThan(a!.expectedUnsold + b!.expectedUnsold - 1.5)
    expect(left).toBeLessThan(a!.expectedUnsold + b!.expectedUnsold + 1.5)
  })

  it('leaves out what does not expire, or later than asked', () => {
    const all = [lot(10, null, 'never'), lot(10, 90, 'late'), lot(10, 5, 'soon')]
    expect(expiryOutlook(all, steady(0), TODAY, { days: 30 }).map(({ id }) => id)).toEqual(['soon'])
  })
})

const shop: ExpiryCase = {
  unit: 'each',
  expectedSold: 20,
  expectedUnsold: 10,
  daysLeft: 12,
  unitPrice: '25.00',
  unitCost: '10',
  elasticity: -2,
  mostCut: 0.5,
  vendor: { name: 'Kelso Farms', takesReturns: null },
  sisters: [],
}
const of = (kind: string, change: Partial<ExpiryCase> = {}) =>
  expiryChoices({ ...shop, ...change }).find((choice) => choice.kind === kind)!

describe('the ways out', () => {
  it('mark down as far as it takes to clear, and no further', () => {
    // 1.5 times the demand at elasticity −2: a price of 1 ÷ √1.5 = 0.8165
    expect(of('markdown', { expectedUnsold: 30 })).toMatchObject({ possible: true })
    const clearing = of('markdown')
    expect(Number(clearing.price)).toBeCloseTo(25 / Math.sqrt(1.5), 1)
    expect(clearing.units).toBeCloseTo(10, 1)
    expect(clearing.saved).toBe(
      Math.round((clearing.units * Number(clearing.price) - 20 * (25 - Number(clearing.price))) * 100),
    )
  })

  it('never mark down below cost or beyond the largest cut', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.5, max: 100, noNaN: true }),
        fc.double({ min: 0.5, max: 500, noNaN: true }),
        fc.integer({ min: 1, max: 2400 }),
        fc.double({ min: -5, max: -0.5, noNaN: true }),
        (expectedSold, expectedUnsold, cents, elasticity) => {
          const unitCost = (cents / 100).toFixed(2)
          const { price } = of('markdown', { expectedSold, expectedUnsold, unitCost, elasticity })
          if (price === undefined) return
          expect(Number(price)).toBeGreaterThanOrEqual(Number(unitCost) - 1e-9)
          expect(Number(price)).toBeGreaterThanOrEqual(12.5 - 1e-9)
          expect(Number(price)).toBeLessThan(25)
        },
      ),
      { numRuns: 300, seed: 20_260_420 },
    )
  })

  it('move what a sister store in the same state has room for', () => {
    const sisters = [
      { storeId: 'far', name: 'Portland', sameState: false, room: 99 },
      { storeId: 'near', name: 'Boulder', sameState: true, room: 6.7 },
    ]
    expect(of('transfer', { sisters })).toMatchObject({
      possible: true,
      units: 6,
      storeId: 'near',
      saved: 15_000,
    })
    expect(of('transfer', { sisters: sisters.slice(0, 1) }).reason).toContain('another state')
    expect(of('transfer', { sisters: [{ ...sisters[1]!, room: 0.4 }] }).reason).toContain('has enough')
    expect(of('transfer', { sisters: [{ ...sisters[1]!, room: null }] }).reason).toContain('not known')
    expect(of('transfer').reason).toContain('No other store')
  })

  it('give back only to vendors who are known to take it', () => {
    expect(of('return').reason).toContain('not known')
    expect(of('return', { vendor: { name: 'Kelso Farms', takesReturns: false } }).possible).toBe(false)
    expect(of('return', { vendor: { name: 'Kelso Farms', takesReturns: true } })).toMatchObject({
      possible: true,
      saved: 10_000,
      units: 10,
    })
  })

  it('recommend what saves most, keep what sells, destroy only what is past its day', () => {
    const sisters = [{ storeId: 'near', name: 'Boulder', sameState: true, room: 10 }]
    expect(expiryChoices({ ...shop, sisters })[0]!.kind).toBe('transfer')
    expect(expiryChoices({ ...shop, expectedUnsold: 0 })[0]!.kind).toBe('keep')
    expect(expiryChoices({ ...shop, daysLeft: 0, expectedSold: 0 })[0]!.kind).toBe('destroy')
    expect(expiryChoices({ ...shop, expectedSold: 0 })[0]!.kind).toBe('keep')
  })
})
