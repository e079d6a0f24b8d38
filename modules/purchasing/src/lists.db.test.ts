import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from '@suite/db'
import { addProduct, testShops, type Shop } from '../test/shop.ts'
import { products, REPLENISHMENT_QUEUE, reorderDetail, reorderList, type ProductItem } from './index.ts'

let shops: Awaited<ReturnType<typeof testShops>>
let shop: Shop
beforeAll(async () => {
  shops = await testShops()
  shop = await shops.open()
  await addProduct(shop, { name: 'Out', perDay: 4, onHand: 0, category: 'vapes' })
  await addProduct(shop, { name: 'Low A', perDay: 3, onHand: 6 })
  await addProduct(shop, { name: 'Low B', perDay: 3, onHand: 6 })
  await addProduct(shop, { name: 'Fine', perDay: 1, onHand: 40 })
  await addProduct(shop, { name: 'Over', perDay: 1, onHand: 400 })
  await addProduct(shop, { name: 'Unknown', perDay: 1 })
  await addProduct(shop, { name: 'No plan', price: null })
  const gone = await addProduct(shop, { name: 'Gone', perDay: 1, onHand: 1 })
  await shop.write((tx) => sql`update products set active = false where id = ${gone}`.execute(tx.db))
  await shop.run(REPLENISHMENT_QUEUE)
})
afterAll(() => shops.close())

type Sort = 'name' | 'risk' | 'days_of_supply' | 'sold'
const walk = async (sort: Sort, limit: number): Promise<ProductItem[]> => {
  const all: ProductItem[] = []
  let cursor: string | undefined
  do {
    const page = await shop.read((read) =>
      products(read, { sort, limit, ...(cursor === undefined ? {} : { cursor }) }),
    )
    all.push(...page.items)
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
  return all
}
const names = (items: readonly { name: string }[]): string[] => items.map(({ name }) => name)
const find = async (query: Omit<Parameters<typeof products>[1], 'limit' | 'sort'>): Promise<string[]> =>
  names((await shop.read((read) => products(read, { sort: 'name', limit: 100, ...query }))).items)

describe('the product list', () => {
  it.each(['name', 'risk', 'days_of_supply', 'sold'] as const)(
    'gives every product once by %s, whatever the page size',
    async (sort) => {
      const whole = await walk(sort, 100)
      expect(whole).toHaveLength(7)
      expect(await walk(sort, 2)).toEqual(whole)
      expect(await walk(sort, 3)).toEqual(whole)
    },
  )

  it('orders by name, by dollars, by days of supply', async () => {
    expect(names(await walk('name', 100))).toEqual([
      'Fine',
      'Low A',
      'Low B',
      'No plan',
      'Out',
      'Over',
      'Unknown',
    ])
    expect((await walk('risk', 100))[0]).toMatchObject({ name: 'Out', stockStatus: 'stock_out', onHand: '0' })
    const days = (await walk('days_of_supply', 100)).map(({ daysOfSupply }) => daysOfSupply)
    expect(days.slice(0, 4)).toEqual([0, 2, 2, 40])
    expect(days.slice(-2)).toEqual([null, null])
  })

  it('filters by status, category, vendor, words and store', async () => {
    expect(await find({ status: 'low' })).toEqual(['Low A', 'Low B'])
    expect(await find({ status: 'unknown' })).toEqual(['No plan', 'Unknown'])
    expect(await find({ category: 'vapes' })).toEqual(['Out'])
    expect(await find({ vendorId: shop.vendorId, search: 'low' })).toEqual(['Low A', 'Low B'])
    expect(await find({ search: '%' })).toEqual([])
    expect(await find({ show: 'all', search: 'gone' })).toEqual(['Gone'])
    const elsewhere = await shop.read((read) =>
      products(read, { sort: 'risk', limit: 1, storeId: shop.organizationId, search: 'Out' }),
    )
    expect(elsewhere.items).toMatchObject([
      { name: 'Out', onHand: null, stockStatus: 'unknown', unitsPerDay: null },
    ])
  })
})

describe('the reorder list', () => {
  it('shows what must be ordered, most dollars at risk first, page after page', async () => {
    const list = (query: object = {}) => shop.read((read) => reorderList(read, { limit: 100, ...query }))
    const { items } = await list()
    expect(names(items).toSorted()).toEqual(['Low A', 'Low B', 'Out'])
    expect(items[0]!.name).toBe('Out')
    expect(
      items.every(({ suggestedQuantity, onDraft }) => suggestedQuantity === '0' && Number(onDraft) > 0),
    ).toBe(true)
    const first = await list({ limit: 2 })
    const second = await list({ limit: 2, cursor: first.nextCursor })
    expect([...first.items, ...second.items]).toEqual(items)
    expect(second.nextCursor).toBeNull()
    expect(names((await list({ status: 'stock_out' })).items)).toEqual(['Out'])
    expect((await list({ show: 'all' })).items).toHaveLength(6)
  })

  it('says what is missing where there is no plan, and hides what does not exist', async () => {
    const { rows } = await shop.read((read) =>
      sql<{ id: string }>`select id from products where name = 'No plan'`.execute(read.db),
    )
    const storeId = shop.storeId
    const found = await shop.read((read) => reorderDetail(read, { storeId, productId: rows[0]!.id }))
    expect(found).toMatchObject({ plan: null })
    expect(found.reasoning.sentences[0]!.text).toMatch(/Import sales, or count/)
    await expect(
      shop.read((read) => reorderDetail(read, { storeId, productId: shop.vendorId })),
    ).rejects.toMatchObject({ kind: 'not_found' })
  })
})
