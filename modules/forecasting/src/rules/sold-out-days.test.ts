import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { soldOutDays, type DayBalance } from './sold-out-days.ts'

/** Days of movements; what a person with pen and paper would note of each. */
const ledgers = fc.array(
  fc.record({ day: fc.integer({ min: 0, max: 40 }), change: fc.integer({ min: -4, max: 4 }) }),
  { minLength: 1, maxLength: 40 },
)

const balancesOf = (moves: readonly { day: number; change: number }[]): DayBalance[] => {
  const sorted = moves.toSorted((a, b) => a.day - b.day)
  const days = new Map<number, DayBalance>()
  let balance = 0
  for (const { day, change } of sorted) {
    balance += change
    days.set(day, { day, close: balance, high: Math.max(balance, days.get(day)?.high ?? -Infinity) })
  }
  return [...days.values()]
}

describe('soldOutDays', () => {
  it('are the days that open at zero or below and are never lifted above it', () => {
    fc.assert(
      fc.property(ledgers, (moves) => {
        const balances = balancesOf(moves)
        const sorted = moves.toSorted((a, b) => a.day - b.day)
        const found = soldOutDays(balances, 45)
        for (let day = 0; day <= 46; day++) {
          const before = sorted.filter((move) => move.day < day)
          const levels = [before.reduce((sum, { change }) => sum + change, 0)]
          for (const { change } of sorted.filter((move) => move.day === day))
            levels.push(levels.at(-1)! + change)
          const expected = before.length > 0 && day <= 45 && levels.every((level) => level <= 0)
          expect(found.has(day), `day ${day}`).toBe(expected)
        }
      }),
    )
  })

  it('does not judge the first known day', () => {
    expect([...soldOutDays([{ day: 3, close: 0, high: 0 }], 5)]).toEqual([4, 5])
  })
})
