import { hash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import fc from 'fast-check'
import { newId } from '@suite/kernel'
import { openBulkSession, openDatabase, sql, type Database, type TenantContext } from '@suite/db'
import { testDatabase, type TestDatabase } from '@suite/testing'
import { copySales, ingestSales, stagedLine, type SaleLine } from './index.ts'

let clone: TestDatabase
let database: Database
beforeAll(async () => {
  clone = await testDatabase()
  database = openDatabase({ url: clone.appUrl, enqueue: () => Promise.resolve() })
})
afterAll(async () => {
  await database.close()
  await clone.drop()
})

/** A receipt as the till tells it: its lines in one version, as `[product, quantity, is void]`. */
interface Telling {
  readonly receipt: number
  readonly version: number
  readonly lines: readonly (readonly [product: number, quantity: number, isVoid: boolean])[]
}

const START = Date.UTC(2026, 3, 14, 18)
const lineOf = (
  telling: Telling,
  [product, quantity, isVoid]: Telling['lines'][number],
  line: number,
): SaleLine => ({
  line,
  receiptId: `R${telling.receipt}`,
  kind: isVoid ? 'void' : 'sale',
  occurredAt: { kind: 'instant', value: new Date(START + telling.receipt * 60_000).toISOString() },
  productCode: `P${product}`,
  productName: `Product ${product}`,
  quantity: String(quantity),
  unit: 'each',
  unitPrice: '10',
  grossAmount: null,
  discount: '0',
  taxes: [],
  cost: null,
  category: null,
  brand: null,
  vendor: null,
  strain: null,
  packageTag: null,
  tender: null,
  staff: null,
  customer: null,
  channel: null,
  isService: false,
  version: new Date(START + telling.version * 1000).toISOString(),
})

const openShop = async () => {
  const [organizationId, storeId, importId] = [newId(), newId(), newId()]
  const context: TenantContext = { organizationId, actor: { kind: 'job', id: 'test' } }
  await database.withTenant(context, async (tx) => {
    await sql`insert into organizations (organization_id, name, slug)
      values (${organizationId}, 'Evergreen', ${`shop-${organizationId}`})`.execute(tx.db)
    await sql`insert into stores (organization_id, id, name, state, time_zone)
      values (${organizationId}, ${storeId}, 'Capitol Hill', 'CO', 'America/Denver')`.execute(tx.db)
    await sql`insert into imports (organization_id, id, store_id, kind, source, file_name, file_hash, file_key, file_bytes,
        layout, status, requested_by)
      values (${organizationId}, ${importId}, ${storeId}, 'sales', 'dutchie', '', '', '', 1, '{}', 'running', '')`.execute(
      tx.db,
    )
  })
  const take = async (tellings: readonly Telling[]): Promise<void> => {
    const session = await openBulkSession(database, context, () => Promise.resolve())
    const rows = tellings.flatMap((telling) => telling.lines.map((line) => ({ telling, line })))
    await copySales(
      session,
      (async function* () {
        for (const [n, { telling, line }] of rows.entries())
          yield stagedLine(
            lineOf(telling, line, n + 1),
            hash('md5', `${line[0]} ${line[1]} ${telling.receipt}`, 'hex'),
          )
      })(),
    )
    await session.withTenant((tx) => ingestSales(tx, { storeId, source: 'dutchie', importId }))
    session.release()
  }
  const standing = () =>
    database.readTenant(context, async (read) => {
      const lines = await sql<{ line: string }>`
        select r.external_id || ' ' || p.sku || ' ' || trim_scale(l.quantity) as line
        from receipt_lines l join receipts r on r.id = l.receipt_id join products p on p.id = l.product_id
        where l.kind = 'sale' order by 1`.execute(read.db)
      const moved = await sql<{ line: string }>`
        select p.sku || ' ' || trim_scale(-sum(m.quantity)) as line from stock_movements m join products p on p.id = m.product_id
        group by p.sku having sum(m.quantity) <> 0 order by 1`.execute(read.db)
      const sold = await sql<{ line: string }>`
        select p.sku || ' ' || trim_scale(sum(d.units_sold)) as line from sales_daily d join products p on p.id = d.product_id
        group by p.sku having sum(d.units_sold) <> 0 order by 1`.execute(read.db)
      return [lines, moved, sold].map(({ rows }) => rows.map(({ line }) => line))
    })
  return { take, standing }
}

/** What must stand when the newest telling of every receipt has been heard. */
const expected = (tellings: readonly Telling[]): string[][] => {
  const newest = new Map<number, Telling>()
  for (const telling of tellings)
    if (telling.version > (newest.get(telling.receipt)?.version ?? -1)) newest.set(telling.receipt, telling)
  const live = [...newest.values()].flatMap(({ receipt, lines }) =>
    lines.filter(([, , isVoid]) => !isVoid).map(([product, quantity]) => ({ receipt, product, quantity })),
  )
  const totals = new Map<number, number>()
  for (const { product, quantity } of live) totals.set(product, (totals.get(product) ?? 0) + quantity)
  const sums = [...totals].map(([product, quantity]) => `P${product} ${quantity}`).sort()
  return [
    live.map(({ receipt, product, quantity }) => `R${receipt} P${product} ${quantity}`).sort(),
    sums,
    sums,
  ]
}

const line = fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 1, max: 3 }), fc.boolean())
const history = fc
  .array(
    fc.record({
      receipt: fc.integer({ min: 0, max: 3 }),
      lines: fc.array(line, { minLength: 1, maxLength: 4 }),
    }),
    {
      minLength: 1,
      maxLength: 12,
    },
  )
  .map((list) => list.map((telling, version) => ({ ...telling, version })))

test('whatever the order and however often a till tells its receipts, the newest telling of each stands', async () => {
  await fc.assert(
    fc.asyncProperty(
      history.chain((tellings) =>
        fc.tuple(
          fc.constant(tellings),
          fc.shuffledSubarray([...tellings, ...tellings], { minLength: tellings.length * 2 }),
        ),
      ),
      async ([tellings, heard]) => {
        const shop = await openShop()
        for (const telling of heard) await shop.take([telling])
        expect(await shop.standing()).toEqual(expected(tellings))
      },
    ),
    { numRuns: process.env['DEEP'] === '1' ? 60 : 5 },
  )
})
