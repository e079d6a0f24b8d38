import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { sql } from '@suite/db'
import { dayOf, newId } from '@suite/kernel'
import { testDatabase, type TestDatabase } from '@suite/testing'
import { openShop, type Shop } from '../../test/shop.ts'
import { soldOutByProduct } from './stock-balances.ts'

let server: TestDatabase
let shop: Shop

beforeAll(async () => {
  server = await testDatabase()
  shop = await openShop(server.appUrl)
})
afterAll(async () => {
  await shop.database.close()
  await server.drop()
})

interface Move {
  readonly id: string
  readonly kind: string
  readonly quantity: number
  readonly counted: number | null
  /** Hours since the first midnight in Denver. */
  readonly hour: number
  readonly undone: boolean
}
const FIRST = Date.UTC(2026, 0, 5) / 86_400_000
const DAYS = 12

const moves = fc.oneof(
  { weight: 5, arbitrary: move('sell', fc.integer({ min: -6, max: -1 })) },
  { weight: 2, arbitrary: move('receive', fc.integer({ min: 1, max: 8 })) },
  { weight: 1, arbitrary: move('adjust', fc.integer({ min: -3, max: 3 })) },
  { weight: 2, arbitrary: move('count', fc.integer({ min: 0, max: 3 })) },
)
function move(kind: string, amount: fc.Arbitrary<number>) {
  return fc.record({
    kind: fc.constant(kind),
    amount,
    hour: fc.integer({ min: 0, max: DAYS * 24 - 1 }),
    undone: fc.boolean(),
  })
}
/** One ledger a product; hours are distinct, so that no two entries happen at one instant. */
const ledger = fc
  .uniqueArray(moves, { selector: ({ hour }) => hour, minLength: 1, maxLength: 12 })
  .map((entries) =>
    entries.map(({ kind, amount, hour, undone }): Move => {
      const counts = kind === 'count'
      return {
        id: newId(),
        kind,
        quantity: counts ? 0 : amount,
        counted: counts ? amount : null,
        hour,
        undone: counts && undone,
      }
    }),
  )

/** On hand just after `hour` by the ledger's own words: the last count plus what followed, else all from the first receipt. */
const onHandAfter = (entries: readonly Move[], hour: number): number | null => {
  const past = entries.filter((entry) => entry.hour <= hour).sort((a, b) => a.hour - b.hour)
  const count = past.findLast((entry) => entry.kind === 'count' && !entry.undone)
  const since = count?.hour ?? past.find((entry) => entry.kind === 'receive')?.hour
  if (since === undefined) return null
  const followed = past.filter(
    (entry) => entry.kind !== 'count' && (count ? entry.hour > since : entry.hour >= since),
  )
  return followed.reduce((sum, entry) => sum + entry.quantity, count?.counted ?? 0)
}

it('tells the sold-out days of any ledger as a person reading it hour by hour would', async () => {
  const ledgers = fc
    .sample(ledger, { numRuns: 150, seed: 20 })
    .map((entries) => ({ productId: newId(), entries }))
  await shop.write(async (tx) => {
    const org = shop.organizationId
    const rows = ledgers.flatMap(({ productId, entries }) =>
      entries.map((entry) => ({ productId, ...entry, id: entry.id })),
    )
    await sql`insert into products (organization_id, id, sku, name)
      select ${org}::uuid, id, id::text, 'P' from unnest(${ledgers.map((each) => each.productId)}::uuid[]) id`.execute(
      tx.db,
    )
    await sql`insert into stock_positions (organization_id, store_id, product_id)
      select ${org}::uuid, ${shop.storeId}::uuid, id from products`.execute(tx.db)
    await sql`
      insert into stock_movements (organization_id, id, store_id, product_id, kind, quantity, counted_quantity, occurred_at, source_type)
      select ${org}::uuid, id, ${shop.storeId}::uuid, "productId", kind, quantity, counted,
        (${dayOf(FIRST)}::timestamp + make_interval(hours => hour)) at time zone 'America/Denver', 'person'
      from json_to_recordset(${JSON.stringify(rows)}::json)
        as r (id uuid, "productId" uuid, kind text, quantity numeric, counted numeric, hour integer)`.execute(
      tx.db,
    )
    await sql`
      insert into stock_movements (organization_id, id, store_id, product_id, kind, quantity, occurred_at, source_type, source_id)
      select ${org}::uuid, gen_random_uuid(), ${shop.storeId}::uuid, "productId", 'undo', 0, now(), 'system', id
      from json_to_recordset(${JSON.stringify(rows.filter((row) => row.undone))}::json) as r (id uuid, "productId" uuid)`.execute(
      tx.db,
    )
  })
  const through = FIRST + DAYS + 1
  const found = await shop.read((read) =>
    soldOutByProduct(read, {
      storeId: shop.storeId,
      timeZone: 'America/Denver',
      cutOffMinutes: 0,
      productIds: ledgers.map((each) => each.productId),
      through,
    }),
  )
  expect([...found.values()].filter(({ soldOut }) => soldOut.size > 2).length).toBeGreaterThan(20)
  for (const { productId, entries } of ledgers) {
    const soldOut: number[] = []
    let known: number | undefined
    for (let day = 0; day <= DAYS + 1; day++) {
      const hours = Array.from({ length: 25 }, (_, h) => onHandAfter(entries, day * 24 - 1 + h))
      if (hours.slice(1).some((onHand) => onHand !== null)) known ??= FIRST + day
      if (hours.every((onHand) => onHand !== null && onHand <= 0)) soldOut.push(FIRST + day)
    }
    expect([...(found.get(productId)?.soldOut ?? [])].sort((a, b) => a - b)).toEqual(soldOut)
    expect(found.get(productId)?.knownFrom).toBe(known)
  }
})
