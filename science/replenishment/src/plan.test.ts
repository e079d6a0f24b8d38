import { describe, expect, it } from 'vitest'
import { explain, type PlanInput, planReplenishment } from './index.ts'

const TODAY = 20_000
const forecast = new Float64Array(14).fill(3.4)
// 119 errors, enough to speak for themselves: the 114th of them, 14.2, is the 95 % quantile over the 12 days.
const errors = { days: 12, errors: Array.from({ length: 119 }, (_, i) => (i >= 113 ? 14.2 : (i - 56) / 8)) }
const input: PlanInput = {
  forecast,
  errors,
  today: TODAY,
  leadTime: { days: 5, spreadDays: 0 },
  reviewDays: 7,
  nextChanceDays: 7,
  serviceLevel: 0.95,
  onHand: 18,
  reserved: 0,
  receipts: [],
  casePack: 10,
  moq: 0,
  unitPrice: '20.00',
  unitCost: '11.50',
  overstockDays: 90,
}
const words = (change: Partial<PlanInput>) =>
  explain(planReplenishment({ ...input, ...change })).map((s) => s.text)

describe('planReplenishment', () => {
  it('runs from forecast to order', () => {
    const plan = planReplenishment(input)
    expect(plan.orderUpTo).toMatchObject({ days: 12, basis: 'backtest' })
    expect(plan.orderUpTo.level).toBeCloseTo(55, 6)
    expect(plan.suggestion).toMatchObject({ quantity: 40, cases: 4, position: 18, reason: 'order' })
    expect(plan).toMatchObject({ status: 'low', stockOutDay: TODAY + 5, daysToStockOut: 5 })
    expect(plan.lostBeforeArrival?.units).toBe(0)
    expect(plan.lostWithoutOrder).toEqual({ units: 22.8, revenue: 45_600, margin: 19_380 })
  })

  it('does not suggest again what is on order', () => {
    const plan = planReplenishment({ ...input, receipts: [{ day: TODAY + 5, quantity: 40 }] })
    expect(plan).toMatchObject({ onOrder: 40, status: 'ok' })
    expect(plan.suggestion.quantity).toBe(0)
  })

  it('does not count on lots that will expire', () => {
    const lots = [{ id: 'a', quantity: 18, lastSaleDay: TODAY + 1, unitCost: '11.50' }]
    const plan = planReplenishment({ ...input, lots })
    expect(plan.expiring).toBeCloseTo(11.2)
    expect(plan.suggestion.quantity).toBe(50)
  })

  it('buys a short-lived product in smaller lots', () => {
    expect(planReplenishment({ ...input, shelfLifeDays: 4 }).suggestion.quantity).toBe(10)
    expect(planReplenishment({ ...input, shelfLifeDays: 60 }).suggestion.quantity).toBe(40)
  })

  it('gives expected demand but no quantity while on hand is unknown', () => {
    const plan = planReplenishment({ ...input, onHand: null })
    expect(plan).toMatchObject({ status: 'unknown', daysOfSupply: null, lostBeforeArrival: null })
    expect(plan.suggestion.quantity).toBeNull()
    expect(plan.orderUpTo.expected).toBeCloseTo(40.8)
  })

  it('holds the reorder point over lead time and one day when the vendor takes orders any day', () => {
    const plan = planReplenishment({ ...input, nextChanceDays: 1 })
    expect(plan.reorderPoint.days).toBe(6)
    expect(plan.reorderPoint.level).toBeLessThan(plan.orderUpTo.level)
  })
})

describe('explain', () => {
  it('says it in plain words, with the figures beside each sentence', () => {
    const sentences = explain(planReplenishment(input))
    expect(sentences.map(({ text }) => text)).toEqual([
      'Sells about 3.4 a day.',
      'Lead time 5 days plus a 7-day review: expect 41 sold, 55 at the 95 % level.',
      'Of that, 14 is safety stock, measured from how far past forecasts were off.',
      'You have 18 and 0 on order, so order 37 → 40 (4 cases of 10).',
      'Expected to run out in 5 days; without an order about 23 sales ($456.00) would be lost by the next delivery.',
    ])
    expect(sentences[3]?.values).toMatchObject({ onHand: 18, position: 18, need: 37, quantity: 40, cases: 4 })
  })

  it('says why nothing is ordered', () => {
    expect(words({ onHand: 60 })).toContain(
      'You have 60 and 0 on order, at or above the reorder point of 55, so nothing to order yet.',
    )
    expect(words({ onHand: null })[3]).toMatch(/^On hand is unknown/)
    expect(words({ shelfLifeDays: 1, moq: 50 }).join(' ')).toContain('would not sell before it expires')
  })

  it('names the minimum, lateness, reservations and expiry', () => {
    const all = words({
      moq: 60,
      casePack: 1,
      reserved: 2,
      leadTime: { days: 5, spreadDays: 2 },
      lots: [{ id: 'a', quantity: 18, lastSaleDay: TODAY + 1, unitCost: '11.50' }],
    }).join(' ')
    expect(all).toContain("→ 60 (the vendor's minimum is 60)")
    expect(all).toContain('deliveries that vary by about 2 days')
    expect(all).toContain('2 reserved')
    expect(all).toContain('About 11 of what is on the shelf will expire unsold, $128.80 at cost.')
  })

  it('owns up to an assumed error and to sales already lost', () => {
    const { errors: _, ...untested } = input
    const sentences = explain(planReplenishment({ ...untested, onHand: 0 })).map(({ text }) => text)
    expect(sentences[2]).toContain('assumed')
    expect(sentences[4]).toContain('Expected to run out today; about 17 sales ($340.00) are lost before')
  })
})
