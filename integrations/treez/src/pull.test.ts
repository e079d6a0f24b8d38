import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import type { TreezClient } from './client.ts'
import { pullPackages, pullProducts, pullTickets } from './pull.ts'
import { clientOf, NOW, startShop } from './shop.fixture.ts'
import { addPackage, addProduct } from './simulator/build.ts'
import type { TreezSimulator } from './simulator/start.ts'
import { cancel, sell } from './simulator/till.ts'

let open: TreezSimulator | null = null
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
const ZONE = 'America/Los_Angeles'
const idOf = (row: unknown): string => (row as { ticket_id: string }).ticket_id
const pulled = async (
  client: TreezClient,
  from: number,
  until: number,
  now = NOW.getTime(),
): Promise<string[]> => {
  const ids: string[] = []
  const span = { from: new Date(from), until: new Date(until), now: new Date(now), timeZone: ZONE }
  for await (const { rows } of pullTickets(client, span)) ids.push(...rows.map((row) => idOf(row)))
  return ids
}

test('whenever tickets were closed, however days are meant and lists are told, none is missing', async () => {
  const ways = fc.record({
    days: fc.constantFrom('store', 'utc'),
    order: fc.constantFrom('newest_first', 'oldest_first'),
    totals: fc.constantFrom('told', 'untold'),
    pastEnd: fc.constantFrom('empty', 'refused'),
  })
  const ages = fc.array(fc.integer({ min: 1, max: 40 * 24 * 60 }), { maxLength: 130 })
  await fc.assert(
    fc.asyncProperty(ways, ages, fc.integer({ min: 5, max: 40 }), async (how, minutes, length) => {
      const { simulator, client, state, tags } = await startShop(how)
      for (const [n, age] of minutes.entries())
        sell(state, {
          soldAt: new Date(NOW.getTime() - age * 60_000),
          items: [{ tag: tags[n % 6] ?? '', quantity: 1 }],
        })
      const met = new Set<string>()
      // as sync walks: windows forwards, each from the end of the last
      const begin = NOW.getTime() - 41 * DAY
      for (let from = begin; from < NOW.getTime(); from += length * DAY)
        for (const id of await pulled(client, from, Math.min(NOW.getTime(), from + length * DAY))) met.add(id)
      expect([...met].toSorted()).toEqual([...state.tickets.keys()].toSorted())
      await simulator.stop()
    }),
    { numRuns: 12 },
  )
})

test('a window that changes are told of asks for them alone; an old one asks by days alone', async () => {
  const { client, simulator } = await start()
  await pulled(client, NOW.getTime() - 20 * DAY, NOW.getTime())
  expect(simulator.log.map(({ path }) => path.includes('/lastUpdated/'))).toEqual([true])
  const before = simulator.log.length
  await pulled(client, NOW.getTime() - 60 * DAY, NOW.getTime() - 58 * DAY)
  const asked = simulator.log.slice(before).map(({ path }) => path.split('/').at(-5))
  expect(asked).toEqual(['2026-02-19', '2026-02-20', '2026-02-21'])
})

test('what changes while it is walked in trouble comes in its last state, at the latest with the next walk', async () => {
  const { client, simulator, state, tags } = await start({ order: 'oldest_first', pastEnd: 'refused' })
  for (let n = 0; n < 160; n += 1)
    sell(state, {
      soldAt: new Date(NOW.getTime() - (n + 1) * 600_000),
      items: [{ tag: tags[n % 6] ?? '', quantity: 1 }],
    })
  simulator.trouble([
    { kind: 'server_error', share: 0.1 },
    { kind: 'lost_answer', share: 0.1 },
    { kind: 'doubled_rows', share: 0.3 },
    { kind: 'shuffled_rows', share: 0.5 },
  ])
  const last = new Map<string, string>()
  const walk = async (from: number, cancelling: boolean): Promise<void> => {
    const now = simulator.clock.now()
    const span = { from: new Date(from), until: now, now, timeZone: ZONE }
    for await (const { rows } of pullTickets(client, span)) {
      for (const row of rows) last.set(idOf(row), (row as { order_status: string }).order_status)
      const early = [...state.tickets.values()].findLast(({ status }) => status === 'COMPLETED')
      // it moves from the pages that were read to the end, and all behind it one place forwards
      if (early !== undefined && cancelling) cancel(state, early.id, new Date(now.getTime() + 1_000))
    }
  }
  await walk(NOW.getTime() - 3 * DAY, true)
  expect([...last.keys()].toSorted()).toEqual([...state.tickets.keys()].toSorted())
  simulator.clock.advance(60_000)
  await walk(NOW.getTime() - 900_000, false)
  const truth = new Map([...state.tickets].map(([id, { status }]) => [id, status]))
  expect([...truth.values()]).toContain('CANCELED')
  expect(last).toEqual(truth)
})

test('every product and package comes once, whatever the page size', async () => {
  const { client, state, simulator } = await start()
  for (let n = 0; n < 120; n += 1) {
    const fields = { sku: `S${n}`, name: `Item ${n}`, category: 'EDIBLE', price: 5 }
    const { id } = addProduct(state, fields, NOW)
    addPackage(state, { tag: `1A4060300009${n}`, productId: id, quantity: 10 }, NOW)
  }
  const countOf = async (pages: AsyncGenerator<readonly unknown[]>): Promise<number> => {
    let count = 0
    for await (const page of pages) count += page.length
    return count
  }
  expect(await countOf(pullProducts(client))).toBe(123)
  expect(await countOf(pullPackages(client))).toBe(126)
  // a server that goes by another word gives its first page for ever: better no stock than a third of it
  const deaf = clientOf(simulator, { packagesPage: 'pageNumber' })
  await expect(countOf(pullPackages(deaf))).rejects.toThrow('76 packages of its total never came')
})
