import { describe, expect, test } from 'vitest'
import { reports } from '../endpoints/reports.ts'
import { whoami } from '../endpoints/site.ts'
import { inventory } from '../endpoints/stock.ts'
import { toSale } from '../neutral/sale.ts'
import { pullTransactions } from '../pull-transactions.ts'
import { clientOf, directClient, NOW, openShop, ZONE } from '../shop.fixture.ts'
import { simulateDutchie } from './command-line.ts'
import { DEMO_KEY, smallShop } from './demo.ts'
import { sell, voidSale } from './till.ts'

describe('the simulator alone', () => {
  test('starts with a small shop and says how to reach it', async () => {
    const { simulator, lines } = await simulateDutchie(['--seed', '4', '--lag', '1000'])
    const client = clientOf(simulator, { locationKey: DEMO_KEY })
    expect((await client.one(whoami, {})).locationName).toBe('Evergreen Collective Denver')
    expect(lines.join('\n')).toContain(simulator.url)
    await simulator.stop()
  })

  test.each([
    ['--port', '70000'],
    ['--seed', 'x'],
  ])('refuses %s %s', async (option, value) => {
    await expect(simulateDutchie([option, value])).rejects.toThrow(option)
  })

  test('makes the same shop of the same seed, with every sale adding up', async () => {
    const [one, other] = [smallShop(NOW, 9), smallShop(NOW, 9)].map((state) => {
      const [location] = state.locations.values()
      return [...(location?.sales.rows() ?? [])]
    })
    expect(one).toEqual(other)
    const shop = smallShop(NOW, 9)
    shop.keys.set('key-of-denver', { locationId: 1, scopes: 'all', integratorKey: '' })
    const client = directClient(shop, () => NOW)
    let count = 0
    const span = { from: new Date(NOW.getTime() - 31 * 86_400_000), until: NOW }
    for await (const { rows } of pullTransactions(client, span))
      for (const row of rows) {
        expect(toSale(row, { timeZone: ZONE }).unexplained).toEqual([])
        count += 1
      }
    expect(count).toBeGreaterThanOrEqual(400)
  })
})

test('a store of 120,000 transactions answers a poll without looking at them all', async () => {
  const { state, location, packages } = openShop({ limits: null, lagMs: [60_000, 300_000] })
  const count = 120_000
  const pause = 300_000
  for (let n = 0; n < count; n += 1) {
    const soldAt = new Date(NOW.getTime() - (count - n) * pause)
    const packageId = packages[n % packages.length]?.id ?? 0
    const sold = sell(state, location, {
      soldAt,
      lines: [{ packageId, quantity: 1 }],
      movesStock: n % 300 === 0,
    })
    if (n % 400 === 0) voidSale(location, sold.id, new Date(soldAt.getTime() + 60_000))
  }
  expect(location.sales.size).toBe(count)
  let looks = 0
  const { seen } = location.sales
  const watched = {
    ...location.sales,
    get size() {
      return location.sales.size
    },
    seen: (id: number, now: number) => {
      looks += 1
      return seen(id, now)
    },
  }
  state.locations.set(location.id, { ...location, sales: watched })
  const client = directClient(state, () => NOW)
  const hour = { FromDateUTC: new Date(NOW.getTime() - 3_600_000), ToDateUTC: NOW }
  expect((await client.list(reports.transactions, hour)).rows.length).toBe(12)
  expect(looks).toBeLessThanOrEqual(13)
  const span = { from: new Date(NOW.getTime() - 86_400_000), until: NOW }
  let rows = 0
  for await (const pulled of pullTransactions(client, span)) rows += pulled.rows.length
  expect(rows).toBeGreaterThan(280)
  const sold = Math.ceil(count / 300)
  const { rows: stock } = await client.list(inventory.reporting, {})
  const left = stock.reduce((sum, row) => sum + Number(row.quantityAvailable), 0)
  expect(left).toBeLessThanOrEqual(8 * 400)
  expect(left).toBeGreaterThanOrEqual(8 * 400 - sold)
})
