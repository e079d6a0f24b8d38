import { expect, test } from 'vitest'
import { NOW, openShop, OPENED } from '../shop.fixture.ts'
import { renderProduct } from '../simulator/render.ts'
import { move } from '../simulator/till.ts'
import { detailedProduct, type WireProduct } from '../wire/product.ts'
import { toPackages } from './package.ts'
import { toProduct } from './product.ts'

const wireOf = (more: object = {}): { row: WireProduct; locationId: number; tags: readonly string[] } => {
  const { state, location, tags } = openShop()
  const [product] = state.products.values()
  if (product === undefined) throw new Error('the shop has no product')
  move(state, tags[0] ?? '', -12, NOW)
  const row = detailedProduct.parse({ ...renderProduct(state, product, location.id), ...more })
  return { row, locationId: location.id, tags }
}

test('a product comes with price, cost, strain and potency', () => {
  const { row, locationId } = wireOf()
  expect(toProduct(row, locationId)).toMatchObject({
    sku: 'BD-3.5',
    name: 'Blue Dream 3.5 g',
    category: 'Flower',
    brand: 'Summit',
    vendor: 'High Plains',
    strain: 'Blue Dream',
    strainType: 'hybrid',
    thc: '21.4',
    cbd: null,
    unit: 'each',
    price: '35',
    cost: '4.215',
  })
})

test('a potency in milligrams is no percentage, and a price of another location is not ours', () => {
  const { row } = wireOf({ ProductSpecifications: [{ DisplayName: 'THC', Value: '10', Unit: 'mg' }] })
  expect(toProduct(row, 1)).toMatchObject({ thc: null, price: '35', cost: null, brand: null })
  const other = wireOf({ CompanyLevelRegularPrice: null }).row
  expect(toProduct(other, 1).price).toBeNull()
})

test('a package in two rooms is one package, and a room told twice counts once', () => {
  const { row, locationId, tags } = wireOf()
  const doubled = { ...row, Availability: [...row.Availability, ...row.Availability] }
  for (const each of [row, doubled])
    expect(toPackages(each, locationId)).toMatchObject([
      {
        externalId: tags[0],
        packageTag: tags[0],
        quantity: '388',
        room: 'Sales floor',
        unitCost: '4.215',
        expiresOn: '2027-01-31',
        receivedAt: OPENED.toISOString(),
        lastModified: NOW.toISOString(),
      },
      { quantity: '400' },
    ])
  expect(toPackages(row, locationId + 1)).toEqual([])
})

test('stock without a package is one row of its product', () => {
  const { row, locationId } = wireOf()
  const loose = row.Availability.map((each) => ({ ...each, PackageId: null }))
  expect(toPackages({ ...row, Availability: loose }, locationId)).toMatchObject([
    { externalId: `product:${row.ProductId}`, packageTag: null, quantity: '788' },
  ])
})
