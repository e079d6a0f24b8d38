import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { OutboundError, type Answer } from '@suite/outbound'
import type { BareCall } from './client.ts'
import { post } from './endpoint.ts'
import { writeRows } from './writes.ts'

const endpoint = post<{ readonly n: number }>('/things/v2/', 'Manage Things')
const reply = (status: number, body: unknown = ''): Answer => ({
  status,
  headers: new Headers(),
  text: typeof body === 'string' ? body : JSON.stringify(body),
  bytes: new Uint8Array(),
})

/** Metrc as far as writes go: refuses a call with a bad row whole, names every bad row. */
const vendor = (bad: (n: number) => boolean) => {
  const calls: number[][] = []
  const held: number[] = []
  return {
    calls,
    held,
    client: {
      call: ({ body }: BareCall) => {
        const rows = (body as { n: number }[]).map(({ n }) => n)
        calls.push(rows)
        const faults = rows.flatMap((n, row) => (bad(n) ? [{ row, message: `no ${n}` }] : []))
        if (faults.length > 0) return Promise.resolve(reply(400, faults))
        held.push(...rows)
        return Promise.resolve(reply(200, { Ids: rows.map((n) => n + 1000), Warnings: null }))
      },
    },
  }
}
const rows = (count: number) => Array.from({ length: count }, (_, n) => ({ n }))
const where = { licence: 'L' }

it('splits into calls of at most ten, in order, and speaks of every row by the caller’s index', () =>
  fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 65 }),
      fc.integer({ min: 1, max: 10 }),
      fc.array(fc.nat(70), { maxLength: 6 }),
      async (count, rowsPerCall, badOnes) => {
        const bad = new Set(badOnes)
        const { client, calls, held } = vendor((n) => bad.has(n))
        const outcomes = await writeRows(client, endpoint, rows(count), { ...where, rowsPerCall })
        expect(outcomes.map(({ index }) => index)).toEqual(rows(count).map(({ n }) => n))
        expect(calls.flat()).toEqual(rows(count).map(({ n }) => n))
        expect(Math.max(0, ...calls.map(({ length }) => length))).toBeLessThanOrEqual(rowsPerCall)
        for (const row of outcomes) {
          if (row.outcome === 'written') expect(row.id).toBe(row.index + 1000)
          expect(row.outcome === 'written').toBe(held.includes(row.index))
          expect(row.outcome === 'refused').toBe(bad.has(row.index))
          if (row.outcome === 'refused') expect(row.messages).toEqual([`no ${row.index}`])
        }
      },
    ),
  ))

describe('a call that fails', () => {
  const failing = (answer: Answer | OutboundError) => {
    let calls = 0
    return {
      call: () => {
        calls += 1
        if (calls < 2) return Promise.resolve(reply(200, { Ids: null, Warnings: 'careful' }))
        return answer instanceof OutboundError ? Promise.reject(answer) : Promise.resolve(answer)
      },
    }
  }
  const fates = async (answer: Answer | OutboundError) => {
    const outcomes = await writeRows(failing(answer), endpoint, rows(25), where)
    return [outcomes[0], outcomes[10], outcomes[20]].map((row) => row?.outcome)
  }

  it.each([
    ['a lost answer', new OutboundError('cut_off', 'unknown', 'h'), ['written', 'unknown', 'not_sent']],
    ['no connection', new OutboundError('unreachable', 'not_sent', 'h'), ['written', 'not_sent', 'not_sent']],
    ['a server fault', reply(500), ['written', 'unknown', 'not_sent']],
    ['too many calls', reply(429), ['written', 'not_sent', 'not_sent']],
    ['a wrong key', reply(401), ['written', 'refused', 'not_sent']],
    ['a message for all', reply(400, { Message: 'No.' }), ['written', 'held_back', 'held_back']],
    ['strings for all', reply(400, ['No.', 'Never.']), ['written', 'held_back', 'held_back']],
  ])('after %s', async (_, answer, expected) => {
    expect(await fates(answer)).toEqual(expected)
  })

  it('is written although its answer cannot be read, and passes warnings on', async () => {
    const client = { call: () => Promise.resolve(reply(200, '{"Ids":[1')) }
    expect(await writeRows(client, endpoint, rows(1), where)).toEqual([
      { index: 0, outcome: 'written', id: null, warning: null },
    ])
    const [first] = await writeRows(failing(reply(200)), endpoint, rows(1), where)
    expect(first).toMatchObject({ outcome: 'written', warning: 'careful' })
  })

  it('blames a row that was alone in its call', async () => {
    const client = { call: () => Promise.resolve(reply(400, { Message: 'No.' })) }
    expect(await writeRows(client, endpoint, rows(1), where)).toMatchObject([
      { outcome: 'refused', messages: ['No.'] },
    ])
  })
})

it('refuses a call without a licence or with too many rows in one', async () => {
  const { client } = vendor(() => false)
  await expect(writeRows(client, endpoint, rows(1), {})).rejects.toThrow(/licence number/)
  await expect(writeRows(client, endpoint, rows(1), { ...where, rowsPerCall: 11 })).rejects.toThrow(/1 to 10/)
})
