import { expect, test } from 'vitest'
import { NOW, openShop, OPENED } from '../shop.fixture.ts'
import { renderPackage, renderProduct } from '../simulator/render.ts'
import { PLACES } from '../simulator/state.ts'
import { move, refund, sell } from '../simulator/till.ts'
import { inventoryPackage, type WirePackage } from '../wire/package.ts'
import { product } from '../wire/product.ts'
import { toPackages } from './package.ts'
import { toProduct, unitOf } from './product.ts'
import { tagsByBarcode } from './tags.ts'

const wireProduct = (place = 0, more: object = {}) => {
  const { state } = openShop()
  const found = [...state.products.values()][place]
  if (found === undefined) throw new Error('the shop has no such product')
  return product.parse({ ...renderProduct(found), ...more })
}

test('a product comes with price, kind and potency', () => {
  expect(toProduct(wireProduct())).toMatchObject({
    sku: 'BD-3.5',
    barcode: 'BD-3.5',
    name: 'BLUE DREAM - 3.5 GRAMS',
    category: 'FLOWER',
    brand: 'SUMMIT',
    strainType: 'hybrid',
    thc: '21.4',
    cbd: null,
    unit: 'each',
    price: '35',
    cost: null,
  })
})

test('a potency in milligrams is no percentage, a price by tiers no price, a code of blanks no code', () => {
  const other = wireProduct(0, {
    lab_results: [{ result_type: 'THC', amount: { minimum_value: '10' }, amount_type: 'MILLIGRAMS' }],
    pricing: { price_type: 'TIER', price_sell: null, tier_method: 'WEIGHT_GRAMS' },
    product_barcodes: [' ', { sku: null, barcode: '0123' }],
  })
  expect(toProduct(other)).toMatchObject({ thc: null, price: null, sku: '0123', unit: 'each' })
  expect(toProduct(wireProduct(0, { product_barcodes: [] })).sku).toBeNull()
})

test('weighed is what is one gram and sold in bulk or priced by weight', () => {
  expect(unitOf(wireProduct(1))).toBe('g')
  expect(unitOf(wireProduct(0))).toBe('each')
  const fields = { name: 'X', uom: 'GRAMS', amount: 1, subtype: 'SMALLS' }
  const flat = wireProduct(0, { product_configurable_fields: fields })
  expect(unitOf(flat)).toBe('each')
  expect(
    unitOf({ ...flat, pricing: { price_type: 'TIER', price_sell: null, tier_method: 'WEIGHT_GRAMS' } }),
  ).toBe('g')
})

const packagesOf = (): { rows: WirePackage[]; tags: readonly string[] } => {
  const { state, tags } = openShop()
  const sold = sell(state, { soldAt: NOW, items: [{ tag: tags[0] ?? '', quantity: 3 }] })
  refund(state, { saleId: sold.id, at: NOW })
  move(state, tags[0] ?? '', -12, PLACES.front)
  return {
    rows: [...state.packages.values()].map((pack) => inventoryPackage.parse(renderPackage(state, pack))),
    tags,
  }
}

test('a package in several places is one, with what came back; told twice it counts once', () => {
  const { rows, tags } = packagesOf()
  for (const told of [rows, [...rows, ...rows]]) {
    const found = toPackages(told, { [rows[2]?.productId ?? '']: 'g' })
    expect(found).toHaveLength(6)
    expect(found[0]).toEqual({
      externalId: tags[0],
      packageTag: tags[0],
      productExternalId: rows[0]?.productId,
      quantity: '388',
      unit: 'each',
      room: 'FRONT OF HOUSE',
      unitCost: null,
      expiresOn: '2027-01-31',
      receivedAt: `${OPENED.toISOString().slice(0, 10)}T00:00:00.000Z`,
      lastModified: null,
    })
    expect(found[2]).toMatchObject({ unit: 'g', quantity: '400' })
  }
})

test('adult and medical stock of one package add up; stock without a tag is one row of its product', () => {
  const { rows } = packagesOf()
  const [first] = rows
  if (first === undefined) throw new Error('the shop has no package')
  const medical = {
    ...first,
    inventory: [{ id: 'm', batchId: null, location: 'MED', quantity: { total: '5' } }],
  }
  expect(toPackages([first, medical], {})).toMatchObject([{ quantity: '393' }])
  const loose = { ...first, packageLabel: null }
  expect(toPackages([loose], {})).toMatchObject([
    { externalId: `product:${first.productId}`, packageTag: null, quantity: '388' },
  ])
  // one tag of two products is odd, but nothing of it may be lost
  const ids = toPackages([first, { ...first, productId: 'other' }], {}).map(({ externalId }) => externalId)
  expect(new Set(ids).size).toBe(2)
})

test('a code of two packages names neither', () => {
  const { rows, tags } = packagesOf()
  const shared = rows.map((row) => ({ ...row, barcodes: [...row.barcodes, 'SHARED'] }))
  const found = tagsByBarcode(shared)
  expect(found['SHARED']).toBeUndefined()
  expect(found[tags[1] ?? '']).toBe(tags[1])
  expect(found[rows[1]?.barcodes[1] ?? '']).toBe(tags[1])
})
