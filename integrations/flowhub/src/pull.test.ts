import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import type { FlowhubClient } from './client.ts'
import { pullCustomers, pullOrders } from './pull.ts'
import { NOW, startShop, ZONE } from './shop.fixture.ts'
import type { FlowhubSimulator } from './simulator/start.ts'
import { sell } from './simulator/till.ts'

let open: FlowhubSimulator | null = null
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

test('every order of a span comes, whatever the ends of a range mean, also on from where a walk was cut off', async () => {
  for (const ends of ['both', 'first', 'neither'] as const) {
    const { client, simulator, state, skus, location } = await start({ ends, largestPage: 7 })
    for (let n = 0; n < 60; n += 1)
      sell(state, {
        soldAt: new Date(NOW.getTime() - n * 11 * HOUR),
        items: [{ sku: skus[n % 6] ?? '', quantity: 1 }],
      })
    const span = { from: new Date(NOW.getTime() - 30 * DAY), until: NOW, timeZone: ZONE }
    const seen = new Set<string>()
    const days = new Set<string>()
    for await (const { rows, day } of pullOrders(client, location.importId, span)) {
      for (const row of rows) seen.add(idOf(row))
      days.add(day)
    }
    expect(seen.size).toBe(60)
    // whatever lies after the day a walk was cut off on comes again
    for (const fromDay of days) {
      const late = new Set<string>()
      for await (const { rows } of pullOrders(client, location.importId, { ...span, fromDay }))
        for (const row of rows) late.add(idOf(row))
      const due = [...state.orders.values()].filter(
        ({ createdAt }) => createdAt.getTime() >= Date.parse(`${fromDay}T06:00:00Z`),
      )
      expect(due.filter(({ id }) => !late.has(id))).toEqual([])
    }
    await simulator.stop()
  }
})

test('in trouble none is lost, also of those sold while pages are walked', async () => {
  const { client, simulator, state, skus, location } = await start({ largestPage: 5 })
  const sellOne = (n: number) =>
    sell(state, {
      soldAt: new Date(NOW.getTime() - (n % 20) * HOUR),
      items: [{ sku: skus[n % 6] ?? '', quantity: 1 }],
    })
  for (let n = 0; n < 60; n += 1) sellOne(n)
  const known = [...state.orders.keys()]
  simulator.trouble([
    { kind: 'server_error', share: 0.1 },
    { kind: 'lost_answer', share: 0.1 },
    { kind: 'doubled_rows', share: 0.3 },
    { kind: 'shuffled_rows', share: 0.5 },
  ])
  const seen = new Set<string>()
  const span = { from: new Date(NOW.getTime() - DAY), until: NOW, timeZone: ZONE }
  for await (const { rows } of pullOrders(client, location.importId, span)) {
    for (const row of rows) seen.add(idOf(row))
    if (state.orders.size < 75) sellOne(state.orders.size)
  }
  expect(known.filter((id) => !seen.has(id))).toEqual([])
})

const unasked = () => Promise.reject(new Error('not asked'))

/** A list in memory that loses its first row after some calls, as when one is taken off it elsewhere. */
const listClient = (count: number, largest: number, lost: ReadonlySet<number>): FlowhubClient => {
  let list = Array.from({ length: count }, (_, n) => ({ id: `i${n}` }))
  let calls = 0
  return {
    locations: unasked,
    catalogue: unasked,
    stock: unasked,
    orders: unasked,
    customers: (_, { page, size }) => {
      if (lost.has((calls += 1))) list = list.slice(1)
      const at = (page - 1) * Math.min(size, largest)
      return Promise.resolve({ rows: list.slice(at, at + Math.min(size, largest)), total: list.length })
    },
  }
}

test('a list is read whole even when rows are taken off it meanwhile', async () => {
  const losses = fc.uniqueArray(fc.integer({ min: 2, max: 12 }), { maxLength: 1 })
  const some = fc.integer({ min: 1, max: 60 })
  await fc.assert(
    fc.asyncProperty(some, fc.integer({ min: 1, max: 9 }), losses, async (count, largest, lost) => {
      const seen: string[] = []
      for await (const page of pullCustomers(listClient(count, largest, new Set(lost))))
        seen.push(...page.map((row) => idOf(row)))
      // the one taken off may have been read before
      for (let n = 1; n < count; n += 1) expect(seen).toContain(`i${n}`)
      expect(new Set(seen).size).toBe(seen.length)
    }),
    { numRuns: 200 },
  )
})

test('a server that ignores the place of a page, and one that counts wrongly, end the walk', async () => {
  const client = listClient(20, 100, new Set())
  for (const total of [20, 400, null]) {
    const deaf: FlowhubClient = {
      ...client,
      customers: async (query, { size }) => ({
        ...(await client.customers(query, { page: 1, size })),
        total,
      }),
    }
    let count = 0
    for await (const page of pullCustomers(deaf)) count += page.length
    expect(count).toBe(20)
  }
})
