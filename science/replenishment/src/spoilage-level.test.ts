import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { explain, planReplenishment, spoilageServiceLevel, type PlanInput } from './index.ts'

const flat = (rate: number) => new Float64Array(14).fill(rate)
const spread = (size: number) => ({
  days: 14,
  errors: Array.from({ length: 60 }, (_, i) => (size * (i - 29.5)) / 29.5),
})
const goods = (of: { rate: number; off?: number; life?: number; price?: string; cost?: string }) => ({
  forecast: flat(of.rate),
  errors: spread(of.off ?? of.rate * 5),
  leadTime: { days: 5, spreadDays: 1 },
  serviceLevel: 0.95,
  unitPrice: of.price ?? '30.00',
  unitCost: of.cost ?? '15.00',
  ...(of.life === undefined ? {} : { shelfLifeDays: of.life }),
})

describe('the service level of goods that expire', () => {
  it('stays as wanted for goods that keep, sell fast, earn nothing or cost nobody knows what', () => {
    expect(spoilageServiceLevel(goods({ rate: 0.3 }), 12)).toBe(0.95)
    expect(spoilageServiceLevel(goods({ rate: 10, life: 60 }), 12)).toBe(0.95)
    expect(spoilageServiceLevel(goods({ rate: 0.3, life: 20, price: '15.00' }), 12)).toBe(0.95)
    const { unitCost: _, ...unknown } = goods({ rate: 0.3, life: 20 })
    expect(spoilageServiceLevel(unknown, 12)).toBe(0.95)
  })

  it('falls where the last unit would sooner spoil than sell, the less it earns the further', () => {
    const at = (price: string) => spoilageServiceLevel(goods({ rate: 0.4, off: 4, life: 18, price }), 12)
    expect(at('30.00')).toBeLessThan(0.95)
    expect(at('20.00')).toBeLessThan(at('60.00'))
  })

  it('is never above what is wanted, nor higher for goods that keep a shorter time', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.05, max: 5, noNaN: true }),
        fc.integer({ min: 13, max: 90 }),
        fc.integer({ min: 0, max: 60 }),
        (rate, life, longer) => {
          const short = spoilageServiceLevel(goods({ rate, life }), 12)
          const long = spoilageServiceLevel(goods({ rate, life: life + longer }), 12)
          expect(short).toBeLessThanOrEqual(0.95)
          expect(short).toBeLessThanOrEqual(long + 0.01)
        },
      ),
      { numRuns: 40 },
    )
  })

  it('is said in the reason of an order', () => {
    const input: PlanInput = {
      ...goods({ rate: 0.4, off: 4, life: 18 }),
      today: 20_000,
      reviewDays: 7,
      onHand: 1,
      reserved: 0,
      receipts: [],
      casePack: 1,
      moq: 0,
      overstockDays: 60,
    }
    const plan = planReplenishment(input)
    expect(plan.serviceLevel).toBeLessThan(plan.wantedServiceLevel)
    expect(explain(plan)[1]?.text).toMatch(/not 95 %: more would sooner expire than sell/)
  })
})
