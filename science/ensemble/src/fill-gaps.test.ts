import { expect, it } from 'vitest'
import { fillGaps } from './fill-gaps.ts'

it('fills a missing day from the same weekdays around it and leaves known days alone', () => {
  const values = Float64Array.from({ length: 28 }, (_, i) => (i % 7 === 3 ? 20 + i : 1))
  const gappy = values.map((value, i) => (i === 10 || i === 12 ? Number.NaN : value))
  const filled = fillGaps(gappy)
  expect(filled[10]).toBeCloseTo((23 + 37 + 44) / 3, 10)
  expect(filled[12]).toBe(1)
  expect(filled.every((value, i) => i === 10 || value === values[i])).toBe(true)
})

it('falls back to all known days, and to zero when there are none', () => {
  expect([...fillGaps(Float64Array.of(2, Number.NaN, 4))]).toEqual([2, 3, 4])
  expect([...fillGaps(Float64Array.of(Number.NaN))]).toEqual([0])
})
