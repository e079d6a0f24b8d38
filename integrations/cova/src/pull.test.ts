import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import type { CovaClient } from './client.ts'
import { pullInvoices, pullProducts } from './pull.ts'
import { clientOf, NOW, startShop } from './shop.fixture.ts'
import { addProduct } from './simulator/build.ts'
import type { CovaSimulator } from './simulator/start.ts'
import { sell } from './simulator/till.ts'

let open: CovaSimulator | null = null
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
const idOf = (row: unknown): string => (row as { Id: string }).Id
const pulled = async (client: CovaClient, from: number, until: number, top: number): Promise<string[]> => {
  const ids: string[] = []
  for await (const { rows } of pullInvoices(
    client,
    { from: new Date(from), until: new Date(until) },
    { top },
  ))
    ids.push(...rows.map((row) => idOf(row)))
  return ids
}

/** A client of a list in memory whose servers cut every answer at `top` rows, in any order. */
const listClient = (times: readonly number[], turn: (n: number) => number): CovaClient => {
  const refuse = () => Promise.reject(new Error('not asked'))
  return {
    companyId: '1',
    locationId: 1,
    products: refuse,
    customers: refuse,
    invoice: (id) => Promise.resolve({ Id: id }),
    summaries: ({ from, until }, { skip, top }) =>
      Promise.resolve(
        times
          .map((time, n) => ({ Id: `i${n}`, time, place: turn(n) }))
          .filter(({ time }) => time >= from.getTime() && time <= until.getTime())
          .toSorted((one, other) => one.place - other.place)
          .slice(skip, skip + top),
      ),
  }
}

test('however changes lie in time and in whatever order they are listed, none is lost', async () => {
  const spread = fc.array(
    fc.oneof(
      fc.integer({ min: 0, max: DAY }),
      // many at one instant, as an import of a till leaves them
      fc.constantFrom(5_000, 5_001, 60_000),
    ),
    { maxLength: 120 },
  )
  await fc.assert(
    fc.asyncProperty(spread, fc.integer({ min: 1, max: 9 }), fc.integer(), async (times, top, seed) => {
      const client = listClient(times, (n) => (n * 7919 + seed) % 101)
      const ids = new Set(await pulled(client, 0, DAY, top))
      expect(ids.size).toBe(times.length)
    }),
    { numRuns: 150 },
  )
})

test('every part of a walk ends where the next begins, up to the end of the span', async () => {
  const client = listClient([1_000, 2_000, 40_000, 41_000, 80_000_000], (n) => n)
  let covered = 0
  for await (const { until } of pullInvoices(
    client,
    { from: new Date(0), until: new Date(DAY) },
    { top: 2 },
  )) {
    expect(until.getTime()).toBeGreaterThan(covered)
    covered = until.getTime()
  }
  expect(covered).toBe(DAY)
})

test('invoices come whole in trouble, each in its last state, also those that change while they are walked', async () => {
  const { client, simulator, state, location, tags } = await start({ largestListTop: 5 })
  for (let n = 0; n < 60; n += 1)
    sell(state, location, {
      soldAt: new Date(NOW.getTime() - n * 3_600_000),
      lines: [{ tag: tags[n % 6] ?? '', quantity: 1 }],
    })
  simulator.trouble([
    { kind: 'server_error', share: 0.1 },
    { kind: 'lost_answer', share: 0.1 },
    { kind: 'doubled_rows', share: 0.3 },
    { kind: 'shuffled_rows', share: 0.5 },
  ])
  const seen = new Set<string>()
  const walk = async (from: number, until: number): Promise<void> => {
    const span = { from: new Date(from), until: new Date(until) }
    for await (const { rows } of pullInvoices(client, span, { top: 5 })) {
      for (const row of rows) seen.add(idOf(row))
      const late = [...state.invoices.values()].find(({ id, voided }) => !voided && !seen.has(id))
      if (late === undefined || seen.size % 2 === 0) continue
      // it moves past the end of the walk
      late.voided = true
      late.changedAt = new Date(until + 1_000)
    }
  }
  await walk(NOW.getTime() - 4 * DAY, NOW.getTime())
  await walk(NOW.getTime(), NOW.getTime() + 60_000)
  expect([...seen].toSorted()).toEqual([...state.invoices.keys()].toSorted())
})

test('an invoice that is listed but gone is given by its id', async () => {
  const client = listClient([1_000], (n) => n)
  const { client: real } = await start()
  const both = { ...client, invoice: real.invoice }
  expect(await pulled(both, 0, DAY, 5)).toEqual(['i0'])
})

test('every product comes once, whatever the page size, and a server that ignores pages ends the walk', async () => {
  const { client, simulator, state } = await start()
  for (let n = 0; n < 20; n += 1)
    addProduct(state, { sku: `S${n}`, name: `Item ${n}`, category: 'Edibles', price: 5 }, NOW)
  const countOf = async (from: CovaClient, top: number): Promise<number> => {
    let count = 0
    for await (const page of pullProducts(from, { top })) count += page.length
    return count
  }
  for (const top of [1, 7, 23, 100]) expect(await countOf(client, top)).toBe(23)
  const whole = await clientOf(simulator).products({ skip: 0, top: 100 })
  const deaf = { ...client, products: () => Promise.resolve(whole) }
  expect(await countOf(deaf, 5)).toBe(23)
})
