import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import type { BlazeClient } from './client.ts'
import { pullList, pullTransactions } from './pull.ts'
import { NOW, startShop, ZONE } from './shop.fixture.ts'
import type { BlazeSimulator } from './simulator/start.ts'
import { sell } from './simulator/till.ts'

let open: BlazeSimulator | null = null
afterEach(async () => {
  await open?.stop()
  open = null
})
const start = async (settings: Parameters<typeof startShop>[0] = {}) => {
  const shop = await startShop(settings)
  open = shop.simulator
  return shop
}

const DAY = 86_400_000
const HOUR = 3_600_000
const idOf = (row: unknown): string => (row as { id: string }).id

test('every sale of a span comes, whether ranges hold their last day and whose days they are', async () => {
  for (const lastDay of ['included', 'left_out'] as const)
    for (const days of ['store', 'utc'] as const) {
      const { client, simulator, state, batches } = await start({ lastDay, days, largestPage: 7 })
      for (let n = 0; n < 60; n += 1)
        sell(state, {
          soldAt: new Date(NOW.getTime() - n * 11 * HOUR),
          items: [{ taken: [{ batchId: batches[n % 6] ?? '', quantity: 1 }] }],
        })
      const span = { from: new Date(NOW.getTime() - 30 * DAY), until: NOW, timeZone: ZONE }
      const seen = new Set<string>()
      for await (const { rows } of pullTransactions(client, span)) for (const row of rows) seen.add(idOf(row))
      expect(seen.size).toBe(60)
      // a walk that was cut off goes on from its day
      const late: string[] = []
      for await (const { rows } of pullTransactions(client, { ...span, fromDay: '2026-04-19' }))
        late.push(...rows.map((row) => idOf(row)))
      expect(late.length).toBeGreaterThan(0)
      expect(late.length).toBeLessThan(10)
      await simulator.stop()
    }
})

test('in trouble none is lost, also of those sold while pages are walked', async () => {
  const { client, simulator, state, batches } = await start({ largestPage: 5 })
  const sellOne = (n: number) =>
    sell(state, {
      soldAt: new Date(NOW.getTime() - (n % 20) * HOUR),
      items: [{ taken: [{ batchId: batches[n % 6] ?? '', quantity: 1 }] }],
    })
  for (let n = 0; n < 60; n += 1) sellOne(n)
  const known = [...state.transactions.keys()]
  simulator.trouble([
    { kind: 'server_error', share: 0.1 },
    { kind: 'lost_answer', share: 0.1 },
    { kind: 'doubled_rows', share: 0.3 },
    { kind: 'shuffled_rows', share: 0.5 },
  ])
  const seen = new Set<string>()
  const span = { from: new Date(NOW.getTime() - DAY), until: NOW, timeZone: ZONE }
  for await (const { rows } of pullTransactions(client, span)) {
    for (const row of rows) seen.add(idOf(row))
    if (state.transactions.size < 75) sellOne(state.transactions.size)
  }
  expect(known.filter((id) => !seen.has(id))).toEqual([])
})

/** A list in memory that loses its first row after some calls, as when one is taken off it elsewhere. */
const listClient = (count: number, largest: number, lost: ReadonlySet<number>): BlazeClient => {
  let list = Array.from({ length: count }, (_, n) => ({ id: `i${n}`, modified: 1 }))
  let calls = 0
  return {
    store: () => Promise.reject(new Error('not asked')),
    list: (_, __, { skip, limit }) => {
      if (lost.has((calls += 1))) list = list.slice(1)
      const size = Math.min(limit, largest)
      return Promise.resolve({ values: list.slice(skip, skip + size), limit: size, total: list.length })
    },
  }
}

test('a list is read whole even when rows are taken off it meanwhile', async () => {
  const losses = fc.uniqueArray(fc.integer({ min: 2, max: 12 }), { maxLength: 1 })
  const some = fc.integer({ min: 1, max: 60 })
  await fc.assert(
    fc.asyncProperty(some, fc.integer({ min: 1, max: 9 }), losses, async (count, largest, lost) => {
      const seen: string[] = []
      for await (const page of pullList(listClient(count, largest, new Set(lost)), 'batches'))
        seen.push(...page.map((row) => idOf(row)))
      // the one taken off may have been read before
      for (let n = 1; n < count; n += 1) expect(seen).toContain(`i${n}`)
      expect(new Set(seen).size).toBe(seen.length)
    }),
    { numRuns: 200 },
  )
})

test('a server that ignores the place of a page ends the walk', async () => {
  const client = listClient(20, 100, new Set())
  const deaf: BlazeClient = {
    ...client,
    list: (name, query) => client.list(name, query, { skip: 0, limit: 20 }),
  }
  let count = 0
  for await (const page of pullList(deaf, 'products')) count += page.length
  expect(count).toBe(20)
})
