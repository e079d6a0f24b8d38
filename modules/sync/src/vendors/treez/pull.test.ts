import { afterAll, beforeAll, expect, test } from 'vitest'
import { createSend } from '@suite/outbound'
import { makeKeys, smallShop, startTreezSimulator, type TreezSimulator } from '@suite/treez/simulator'
import type { Access, PulledPage } from '../port.ts'
import { treezAdapter } from './adapter.ts'

const NOW = new Date('2026-04-20T18:00:00Z')
const window = { from: new Date(NOW.getTime() - 61 * 86_400_000), until: NOW }
let treez: TreezSimulator
beforeAll(async () => {
  treez = await startTreezSimulator({ state: smallShop(NOW, makeKeys(), 9), start: NOW })
})
afterAll(() => treez.stop())

const access = (): Access => ({
  // a limiter of its own kind: limits are not what is tried here
  send: createSend({
    limiter: { take: () => Promise.resolve(() => Promise.resolve()), hold: () => Promise.resolve() },
  }),
  settings: {
    baseUrl: treez.url,
    dispensary: treez.state.store.dispensary,
    organizationId: treez.state.keys.organizationId,
  },
  credentials: { ...treez.state.keys },
  timeZone: 'America/Los_Angeles',
  state: 'CA',
  now: () => treez.clock.now(),
})
const read = (stream: string, { text }: Pick<PulledPage, 'text'>) =>
  treezAdapter.read(stream, text, { timeZone: 'America/Los_Angeles', settings: access().settings })

test('a walk that was cut off goes on where it ended, and no sale is missing', async () => {
  const taken = new Set<string>()
  const asked: string[] = []
  let cursor: unknown = {}
  for (let cuts = 0; cuts < 6; cuts += 1) {
    let pages = 0
    for await (const page of treezAdapter.pull(access(), 'tickets', window, cursor)) {
      for (const { externalId } of read('tickets', page).sales ?? []) taken.add(externalId)
      asked.push(JSON.stringify(page.cursor))
      cursor = page.cursor
      pages += 1
      if (pages === 5 && cuts < 5) break
    }
  }
  const sales = [...treez.state.tickets.values()].filter(({ status }) => status !== 'IN_PROCESS')
  expect([...taken].toSorted()).toEqual(sales.map(({ id }) => id).toSorted())
  // days that were taken are not walked again, but for the one that was cut off
  expect(asked).toEqual(asked.toSorted())
  expect(new Set(asked).size).toBeGreaterThan(30)
})

test('a walk that goes on days later asks by their days for what is out of reach of changes by then', async () => {
  const taken = new Set<string>()
  const take = async (cursor: unknown, until: (page: PulledPage) => boolean): Promise<unknown> => {
    for await (const page of treezAdapter.pull(access(), 'tickets', window, cursor)) {
      for (const { externalId } of read('tickets', page).sales ?? []) taken.add(externalId)
      if (until(page)) return page.cursor
    }
    return null
  }
  // the first page of changes holds many at once, unlike those of days
  const cursor = await take({}, ({ rows }) => rows === 50)
  expect(cursor).not.toBeNull()
  treez.clock.advance(6 * 86_400_000)
  await take(cursor, () => false)
  const sales = [...treez.state.tickets.values()].filter(({ status }) => status !== 'IN_PROCESS')
  expect([...taken].toSorted()).toEqual(sales.map(({ id }) => id).toSorted())
})

test('rows that cannot be read are refused by themselves, with the reason; orders on their way are left', () => {
  const at = NOW.toISOString()
  const sold = { order_status: 'COMPLETED', date_closed: at, last_updated_at: at }
  const item = { id: 'l', product_id: 'p', quantity: 1, price_sell: 3, tax: [] }
  const rows = [
    { ticket_id: 'a', ...sold, items: [], sub_total: 0, tax_total: 0 },
    { ticket_id: 'b', ...sold, items: [{ ...item, quantity: 'many' }] },
    { ticket_id: 'c', order_number: 'AIISV2', ...sold, items: [item], sub_total: 9 },
    { ticket_id: 'd', ...sold, date_closed: 'yesterday' },
    { ticket_id: 'e', order_status: 'IN_PROCESS', items: [item] },
    { order_status: 'COMPLETED' },
  ]
  const page = read('tickets', { text: JSON.stringify({ rows, units: {}, tags: {} }) })
  expect(page.sales).toMatchObject([{ externalId: 'a', soldAt: at, lines: [] }])
  expect(page.refused).toMatchObject([
    { externalId: 'b', code: 'unlike_documentation', reason: expect.stringContaining('quantity') as string },
    { externalId: 'd', reason: expect.stringContaining('date_closed') as string },
    { externalId: 'unknown', reason: expect.stringContaining('ticket_id') as string },
    { externalId: 'c', code: 'contradicts_itself', reason: expect.stringContaining('AIISV2') as string },
  ])
})
