import { afterEach, describe, expect, it } from 'vitest'
import type { BatchReply, ForecastBatch } from './messages.ts'
import { openForecastPool, type ForecastPool, type PoolOptions } from './pool.ts'

const program = new URL('../../test/troubled-worker.ts', import.meta.url)
const doing = (state: string, series: unknown = []): ForecastBatch => ({
  state,
  closedWeekdays: [],
  series: series as ForecastBatch['series'],
})

let pool: ForecastPool
const open = (options: PoolOptions = {}): ForecastPool =>
  (pool = openForecastPool({ program, size: 2, ...options }))
afterEach(() => pool.close())

describe('the forecasting threads', () => {
  it('answer every batch, however many there are', async () => {
    open()
    const replies = await Promise.all(Array.from({ length: 40 }, () => pool.run(doing('work'))))
    expect(replies.every((reply) => reply.kind === 'done')).toBe(true)
    const served = replies.flatMap((reply) =>
      reply.kind === 'done' ? reply.failures.map((f) => Number(f.productId)) : [],
    )
    // two threads shared forty batches between them
    expect(served.filter((n) => n === 1)).toHaveLength(2)
  })

  it('are replaced when one dies, and its batch is tried once more', async () => {
    const tries = new SharedArrayBuffer(4)
    expect(await open().run(doing('die once', tries))).toMatchObject({ kind: 'done' })
    expect(new Int32Array(tries)[0]).toBe(2)
  })

  it('give up a batch that kills two threads, and go on with the others', async () => {
    open()
    const [bad, worse, good] = await Promise.all([
      pool.run(doing('die')),
      pool.run(doing('throw')),
      pool.run(doing('work')),
    ])
    expect(bad).toMatchObject({ kind: 'failed', reason: expect.stringContaining('twice') })
    expect(worse).toMatchObject({ kind: 'failed' })
    expect(good).toMatchObject({ kind: 'done' })
  })

  it('are stopped when they hang', async () => {
    expect(await open({ longestMs: 200 }).run(doing('hang'))).toMatchObject({
      kind: 'failed',
      reason: expect.stringContaining('took too long'),
    })
  })

  it('are told what they may use before the next task, those that start later too', async () => {
    open()
    await pool.run(doing('work'))
    pool.equip({ global: null, network: null, launches: null })
    const replies = await Promise.all(Array.from({ length: 40 }, () => pool.run(doing('work'))))
    const served = replies.flatMap((reply) =>
      reply.kind === 'done' ? reply.failures.map((f) => Number(f.productId)) : [],
    )
    expect(served.every((n) => n > 100)).toBe(true)
  })

  it('answer nothing to a task that kills two of them', async () => {
    expect(await open().ask({ kind: 'learn', lesson: { horizon: 14, series: [] } })).toBeNull()
    expect(await pool.run(doing('work'))).toMatchObject({ kind: 'done' })
  })

  it('end with the signal: work under way and waiting is refused with its reason', async () => {
    const stop = new AbortController()
    open({ signal: stop.signal, size: 1 })
    const running: Promise<BatchReply>[] = [pool.run(doing('hang')), pool.run(doing('work'))]
    stop.abort(new Error('the process stops'))
    const settled = await Promise.allSettled([...running, pool.run(doing('work'))])
    expect(settled.map((each) => (each.status === 'rejected' ? String(each.reason) : each.value))).toEqual(
      Array.from({ length: 3 }, () => 'Error: the process stops'),
    )
  })
})
