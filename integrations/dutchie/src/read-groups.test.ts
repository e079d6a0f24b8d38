import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { products } from './endpoints/catalog.ts'
import { customers, employees } from './endpoints/people.ts'
import { purchaseOrders, vendors } from './endpoints/purchasing.ts'
import { reports } from './endpoints/reports.ts'
import { site, whoami } from './endpoints/site.ts'
import { inventory } from './endpoints/stock.ts'
import { unitsById } from './neutral/names.ts'
import { toPackage } from './neutral/package.ts'
import { toCustomer, toVendor } from './neutral/people.ts'
import { toProduct } from './neutral/product.ts'
import { NOW, startShop } from './shop.fixture.ts'
import { addDiscount } from './simulator/build.ts'
import { changeCustomer, changeProduct } from './simulator/changes.ts'
import { adjustStock, changePackage, movePackage } from './simulator/stock.ts'
import { sell } from './simulator/till.ts'

let shop: Awaited<ReturnType<typeof startShop>>
beforeAll(async () => {
  shop = await startShop()
})
afterAll(() => shop.simulator.stop())

const HOUR = 3_600_000
const ago = (ms: number): Date => new Date(NOW.getTime() - ms)
const pack = (n: number) => {
  const found = shop.packages[n]
  if (found === undefined) throw new Error('no such package')
  return found
}

describe('identity', () => {
  test.each(['camel', 'pascal'] as const)(
    'whoami tells the location of the key, in %s case',
    async (keys) => {
      shop.state.settings.whoAmIKeys = keys
      expect(await shop.client.one(whoami, {})).toMatchObject({
        locationId: shop.location.id,
        locationName: 'Evergreen Denver',
        licenseNumber: '402R-00001',
        state: 'CO',
      })
    },
  )
})

describe('stock', () => {
  test('the report tells every package with cost, allocation and rooms', async () => {
    changePackage(shop.location, pack(0).id, { allocated: 2 }, ago(HOUR))
    const query = { includeRoomQuantities: true, includeAllocated: true, includeLabResults: true }
    const { rows } = await shop.client.list(inventory.reporting, query)
    expect(rows).toHaveLength(8)
    const row = rows.find(({ inventoryId }) => inventoryId === pack(0).id)
    if (row === undefined) throw new Error('the package is missing')
    expect(row.labResults).toEqual([{ labTest: 'THC', value: '21.4', labResultUnit: '%' }])
    expect(toPackage(row)).toEqual({
      externalId: String(pack(0).id),
      packageTag: pack(0).tag,
      productExternalId: String(pack(0).productId),
      quantity: '400',
      allocated: '2',
      unit: 'each',
      room: 'Sales Floor',
      rooms: [{ room: 'Sales Floor', quantity: '400' }],
      unitCost: '14',
      expiresOn: '2027-01-31',
      packagedOn: '2026-01-05',
      receivedAt: null,
      status: 'Active',
      labStatus: 'Passed',
      batch: pack(0).batch,
      lastModified: ago(HOUR).toISOString(),
    })
    expect(toPackage(row, { availableExcludesAllocated: true }).quantity).toBe('402')
  })

  test('the shelf leaves out what is not opened to the API, and cost', async () => {
    changeProduct(shop.location, pack(6).productId, { apiEnabled: false }, ago(HOUR))
    const { rows } = await shop.client.list(inventory.shelf, {})
    expect(rows).toHaveLength(6)
    expect(rows[0]).toMatchObject({ unitCost: null, allocatedQuantity: null, roomQuantities: [] })
  })

  test('stock follows sales, adjustments and moves, and tells how it was', async () => {
    const { client, location, state } = shop
    sell(state, location, { soldAt: ago(30 * HOUR), lines: [{ packageId: pack(2).id, quantity: 3.5 }] })
    sell(state, location, { soldAt: ago(2 * HOUR), lines: [{ packageId: pack(2).id, quantity: 1.25 }] })
    adjustStock(state, location, { packageId: pack(3).id, to: 390, reason: 'Damaged' }, ago(HOUR))
    const vault = [...location.rooms.values()].find((room) => room['roomName'] === 'Vault')?.['roomId']
    movePackage(state, location, { packageId: pack(4).id, roomId: Number(vault) }, ago(HOUR))
    const { rows } = await client.list(inventory.reporting, { includeRoomQuantities: true })
    const held = new Map(rows.map((row) => [row.inventoryId, toPackage(row)]))
    expect(held.get(pack(2).id)).toMatchObject({ quantity: '395.25', unit: 'g' })
    expect(held.get(pack(3).id)?.quantity).toBe('390')
    expect(held.get(pack(4).id)?.room).toBe('Vault')
    const snapshot = await client.list(inventory.snapshot, { fromDate: ago(0) })
    expect(snapshot.rows.find((row) => row.inventoryId === pack(2).id)).toMatchObject({
      quantity: '396.5',
      unit: 'g',
      unitId: 1,
      packageId: pack(2).tag,
    })
    const moves = await client.list(inventory.movements, { startDate: ago(2 * HOUR), endDate: NOW })
    expect(moves.rows.map((row) => row.transactionType)).toEqual(['Adjust', 'Move'])
    expect(moves.rows[0]).toMatchObject({ quantity: '-10', reason: 'Damaged' })
    const only = await client.list(inventory.movements, { transactionType: 'Move' })
    expect(only.rows).toHaveLength(1)
  })

  test("Dutchie's own comparison with the state", async () => {
    shop.location.stateQuantities.set(pack(5).tag, 380)
    const recon = await shop.client.one(inventory.recon, {})
    expect(recon.lastUpdated).toBe(NOW.toISOString())
    expect(recon.discrepancies).toMatchObject([
      { packageId: pack(5).tag, quantity: '400', externalQuantity: '380', difference: '20' },
    ])
  })
})

describe('catalogue', () => {
  test('products, all of them in the report', async () => {
    const { rows } = await shop.client.list(products.reporting, {})
    expect(rows).toHaveLength(4)
    const gummies = rows.find(({ sku }) => sku === 'BG-100')
    if (gummies === undefined) throw new Error('the product is missing')
    expect(toProduct(gummies)).toMatchObject({
      sku: 'BG-100',
      name: 'Berry Gummies',
      category: 'Edibles',
      brand: 'Summit',
      vendor: 'High Plains',
      strain: 'Blue Dream',
      strainType: 'hybrid',
      thc: '21.4',
      unit: 'each',
      price: '17.99',
      cost: '7.2',
    })
    expect((await shop.client.list(products.menu, {})).rows).toHaveLength(3)
  })

  test('products changed since a time', async () => {
    changeProduct(shop.location, pack(0).productId, { price: 33 }, ago(60_000))
    const { rows } = await shop.client.list(products.reporting, { fromLastModifiedDateUTC: ago(120_000) })
    expect(rows.map(({ sku, price }) => [sku, price])).toEqual([['BD-3.5', '33']])
  })

  test('brands, categories, strains and units', async () => {
    const { client } = shop
    expect((await client.list(products.brands, {})).rows.map(({ brandName }) => brandName)).toEqual([
      'Summit',
    ])
    const categories = (await client.list(products.categories, {})).rows
    expect(categories.map(({ name }) => name)).toEqual(['Flower', 'Edibles', 'Accessories'])
    expect(categories.every(({ categoryId }) => categoryId !== null)).toBe(true)
    expect((await client.list(products.strains, {})).rows).toMatchObject([{ strainName: 'Blue Dream' }])
    const units = unitsById((await client.list(products.units, {})).rows)
    expect([units.get(1), units.get(2)]).toEqual(['g', 'each'])
  })
})

describe('people and places', () => {
  test('customers, merged ones with where they went', async () => {
    const [ada, grace] = [...shop.location.customers.rows()]
    if (ada === undefined || grace === undefined) throw new Error('no customers')
    changeCustomer(shop.location, grace.id, { mergedInto: ada.id, marketing: false }, ago(HOUR))
    const fields = { phone: '+13035550100', medicalCard: 'M-1', marketing: true, birthDate: '1990-02-03' }
    changeCustomer(shop.location, ada.id, fields, ago(HOUR))
    for (const list of [customers.all, customers.reporting]) {
      const { rows } = await shop.client.list(list, { fromLastModifiedDateUTC: ago(2 * HOUR) })
      expect(
        rows.map((row) => toCustomer(row)).toSorted((a, b) => a.externalId.localeCompare(b.externalId)),
      ).toMatchObject([
        {
          firstName: 'Ada',
          isMedical: true,
          marketingConsent: true,
          birthDate: '1990-02-03',
          mergedInto: null,
        },
        { firstName: 'Grace', marketingConsent: false, mergedInto: String(ada.id) },
      ])
    }
    expect((await shop.client.list(customers.all, { customerID: ada.id })).rows).toHaveLength(1)
  })

  test('vendors by name and id', async () => {
    const { rows } = await shop.client.list(vendors, { vendorName: 'plains' })
    expect(rows.map(toVendor)).toMatchObject([
      { externalId: String(shop.vendorId), name: 'High Plains', licence: '403R-00007' },
    ])
    expect((await shop.client.list(vendors, { vendorId: -1 })).rows).toEqual([])
  })

  test('rooms, registers, staff, discounts', async () => {
    const { client, state, location } = shop
    addDiscount(state, location, { name: 'Old', percent: 5, isActive: false })
    addDiscount(state, location, { name: 'Happy hour', percent: 10 })
    const rooms = (await client.list(site.rooms, {})).rows
    expect(rooms.map(({ roomName, isSalesFloor }) => [roomName, isSalesFloor])).toEqual([
      ['Sales Floor', true],
      ['Vault', false],
    ])
    expect((await client.list(site.terminals, {})).rows).toMatchObject([{ terminalName: 'Register 1' }])
    expect((await client.list(employees, {})).rows).toMatchObject([{ fullName: 'Robin Reyes' }])
    expect((await client.list(site.discounts, {})).rows).toMatchObject([
      { onlineName: 'Happy hour', reward: { discountValue: '10' } },
    ])
    expect((await client.list(site.discounts, { includeInactive: true })).rows).toHaveLength(2)
    const orders = await client.listText(purchaseOrders.pages, { IncludeItemDetails: true })
    expect(orders.raw).toEqual([])
  })
})

describe('money', () => {
  test('a closing report adds up with the transactions of its day', async () => {
    const { client } = shop
    const day = { fromDateUTC: ago(36 * HOUR), toDateUTC: NOW }
    const closing = await client.one(reports.closing, day)
    const { rows } = await client.list(reports.transactions, {
      FromDateUTC: day.fromDateUTC,
      ToDateUTC: day.toDateUTC,
    })
    const net = rows.reduce((sum, row) => sum + Math.round(Number(row.totalBeforeTax) * 100), 0)
    expect(closing.transactionCount).toBe(rows.length)
    expect(Math.round(Number(closing.netSales) * 100)).toBe(net)
    expect(closing.paymentSummary).toMatchObject([{ paymentType: 'Cash' }])
    expect(closing.categorySummary.map(({ category }) => category)).toEqual(['Flower'])
  })

  test.each([
    [11 * HOUR, 'greater than 12 hours'],
    [32 * 24 * HOUR, 'at most 31 days'],
  ])('a closing report of %i ms is refused', async (length, words) => {
    const asked = shop.client.one(reports.closing, { fromDateUTC: ago(length), toDateUTC: NOW })
    await expect(asked).rejects.toThrow(words)
  })

  test('registers, what went through them, and their cash', async () => {
    const { client, location } = shop
    location.cashEvents.push({
      adjustmentId: 1,
      adjustmentType: 'Cash Drop',
      adjustmentAmount: -100,
      adjustedBy: 'Robin Reyes',
      adjustedOn: ago(HOUR).toISOString(),
      terminalId: 1,
      terminalName: 'Register 1',
    })
    const span = { fromLastModifiedDateUTC: ago(3 * HOUR), toLastModifiedDateUTC: NOW }
    expect((await client.list(reports.registerAdjustments, span)).rows).toMatchObject([
      { adjustmentType: 'Cash Drop', adjustmentAmount: '-100' },
    ])
    const [sold] = (await client.list(reports.registerTransactions, span)).rows
    const [cash] = (await client.list(reports.cashSummary, span)).rows
    expect(sold?.transactionType).toBe('Sale')
    expect(cash?.sales).toBe(sold?.transactionAmount)
    const week = { fromLastModifiedDateUTC: ago(8 * 24 * HOUR) }
    await expect(client.list(reports.cashSummary, week)).rejects.toThrow('last 7 days')
  })

  test('loyalty as of last night, once a minute', async () => {
    const [ada] = [...shop.location.customers.rows()]
    if (ada === undefined) throw new Error('no customer')
    changeCustomer(shop.location, ada.id, { loyaltyMember: true }, ago(HOUR))
    sell(shop.state, shop.location, {
      soldAt: ago(48 * HOUR),
      customerId: ada.id,
      lines: [{ packageId: pack(7).id, quantity: 2 }],
    })
    expect((await shop.client.list(customers.loyalty, {})).rows).toMatchObject([
      { customerId: ada.id, loyaltyBalance: '30' },
    ])
  })
})
