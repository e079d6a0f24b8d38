import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sql } from '@suite/db'
import { rebuildPosition } from '@suite/inventory'
import { salesFile, testShops, type Shop } from '../test/shop.ts'
import { cancelImport, requestUndo } from './index.ts'

let shops: Awaited<ReturnType<typeof testShops>>
let shop: Shop
beforeAll(async () => {
  shops = await testShops()
})
beforeEach(async () => {
  shop = await shops.open()
})
afterAll(() => shops.close())

/** Everything that must look as if an import had never been: balances, sales, lines; not the ledger, which only grows. */
const state = async () => ({
  lines: await shop.rows(sql`
    select r.external_id, l.kind, l.occurrence, l.quantity, l.net_minor from receipt_lines l
    join receipts r on r.id = l.receipt_id order by 1, 2, 3, 4`),
  receipts: await shop.rows(sql`select external_id, kind from receipts order by 1`),
  daily: await shop.rows(
    sql`select business_day, units_sold, units_returned, net_minor, lines from sales_daily order by 1, 2`,
  ),
  store: await shop.rows(sql`select business_day, receipts, net_minor from store_sales_daily order by 1`),
  stock: await shop.rows(sql`
    select p.sku, coalesce(s.on_hand, 0) as on_hand from stock_positions s join products p on p.id = s.product_id
    where p.active order by 1`),
  active: await shop.rows(sql`select sku from products where active order by 1`),
})
const proven = async () =>
  expect(await shop.read((read) => rebuildPosition(read, { storeId: shop.storeId }))).toEqual([])

const MARCH = salesFile(
  '1,2026-03-01 10:00,GUM,Gummies,2,18.00',
  '2,2026-03-31 10:00,BD,Blue Dream,1,25.00',
  '2,2026-03-31 10:00,BD,Blue Dream,1,25.00',
)
const OVERLAP = salesFile(
  '2,2026-03-31 10:00,BD,Blue Dream,1,25.00',
  '3,2026-04-01 10:00,BD,Blue Dream,3,25.00',
  '4,2026-04-02 10:00,NEW,New thing,1,9.00',
)
const STOCK = 'SKU,Product Name,Quantity on hand,Counted at\nBD,Blue Dream,30,2026-03-15 09:00\n'

describe('undoing an import', () => {
  it('takes back lines, stock and daily sales, and retires what it alone had made', async () => {
    await shop.take(MARCH)
    await shop.take(STOCK, 'stock.csv')
    const before = await state()
    expect(before.stock).toMatchObject([{ sku: 'BD', on_hand: '28.0000' }, { sku: 'GUM' }])
    const april = await shop.take(OVERLAP)
    expect((await state()).stock).toMatchObject([
      { sku: 'BD', on_hand: '25.0000' },
      { sku: 'GUM' },
      { sku: 'NEW' },
    ])
    expect(await shop.undo(april)).toEqual([])
    expect(await state()).toEqual(before)
    await proven()
    expect(await shop.importOf(april)).toMatchObject({ status: 'undone' })
    const again = await shop.take(OVERLAP)
    expect(await shop.importOf(again)).toMatchObject({ rows_added: 2, rows_known: 1 })
    expect((await state()).active).toEqual([{ sku: 'BD' }, { sku: 'GUM' }, { sku: 'NEW' }])
  })

  it('keeps what a later file vouches for too, in its name', async () => {
    const march = await shop.take(MARCH)
    const april = await shop.take(OVERLAP)
    expect(await shop.undo(march)).toEqual([april])
    expect((await state()).lines).toMatchObject([
      { external_id: '2', occurrence: 1 },
      { external_id: '3' },
      { external_id: '4' },
    ])
    expect(await shop.importOf(april)).toMatchObject({ status: 'done', rows_added: 3, rows_known: 0 })
    await proven()
    await shop.undo(april)
    expect((await state()).lines).toEqual([])
    expect((await state()).active).toEqual([])
  })

  it('gives struck-out lines their sale back', async () => {
    await shop.take(STOCK, 'stock.csv')
    await shop.take(MARCH)
    const before = await state()
    const voids = await shop.take(
      salesFile(
        '2,2026-03-31 10:00,BD,Blue Dream,1,25.00,,,Voided',
        '2,2026-03-31 10:00,BD,Blue Dream,1,25.00,,,Voided',
      ),
    )
    expect((await state()).stock).toMatchObject([{ sku: 'BD', on_hand: '30.0000' }, { sku: 'GUM' }])
    expect((await state()).receipts).toMatchObject([{ kind: 'sale' }, { external_id: '2', kind: 'void' }])
    await shop.undo(voids)
    expect(await state()).toEqual(before)
    await proven()
  })

  it('takes back counts, and the count before rules again', async () => {
    await shop.take(STOCK, 'stock.csv')
    const wrong = await shop.take(STOCK.replace(',30,2026-03-15', ',300,2026-03-16'), 'stock.csv')
    await shop.take(MARCH)
    expect((await state()).stock).toMatchObject([{ on_hand: '298.0000' }, {}])
    await shop.undo(wrong)
    expect((await state()).stock).toMatchObject([{ on_hand: '28.0000' }, {}])
    await proven()
  })

  it('puts back master data that nobody has changed since', async () => {
    await shop.take(MARCH)
    const master = await shop.take(
      'SKU,Product Name,Brand,Price,Case pack\nBD,Blue Dream 3.5g,Northside,30.00,12\n',
      'products.csv',
    )
    expect(await shop.importOf(master)).toMatchObject({ kind: 'products', status: 'done', rows_added: 1 })
    const product = async () =>
      (
        await shop.rows(
          sql`select name, brand, trim_scale(price) as price, trim_scale(case_pack) as pack from products where sku = 'BD'`,
        )
      )[0]
    expect(await product()).toEqual({ name: 'Blue Dream 3.5g', brand: 'Northside', price: '30', pack: '12' })
    await shop.rows(sql`update products set price = 31 where sku = 'BD'`)
    await shop.undo(master)
    expect(await product()).toEqual({ name: 'Blue Dream', brand: null, price: '31', pack: '1' })
  })

  it('is refused for an import that is not finished, and is a job of its store otherwise', async () => {
    const id = await shop.take(MARCH)
    shop.jobs.length = 0
    await shop.write((tx) => requestUndo(tx, id))
    expect(shop.jobs).toMatchObject([{ queue: 'import.undo', payload: { importId: id } }])
    await shop.undo(id)
    await expect(shop.write((tx) => requestUndo(tx, id))).rejects.toMatchObject({ code: 'not_done' })
    await expect(shop.write((tx) => cancelImport(tx, id))).rejects.toMatchObject({ code: 'already_ended' })
  })
})
