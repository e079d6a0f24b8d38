import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { instantOf, typedOf } from './moments'

describe('a time typed on a store’s clock', () => {
  it('is read on that clock, in summer and in winter', () => {
    expect(instantOf('2026-07-04T16:20', 'America/Denver')).toBe('2026-07-04T22:20:00.000Z')
    expect(instantOf('2026-12-04T16:20', 'America/Denver')).toBe('2026-12-04T23:20:00.000Z')
  })

  it('is nothing while it is incomplete', () => {
    for (const typed of ['', '2026-07-04', '2026-07-04T', '2026-07-04T16'])
      expect(instantOf(typed, 'UTC')).toBe('')
  })

  it('comes back as it was typed', () => {
    // clocks go back at 1 to 2 AM: only those hours are two instants, and none of these zones changes at noon
    const noon = fc.integer({ min: 0, max: 20_000 }).map((day) => new Date(day * 86_400_000 + 18 * 3_600_000))
    const zones = fc.constantFrom('America/Denver', 'America/New_York', 'America/Phoenix', 'UTC')
    fc.assert(
      fc.property(noon, zones, (instant, zone) => {
        expect(instantOf(typedOf(instant, zone), zone)).toBe(instant.toISOString())
      }),
    )
  })
})
