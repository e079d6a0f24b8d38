import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inventory } from './endpoints/stock.ts'
import { toPackage } from './neutral/package.ts'
import { toSale, type DutchieSale } from './neutral/sale.ts'
import { dueNow, POLLING_PLAN, type StreamStanding } from './polling.ts'
import { newestById, pullTransactions } from './pull-transactions.ts'
import { directClient, NOW, openShop, ZONE, type Shop } from './shop.fixture.ts'
import type { RangeEnds } from './simulator/table.ts'
import { returnGoods, sell, voidSale } from './simulator/till.ts'

const MINUTE = 60_000
const LONGEST_LAG = 5 * MINUTE

interface Act {
  readonly kind: 'sell' | 'late' | 'void' | 'return' | 'poll'
  readonly pick: number
  readonly size: number
}

const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('sell' as const),
      pick: fc.nat(),
      size: fc.integer({ min: 1, max: 4 }),
    }),
  },
  // a till that was without a line tells its sale hours later
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('late' as const),
      pick: fc.nat(),
      size: fc.integer({ min: 1, max: 400 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('void' as const), pick: fc.nat(), size: fc.constant(0) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('return' as const), pick: fc.nat(), size: fc.constant(0) }),
  },
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('poll' as const), pick: fc.nat(), size: fc.constant(0) }),
  },
)
const step = fc.record({ act, pause: fc.integer({ min: 0, max: 9 * MINUTE }) })

/** What a consumer holds: the newest telling of every transaction, and how often it was told something that was no news. */
class Held {
  readonly sales = new Map<string, DutchieSale>()

  take(sale: DutchieSale): void {
    const before = this.sales.get(sale.externalId)
    if (before?.lastModified === sale.lastModified) expect(sale).toEqual(before)
    if (before === undefined || before.lastModified < sale.lastModified) this.sales.set(sale.externalId, sale)
  }
}

const happen = (shop: Shop, { kind, pick, size }: Act, at: Date): void => {
  const { state, location, packages } = shop
  const packageId = packages[pick % packages.length]?.id ?? 0
  const lines = [
    { packageId, quantity: (pick % 3) + 0.5 },
    { packageId, quantity: 1, discountMinor: pick % 90 },
  ]
  if (kind === 'sell') sell(state, location, { soldAt: at, lines: [...lines, ...lines].slice(0, size) })
  if (kind === 'late')
    sell(state, location, { soldAt: new Date(at.getTime() - size * MINUTE), modifiedAt: at, lines })
  const ids = [...location.sales.rows()].map(({ id }) => id)
  const chosen = ids[pick % ids.length]
  if (chosen === undefined) return
  if (kind === 'void') voidSale(location, chosen, at)
  if (kind === 'return')
    returnGoods(state, location, { saleId: chosen, at, ...(pick % 2 === 0 ? { lineIds: [1] } : {}) })
}

const run = async (
  steps: readonly { readonly act: Act; readonly pause: number }[],
  how: { readonly ends: RangeEnds; readonly seed: number; readonly overlapMs?: number },
): Promise<{ readonly shop: Shop; readonly held: Held; readonly now: () => Date }> => {
  const shop = openShop({ limits: null, lagMs: [0, LONGEST_LAG], rangeEnds: how.ends })
  let at = NOW.getTime()
  const now = () => new Date(at)
  const client = directClient(shop.state, now, how.seed)
  const held = new Held()
  const plan = POLLING_PLAN.filter(({ stream }) => stream === 'transactions').map((poll) => ({
    ...poll,
    backfillMs: 600 * MINUTE,
    overlapMs: how.overlapMs ?? poll.overlapMs,
  }))
  let standing: StreamStanding = { coveredUntil: null, pulledAt: null }
  const poll = async (): Promise<void> => {
    for (const { windows } of dueNow(plan, new Map([['transactions', standing]]), now(), ZONE))
      for (const { from, until } of windows) {
        for await (const { rows, refused } of pullTransactions(client, { from, until, overlapMs: 0 })) {
          expect(refused).toEqual([])
          for (const row of newestById(rows, ({ transactionId }) => transactionId))
            held.take(toSale(row, { timeZone: ZONE }))
        }
        standing = { coveredUntil: until, pulledAt: now() }
      }
  }
  for (const { act: done, pause } of steps) {
    at += pause
    if (done.kind === 'poll') await poll()
    else happen(shop, done, now())
  }
  at += LONGEST_LAG + 1
  await poll()
  at += 3 * MINUTE
  await poll()
  return { shop, held, now }
}

test('polling never loses, doubles or misreads a transaction: late, struck out, returned, in any order', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 1, maxLength: 60 }),
      fc.constantFrom<RangeEnds>('inclusive', 'exclusive'),
      fc.integer(),
      async (steps, ends, seed) => {
        const { shop, held, now } = await run(steps, { ends, seed })
        const truth = [...shop.location.sales.rows()]
        expect([...held.sales.keys()].toSorted()).toEqual(truth.map(({ id }) => String(id)).toSorted())
        for (const sale of truth) {
          const told = held.sales.get(String(sale.id))
          expect(told?.voided).toBe(sale.voidedAt !== null)
          expect(told?.returnOf).toBe(sale.returnOf === null ? null : String(sale.returnOf))
          expect(told?.soldAt).toBe(new Date(sale.soldAt).toISOString())
          expect(told?.unexplained).toEqual([])
          expect(told?.lines.map(({ quantity, returnedBy }) => [Number(quantity), returnedBy])).toEqual(
            sale.lines.map(({ quantity, returnedBy }) => [
              quantity,
              returnedBy === null ? null : String(returnedBy),
            ]),
          )
        }
        // what left the shelf is what was sold and neither struck out nor brought back
        const { rows } = await directClient(shop.state, now).list(inventory.reporting, {})
        const sold = new Map<string, number>()
        for (const { voided, lines } of held.sales.values())
          for (const line of voided ? [] : lines) {
            const key = line.inventoryExternalId ?? ''
            sold.set(key, (sold.get(key) ?? 0) + Number(line.quantity))
          }
        for (const row of rows.map((each) => toPackage(each)))
          expect(Number(row.quantity)).toBeCloseTo(400 - (sold.get(row.externalId) ?? 0), 6)
      },
    ),
    { numRuns: 60 },
  )
})

test('an overlap shorter than the lag does lose transactions: that is what the ten minutes are for', async () => {
  const steps = Array.from({ length: 60 }, (_, n) => {
    const doing: Act = { kind: n % 2 === 0 ? 'sell' : 'poll', pick: n, size: 2 }
    return { act: doing, pause: 2 * MINUTE }
  })
  const short = await run(steps, { ends: 'inclusive', seed: 1, overlapMs: 0 })
  expect(short.held.sales.size).toBeLessThan(short.shop.location.sales.size)
  const long = await run(steps, { ends: 'inclusive', seed: 1 })
  expect(long.held.sales.size).toBe(long.shop.location.sales.size)
})
