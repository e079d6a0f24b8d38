import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '@suite/kernel'
import { sql } from '@suite/db'
import { testShops, type Shop } from '../test/shop.ts'
import { receipt, receipts, salesReport, salesSources, setSourceWindow } from './index.ts'

let shops: Awaited<ReturnType<typeof testShops>>
let shop: Shop
let other: Shop
let ids: Record<string, string>
beforeAll(async () => {
  shops = await testShops()
  shop = await shops.open()
  other = await shops.open()
  ids = await shop.sell(
    {
      store: 0,
      number: '1001',
      day: '2026-04-13',
      lines: [
        ['BD', 'sale', 2, 5000, 100, 310, 2000],
        ['GUM', 'sale', 1, 1800, 0, 90, null],
      ],
    },
    { store: 0, number: '1002', day: '2026-04-13', lines: [['BD', 'sale', 1, 2500, 0, 150, 1000]] },
    { store: 0, number: '1003', day: '2026-04-14', lines: [['BD', 'return', -1, -2500, 0, -150, -1000]] },
    { store: 0, number: '1004', day: '2026-04-14', lines: [['GUM', 'void', 5, 9000]] },
    { store: 1, number: '2001', day: '2026-04-14', lines: [['VAPE', 'sale', 1, 4000, 0, 0, 1500]] },
    { store: 1, number: '2_02', day: '2026-04-16', lines: [['VAPE', 'sale', 2, 8000, 0, 0, 3000]] },
  )
  await other.sell({ store: 0, number: '1001', day: '2026-04-13', lines: [['BD', 'sale', 1, 77_777]] })
})
afterAll(() => shops.close())

const SPAN = { from: '2026-04-13', to: '2026-04-14' }
type By = Parameters<typeof salesReport>[1]['by']
const report = (by: By, more: object = {}) =>
  shop.read((read) => salesReport(read, { ...SPAN, by, limit: 100, ...more }))
/** `[label, net, units, returned, cost]` of each group. */
const groups = async (by: By, more: object = {}) =>
  (await report(by, more)).items.map((row) => [
    row.label,
    row.netMinor,
    row.units,
    row.returned,
    row.costMinor,
  ])

describe('the sales report', () => {
  it('totals the span: void lines are no sales, cost is unknown as soon as one line’s is', async () => {
    expect((await report('day')).totals).toEqual({
      netMinor: 10_700,
      grossMinor: 10_800,
      discountMinor: 100,
      taxMinor: 400,
      costMinor: null,
      units: '4',
      receipts: 4,
    })
  })

  it('has both ends of the span, by day in order', async () => {
    expect(await groups('day')).toEqual([
      ['2026-04-13', 9200, '4', '0', null],
      ['2026-04-14', 1500, '0', '1', 500],
    ])
    expect(await groups('day', { from: '2026-04-14', to: '2026-04-16' })).toEqual([
      ['2026-04-14', 1500, '0', '1', 500],
      ['2026-04-16', 8000, '2', '0', 3000],
    ])
  })

  it('groups by product, category, brand and store, largest first', async () => {
    expect(await groups('product')).toEqual([
      ['Blue Dream', 4900, '2', '1', 2000],
      ['Cart', 4000, '1', '0', 1500],
      ['=Gummies', 1800, '1', '0', null],
    ])
    expect((await groups('category')).map(([label, net]) => [label, net])).toEqual([
      ['flower', 4900],
      ['vapes', 4000],
      ['edibles', 1800],
    ])
    expect(await groups('brand')).toEqual([
      ['Northside', 8900, '3', '1', 3500],
      ['No brand', 1800, '1', '0', null],
    ])
    expect((await groups('store')).map(([label, net]) => [label, net])).toEqual([
      ['Capitol Hill', 6700],
      ['Boulder', 4000],
    ])
  })

  it('keeps to one store', async () => {
    const one = await report('product', { storeId: shop.stores[1] })
    expect(one.totals).toMatchObject({ netMinor: 4000, costMinor: 1500, receipts: 1 })
    expect(one.items).toMatchObject([{ key: shop.products.VAPE, netMinor: 4000 }])
  })

  it.each(['day', 'category', 'product', 'store', 'brand'] as const)(
    'gives every group once by %s, page after page, each with the totals of all',
    async (by) => {
      const whole = await report(by)
      const paged = []
      let cursor: string | undefined
      do {
        const page = await report(by, { limit: 1, cursor })
        expect(page.totals).toEqual(whole.totals)
        paged.push(...page.items)
        cursor = page.nextCursor ?? undefined
      } while (cursor !== undefined)
      expect(paged).toEqual(whole.items)
    },
  )

  it('orders groups of equal net by their key, none lost between pages', async () => {
    const even = await shops.open()
    await even.sell({
      store: 0,
      number: '1',
      day: '2026-04-13',
      lines: [
        ['BD', 'sale', 1, 1000],
        ['GUM', 'sale', 1, 1000],
        ['VAPE', 'sale', 1, 1000],
      ],
    })
    const page = (cursor?: string) =>
      even.read((read) => salesReport(read, { ...SPAN, by: 'category', limit: 2, cursor }))
    const first = await page()
    const second = await page(first.nextCursor!)
    expect([...first.items, ...second.items].map(({ key }) => key)).toEqual(['edibles', 'flower', 'vapes'])
    expect(second.nextCursor).toBeNull()
  })

  it('refuses a span that ends before it begins', async () => {
    await expect(report('day', { from: '2026-04-14', to: '2026-04-13' })).rejects.toMatchObject({
      kind: 'invalid',
      code: 'bad_span',
    })
  })

  it('shows nothing of another organisation', async () => {
    const foreign = await report('product', { storeId: other.stores[0] })
    expect(foreign).toMatchObject({
      items: [],
      nextCursor: null,
      totals: { netMinor: 0, units: '0', receipts: 0 },
    })
    const theirs = await other.read((read) => salesReport(read, { ...SPAN, by: 'day', limit: 9 }))
    expect(theirs.totals).toMatchObject({ netMinor: 77_777, receipts: 1 })
  })
})

describe('receipts', () => {
  const numbers = async (query: object = {}) =>
    (await shop.read((read) => receipts(read, { limit: 100, ...query }))).items.map(
      ({ externalId }) => externalId,
    )

  it('come newest first, of both stores or one, within a span of days', async () => {
    expect(await numbers()).toEqual(['2_02', '2001', '1004', '1003', '1002', '1001'])
    expect(await numbers({ storeId: shop.stores[0] })).toEqual(['1004', '1003', '1002', '1001'])
    expect(await numbers({ from: '2026-04-14', to: '2026-04-14' })).toEqual(['2001', '1004', '1003'])
  })

  it('are found by how their number begins, wildcards taken as they are', async () => {
    expect(await numbers({ search: '100' })).toEqual(['1004', '1003', '1002', '1001'])
    expect(await numbers({ search: '01' })).toEqual([])
    expect(await numbers({ search: '2_' })).toEqual(['2_02'])
    expect(await numbers({ search: '%' })).toEqual([])
  })

  it('say what was sold; a void line is neither money nor units', async () => {
    const { items } = await shop.read((read) => receipts(read, { limit: 100, storeId: shop.stores[0] }))
    expect(items.map(({ lines, netMinor, taxMinor, units }) => [lines, netMinor, taxMinor, units])).toEqual([
      [1, 0, 0, '0'],
      [1, -2500, -150, '-1'],
      [1, 2500, 150, '1'],
      [2, 6700, 400, '3'],
    ])
  })

  it('come once each, page after page', async () => {
    const paged: string[] = []
    let cursor: string | undefined
    do {
      const page = await shop.read((read) => receipts(read, { limit: 2, cursor }))
      paged.push(...page.items.map(({ externalId }) => externalId))
      cursor = page.nextCursor ?? undefined
    } while (cursor !== undefined)
    expect(paged).toEqual(await numbers())
  })

  it('show their lines', async () => {
    const found = await shop.get('/receipts/:id', {}, { id: ids['1001'] })
    expect(found).toMatchObject({
      externalId: '1001',
      businessDay: '2026-04-13',
      occurredAt: '2026-04-13T18:00:00.000Z',
      lines: [
        { sku: 'GUM', quantity: '1', unitPrice: '18', netMinor: 1800, costMinor: null },
        { sku: 'BD-8', quantity: '2', unitPrice: '25', grossMinor: 5000, discountMinor: 100, netMinor: 4900 },
      ],
    })
  })

  it('of another organisation do not exist', async () => {
    await expect(other.read((read) => receipt(read, ids['1001']!))).rejects.toMatchObject({
      kind: 'not_found',
    })
    expect(await numbers({ storeId: other.stores[0] })).toEqual([])
  })
})

describe('sales sources', () => {
  const addSource = (source: string): Promise<string> =>
    shop.write(async (tx) => {
      const id = newId()
      await sql`insert into sales_sources (organization_id, id, store_id, source)
        values (${shop.organizationId}, ${id}, ${shop.stores[0]}, ${source})`.execute(tx.db)
      return id
    })

  it('take a cut-over span, side by side, and note who set it', async () => {
    const id = await addSource('file:generic')
    await shop.write((tx) => setSourceWindow(tx, id, { activeUntil: '2026-05-01T00:00:00-06:00' }))
    await shop.write((tx) => setSourceWindow(tx, id, { activeFrom: '2025-01-01T07:00:00Z' }))
    expect(await shop.read((read) => salesSources(read, { storeId: shop.stores[0] }))).toEqual([
      {
        id,
        storeId: shop.stores[0],
        source: 'file:generic',
        activeFrom: '2025-01-01T07:00:00.000Z',
        activeUntil: '2026-05-01T06:00:00.000Z',
      },
    ])
    const { rows } = await shop.read((read) =>
      sql`select action from audit_events where resource_id = ${id}`.execute(read.db),
    )
    expect(rows).toHaveLength(2)
    await shop.write((tx) => setSourceWindow(tx, id, { activeFrom: null }))
    expect(await shop.read((read) => salesSources(read, {}))).toMatchObject([{ activeFrom: null }])
  })

  it('refuse a span that ends before it begins, and are another organisation’s own', async () => {
    const id = await addSource('file:treez')
    const window = { activeFrom: '2026-05-01T00:00:00Z', activeUntil: '2026-05-01T00:00:00Z' }
    await expect(shop.write((tx) => setSourceWindow(tx, id, window))).rejects.toMatchObject({
      code: 'bad_window',
    })
    await expect(other.write((tx) => setSourceWindow(tx, id, {}))).rejects.toMatchObject({
      kind: 'not_found',
    })
    expect(await other.read((read) => salesSources(read, {}))).toEqual([])
  })
})

describe('with some thousand rows of several shops', () => {
  it('no report and no list reads a whole table', async () => {
    const crowd = await shops.open()
    for (const each of [shop, other, crowd]) await fill(each)
    await shops.analyze()
    for (const by of ['product', 'category', 'brand'] as const)
      expect(await scans(crowd, (read) => salesReport(read, { ...SPAN, by, limit: 50 }))).toEqual([])
    expect(await scans(crowd, (read) => receipts(read, { limit: 50 }))).toEqual([])
    expect(
      await scans(crowd, (read) => receipts(read, { limit: 50, storeId: crowd.stores[0], ...SPAN })),
    ).toEqual([])
  })
})

/** Ten years of daily sales and a receipt on each day, of one product in each store. */
const fill = (each: Shop): Promise<void> =>
  each.write(async (tx) => {
    const day = sql`date '2016-01-01' + n`
    for (const store of each.stores) {
      await sql`insert into sales_daily (organization_id, store_id, product_id, business_day, units_sold, units_returned,
          gross_minor, discount_minor, tax_minor, net_minor, lines)
        select ${each.organizationId}::uuid, ${store}::uuid, ${each.products.BD}::uuid, ${day}, 1, 0, 100, 0, 0, 100, 1
        from generate_series(1, 3650) n`.execute(tx.db)
      await sql`insert into receipts (organization_id, id, store_id, source, external_id, kind, occurred_at, business_day)
        select ${each.organizationId}::uuid, gen_random_uuid(), ${store}::uuid, 'file:generic', 'x' || n, 'sale', ${day},
          ${day} from generate_series(1, 3650) n`.execute(tx.db)
    }
    await sql`insert into receipt_lines (organization_id, receipt_id, fingerprint, occurrence, store_id, product_id,
        occurred_at, business_day, kind, quantity, unit, unit_price, gross_minor, net_minor, import_id)
      select organization_id, id, id, 1, store_id, ${each.products.BD}::uuid, occurred_at, business_day, 'sale', 1, 'each', 1,
        100, 100, id from receipts where external_id like 'x%'`.execute(tx.db)
  })

/** The large tables a query read from end to end, by PostgreSQL's own counters of the transaction. */
const scans = (each: Shop, query: Parameters<Shop['read']>[0]): Promise<unknown[]> =>
  each.read(async (read) => {
    await query(read)
    const { rows } = await sql<{ relname: string }>`
      select relname from pg_stat_xact_user_tables
      where seq_scan > 0 and relname in ('sales_daily', 'receipts', 'receipt_lines')`.execute(read.db)
    return rows
  })
