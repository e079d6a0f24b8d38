import fc from 'fast-check'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { cleanJson } from '../answer-text.ts'
import { day, decimal, flag, identifier, identifiers, unixTime, whole } from './fields.ts'

const row = z.looseObject({ flag, identifiers })

it('takes a field that is missing for none', () => {
  expect(row.parse({})).toEqual({ flag: false, identifiers: [] })
  expect(row.parse({ flag: '1', identifiers: 'a, b' })).toEqual({ flag: true, identifiers: ['a', 'b'] })
  expect(row.parse({ flag: null, identifiers: [1, '2'] })).toEqual({ flag: false, identifiers: ['1', '2'] })
})

it.each([
  [decimal, '1e-7', '0.0000001'],
  [decimal, 3.5, '3.5'],
  [whole, '12', 12],
  [unixTime, '0', null],
  [unixTime, '1384476925', new Date('2013-11-15T00:55:25Z')],
  [day, '4/5/2026', '2026-04-05'],
  [day, '2026-04-05T00:00:00', '2026-04-05'],
])('reads %#', (shape, told, read) => {
  expect(shape.parse(told)).toEqual(read)
})

it.each([
  [decimal, 'some'],
  [whole, ''],
  [unixTime, 'noon'],
  [day, 'Tuesday'],
  [identifier, 'a b'],
])('refuses %#', (shape, told) => {
  expect(shape.safeParse(told).success).toBe(false)
})

it('keeps every digit of every long number, wherever it stands, and every text as it was', () => {
  const digits = fc.stringMatching(/^[1-9]\d{15,19}$/)
  fc.assert(
    fc.property(digits, fc.string(), (number, words) => {
      const text = `{"id":${number},"list":[${number}],"words":${JSON.stringify(words)}}`
      expect(JSON.parse(cleanJson(text))).toEqual({ id: number, list: [number], words })
      expect(JSON.parse(cleanJson(`Content-Type: text/plain\r\n${text}`))).toMatchObject({ id: number })
    }),
  )
})
