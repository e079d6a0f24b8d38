import { afterAll, beforeAll, expect, test } from 'vitest'
import { smallShop, startCovaSimulator, type CovaSimulator } from '@suite/cova/simulator'
import { createSend } from '@suite/outbound'
import type { Access, PulledPage } from '../port.ts'
import { covaAdapter } from './adapter.ts'

const NOW = new Date('2026-04-20T18:00:00Z')
const window = { from: new Date(NOW.getTime() - 31 * 86_400_000), until: NOW }
let cova: CovaSimulator
beforeAll(async () => {
  cova = await startCovaSimulator({ state: smallShop(NOW, 9), start: NOW })
})
afterAll(() => cova.stop())

const access = (): Access => ({
  // a limiter of its own kind: limits are not what is tried here
  send: createSend({
    limiter: { take: () => Promise.resolve(() => Promise.resolve()), hold: () => Promise.resolve() },
  }),
  settings: {
    baseUrl: cova.url,
    companyId: String(cova.state.companyId),
    locationId: String([...cova.state.locations.keys()][0]),
  },
  credentials: { ...cova.state.keys },
  timeZone: 'America/New_York',
  state: 'NJ',
  now: () => cova.clock.now(),
})
const read = (stream: string, { text }: PulledPage) =>
  covaAdapter.read(stream, text, { timeZone: 'America/New_York', settings: access().settings })

test('a walk that was cut off goes on where it ended, and no sale is missing', async () => {
  const taken = new Set<string>()
  let asked = 0
  let cursor: unknown = {}
  for (;;) {
    let pages = 0
    for await (const page of covaAdapter.pull(access(), 'invoices', window, cursor)) {
      for (const { externalId } of read('invoices', page).sales ?? []) taken.add(externalId)
      cursor = page.cursor
      pages += 1
      asked += page.rows
      if (pages === 2) break
    }
    if (pages < 2) break
  }
  expect([...taken].toSorted()).toEqual([...cova.state.invoices.keys()].toSorted())
  // parts that were taken are not asked for again, but for the seams
  expect(asked).toBeLessThan(taken.size * 1.1)
})

test('rows that cannot be read are refused by themselves, with the reason', () => {
  const rows = [
    { Id: 'a', Items: [], SubTotal: 0, TaxTotal: 0, SoldDateUtc: '2026-04-20T10:00:00' },
    {
      Id: 'b',
      Items: [{ Id: 'l', ProductId: 'p', Quantity: 'many', UnitPrice: 3 }],
      SoldDateUtc: NOW.toISOString(),
    },
    {
      Id: 'c',
      Items: [{ Id: 'l', ProductId: 'p', Quantity: 1, UnitPrice: 3 }],
      SubTotal: 9,
      SoldDateUtc: NOW.toISOString(),
    },
    { Id: 'd' },
  ]
  const page = read('invoices', { text: JSON.stringify({ rows }), rows: 4, cursor: null })
  expect(page.sales).toMatchObject([{ externalId: 'a', soldAt: '2026-04-20T10:00:00.000Z', lines: [] }])
  expect(page.refused).toMatchObject([
    { externalId: 'b', code: 'unlike_documentation', reason: expect.stringContaining('Quantity') as string },
    { externalId: 'd', code: 'unlike_documentation' },
    {
      externalId: 'c',
      code: 'contradicts_itself',
      reason: expect.stringContaining('Open it in Cova') as string,
    },
  ])
})
