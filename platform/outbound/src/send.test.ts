import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { startSimulator, type Simulator } from '@suite/simulator'
import { createSend, localLimiter, type OutboundError, readJson, VendorShapeError } from './index.ts'

let simulator: Simulator
let written: number
const waits: number[] = []
const limiter = localLimiter()
const send = createSend({
  limiter,
  retries: 3,
  sleep: (ms) => {
    waits.push(ms)
    return Promise.resolve()
  },
})
beforeEach(async () => {
  waits.length = 0
  written = 0
  simulator = await startSimulator({
    name: 'shop',
    seed: 7,
    answer: ({ method }) => {
      if (method === 'POST') written += 1
      return { status: 200, body: { rows: [1, 2, 3, 4, 5, 6, 7, 8], at: 'now' }, rowsAt: 'rows' }
    },
    faces: {
      rateLimited: (seconds) => ({ status: 429, headers: { 'retry-after': String(seconds) }, body: {} }),
      serverError: () => ({ status: 500, body: { message: 'oops' } }),
      unauthorized: () => ({ status: 401 }),
    },
  })
})
afterEach(() => simulator.stop())
const get = () => send({ method: 'GET', url: `${simulator.url}/things` })
const post = (repeatable?: boolean) =>
  send({
    method: 'POST',
    url: `${simulator.url}/things`,
    body: '{}',
    ...(repeatable === undefined ? {} : { repeatable }),
  })
const failure = (work: Promise<unknown>): Promise<OutboundError> =>
  work.then(
    () => Promise.reject(new Error('it answered')),
    (error: unknown) => error as OutboundError,
  )

describe('reading', () => {
  test('gets through errors, broken connections and refusals for haste', async () => {
    simulator.trouble([
      { kind: 'server_error', times: 1 },
      { kind: 'lost_answer', times: 1 },
      { kind: 'rate_limited', times: 1, amount: 2 },
    ])
    expect((await get()).status).toBe(200)
    expect(simulator.log.map(({ trouble }) => trouble)).toEqual([
      'server_error',
      'lost_answer',
      'rate_limited',
      null,
    ])
    expect(waits).toHaveLength(3)
    expect(waits[2]).toBe(2000)
  })
  test('hands over the last refusal when patience ends', async () => {
    simulator.trouble([{ kind: 'server_error' }])
    expect((await get()).status).toBe(500)
    expect(simulator.log).toHaveLength(4)
  })
  test('says when nobody is there, and that nothing was sent', async () => {
    await simulator.stop()
    const error = await failure(get())
    expect(error).toMatchObject({ reason: 'unreachable', outcome: 'not_sent' })
  })
  test('does not wait forever', async () => {
    simulator.trouble([{ kind: 'slow_drip', amount: 60_000 }])
    const error = await failure(send({ method: 'GET', url: simulator.url, timeoutMs: 50 }))
    expect(error).toMatchObject({ reason: 'timeout', outcome: 'unknown' })
  })
  test('stops reading an answer that never ends', async () => {
    const error = await failure(send({ method: 'GET', url: simulator.url, maxBytes: 10 }))
    expect(error.reason).toBe('too_large')
    expect(simulator.log).toHaveLength(1)
  })
  test('leaves a host alone that keeps failing', async () => {
    simulator.trouble([{ kind: 'server_error' }])
    await get()
    await get()
    const error = await failure(get())
    expect(error).toMatchObject({ reason: 'circuit_open', outcome: 'not_sent' })
    expect(simulator.log).toHaveLength(8)
  })
  test('follows no redirect with the key in hand', async () => {
    const other = await startSimulator({
      name: 'away',
      answer: () => ({ status: 302, headers: { location: simulator.url } }),
      faces: {
        rateLimited: () => ({ status: 429 }),
        serverError: () => ({ status: 500 }),
        unauthorized: () => ({ status: 401 }),
      },
    })
    expect((await send({ method: 'GET', url: other.url })).status).toBe(302)
    expect(simulator.log).toHaveLength(0)
    await other.stop()
  })
})

describe('writing', () => {
  test('is never repeated when it may have taken effect', async () => {
    simulator.trouble([{ kind: 'lost_answer', times: 1 }])
    expect(await failure(post())).toMatchObject({ outcome: 'unknown' })
    expect(written).toBe(1)
    simulator.trouble([{ kind: 'server_error', times: 1 }])
    expect((await post()).status).toBe(500)
    expect(written).toBe(1)
  })
  test('is repeated when it was refused unsent, or may be', async () => {
    simulator.trouble([{ kind: 'rate_limited', times: 2 }])
    expect((await post()).status).toBe(200)
    expect(written).toBe(1)
    simulator.trouble([{ kind: 'server_error', times: 1 }])
    expect((await post(true)).status).toBe(200)
  })
})

describe('reading JSON', () => {
  const where = { vendor: 'Shop', endpoint: 'GET /things' }
  test('lets unknown fields pass and names those that are wrong', async () => {
    expect(readJson(await get(), z.object({ at: z.string() }), where)).toEqual({ at: 'now' })
    const wrong = z.object({ at: z.number(), missing: z.string() })
    await expect(get().then((answer) => readJson(answer, wrong, where))).rejects.toThrow(
      /Shop.*at:.*missing:/,
    )
  })
  test('notices a text that was cut', async () => {
    simulator.trouble([{ kind: 'truncated_json' }])
    const answer = await get()
    expect(() => readJson(answer, z.unknown(), where)).toThrow(VendorShapeError)
  })
  test('sees doubled and shuffled rows as they came', async () => {
    simulator.trouble([{ kind: 'doubled_rows' }])
    const rows = readJson(await get(), z.object({ rows: z.array(z.number()) }), where).rows
    expect(rows.length).toBeGreaterThan(8)
    expect(new Set(rows).size).toBe(8)
  })
})
