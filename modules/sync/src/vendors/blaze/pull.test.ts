import { afterAll, beforeAll, expect, test } from 'vitest'
import { smallShop, startBlazeSimulator, type BlazeSimulator } from '@suite/blaze/simulator'
import { createSend } from '@suite/outbound'
import type { Access, PulledPage } from '../port.ts'
import { blazeAdapter } from './adapter.ts'

const NOW = new Date('2026-04-20T18:00:00Z')
const window = { from: new Date(NOW.getTime() - 31 * 86_400_000), until: NOW }
let blaze: BlazeSimulator
beforeAll(async () => {
  blaze = await startBlazeSimulator({ state: smallShop(NOW, 9), start: NOW })
})
afterAll(() => blaze.stop())

const access = (): Access => ({
  // a limiter of its own kind: limits are not what is tried here
  send: createSend({
    limiter: { take: () => Promise.resolve(() => Promise.resolve()), hold: () => Promise.resolve() },
  }),
  settings: { baseUrl: blaze.url },
  credentials: { ...blaze.state.keys },
  timeZone: 'America/Los_Angeles',
  state: 'CA',
  now: () => blaze.clock.now(),
})
const read = (stream: string, { text }: PulledPage) =>
  blazeAdapter.read(stream, text, { timeZone: 'America/Los_Angeles', settings: access().settings })

test('a walk that was cut off goes on where it ended, and no sale is missing', async () => {
  const taken = new Set<string>()
  let cursor: unknown = {}
  const days = new Set<string>()
  let rounds = 0
  for (;;) {
    for await (const page of blazeAdapter.pull(access(), 'transactions', window, cursor)) {
      for (const { externalId } of read('transactions', page).sales ?? []) taken.add(externalId)
      cursor = page.cursor
      const before = days.size
      days.add(JSON.stringify(cursor))
      // cut off each time a new stretch of days begins
      if (days.size > before && before > 0) break
    }
    rounds += 1
    if (days.size <= rounds) break
  }
  expect([...taken].toSorted()).toEqual([...blaze.state.transactions.keys()].toSorted())
})

test('rows that cannot be read are refused by themselves, with the reason; open carts are left', () => {
  const time = { completedTime: NOW.getTime(), transType: 'Sale' }
  const item = { id: 'l', productId: 'p', quantity: 1, finalPrice: 3 }
  const rows = [
    { id: 'a', ...time, status: 'Completed', cart: { items: [] } },
    { id: 'b', ...time, cart: { items: [{ ...item, quantity: 'many' }] } },
    { id: 'c', ...time, cart: { items: [item], subTotalDiscount: 9 } },
    { id: 'd' },
    { id: 'e', ...time, status: 'InProgress', cart: { items: [item] } },
  ]
  const text = JSON.stringify({ rows, units: {}, batches: {} })
  const page = read('transactions', { text, rows: 5, cursor: null })
  expect(page.sales).toMatchObject([{ externalId: 'a', soldAt: NOW.toISOString(), lines: [] }])
  expect(page.refused).toMatchObject([
    { externalId: 'b', code: 'unlike_documentation', reason: expect.stringContaining('quantity') as string },
    { externalId: 'd', code: 'unlike_documentation' },
    {
      externalId: 'c',
      code: 'contradicts_itself',
      reason: expect.stringContaining('Open it in BLAZE') as string,
    },
  ])
})
