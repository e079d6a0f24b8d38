import { describe, expect, test } from 'vitest'
import { type DateOrder, orderEvidence, readTime } from './dates.ts'

const valueOf = (raw: string, order: DateOrder = 'mdy'): string => {
  const read = readTime(raw, order)
  return read.problem ?? `${read.time.kind} ${read.time.value}`
}

describe('store time', () => {
  test.each([
    ['2010-12-01 08:26:00', 'local 2010-12-01T08:26:00'],
    ['2010-12-01T08:26', 'local 2010-12-01T08:26:00'],
    ['12/1/2010 8:26', 'local 2010-12-01T08:26:00'],
    ['12/1/2010 8:26 PM', 'local 2010-12-01T20:26:00'],
    ['12/1/2010 12:05:09 AM', 'local 2010-12-01T00:05:09'],
    ['12/1/2010, 12:05 p.m.', 'local 2010-12-01T12:05:00'],
    ['12/1/10 8:26', 'local 2010-12-01T08:26:00'],
    ['Dec 1, 2010 8:26 AM', 'local 2010-12-01T08:26:00'],
    ['Wednesday, December 1, 2010', 'local 2010-12-01T12:00:00'],
    ['01-Dec-2010 08:26', 'local 2010-12-01T08:26:00'],
    ['40513.3513888889', 'local 2010-12-01T08:26:00'],
    ['20101201', 'local 2010-12-01T12:00:00'],
    ['2010/12/01', 'local 2010-12-01T12:00:00'],
    ['12/1/2010 8:26 AM MST', 'local 2010-12-01T08:26:00'],
  ])('%s', (raw, expected) => expect(valueOf(raw)).toBe(expected))
})

describe('instants', () => {
  test.each([
    ['2010-12-01T08:26:00Z', 'instant 2010-12-01T08:26:00.000Z'],
    ['2010-12-01T08:26:00.5-07:00', 'instant 2010-12-01T15:26:00.500Z'],
    ['2010-12-01 08:26:00 +0530', 'instant 2010-12-01T02:56:00.000Z'],
    ['12/1/2010 8:26 PM UTC', 'instant 2010-12-01T20:26:00.000Z'],
    ['1291191960', 'instant 2010-12-01T08:26:00.000Z'],
    ['1291191960123', 'instant 2010-12-01T08:26:00.123Z'],
  ])('%s', (raw, expected) => expect(valueOf(raw)).toBe(expected))
})

describe('day and month', () => {
  test('the order decides', () => {
    expect(valueOf('3/4/2026', 'mdy')).toBe('local 2026-03-04T12:00:00')
    expect(valueOf('3/4/2026', 'dmy')).toBe('local 2026-04-03T12:00:00')
    expect(valueOf('3/4/2026', 'auto')).toBe('ambiguous_date')
    expect(valueOf('3-4-2026', 'ymd')).toBe('ambiguous_date')
  })
  test('dots are always day first', () =>
    expect(valueOf('1.12.2010', 'mdy')).toBe('local 2010-12-01T12:00:00'))
  test('what cannot be misread needs no order', () => {
    expect(valueOf('25/12/2026', 'auto')).toBe('local 2026-12-25T12:00:00')
    expect(valueOf('12/25/2026', 'auto')).toBe('local 2026-12-25T12:00:00')
    expect(valueOf('4/4/2026', 'auto')).toBe('local 2026-04-04T12:00:00')
  })
  test('evidence', () => {
    expect(['25/12/2026', '12/25/2026 8:00', '3/4/2026', '25.12.2026', 'x'].map(orderEvidence)).toEqual([
      'dmy',
      'mdy',
      null,
      null,
      null,
    ])
  })
})

describe('what is no date', () => {
  test.each([
    '2010-02-30',
    '2023-02-29',
    '13/13/2020',
    '1899-12-31',
    '2010-12-01 25:00',
    '2010-12-01 13:05 AM',
    '2200-01-01',
  ])('%s is impossible', (raw) => expect(valueOf(raw)).toBe('impossible_date'))
  test.each(['yesterday', '', '12', 'Foo 3, 2010', '2010-12'])('"%s" is not a date', (raw) =>
    expect(valueOf(raw)).toBe('not_a_date'),
  )
  test('leap days exist', () => expect(valueOf('2024-02-29')).toBe('local 2024-02-29T12:00:00'))
})
