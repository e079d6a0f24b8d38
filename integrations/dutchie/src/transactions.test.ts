import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { reports, type TransactionsQuery } from './endpoints/reports.ts'
import { DutchieError } from './errors.ts'
import { toSale } from './neutral/sale.ts'
import { newestById, pullTransactions } from './pull-transactions.ts'
import { NOW, startShop, ZONE } from './shop.fixture.ts'
import { returnGoods, sell, voidSale } from './simulator/till.ts'
import type { WireTransaction } from './wire/transactions.ts'

let shop: Awaited<ReturnType<typeof startShop>>
beforeAll(async () => {
  shop = await startShop()
})
afterAll(() => shop.simulator.stop())

const MINUTE = 60_000
const ago = (minutes: number): Date => new Date(NOW.getTime() - minutes * MINUTE)
const one = (quantity = 1) => ({ packageId: shop.packages[0]?.id ?? 0, quantity })
const FULL = { IncludeDetail: true, IncludeTaxes: true }
const byId = async (TransactionId: number): Promise<WireTransaction> => {
  const { rows } = await shop.client.list(reports.transactions, { TransactionId, ...FULL })
  const [row] = rows
  if (row === undefined) throw new Error('it is not there')
  return row
}

describe('transactions', () => {
  test('tell their lines and taxes only when asked', async () => {
    const made = sell(shop.state, shop.location, { soldAt: ago(500), lines: [one(), one(2)] })
    const query = { TransactionId: made.id }
    const [bare] = (await shop.client.list(reports.transactions, query)).rows
    expect(bare).toMatchObject({ transactionId: made.id, items: [], taxSummary: [], total: '130' })
    const full = await byId(made.id)
    expect(full.items).toHaveLength(2)
    expect(full.items[0]?.taxes).toMatchObject([
      { rateName: 'State Excise Tax', rate: '0.15', amount: '5.25' },
      { rateName: 'Denver City Tax', amount: '3.0835' },
    ])
    expect(toSale(full, { timeZone: ZONE })).toMatchObject({
      netMinor: 10_500,
      taxMinor: 2500,
      unexplained: [],
    })
  })

  test('struck out: the row stays, its time changes, the goods are back', async () => {
    const before = shop.location.packages.get(one().packageId)?.quantity
    const made = sell(shop.state, shop.location, { soldAt: ago(400), lines: [one(5)] })
    voidSale(shop.location, made.id, ago(300))
    const row = await byId(made.id)
    expect(row).toMatchObject({ isVoid: true, lastModifiedDateUTC: ago(300) })
    expect(toSale(row, { timeZone: ZONE })).toMatchObject({ voided: true, soldAt: ago(400).toISOString() })
    expect(shop.location.packages.get(one().packageId)?.quantity).toBe(before)
  })

  test('returned in part: a transaction of its own, and the sale says which line', async () => {
    const made = sell(shop.state, shop.location, { soldAt: ago(200), lines: [one(2), one(3)] })
    const back = returnGoods(shop.state, shop.location, { saleId: made.id, lineIds: [2], at: ago(100) })
    if (back === null) throw new Error('nothing came back')
    const [sold, returned] = [await byId(made.id), await byId(back.id)].map((row) =>
      toSale(row, { timeZone: ZONE }),
    )
    expect(sold).toMatchObject({
      lastModified: ago(100).toISOString(),
      lines: [{ returnedBy: null }, { returnedBy: String(back.id), returned: false, quantity: '3' }],
    })
    expect(returned).toMatchObject({
      returnOf: String(made.id),
      netMinor: -10_500,
      lines: [{ quantity: '-3', returned: true }],
    })
  })

  test('by the day they were made, whenever they changed', async () => {
    const made = sell(shop.state, shop.location, { soldAt: ago(5000), modifiedAt: ago(50), lines: [one()] })
    const { rows } = await shop.client.list(reports.transactions, {
      FromDateUTC: ago(5001),
      ToDateUTC: ago(4999),
    })
    expect(rows.map(({ transactionId }) => transactionId)).toEqual([made.id])
  })

  test.each<[string, TransactionsQuery]>([
    ['two filters', { TransactionId: 1, FromDateUTC: NOW, ToDateUTC: NOW }],
    ['no filter', {} as TransactionsQuery],
    ['half a range', { FromDateUTC: NOW } as unknown as TransactionsQuery],
    ['61 days', { FromDateUTC: ago(61 * 1440), ToDateUTC: NOW }],
  ])('are refused with %s, by a validation result', async (_, query) => {
    const error = await shop.client.list(reports.transactions, query).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(DutchieError)
    expect((error as DutchieError).problems.length).toBeGreaterThan(0)
  })

  test('are refused with advice while the kill switch is on', async () => {
    shop.state.settings.killSwitch = true
    const error = await shop.client
      .list(reports.transactions, { TransactionId: 1 })
      .catch((thrown: unknown) => thrown as DutchieError)
    shop.state.settings.killSwitch = false
    expect(error).toMatchObject({ status: 503, retryable: true, kind: 'unavailable' })
  })
})

describe('a pull', () => {
  const pullAll = async (span: Parameters<typeof pullTransactions>[1]): Promise<WireTransaction[]> => {
    const rows: WireTransaction[] = []
    for await (const pulled of pullTransactions(shop.client, span)) rows.push(...pulled.rows)
    return newestById(rows, ({ transactionId }) => transactionId)
  }

  test('finds everything that changed, in short windows as in long ones', async () => {
    const span = { from: ago(6000), until: NOW }
    const [long, short] = [await pullAll(span), await pullAll({ ...span, longestMs: 90 * MINUTE })]
    expect(long.length).toBe(shop.location.sales.size)
    expect(short.length).toBe(long.length)
  })

  test('asks in halves when the range is longer than this location allows', async () => {
    shop.state.settings.longestRangeMs = 300 * MINUTE
    const rows = await pullAll({ from: ago(6000), until: NOW })
    shop.state.settings.longestRangeMs = 60 * 1440 * MINUTE
    expect(rows.length).toBe(shop.location.sales.size)
  })

  test('does not split for ever when the refusal is not about the range', async () => {
    shop.state.settings.longestRangeMs = -1
    const before = shop.simulator.log.length
    await expect(pullAll({ from: ago(6000), until: NOW })).rejects.toThrow(DutchieError)
    shop.state.settings.longestRangeMs = 60 * 1440 * MINUTE
    expect(shop.simulator.log.length - before).toBeLessThan(20)
  })

  test('keeps going over doubled, shuffled, cut-off and failing answers', async () => {
    const clean = await pullAll({ from: ago(6000), until: NOW })
    shop.simulator.trouble([
      { kind: 'truncated_json', times: 1 },
      { kind: 'server_error', times: 2 },
      { kind: 'lost_answer', times: 1 },
      { kind: 'rate_limited', times: 1, amount: 0 },
      { kind: 'doubled_rows', share: 0.5 },
      { kind: 'shuffled_rows' },
    ])
    const rough = await pullAll({ from: ago(6000), until: NOW, longestMs: 600 * MINUTE })
    shop.simulator.trouble([])
    const sorted = (rows: readonly WireTransaction[]) =>
      rows.toSorted((one, other) => one.transactionId - other.transactionId)
    expect(sorted(rough)).toEqual(sorted(clean))
  })
})
