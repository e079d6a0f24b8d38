import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sql } from '@suite/db'
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

const HEADER = 'SKU,Product Name,Quantity on hand,Package ID,Room,Expiration date,Unit cost,Category,Vendor'
const FILE = [
  HEADER,
  'BD,Blue Dream,10,TAG-1,Vault,2027-01-31,11.25,Flower,Northside',
  'BD,Blue Dream,4.5,TAG-2,Floor,2027-06-30,12.00,Flower,Northside',
  'GUM,Gummies,20,,Floor,,3.10,Edibles,Sweet Co',
  '',
].join('\n')

const lots = () =>
  shop.rows(sql`
    select package_tag, trim_scale(on_hand) as on_hand, expires_on from lots where on_hand > 0 order by package_tag`)
const onHand = () =>
  shop.rows(sql`
    select p.sku, trim_scale(s.on_hand) as on_hand from stock_positions s join products p on p.id = s.product_id order by 1`)

describe('a stock file', () => {
  it('becomes one count a product and its lots, with products, categories and vendors', async () => {
    const id = await shop.take(FILE, 'stock.csv')
    expect(await shop.importOf(id)).toMatchObject({
      kind: 'stock',
      status: 'done',
      rows_added: 3,
      rows_known: 0,
    })
    expect(await onHand()).toEqual([
      { sku: 'BD', on_hand: '14.5' },
      { sku: 'GUM', on_hand: '20' },
    ])
    expect(await lots()).toEqual([
      { package_tag: 'TAG-1', on_hand: '10', expires_on: '2027-01-31' },
      { package_tag: 'TAG-2', on_hand: '4.5', expires_on: '2027-06-30' },
    ])
    expect(
      await shop.rows(sql`
        select p.sku, p.category, v.name as vendor, trim_scale(p.cost) as cost from products p
        join vendors v on v.id = p.vendor_id order by 1`),
    ).toEqual([
      { sku: 'BD', category: 'flower', vendor: 'Northside', cost: '12' },
      { sku: 'GUM', category: 'edibles', vendor: 'Sweet Co', cost: '3.1' },
    ])
  })

  it('changes nothing when it comes again, even after sales', async () => {
    await shop.take(FILE, 'stock.csv')
    const soon = new Date(Date.now() + 3_600_000).toISOString()
    await shop.take(salesFile(`1,${soon},BD,Blue Dream,2,25.00`))
    const before = [await onHand(), await lots()]
    expect(before[0]).toMatchObject([{ on_hand: '12.5' }, {}])
    const again = await shop.take(FILE, 'stock.csv')
    expect(await shop.importOf(again)).toMatchObject({ rows_added: 0, rows_known: 3 })
    expect([await onHand(), await lots()]).toEqual(before)
  })

  it('empties the lots it no longer names', async () => {
    await shop.take(FILE, 'stock.csv')
    await shop.take(
      [HEADER, 'BD,Blue Dream,3,TAG-2,Floor,2027-06-30,12.00,Flower,Northside', ''].join('\n'),
      'stock.csv',
    )
    expect(await onHand()).toMatchObject([{ on_hand: '3' }, { on_hand: '20' }])
    expect(await lots()).toMatchObject([{ package_tag: 'TAG-2', on_hand: '3' }])
  })

  it('takes sales that name a package from that package', async () => {
    await shop.take(FILE, 'stock.csv')
    const soon = new Date(Date.now() + 3_600_000).toISOString()
    await shop.take(salesFile(`1,${soon},BD,Blue Dream,2,25.00,,,,,,TAG-2`))
    expect(await lots()).toMatchObject([{ on_hand: '10' }, { package_tag: 'TAG-2', on_hand: '2.5' }])
  })
})

describe('a product file', () => {
  it('adds what is missing and leaves alone what it does not say', async () => {
    await shop.take(FILE, 'stock.csv')
    const id = await shop.take(
      'SKU,Product Name,Brand,Price,Case pack\nBD,,Northside,30.00,12\nNEW,New thing,,9.00,\n',
      'p.csv',
    )
    expect(await shop.importOf(id)).toMatchObject({
      kind: 'products',
      rows_added: 2,
      summary: { productsAdded: 1, productsChanged: 1 },
    })
    const products = () =>
      shop.rows(sql`
        select sku, name, brand, trim_scale(price) as price, trim_scale(case_pack) as pack, category from products order by sku`)
    expect(await products()).toMatchObject([
      { sku: 'BD', name: 'Blue Dream', brand: 'Northside', price: '30', pack: '12', category: 'flower' },
      { sku: 'GUM' },
      { sku: 'NEW', name: 'New thing', price: '9', pack: '1' },
    ])
    const again = await shop.take(
      'SKU,Product Name,Brand,Price,Case pack\nBD,,Northside,30.00,12\nNEW,New thing,,9.00,\n',
      'p.csv',
    )
    expect(await shop.importOf(again)).toMatchObject({ rows_added: 0, rows_known: 2 })
  })
})
