import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '@suite/kernel'
import { leadTimeFromHistory, tooLittle } from './lead-time-from-history.ts'
import { outcomeOf, scorecardOf, type OrderedLine, type OrderOfVendor } from './scorecard.ts'

const TODAY = '2026-04-15'
const came = (day: string, quantity: string, unitCost = '10') => ({ day, quantity, unitCost })
const line = (parts: Partial<OrderedLine>): OrderedLine => ({
  productId: 'flower',
  unit: 'each',
  quantity: '10',
  unitCost: '10',
  cameIn: [],
  ...parts,
})
const order = (parts: Partial<OrderOfVendor>): OrderOfVendor => ({
  status: 'received',
  approvedOn: '2026-03-01',
  sentOn: '2026-03-02',
  expectedOn: '2026-03-07',
  closedOn: '2026-03-07',
  today: TODAY,
  lines: [line({})],
  ...parts,
})
/** An order sent on a day whose one line came whole so many days later. */
const whole = (sentOn: string, days: number, cost = '10', quantity = '10'): OrderOfVendor =>
  order({
    approvedOn: sentOn,
    sentOn,
    expectedOn: addDays(sentOn, 5),
    closedOn: addDays(sentOn, days),
    lines: [line({ quantity, cameIn: [came(addDays(sentOn, days), quantity, cost)] })],
  })

describe('a vendor’s scorecard', () => {
  it('reckons fill, punctuality, lead time and prices from its orders', () => {
    const card = scorecardOf([
      whole('2026-01-01', 4, '10'),
      whole('2026-02-01', 5, '11'),
      order({
        lines: [
          line({ quantity: '20', cameIn: [came('2026-03-06', '10', '12'), came('2026-03-10', '5', '12')] }),
          line({ productId: 'vape', quantity: '5', cameIn: [came('2026-03-06', '6', '20')] }),
        ],
      }),
    ])
    expect(card).toMatchObject({ orders: 3, deliveries: 4, closedLines: 4, shortLines: 1, overLines: 1 })
    // 10 + 10 + 15 + 5 of 10 + 10 + 20 + 5; what came too much makes up for nothing
    expect(card.fillRate).toBeCloseTo(40 / 45, 12)
    expect(card).toMatchObject({ ordersWithDay: 3, onTimeShare: 2 / 3, lastDeliveryOn: '2026-03-10' })
    // 10 in 4 days, 10 in 5, 16 in 4, 5 in 8
    const leads = [4, 5, 4, 8]
    const weights = [10, 10, 16, 5]
    const mean = (10 * 4 + 10 * 5 + 16 * 4 + 5 * 8) / 41
    expect(card.leadDays).toBeCloseTo(mean, 12)
    const around = leads.reduce((sum, days, n) => sum + weights[n]! * (days - mean) ** 2, 0)
    expect(card.leadSpreadDays).toBeCloseTo(Math.sqrt(around / (41 - (100 + 100 + 256 + 25) / 41)), 12)
    // only flower came on several days: 35 units at 12 that cost 10 at first
    expect(card).toMatchObject({ productsBoughtAgain: 1 })
    expect(card.priceDrift).toBeCloseTo(0.2, 12)
  })

  it('says nothing of fewer than three deliveries, and why', () => {
    const card = scorecardOf([whole('2026-01-01', 4), whole('2026-02-01', 9)])
    expect(card).toMatchObject({
      deliveries: 2,
      fillRate: null,
      onTimeShare: null,
      leadDays: null,
      leadSpreadDays: null,
      priceDrift: null,
      closedLines: 2,
    })
    expect(tooLittle(card)).toBe('2 deliveries in the last 365 days; 3 are needed to judge.')
    expect(() => leadTimeFromHistory(card)).toThrow(/3 are needed to judge. Keep the lead time/)
    expect(tooLittle(scorecardOf([]))).toMatch(/^No deliveries/)
    expect(tooLittle({ deliveries: 3 })).toBeNull()
  })

  it('counts open orders past their day as late, in dollars still to come', () => {
    const late = order({
      status: 'partly_received',
      closedOn: null,
      lines: [
        line({ cameIn: [came('2026-03-07', '4')] }),
        line({ productId: 'vape', unitCost: null }),
        line({ productId: 'edible', cameIn: [came('2026-03-07', '10')] }),
      ],
    })
    expect(scorecardOf([late])).toMatchObject({
      lateOrders: 1,
      lateMinor: 6000,
      lateUnpricedLines: 1,
      ordersWithDay: 1,
    })
    expect(outcomeOf(late)).toMatchObject({ late: true, onTime: false, fillRate: null })
    const dueToday = order({ ...late, expectedOn: TODAY })
    expect(scorecardOf([dueToday])).toMatchObject({ lateOrders: 0, lateMinor: 0, ordersWithDay: 0 })
    expect(outcomeOf(order({ ...late, expectedOn: null }))).toMatchObject({ late: false, onTime: null })
  })

  it('blames a vendor for goods given up on after their day, not for orders called off before', () => {
    const given = order({ status: 'cancelled', closedOn: '2026-03-20' })
    expect(outcomeOf(given)).toMatchObject({ fillRate: 0, onTime: false, deliveries: [], leadDays: null })
    const off = order({ status: 'cancelled', closedOn: '2026-03-07' })
    expect(outcomeOf(off)).toMatchObject({ fillRate: null, onTime: null })
    expect(scorecardOf([given, off])).toMatchObject({
      orders: 2,
      closedLines: 1,
      shortLines: 1,
      ordersWithDay: 1,
    })
  })

  it('counts the lead time from approval where goods came before the order was marked as sent', () => {
    const goods = [line({ cameIn: [came('2026-03-05', '10')] })]
    expect(outcomeOf(order({ lines: goods }))).toMatchObject({ orderedOn: '2026-03-02', leadDays: 3 })
    expect(outcomeOf(order({ lines: goods, sentOn: '2026-03-06' }))).toMatchObject({ leadDays: 4 })
    expect(outcomeOf(order({ lines: goods, sentOn: null }))).toMatchObject({ leadDays: 4 })
  })

  it('never adds grams to pieces: with mixed units each line counts alike', () => {
    const card = scorecardOf([
      order({
        lines: [
          line({ unit: 'g', quantity: '1000', cameIn: [came('2026-03-04', '500')] }),
          line({ productId: 'vape', quantity: '4', cameIn: [came('2026-03-06', '4')] }),
        ],
      }),
      whole('2026-01-01', 5),
    ])
    expect(card.fillRate).toBeCloseTo(2.5 / 3, 12)
    expect(card.leadDays).toBeCloseTo((0.5 * 2 + 4 + 5) / 2.5, 12)
  })

  it('takes no free goods for a price', () => {
    const free = [whole('2026-01-01', 4, '0'), whole('2026-02-01', 4, '10'), whole('2026-03-01', 4, '10')]
    expect(scorecardOf(free)).toMatchObject({ priceDrift: 0, productsBoughtAgain: 1 })
    expect(scorecardOf(free.slice(0, 2).concat(whole('2026-03-02', 4, '0')))).toMatchObject({
      priceDrift: null,
      productsBoughtAgain: 0,
    })
  })
})

describe('the lead time from history', () => {
  it('is whole days and hundredths of a day of spread', () => {
    expect(leadTimeFromHistory({ deliveries: 5, leadDays: 6.49, leadSpreadDays: 1.2345 })).toEqual({
      leadTimeDays: 6,
      leadTimeSpreadDays: 1.23,
    })
    expect(() => leadTimeFromHistory({ deliveries: 5, leadDays: 180.5, leadSpreadDays: 1 })).toThrow(
      /took 181 days.*180 at most/,
    )
  })
})

const anyOrder = fc
  .record({
    status: fc.constantFrom('approved', 'sent', 'partly_received', 'received', 'cancelled'),
    sent: fc.option(fc.integer({ min: 0, max: 40 })),
    expected: fc.option(fc.integer({ min: 0, max: 60 })),
    closed: fc.option(fc.integer({ min: 0, max: 60 })),
    lines: fc.array(
      fc.record({
        productId: fc.constantFrom('a', 'b', 'c'),
        unit: fc.constantFrom('each', 'g'),
        quantity: fc.integer({ min: 1, max: 100 }).map(String),
        unitCost: fc.option(fc.integer({ min: 0, max: 50 }).map(String)),
        cameIn: fc.array(
          fc.record({
            day: fc.integer({ min: 0, max: 60 }).map((days) => addDays('2026-02-01', days)),
            quantity: fc.integer({ min: 1, max: 100 }).map(String),
            unitCost: fc.integer({ min: 0, max: 50 }).map(String),
          }),
          { maxLength: 3 },
        ),
      }),
      { minLength: 1, maxLength: 4 },
    ),
  })
  .map(({ sent, expected, closed, ...rest }): OrderOfVendor => {
    const after = (days: number | null) => (days === null ? null : addDays('2026-02-01', days))
    return {
      ...(rest as Pick<OrderOfVendor, 'status' | 'lines'>),
      approvedOn: '2026-02-01',
      sentOn: after(sent),
      expectedOn: after(expected),
      closedOn: after(closed),
      today: TODAY,
    }
  })

describe('any history', () => {
  it('gives shares within 0…1, a lead time among those seen, and the same in any order', () => {
    fc.assert(
      fc.property(fc.array(anyOrder, { maxLength: 8 }), (orders) => {
        const card = scorecardOf(orders)
        for (const part of [card.fillRate, card.onTimeShare])
          if (part !== null) expect(part >= 0 && part <= 1).toBe(true)
        const seen = orders.flatMap((each) => outcomeOf(each).deliveries.map(({ leadDays }) => leadDays))
        expect(card.deliveries).toBe(seen.length)
        expect(card.leadDays === null).toBe(seen.length < 3)
        if (card.leadDays !== null && card.leadSpreadDays !== null) {
          expect(card.leadDays).toBeGreaterThanOrEqual(Math.min(...seen) - 1e-9)
          expect(card.leadDays).toBeLessThanOrEqual(Math.max(...seen) + 1e-9)
          expect(Number.isFinite(card.leadSpreadDays)).toBe(true)
        }
        expect(card.shortLines + card.overLines).toBeLessThanOrEqual(card.closedLines)
        const turned = scorecardOf(orders.toReversed())
        expect({ ...turned, fillRate: 0, leadDays: 0, leadSpreadDays: 0, priceDrift: 0 }).toEqual({
          ...card,
          fillRate: 0,
          leadDays: 0,
          leadSpreadDays: 0,
          priceDrift: 0,
        })
        for (const figure of ['fillRate', 'leadDays', 'leadSpreadDays', 'priceDrift'] as const)
          if (card[figure] === null) expect(turned[figure]).toBeNull()
          else expect(turned[figure]).toBeCloseTo(card[figure], 9)
      }),
      { seed: 4, numRuns: 300 },
    )
  })
})
