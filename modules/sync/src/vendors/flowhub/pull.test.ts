import { afterAll, beforeAll, expect, test } from 'vitest'
import { smallShop, startFlowhubSimulator, type FlowhubSimulator } from '@suite/flowhub/simulator'
import { createSend } from '@suite/outbound'
import type { Access, PulledPage } from '../port.ts'
import { flowhubAdapter } from './adapter.ts'

const NOW = new Date('2026-04-20T18:00:00Z')
const window = { from: new Date(NOW.getTime() - 33 * 86_400_000), until: NOW }
let flowhub: FlowhubSimulator
beforeAll(async () => {
  flowhub = await startFlowhubSimulator({ state: smallShop(NOW, 9), start: NOW })
})
afterAll(() => flowhub.stop())

const access = (): Access => ({
  // a limiter of its own kind: limits are not what is tried here
  send: createSend({
    limiter: { take: () => Promise.resolve(() => Promise.resolve()), hold: () => Promise.resolve() },
  }),
  settings: { baseUrl: flowhub.url, locationId: [...flowhub.state.locations.keys()][0] ?? '' },
  credentials: { ...flowhub.state.keys },
  timeZone: 'America/Denver',
  state: 'CO',
  now: () => flowhub.clock.now(),
})
const read = (stream: string, { text }: Pick<PulledPage, 'text'>, settings: Access['settings'] = {}) =>
  flowhubAdapter.read(stream, text, { timeZone: 'America/Denver', settings })

test('a walk that was cut off goes on where it ended, and no sale is missing', async () => {
  const taken = new Set<string>()
  let cursor: unknown = {}
  const days = new Set<string>()
  let rounds = 0
  for (;;) {
    for await (const page of flowhubAdapter.pull(access(), 'orders', window, cursor)) {
      for (const { externalId } of read('orders', page).sales ?? []) taken.add(externalId)
      cursor = page.cursor
      const before = days.size
      days.add(JSON.stringify(cursor))
      // cut off each time a new stretch of days begins
      if (days.size > before && before > 0) break
    }
    rounds += 1
    if (days.size <= rounds) break
  }
  expect([...taken].toSorted()).toEqual([...flowhub.state.orders.keys()].toSorted())
})

test('goods go by the size that is sold, or by their own number where a shop chose it', async () => {
  const pages: PulledPage[] = []
  for await (const page of flowhubAdapter.pull(access(), 'products', null, {})) pages.push(page)
  const [page] = pages
  if (page === undefined) throw new Error('nothing came')
  expect(read('products', page).products).toHaveLength(6)
  const numbered = read('products', page, { productNumber: ' productId ' }).products ?? []
  expect(numbered.map(({ sku }) => sku)).toEqual([...flowhub.state.packages.keys()])
  expect(() => read('products', page, { productNumber: 'sku' })).toThrow('Leave it empty')
})

test('goods that are only locked away, or only in the list of what is for sale, are known too', async () => {
  const rowsOf = (name: string, variantId: string) => [{ variantId, productName: name, quantity: 1 }]
  const pages: PulledPage[] = []
  const send: Access['send'] = async (request) => {
    const rows = request.url.includes('ByRooms') ? rowsOf('Locked away', 'v1') : rowsOf('Sold out', 'v2')
    const text = JSON.stringify({ data: rows })
    return { status: 200, headers: new Headers(), text, bytes: new TextEncoder().encode(text) }
  }
  for await (const page of flowhubAdapter.pull({ ...access(), send }, 'products', null, {})) pages.push(page)
  const names = pages.flatMap((page) => read('products', page).products ?? []).map(({ name }) => name)
  expect(names.toSorted()).toEqual(['Locked away', 'Sold out'])
})

test('rows that cannot be read are refused by themselves, with the reason; open carts are left', () => {
  const time = { completedOn: NOW.toISOString(), orderStatus: 'sold' }
  const item = { variantId: 'v', quantity: 1, unitPrice: 300, totalPrice: 300 }
  const rows = [
    { id: 'a', ...time, itemsInCart: [] },
    { id: 'b', ...time, itemsInCart: [{ ...item, quantity: 'many' }] },
    { id: 'c', ...time, itemsInCart: [item], totals: { FinalTotal: 900 } },
    { orderStatus: 'sold' },
    { id: 'e', ...time, orderStatus: 'Pending', itemsInCart: [item] },
    { id: 'f', ...time, itemsInCart: [{ quantity: 1, totalPrice: 5 }] },
  ]
  const page = read('orders', { text: JSON.stringify({ rows, goods: {} }) })
  expect(page.sales).toMatchObject([{ externalId: 'a', soldAt: NOW.toISOString(), lines: [] }])
  expect(page.refused).toMatchObject([
    { externalId: 'b', code: 'unlike_documentation', reason: expect.stringContaining('quantity') as string },
    { externalId: 'unknown', code: 'unlike_documentation' },
    { externalId: 'c', code: 'contradicts_itself' },
    { externalId: 'f', code: 'no_product', reason: expect.stringContaining('Open it in Flowhub') as string },
  ])
})
