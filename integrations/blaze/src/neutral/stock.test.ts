import { expect, test } from 'vitest'
import { openShop, OPENED } from '../shop.fixture.ts'
import { renderBatch, renderProduct } from '../simulator/render.ts'
import { batch, product } from '../wire/stock.ts'
import { toPackage } from './package.ts'
import { toProduct } from './product.ts'

test('a product comes with price, brand, strain and potency', () => {
  const { state } = openShop()
  const [, grams] = [...state.products.values()].map((row) => product.parse(renderProduct(row)))
  if (grams === undefined) throw new Error('the shop has no product')
  expect(toProduct(grams)).toMatchObject({
    sku: 'SD-G',
    category: 'Flower',
    brand: 'Summit',
    vendor: 'High Plains',
    strain: 'Blue Dream',
    strainType: 'hybrid',
    thc: '21.4',
    cbd: null,
    unit: 'g',
    price: '11.335',
  })
  expect(toProduct({ ...grams, name: null, unitPrice: null, flowerType: 'CBD' })).toMatchObject({
    name: `Product ${grams.id}`,
    price: null,
    strainType: null,
  })
})

test('a batch is a package with its tag; deleted and voided ones hold nothing', () => {
  const { state } = openShop()
  const [row] = [...state.batches.values()].map((each) => batch.parse(renderBatch(each)))
  if (row === undefined) throw new Error('the shop has no batch')
  const units = { [row.productId]: 'g' }
  expect(toPackage(row, units)).toEqual({
    externalId: row.id,
    packageTag: '1A4060300000',
    productExternalId: row.productId,
    quantity: '400',
    unit: 'g',
    room: null,
    unitCost: '4.215',
    expiresOn: '2027-01-31',
    receivedAt: OPENED.toISOString(),
    lastModified: OPENED.toISOString(),
  })
  expect(toPackage({ ...row, deleted: true }, units)).toBeNull()
  expect(toPackage({ ...row, voidStatus: true }, units)).toBeNull()
  const other = { ...row, trackPackageLabel: null, metrcTagId: '1a4' }
  expect(toPackage(other, {})).toMatchObject({ packageTag: '1A4', unit: 'each' })
  expect(() =>
    batch.parse({ ...renderBatch([...state.batches.values()][0]!), liveQuantity: undefined }),
  ).toThrow()
})
