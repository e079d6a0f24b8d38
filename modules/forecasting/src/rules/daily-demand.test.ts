import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  closedWeekdays,
  dailyDemand,
  weekdayOf,
  type DemandFacts,
  type StoreCalendar,
} from './daily-demand.ts'

const FROM = 20_000

const calendars = fc.array(fc.boolean(), { minLength: 1, maxLength: 120 }).map((open): StoreCalendar => ({
  from: FROM,
  through: FROM + open.length - 1,
  openDays: new Set(open.flatMap((isOpen, i) => (isOpen ? [FROM + i] : []))),
}))

/** Sales on some open days, returns included, first sale before or inside the calendar. */
const shops = calendars.chain((calendar) =>
  fc
    .record({
      firstSale: fc.integer({ min: FROM - 30, max: calendar.through }),
      sold: fc.uniqueArray(
        fc.record({
          day: fc.integer({ min: FROM - 30, max: calendar.through }),
          units: fc.integer({ min: -5, max: 20 }),
        }),
        { selector: ({ day }) => day, maxLength: 60 },
      ),
      soldOut: fc.option(fc.array(fc.integer({ min: FROM, max: calendar.through })), { nil: undefined }),
    })
    .map(({ firstSale, sold, soldOut }): { calendar: StoreCalendar; facts: DemandFacts } => {
      const days = sold
        .filter(({ day }) => day >= firstSale && calendar.openDays.has(day))
        .sort((a, b) => a.day - b.day)
      return {
        calendar,
        facts: {
          firstSale,
          days: days.map(({ day }) => day),
          units: days.map(({ units }) => units),
          ...(soldOut === undefined ? {} : { soldOut: new Set(soldOut) }),
        },
      }
    }),
)

describe('dailyDemand', () => {
  it('covers every day from the first sale (or the start of the books) to the last complete day', () => {
    fc.assert(
      fc.property(shops, ({ calendar, facts }) => {
        const { firstDay, values } = dailyDemand(facts, calendar)
        expect(firstDay).toBe(Math.max(facts.firstSale, calendar.from))
        expect(firstDay + values.length - 1).toBe(calendar.through)
      }),
    )
  })

  it('is what was sold less returned, zero on open days without sales, unknown on closed days, never negative', () => {
    fc.assert(
      fc.property(shops, ({ calendar, facts }) => {
        const { firstDay, values } = dailyDemand(facts, calendar)
        values.forEach((value, i) => {
          const day = firstDay + i
          const at = facts.days.indexOf(day)
          if (!calendar.openDays.has(day)) expect(value).toBeNaN()
          else expect(value).toBe(at < 0 ? 0 : Math.max(0, facts.units[at]!))
        })
      }),
    )
  })

  it('calls a day out of stock only when the ledger says so and nothing was sold', () => {
    fc.assert(
      fc.property(shops, ({ calendar, facts }) => {
        const { firstDay, values, inStock } = dailyDemand(facts, calendar)
        expect(inStock === undefined).toBe(facts.soldOut === undefined)
        inStock?.forEach((there, i) => {
          expect(there === 0).toBe(facts.soldOut!.has(firstDay + i) && !(values[i]! > 0))
        })
      }),
    )
  })

  it('is empty for a product first sold after the last complete day', () => {
    const calendar = { from: FROM, through: FROM + 3, openDays: new Set([FROM]) }
    expect(dailyDemand({ firstSale: FROM + 4, days: [], units: [] }, calendar).values).toHaveLength(0)
  })
})

describe('closedWeekdays', () => {
  const calendar = (days: number, isOpen: (day: number) => boolean): StoreCalendar => ({
    from: FROM,
    through: FROM + days - 1,
    openDays: new Set(Array.from({ length: days }, (_, i) => FROM + i).filter(isOpen)),
  })

  it('names weekdays without one open day in eight weeks', () => {
    const sundaysOff = (day: number): boolean => weekdayOf(day) !== 0
    expect(closedWeekdays(calendar(56, sundaysOff))).toEqual([0])
    expect(closedWeekdays(calendar(300, sundaysOff))).toEqual([0])
  })

  it('forgives a single closed day and judges no store younger than eight weeks', () => {
    expect(closedWeekdays(calendar(100, (day) => day !== FROM + 93))).toEqual([])
    expect(closedWeekdays(calendar(55, (day) => weekdayOf(day) !== 0))).toEqual([])
  })

  it('knows the weekday of a day number', () => {
    // 1970-01-01 was a Thursday, 2026-04-20 a Monday
    expect([weekdayOf(0), weekdayOf(Date.UTC(2026, 3, 20) / 86_400_000)]).toEqual([4, 1])
  })
})
