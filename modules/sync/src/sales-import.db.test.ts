import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sql } from '@suite/db'
import { countStock } from '@suite/inventory'
import { setSourceWindow } from '@suite/sales'
import { salesFile, testShops, type Shop } from '../test/shop.ts'

let shops: Awaited<ReturnType<typeof testShops>>
let shop: Shop
beforeAll(async () => {
  shops = await testShops()
})
beforeEach(async () => {
  shop = await shops.open()
})
afterAll(() => shops.close())

const ledger = () =>
  shop.rows<{ sku: string; kind: string; quantity: string }>(sql`
    select p.sku, m.kind, trim_scale(m.quantity) as quantity
    from stock_movements m join products p on p.id = m.product_id order by p.sku, m.occurred_at, m.id`)
const lines = () =>
  shop.rows(sql`
    select r.external_id as receipt, p.sku, l.kind, l.occurrence, trim_scale(l.quantity) as quantity, l.gross_minor,
      l.discount_minor, l.tax_minor, l.net_minor, l.business_day
    from receipt_lines l join receipts r on r.id = l.receipt_id join products p on p.id = l.product_id
    order by r.external_id, p.sku, l.kind, l.occurrence`)
const daily = () =>
  shop.rows(sql`
    select p.sku, d.business_day, trim_scale(units_sold) as sold, trim_scale(units_returned) as returned, net_minor, lines
    from sales_daily d join products p on p.id = d.product_id order by d.business_day, p.sku`)
const onHand = async (sku: string) =>
  (
    await shop.rows<{ on_hand: string | null }>(sql`
      select trim_scale(on_hand) as on_hand from stock_positions s join products p on p.id = s.product_id where p.sku = ${sku}`)
  )[0]?.on_hand
const productId = async (sku: string) =>
  (await shop.rows<{ id: string }>(sql`select id from products where sku = ${sku}`))[0]!.id

const WEEK = salesFile(
  '1001,2026-04-13 10:00,BD-8,Blue Dream 3.5g,2,25.00,1.00,3.10,,Flower,Northside',
  '1001,2026-04-13 10:00,GUM,Gummies,1,18.005',
  '1002,2026-04-14 01:30,BD-8,Blue Dream 3.5g,1,25.00',
  '1003,2026-04-14 12:00,BD-8,Blue Dream 3.5g,-1,25.00',
)

describe('a sales file', () => {
  it('becomes receipts, lines rounded half to even, movements and daily sales', async () => {
    const id = await shop.take(WEEK)
    expect(await shop.importOf(id)).toMatchObject({
      status: 'done',
      rows_added: 4,
      rows_known: 0,
      rows_refused: 0,
      file_total: '68.0050000000',
    })
    expect(await lines()).toMatchObject([
      {
        receipt: '1001',
        sku: 'BD-8',
        gross_minor: 5000,
        discount_minor: 100,
        tax_minor: 310,
        net_minor: 4900,
      },
      // 18.005 goes to the even cent
      { receipt: '1001', sku: 'GUM', gross_minor: 1800, net_minor: 1800 },
      // half past one at night belongs to the day before, the books close at four
      { receipt: '1002', kind: 'sale', business_day: '2026-04-13' },
      { receipt: '1003', kind: 'return', quantity: '-1', business_day: '2026-04-14' },
    ])
    expect(await ledger()).toEqual([
      { sku: 'BD-8', kind: 'sell', quantity: '-2' },
      { sku: 'BD-8', kind: 'sell', quantity: '-1' },
      { sku: 'BD-8', kind: 'return', quantity: '1' },
      { sku: 'GUM', kind: 'sell', quantity: '-1' },
    ])
    expect(await daily()).toEqual([
      { sku: 'BD-8', business_day: '2026-04-13', sold: '3', returned: '0', net_minor: 7400, lines: 2 },
      { sku: 'GUM', business_day: '2026-04-13', sold: '1', returned: '0', net_minor: 1800, lines: 1 },
      { sku: 'BD-8', business_day: '2026-04-14', sold: '0', returned: '1', net_minor: -2500, lines: 1 },
    ])
    const [store] = await shop.rows(sql`select * from store_sales_daily order by business_day limit 1`)
    expect(store).toMatchObject({ receipts: 2, lines: 3, net_minor: 9200, tax_minor: 310 })
    const [product] = await shop.rows(sql`
      select p.name, p.category, p.price, v.name as vendor from products p left join vendors v on v.id = p.vendor_id where sku = 'BD-8'`)
    expect(product).toEqual({
      name: 'Blue Dream 3.5g',
      category: 'uncategorised',
      price: '25.000000',
      vendor: null,
    })
  })

  it('leaves stock unknown, never zero', async () => {
    await shop.take(WEEK)
    expect(await onHand('BD-8')).toBeNull()
  })

  it('changes nothing when it comes again, and adds only what is new when it overlaps', async () => {
    await shop.take(WEEK)
    const before = [await lines(), await ledger(), await daily()]
    const again = await shop.take(WEEK)
    expect(await shop.importOf(again)).toMatchObject({ rows_added: 0, rows_known: 4 })
    expect([await lines(), await ledger(), await daily()]).toEqual(before)
    const next = await shop.take(
      salesFile(
        '1003,2026-04-14 12:00,BD-8,Blue Dream 3.5g,-1,25.00',
        '1004,2026-04-15 12:00,BD-8,Blue Dream 3.5g,4,25.00',
      ),
    )
    expect(await shop.importOf(next)).toMatchObject({ rows_added: 1, rows_known: 1 })
    expect(await lines()).toHaveLength(5)
  })

  it('counts identical lines, and of two files keeps the larger count', async () => {
    const one = '2001,2026-04-13 10:00,GUM,Gummies,1,18.00'
    await shop.take(salesFile(one, one))
    expect((await lines()).map((line) => line['occurrence'])).toEqual([1, 2])
    await shop.take(salesFile(one))
    expect(await lines()).toHaveLength(2)
    const third = await shop.take(salesFile(one, one, one))
    expect(await shop.importOf(third)).toMatchObject({ rows_added: 1, rows_known: 2 })
    expect((await daily())[0]).toMatchObject({ sold: '3', lines: 3 })
  })

  it('takes a void as no sale, and strikes out a receipt reported void later', async () => {
    await shop.take(
      salesFile('3001,2026-04-13 10:00,GUM,Gummies,1,18.00', '3002,2026-04-13 11:00,GUM,Gummies,2,18.00'),
    )
    await shop.take(
      salesFile(
        '3002,2026-04-13 11:00,GUM,Gummies,2,18.00,,,Voided',
        '3003,2026-04-13 12:00,GUM,Gummies,5,18.00,,,Voided',
      ),
    )
    expect((await lines()).map((line) => [line['receipt'], line['kind']])).toEqual([
      ['3001', 'sale'],
      ['3002', 'void'],
      ['3003', 'void'],
    ])
    expect((await daily())[0]).toMatchObject({ sold: '1', net_minor: 1800 })
    expect((await ledger()).map((row) => row.quantity)).toEqual(['-1', '-2', '2'])
  })

  it('never changes on hand by sales earlier than the last count', async () => {
    await shop.take(WEEK)
    const id = await productId('BD-8')
    await shop.write((tx) =>
      countStock(tx, {
        storeId: shop.storeId,
        productId: id,
        quantity: '20',
        countedAt: new Date('2026-04-20T12:00:00Z'),
      }),
    )
    await shop.take(
      salesFile(
        '1005,2026-04-19 12:00,BD-8,Blue Dream 3.5g,7,25.00',
        '1006,2026-04-21 12:00,BD-8,Blue Dream 3.5g,3,25.00',
      ),
    )
    expect(await onHand('BD-8')).toBe('17')
    await shop.take(salesFile('1007,2026-04-22 12:00,BD-8,Blue Dream 3.5g,30,25.00'))
    expect(await onHand('BD-8')).toBe('-13')
    const [position] = await shop.rows<{ negative_reason: string }>(
      sql`select negative_reason from stock_positions where product_id = ${id}`,
    )
    expect(position!.negative_reason).toMatch(/More was sold/)
  })

  it('keeps refused rows with line, code, reason and cells', async () => {
    const id = await shop.take(
      salesFile('1001,2026-02-30 10:00,GUM,Gummies,1,18.00', '1001,2026-04-13 10:00,GUM,Gummies,1,18.00'),
    )
    expect(await shop.importOf(id)).toMatchObject({ rows_added: 1, rows_refused: 1, status: 'done' })
    const [refused] = await shop.rows(sql`select * from import_refusals`)
    expect(refused).toMatchObject({ line: 2, code: 'impossible_date' })
    expect(refused!['reason']).toMatch(/2026-02-30/)
    expect((refused!['cells'] as string[])[2]).toBe('GUM')
  })

  it('keeps services out of stock but in the sales', async () => {
    await shop.take(
      salesFile(
        '1001,2026-04-13 10:00,DELIVERY,Delivery fee,1,5.00',
        '1001,2026-04-13 10:00,GUM,Gummies,1,18.00',
      ),
    )
    expect((await ledger()).map((row) => row.sku)).toEqual(['GUM'])
    expect((await daily()).map((row) => row['sku'])).toEqual(['DELIVERY', 'GUM'])
    expect(await shop.rows(sql`select is_service from products order by sku`)).toEqual([
      { is_service: true },
      { is_service: false },
    ])
  })
})

describe('moving from files to a live till', () => {
  it('never doubles a sale: each source speaks only for its span', async () => {
    const first = await shop.take(WEEK)
    const source = String((await shop.importOf(first))['source'])
    const [row] = await shop.rows<{ id: string }>(sql`select id from sales_sources where source = ${source}`)
    await shop.write((tx) => setSourceWindow(tx, row!.id, { activeUntil: '2026-04-15T06:00:00Z' }))
    // the live till begins at the same instant and holds the same receipt under its own number
    await shop.rows(sql`
      insert into sales_sources (organization_id, id, store_id, source, active_from)
      values (${shop.organizationId}, gen_random_uuid(), ${shop.storeId}, 'till', '2026-04-15T06:00:00Z')`)
    const late = salesFile(
      '1004,2026-04-14 23:00,GUM,Gummies,1,18.00',
      '1005,2026-04-15 09:00,GUM,Gummies,1,18.00',
    )
    const file = await shop.take(late)
    expect(await shop.importOf(file)).toMatchObject({ rows_added: 1, rows_outside_window: 1, rows_known: 0 })
    await shop.rows(
      sql`update imports set source = 'till', status = 'queued', rows_added = 0, finished_at = null where id = ${file}`,
    )
    await shop.run(file)
    expect(await shop.importOf(file)).toMatchObject({ rows_added: 1, rows_outside_window: 1 })
    const sold = (await daily())
      .filter((day) => day['sku'] === 'GUM')
      .map((day) => [day['business_day'], day['sold']])
    expect(sold).toEqual([
      ['2026-04-13', '1'],
      ['2026-04-14', '1'],
      ['2026-04-15', '1'],
    ])
  })
})
