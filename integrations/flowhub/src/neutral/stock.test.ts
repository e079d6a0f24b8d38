import { expect, test } from 'vitest'
import { openShop, OPENED } from '../shop.fixture.ts'
import { renderRooms, renderRow } from '../simulator/render.ts'
import { move } from '../simulator/till.ts'
import { customer, inventoryRow, type WireInventoryRow } from '../wire/inventory.ts'
import { toCustomer } from './customer.ts'
import { toPackages } from './package.ts'
import { toProducts } from './product.ts'

const rowsOf = () => {
  const { state, skus } = openShop()
  move(state, skus[0] ?? '', -12)
  const packages = [...state.packages.values()]
  const parse = (row: unknown): WireInventoryRow => inventoryRow.parse(row)
  return {
    packages,
    plain: packages.map((pack) => parse(renderRow(state, pack))),
    rooms: packages.flatMap((pack) => renderRooms(state, pack, true).map(parse)),
  }
}

test('two deliveries of a size are one product, told by the newer one', () => {
  const { plain, packages } = rowsOf()
  const [first, second] = plain
  if (first === undefined || second === undefined) throw new Error('the shop has no stock')
  const newer = { ...second, createdAt: new Date('2026-03-01T00:00:00Z'), preTaxPriceInPennies: '3725' }
  for (const rows of [
    [first, newer],
    [newer, first],
  ])
    expect(toProducts(rows, 'variantId')).toEqual([
      {
        externalId: packages[0]?.variantId,
        sku: null,
        name: 'Blue Dream 3.5 g',
        category: 'Flower',
        brand: 'Summit',
        vendor: 'High Plains',
        strain: 'Blue Dream',
        strainType: 'sativa',
        thc: '21.4',
        cbd: null,
        unit: 'each',
        price: '37.25',
        cost: '4.215',
        barcode: null,
      },
    ])
  expect(toProducts(plain, 'variantId')).toHaveLength(3)
  expect(toProducts(plain, 'productId').map(({ sku }) => sku)).toEqual(packages.map(({ sku }) => sku))
})

test('kinds of strains and contents are read as far as they are shares', () => {
  const [row] = rowsOf().plain
  if (row === undefined) throw new Error('the shop has no stock')
  const strainType = (speciesName: string | null) =>
    toProducts([{ ...row, speciesName }], 'variantId')[0]?.strainType
  expect(['50/50', 'Indica-dom', 'Indica Hybrid', 'CBD', null].map(strainType)).toEqual([
    'hybrid',
    'indica',
    'hybrid',
    null,
    null,
  ])
  const dose = { name: 'THC', lowerRange: '10', upperRange: '10', unitOfMeasure: 'mg' }
  const share = { name: 'cbd', lowerRange: '1', upperRange: '2.5', unitOfMeasure: '%' }
  expect(toProducts([{ ...row, cannabinoidInformation: [dose, share] }], 'variantId')).toMatchObject([
    { thc: null, cbd: '2.5' },
  ])
  const nameless = { ...row, productName: null, parentProductName: null, variantId: null }
  expect(toProducts([nameless], 'variantId')).toMatchObject([{ name: `Product ${row.productId}` }])
  expect(toProducts([{ ...nameless, productId: null }], 'variantId')).toEqual([])
})

test('a package in two rooms is one package, also when an answer tells rows twice and in another order', () => {
  const { rooms, packages } = rowsOf()
  const doubled = [...rooms, ...rooms].toReversed()
  expect(toPackages(doubled, 'variantId')).toEqual(toPackages(rooms, 'variantId'))
  const stock = toPackages(rooms, 'variantId')
  expect(stock).toHaveLength(5)
  expect(stock.find(({ packageTag }) => packageTag === '1A4000B00000')).toEqual({
    externalId: '1A4000B00000',
    packageTag: '1A4000B00000',
    productExternalId: packages[0]?.variantId,
    quantity: '388',
    unit: 'each',
    room: 'Vault',
    unitCost: '4.215',
    expiresOn: '2027-01-31',
    receivedAt: OPENED.toISOString(),
    lastModified: null,
  })
  // grinders are followed by nobody: both deliveries are one row of their product
  const variant = packages.at(-1)?.variantId
  expect(stock.filter(({ packageTag }) => packageTag === null)).toMatchObject([
    { externalId: `product:${variant}`, quantity: '800' },
  ])
  expect(toPackages(rooms, 'productId')).toHaveLength(6)
})

test('a tag with two products is told once for each', () => {
  const { rooms } = rowsOf()
  const shared = rooms.map((row) => ({ ...row, regulatoryId: '1a4' }))
  const stock = toPackages(shared, 'variantId')
  expect(stock.map(({ packageTag }) => packageTag)).toEqual(['1A4', '1A4', '1A4'])
  expect(new Set(stock.map(({ externalId }) => externalId)).size).toBe(3)
})

test('a customer comes with each consent by itself', () => {
  const row = customer.parse({ id: '7', name: ' Ada Lovelace ', type: 'medCustomer', phone: '' })
  expect(toCustomer(row)).toEqual({
    externalId: '7',
    name: 'Ada Lovelace',
    email: null,
    phone: null,
    isMedical: true,
    consentsToEmail: false,
    consentsToSms: false,
  })
})
