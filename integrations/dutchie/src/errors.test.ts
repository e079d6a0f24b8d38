import { describe, expect, test } from 'vitest'
import { DutchieError, readRefusal } from './errors.ts'

const call = { endpoint: 'GET /reporting/transactions', scope: 'Reporting' } as const
const refusal = (status: number, text: string, headers = new Headers()): DutchieError =>
  new DutchieError({ status, text, headers }, call)

describe('what Dutchie says when it refuses', () => {
  test('a plain string, quoted or not', () => {
    expect(readRefusal('"Date range too long"').messages).toEqual(['Date range too long'])
    expect(readRefusal('Date range too long').messages).toEqual(['Date range too long'])
    expect(readRefusal('')).toEqual({ messages: [], problems: [], traceId: null })
  })

  test('a message with fields, in either case', () => {
    const body = {
      Message: 'Invalid request',
      PropertyErrors: [{ PropertyName: 'VendorId', PropertyError: 'unknown' }],
    }
    expect(readRefusal(JSON.stringify(body))).toEqual({
      messages: ['Invalid request', 'unknown'],
      problems: [{ path: 'VendorId', message: 'unknown' }],
      traceId: null,
    })
  })

  test('a validation result', () => {
    const body = {
      isValid: false,
      errors: [{ propertyName: 'FromDateUTC', errorMessage: 'mutually exclusive', severity: 0 }],
      ruleSetsExecuted: ['default'],
    }
    const error = refusal(400, JSON.stringify(body))
    expect(error.problems).toEqual([{ path: 'FromDateUTC', message: 'mutually exclusive' }])
    expect(error).toMatchObject({ kind: 'invalid', retryable: false, code: 'dutchie_400' })
    expect(error.message).toContain('mutually exclusive')
  })

  test('the limiter, with its trace id and what to wait', () => {
    const body =
      '{"Message":"Too many requests - only 120 per minute allowed","TraceId":"0HM2AFJV13H6F:00000001"}'
    const error = refusal(429, body, new Headers({ 'retry-after': '7' }))
    expect(error).toMatchObject({
      kind: 'too_many_requests',
      retryable: true,
      traceId: '0HM2AFJV13H6F:00000001',
      retryAfterSeconds: 7,
    })
  })

  test.each([
    [401, 'forbidden', false, 'Check the key'],
    [403, 'forbidden', false, '"Reporting" permission'],
    [404, 'not_found', false, 'does not exist'],
    [500, 'unavailable', true, 'has trouble'],
    [503, 'unavailable', true, 'switched its transaction report off'],
  ])('%i gives advice', (status, kind, retryable, words) => {
    const error = refusal(status, '')
    expect(error).toMatchObject({ kind, retryable })
    expect(error.advice.join(' ')).toContain(words)
  })
})
