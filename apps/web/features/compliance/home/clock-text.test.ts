import { describe, expect, it } from 'vitest'
import { beat, clockWords, pressing, stretch } from './clock-text'

const HOUR = 3_600_000

describe('the clock of a deadline', () => {
  it('says the two largest units', () => {
    expect(stretch(59)).toBe('0 min 59 s')
    expect(stretch(750)).toBe('12 min 30 s')
    expect(stretch(11_100)).toBe('3 h 05 min')
    expect(stretch(86_400 * 2 + 3600 * 4)).toBe('2 d 4 h')
    expect(stretch(86_400 * 12)).toBe('12 d')
  })

  it('counts down, and up once it is over', () => {
    expect(clockWords(HOUR, 0)).toBe('1 h 00 min left')
    expect(clockWords(0, HOUR)).toBe('overdue 1 h 00 min')
    expect(clockWords(0, 0)).toBe('0 min 00 s left')
  })

  it('presses as the deadline comes near', () => {
    expect(pressing(0, 1)).toBe('danger')
    expect(pressing(3 * HOUR, 0)).toBe('danger')
    expect(pressing(4 * HOUR, 0)).toBe('due')
    expect(pressing(24 * HOUR, 0)).toBe('plain')
  })

  it('ticks by the second only while seconds are shown', () => {
    expect(beat(HOUR / 2, 0)).toBe(1000)
    expect(beat(0, HOUR / 2)).toBe(1000)
    expect(beat(5 * HOUR, 0)).toBe(20_000)
  })
})
