import { expect, it } from 'vitest'
import { MetrcError, readRefusal } from './errors.ts'

it.each([
  ['{"Message":"No such item."}', ['No such item.'], []],
  ['{"message":"No such item."}', ['No such item.'], []],
  [
    '[{"row":0,"message":"a"},{"row":2,"message":"b"}]',
    ['a', 'b'],
    [
      { row: 0, message: 'a' },
      { row: 2, message: 'b' },
    ],
  ],
  ['[{"Row":1,"Message":"a"}]', ['a'], [{ row: 1, message: 'a' }]],
  ['["a","b"]', ['a', 'b'], []],
  ['', [], []],
  ['null', [], []],
  ['Service unavailable', ['Service unavailable'], []],
  ['{"Errors":1}', ['{"Errors":1}'], []],
  ['[{"row":"x","message":"a"}]', ['a'], []],
])('reads a refusal %s', (text, messages, rows) => {
  expect(readRefusal(text)).toEqual({ messages, rows })
})

const refused = (status: number, text = '', headers = new Headers()) =>
  new MetrcError(
    { status, text, headers },
    { endpoint: 'GET /packages/v2/active', permission: 'View Packages', licence: '402-1' },
  )

it('turns a 401 into ordered advice: keys, permission, licence or record', () => {
  const { advice, kind, retryable } = refused(401)
  expect(advice.map((line) => /keys|"View Packages"|402-1/.exec(line)?.[0])).toEqual([
    'keys',
    '"View Packages"',
    '402-1',
  ])
  expect({ kind, retryable }).toEqual({ kind: 'forbidden', retryable: false })
})

it.each([
  [400, 'invalid', false],
  [403, 'forbidden', false],
  [404, 'not_found', false],
  [413, 'invalid', false],
  [429, 'too_many_requests', true],
  [500, 'unavailable', true],
  [503, 'unavailable', true],
])('a %i is of kind %s', (status, kind, retryable) => {
  expect(refused(status)).toMatchObject({ kind, retryable, status })
})

it('carries the wait Metrc asks for and its own words', () => {
  expect(refused(429, '', new Headers({ 'retry-after': '7' })).retryAfterSeconds).toBe(7)
  expect(refused(400, '["The tag is used."]').message).toContain('"The tag is used."')
})
