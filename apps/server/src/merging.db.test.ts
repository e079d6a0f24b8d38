import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { hash } from 'node:crypto'
import { newId } from '@suite/kernel'
import { mergeProducts, undoMerge } from '@suite/catalog'
import { countStock, receiveStock, rebuildPosition } from '@suite/inventory'
import { copySales, ingestSales, stagedLine, type SaleLine } from '@suite/sales'
import { openBulkSession, openDatabase, sql, type Database, type TenantContext } from '@suite/db'
import { testDatabase, type TestDatabase } from '@suite/testing'
import { MERGE_FOLLOWERS } from './routes.ts'

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

interface Sold {
  readonly product: 'A' | 'B'
  readonly day: number
  readonly quantity: number
  readonly price: number
}

const START = Date.UTC(2026, 3, 1, 18)
const lineOf = (sold: Sold, n: number): SaleLine => ({
  line: n + 1,
  receiptId: `R${Math.floor(n / 2)}`,
  kind: sold.quantity < 0 ? 'return' : 'sale',
  occurredAt: { kind: 'instant', value: new Date(START + sold.day * 86_400_000 + n * 1000).toISOString() },
  productCode: sold.product,
  productName: `Product ${sold.product}`,
  quantity: String(sold.quantity),
  unit: 'each',
  unitPrice: String(sold.price / 100),
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
})

const openShop = async () => {
  const [organizationId, storeId, importId, a, b] = [newId(), newId(), newId(), newId(), newId()]
  const context: TenantContext = { organizationId, actor: { kind: 'user', id: 'dana' } }
  const run = <T = Record<string, unknown>>(query: ReturnType<typeof sql.raw>): Promise<T[]> =>
    database.withTenant(context, async (tx) => (await sql<T>`${query}`.execute(tx.db)).rows)
  await run(sql`insert into organizations (organization_id, name, slug)
    values (${organizationId}, 'Evergreen', ${`shop-${organizationId}`})`)
  await run(sql`insert into stores (organization_id, id, name, state, time_zone)
    values (${organizationId}, ${storeId}, 'Capitol Hill', 'CO', 'America/Denver')`)
  await run(sql`insert into products (organization_id, id, sku, name, barcode)
    values (${organizationId}, ${a}, 'A', 'Blue Dream', null), (${organizationId}, ${b}, 'B', 'Dream, Blue', '77')`)
  await run(sql`insert into imports (organization_id, id, store_id, kind, source, file_name, file_hash, file_key, file_bytes,
    layout, status, requested_by)
    values (${organizationId}, ${importId}, ${storeId}, 'sales', 'till', '', '', '', 1, '{}', 'running', '')`)
  return {
    ids: { a, b, storeId },
    run,
    sell: async (sales: readonly Sold[], prefix = '') => {
      const session = await openBulkSession(database, context, () => Promise.resolve())
      await copySales(
        session,
        (async function* () {
          for (const [n, sold] of sales.entries()) {
            const line = { ...lineOf(sold, n), receiptId: `${prefix}R${Math.floor(n / 2)}` }
            yield stagedLine(line, hash('md5', JSON.stringify(line), 'hex'))
          }
        })(),
      )
      const taken = await session.withTenant((tx) => ingestSales(tx, { storeId, source: 'till', importId }))
      session.release()
      return taken
    },
    receive: (productId: string, quantity: number, lotCode: string) =>
      database.withTenant(context, (tx) =>
        receiveStock(tx, {
          storeId,
          productId,
          quantity: String(quantity),
          unitCost: '4',
          lotCode,
          packageTag: null,
          expiresOn: null,
          room: null,
          receivedAt: new Date(START - 86_400_000),
          source: { type: 'purchase_order', id: newId() },
        }),
      ),
    count: (productId: string, quantity: number) =>
      database.withTenant(context, (tx) =>
        countStock(tx, { storeId, productId, quantity: String(quantity) }),
      ),
    merge: (keptId: string, mergedId: string) =>
      database.withTenant(context, (tx) => mergeProducts(tx, { keptId, mergedId }, MERGE_FOLLOWERS)),
    undo: (mergeId: string) => database.withTenant(context, (tx) => undoMerge(tx, mergeId, MERGE_FOLLOWERS)),
    broken: () => database.readTenant(context, (read) => rebuildPosition(read, { storeId })),
  }
}
type Shop = Awaited<ReturnType<typeof openShop>>

const BY_PRODUCT = sql`
  select p.sku, p.active, p.merged_into, p.barcode,
    (select coalesce(sum(on_hand), 0) from stock_positions s where s.product_id = p.id) as on_hand,
    (select coalesce(sum(on_hand), 0) from lots l where l.product_id = p.id) as in_lots,
    (select array_agg(lot_code order by lot_code) from lots l where l.product_id = p.id) as lots,
    (select array_agg(business_day || ' ' || units_sold || ' ' || units_returned || ' ' || net_minor || ' ' || lines order by business_day)
      from sales_daily d where d.product_id = p.id) as days,
    (select count(*) from receipt_lines l where l.product_id = p.id) as lines
  from products p order by p.sku`
const TOTALS = sql`
  select (select sum(on_hand) from stock_positions) as on_hand, (select sum(net_minor) from sales_daily) as net,
    (select sum(units_sold) from sales_daily) as sold, (select sum(units_returned) from sales_daily) as returned,
    (select sum(lines) from sales_daily) as lines, (select sum(net_minor) from store_sales_daily) as store_net,
    (select array_agg(d order by d) from (select business_day || ' ' || sum(net_minor) || ' ' || sum(units_sold) as d
      from sales_daily group by business_day) x) as days`

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})

const SALES: Sold[] = [
  { product: 'A', day: 0, quantity: 2, price: 3500 },
  { product: 'B', day: 0, quantity: 1, price: 3333 },
  { product: 'B', day: 1, quantity: 3, price: 3001 },
]

describe('two products that are one', () => {
  it('keep every total to the cent and unit when merged, and stand as before when it is undone', async () => {
    const sold = fc.record({
      product: fc.constantFrom('A' as const, 'B' as const),
      day: fc.integer({ min: 0, max: 3 }),
      quantity: fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: -3, max: -1 })),
      price: fc.integer({ min: 1, max: 9999 }),
    })
    const received = fc.record({
      product: fc.constantFrom('a' as const, 'b' as const),
      quantity: fc.integer({ min: 1, max: 40 }),
      lot: fc.constantFrom('', 'L1', 'L2', 'counted'),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(sold, { maxLength: 8 }),
        fc.array(received, { maxLength: 5 }),
        fc.boolean(),
        async (sales, receipts, forward) => {
          const one = await openShop()
          for (const { product, quantity, lot } of receipts)
            if (lot === 'counted') await one.count(one.ids[product], quantity)
            else await one.receive(one.ids[product], quantity, lot)
          if (sales.length > 0) await one.sell(sales)
          const [apart, totals] = [await one.run(BY_PRODUCT), await one.run(TOTALS)]
          const { id } = forward
            ? await one.merge(one.ids.a, one.ids.b)
            : await one.merge(one.ids.b, one.ids.a)
          expect(await one.run(TOTALS)).toEqual(totals)
          const merged = await one.run<{
            merged_into: string | null
            lines: number
            on_hand: string
            days: unknown
            lots: unknown
          }>(BY_PRODUCT)
          expect(numbers(merged).find((row) => row.merged_into !== null)).toMatchObject({
            active: false,
            lines: 0,
            on_hand: 0,
            days: null,
            lots: null,
          })
          expect(await one.broken()).toEqual([])
          await one.undo(id)
          expect(numbers(await one.run(BY_PRODUCT))).toEqual(numbers(apart))
          expect(await one.run(TOTALS)).toEqual(totals)
          expect(await one.broken()).toEqual([])
        },
      ),
      { seed: 5, numRuns: 15 },
    )
  }, 120_000)

  it('are one for the next file: known lines are known, new ones land on the product that stays', async () => {
    await shop.receive(shop.ids.a, 20, '')
    await shop.receive(shop.ids.b, 20, '')
    await shop.sell(SALES)
    await shop.merge(shop.ids.a, shop.ids.b)
    expect(await shop.sell(SALES)).toMatchObject({ added: 0, productsAdded: 0 })
    expect(await shop.sell([{ product: 'B', day: 2, quantity: 4, price: 100 }], 'N')).toMatchObject({
      added: 1,
    })
    const rows = await shop.run(BY_PRODUCT)
    expect(rows).toMatchObject([
      { sku: 'A', on_hand: '30.0000', lines: 4, barcode: '77' },
      { sku: 'B', on_hand: '0.0000', lines: 0, active: false },
    ])
    expect(await shop.broken()).toEqual([])
  })

  it('bring their open orders and till numbers along, and give them back', async () => {
    const [vendor, connection, open, closed, line, old] = [
      newId(),
      newId(),
      newId(),
      newId(),
      newId(),
      newId(),
    ]
    const of = sql`organization_id`
    await shop.run(
      sql`insert into vendors (organization_id, id, name) select ${of}, ${vendor}, 'North' from organizations`,
    )
    for (const [n, [id, status]] of (
      [
        [open, 'sent'],
        [closed, 'received'],
      ] as const
    ).entries())
      await shop.run(sql`insert into purchase_orders (organization_id, id, number, store_id, vendor_id, status, origin, created_by)
        select ${of}, ${id}, ${n + 1}, ${shop.ids.storeId}, ${vendor}, ${status}, 'person', 'dana' from organizations`)
    for (const [id, order] of [
      [line, open],
      [old, closed],
    ] as const)
      await shop.run(sql`insert into purchase_order_lines (organization_id, id, purchase_order_id, product_id, quantity, unit, set_by)
        select ${of}, ${id}, ${order}, ${shop.ids.b}, 5, 'each', 'person' from organizations`)
    await shop.run(sql`insert into connections (organization_id, id, store_id, vendor, name, status)
      select ${of}, ${connection}, ${shop.ids.storeId}, 'dutchie', 'Till', 'active' from organizations`)
    await shop.run(sql`insert into product_identities (organization_id, connection_id, external_id, product_id)
      select ${of}, ${connection}, '4711', ${shop.ids.b} from organizations`)
    const where = () =>
      shop.run(sql`select (select product_id from purchase_order_lines where id = ${line}) as open,
        (select product_id from purchase_order_lines where id = ${old}) as closed,
        (select product_id from product_identities) as number`)
    const { a, b } = shop.ids
    const { id, moved } = await shop.merge(a, b)
    expect(await where()).toEqual([{ open: a, closed: b, number: a }])
    expect(moved).toEqual(
      expect.arrayContaining([
        { what: 'open order lines', count: 1 },
        { what: 'till numbers', count: 1 },
      ]),
    )
    await shop.undo(id)
    expect(await where()).toEqual([{ open: b, closed: b, number: b }])
    await shop.run(sql`insert into purchase_order_lines (organization_id, id, purchase_order_id, product_id, quantity, unit, set_by)
      select ${of}, ${newId()}, ${open}, ${a}, 5, 'each', 'person' from organizations`)
    await expect(shop.merge(a, b)).rejects.toMatchObject({
      code: 'cannot_merge',
      message: expect.stringContaining('Purchase order 1') as string,
    })
  })

  it('can be chained, and are taken apart in the opposite order only', async () => {
    const c = newId()
    await shop.run(sql`insert into products (organization_id, id, sku, name)
      select organization_id, ${c}, 'C', 'Blu Dream' from organizations`)
    await shop.sell(SALES)
    const first = await shop.merge(shop.ids.a, shop.ids.b)
    const second = await shop.merge(c, shop.ids.a)
    expect(await shop.run(sql`select sku from products where merged_into = ${c} order by sku`)).toEqual([
      { sku: 'A' },
      { sku: 'B' },
    ])
    await expect(shop.undo(first.id)).rejects.toMatchObject({ code: 'cannot_undo' })
    await shop.undo(second.id)
    await shop.undo(first.id)
    await expect(shop.undo(first.id)).rejects.toMatchObject({ code: 'merge_undone' })
    expect(await shop.run(BY_PRODUCT)).toMatchObject([
      { sku: 'A', lines: 1, merged_into: null, active: true },
      { sku: 'B', lines: 2, merged_into: null, active: true },
      { sku: 'C', lines: 0 },
    ])
  })

  it('are refused with the reason when their units differ, one is gone already, or one is held', async () => {
    await shop.run(sql`update products set unit = 'g' where sku = 'B'`)
    await expect(shop.merge(shop.ids.a, shop.ids.b)).rejects.toMatchObject({
      code: 'cannot_merge',
      message: expect.stringContaining('counted in each') as string,
    })
    await shop.run(sql`update products set unit = 'each' where sku = 'B'`)
    await expect(shop.merge(shop.ids.a, shop.ids.a)).rejects.toMatchObject({ code: 'same_product' })
    await expect(shop.merge(shop.ids.a, newId())).rejects.toMatchObject({ kind: 'not_found' })
    await shop.run(sql`insert into stock_holds (organization_id, id, store_id, scope, product_id, reason, placed_by, placed_at)
      select organization_id, ${newId()}, id, 'product', ${shop.ids.b}, 'Mould', 'dana', now() from stores`)
    await expect(shop.merge(shop.ids.a, shop.ids.b)).rejects.toMatchObject({
      message: expect.stringContaining('Lift the hold') as string,
    })
    await shop.run(sql`update stock_holds set lifted_at = now(), lifted_by = 'dana', lift_reason = 'fine'`)
    await shop.merge(shop.ids.a, shop.ids.b)
    await expect(shop.merge(shop.ids.a, shop.ids.b)).rejects.toMatchObject({ code: 'cannot_merge' })
  })
})

/** Sums without rows read 0, those of emptied rows 0.0000. */
const numbers = <T extends object>(rows: readonly T[]) =>
  rows.map((row) => ({
    ...row,
    ...('on_hand' in row ? { on_hand: Number(row.on_hand) } : {}),
    ...('in_lots' in row ? { in_lots: Number(row.in_lots) } : {}),
  }))
