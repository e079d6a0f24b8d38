import { describe, expect, it } from 'vitest'
import * as fc from 'fast-check'
import { planProduct } from './plan-product.ts'
import type { ProductFacts } from './product-facts.ts'

const LIMITS = { overstockDays: 60, expiryDays: 60 }
const FACTS: ProductFacts = {
  storeId: 's',
  productId: 'p',
  today: '2026-04-15',
  dayAfterSales: '2026-04-15',
  unit: 'each',
  price: '35',
  soldAt: null,
  cost: '17.5',
  casePack: '1',
  moq: '0',
  shelfLifeDays: null,
  reorderPointOverride: null,
  serviceLevel: 0.95,
  vendor: {
    id: 'v',
    name: 'Northside',
    leadTimeDays: 5,
    leadTimeSpreadDays: 0,
    reviewDays: 7,
    orderWeekdays: [],
  },
  forecast: {
    firstDay: '2026-04-15',
    mean: Array.from({ length: 14 }, () => 2),
    horizonErrors: [],
    overrides: [],
    model: 'prophet',
    wape: 0.21,
  },
  forecastOn: null,
  held: '0',
  soldLast30: '60',
  onHand: '10',
  onOrder: [],
  draftedByPeople: '0',
  draftedByPlanner: '0',
  lots: [],
}
const plan = (over: Partial<ProductFacts>) => planProduct({ ...FACTS, ...over }, LIMITS)
const words = (over: Partial<ProductFacts>) =>
  plan(over)
    .reasoning.sentences.map(({ text }) => text)
    .join(' ')

describe('planProduct', () => {
  it('counts margin at risk, or sales where the cost is unknown, and says which', () => {
    expect(plan({ onHand: '0' }).atRiskMinor).toBe(10 * 1750)
    expect(words({ onHand: '0' })).toMatch(/\$175\.00 of margin at risk/)
    expect(plan({ onHand: '0', cost: null }).atRiskMinor).toBe(10 * 3500)
    expect(words({ onHand: '0', cost: null })).toMatch(
      /cost is unknown, so the whole sales value of \$350\.00/,
    )
    expect(plan({ onHand: '0', cost: null, price: null, soldAt: '30' }).atRiskMinor).toBe(10 * 3000)
  })

  it('starts where a forecast that is a few days old has got to', () => {
    const rising = {
      ...FACTS.forecast!,
      firstDay: '2026-04-12',
      mean: [1, 1, 1, ...Array.from({ length: 11 }, () => 6)],
    }
    expect(plan({ forecast: rising })).toMatchObject({ planDay: '2026-04-15', unitsPerDay: 6 })
  })

  it('says when the sales behind it are old, and plans from there', () => {
    const old = { ...FACTS.forecast!, firstDay: '2011-12-10' }
    expect(plan({ forecast: old })).toMatchObject({ planDay: '2011-12-10', stockOutOn: '2011-12-15' })
    expect(words({ forecast: old })).toMatch(/Import newer sales/)
  })

  it('takes what is on order into account on the day it is due', () => {
    const due = (expectedOn: string) => plan({ onHand: '4', onOrder: [{ quantity: '100', expectedOn }] })
    expect(due('2026-04-16').atRiskMinor).toBe(0)
    expect(due('2026-04-19').atRiskMinor).toBe(4 * 1750)
    expect(due('2026-04-19')).toMatchObject({ needsOrder: false, onOrder: '100' })
  })

  it('says when there will be a forecast, and judges by facts until then', () => {
    const none = { forecast: null, forecastOn: '2026-05-01' }
    expect(plan(none)).toMatchObject({
      stockStatus: 'ok',
      unitsPerDay: 2,
      daysOfSupply: 5,
      needsOrder: false,
    })
    expect(words(none)).toMatch(/there will be on 2026-05-01.*Set a reorder point by hand/)
    expect(plan({ ...none, onHand: '0' }).stockStatus).toBe('stock_out')
    expect(plan({ ...none, onHand: null }).stockStatus).toBe('unknown')
    expect(plan({ ...none, soldLast30: '0' }).stockStatus).toBe('no_demand')
  })

  it('never asks for less stock when more is wanted, nor for anything that is drafted or on order already', () => {
    const quantity = fc.integer({ min: 0, max: 200 }).map(String)
    fc.assert(
      fc.property(
        fc.record({
          onHand: quantity,
          ordered: quantity,
          draftedByPeople: quantity,
          draftedByPlanner: quantity,
          casePack: fc.constantFrom('1', '6', '12'),
          moq: fc.constantFrom('0', '5', '24'),
        }),
        ({ ordered, ...over }) => {
          const onOrder = [{ quantity: ordered, expectedOn: null }]
          const found = plan({ ...over, onOrder })
          const bare = plan({ ...over, onOrder, draftedByPeople: '0', draftedByPlanner: '0' })
          const needed = Number(found.neededQuantity)
          expect(needed).toBeLessThanOrEqual(Number(bare.neededQuantity))
          expect(needed % Number(over.casePack)).toBe(0)
          expect(needed === 0 || needed >= Number(over.moq)).toBe(true)
          expect(Number(found.suggestedQuantity)).toBe(Math.max(0, needed - Number(over.draftedByPlanner)))
          // with all that is needed on order, nothing more is
          const then = plan({
            ...over,
            draftedByPlanner: '0',
            onOrder: [...onOrder, { quantity: found.neededQuantity, expectedOn: null }],
          })
          expect(then.neededQuantity).toBe('0.0000')
        },
      ),
    )
  })
})
