import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { counterOf, EVERY_FLAG, licence, unused, type Counter } from './counter.fixture.ts'
import * as metrc from './index.ts'
import { addBrand, PERMISSIONS } from './simulator/index.ts'
import { LICENCE, NOW, openShop, OTHER_LICENCE, type Shop } from './shop.fixture.ts'

const { items, strains } = metrc

let shop: Shop
let counter: Counter
beforeAll(async () => {
  shop = await openShop({ flags: EVERY_FLAG })
  counter = counterOf(shop)
})
afterAll(() => shop.stop())
describe('people and places', () => {
  it('lists facilities with their flags, employees and their permissions', async () => {
    const { rows } = await shop.client.whole(metrc.facilities.all, {})
    expect(rows.map(({ License }) => License.Number)).toEqual([LICENCE])
    expect(metrc.toStateFacility(rows[0]!)).toMatchObject({
      customerTypes: ['Consumer', 'Patient'],
      salesByApi: true,
      sublocations: true,
      retailId: true,
    })
    const people = await shop.client.whole(metrc.employees.all, licence)
    const number = people.rows[0]?.License?.EmployeeLicenseNumber ?? ''
    const query = { employeeLicenseNumber: number }
    const held = await shop.client.whole(metrc.employees.permissions, { ...licence, query })
    expect(held.rows).toHaveLength(PERMISSIONS.length)
    expect(held.rows).toContain('view packages')
  })

  it('keeps locations and sublocations', async () => {
    const id = await counter.made(metrc.locations.create, { Name: 'Vault', LocationTypeName: 'Default' })
    await counter.write(metrc.locations.update, { Id: id, Name: 'Vault 2', LocationTypeName: 'Default' })
    expect(await shop.client.one(metrc.locations.one, { ...licence, path: { id } })).toMatchObject({
      Name: 'Vault 2',
    })
    await shop.client.remove(metrc.locations.archive, { ...licence, path: { id } })
    const active = await shop.client.whole(metrc.locations.active, licence)
    const inactive = await shop.client.whole(metrc.locations.inactive, licence)
    expect(active.rows.map(({ Name }) => Name)).toEqual(['Sales Floor'])
    expect(inactive.rows.map(({ Name }) => Name)).toEqual(['Vault 2'])
    expect((await shop.client.whole(metrc.locations.types, licence)).rows).not.toEqual([])
    const sub = await counter.made(metrc.sublocations.create, { Name: 'Shelf 1' })
    await counter.write(metrc.sublocations.update, { Id: sub, Name: 'Shelf 2' })
    expect((await shop.client.one(metrc.sublocations.one, { ...licence, path: { id: sub } })).Name).toBe(
      'Shelf 2',
    )
    await shop.client.remove(metrc.sublocations.archive, { ...licence, path: { id: sub } })
    expect((await shop.client.whole(metrc.sublocations.active, licence)).rows).toEqual([])
    expect((await shop.client.whole(metrc.sublocations.inactive, licence)).rows).toHaveLength(1)
  })

  it('lists tags, units, waste methods', async () => {
    const available = await shop.client.whole(metrc.tags.packageAvailable, licence)
    expect(available.rows[0]?.Label).toMatch(/^1A4[0-9A-F]{21}$/)
    expect((await shop.client.whole(metrc.tags.plantAvailable, licence)).rows).toEqual([])
    expect((await shop.client.whole(metrc.tags.staged, licence)).rows).toEqual([])
    const units = await shop.client.whole(metrc.units.active, {})
    expect(units.rows.map(({ Name }) => Name)).toContain('Milligrams')
    expect((await shop.client.whole(metrc.units.inactive, {})).rows).toEqual([])
    expect((await shop.client.whole(metrc.wasteMethods.all, {})).rows).not.toEqual([])
  })
})

describe('the catalogue', () => {
  it('keeps items with brands, strains and pictures', async () => {
    const category = (await shop.client.whole(items.categories, licence)).rows[0]?.Name ?? ''
    const strain = {
      Name: 'Haze',
      TestingStatus: 'None' as const,
      IndicaPercentage: 20,
      SativaPercentage: 80,
    }
    const strainId = await counter.made(strains.create, strain)
    await counter.write(strains.update, { ...strain, Id: strainId, ThcLevel: 0.2 })
    expect((await shop.client.one(strains.one, { ...licence, path: { id: strainId } })).ThcLevel).toBe('0.2')
    const item = { ItemCategory: category, Name: 'Haze Flower', UnitOfMeasure: 'Grams', Strain: 'Haze' }
    const id = await counter.made(items.create, item)
    await counter.write(items.update, { ...item, Id: id, Description: 'Fresh' })
    expect(await shop.client.one(items.one, { ...licence, path: { id } })).toMatchObject({
      Description: 'Fresh',
    })
    const brand = await counter.made(items.createBrand, { Name: 'Premium' })
    await counter.write(items.updateBrand, { Id: brand, Name: 'Premium Plus' })
    expect((await shop.client.whole(items.brands, licence)).rows.map(({ Name }) => Name)).toEqual([
      'Premium Plus',
    ])
    await shop.client.remove(items.archiveBrand, { ...licence, path: { id: brand } })
    const image = { FileName: 'a.png', EncodedImageBase64: 'aGFsbG8=' }
    const photo = await counter.made(items.addPhoto, image)
    const file = await counter.made(items.addFile, image)
    expect((await shop.client.one(items.photo, { ...licence, path: { id: photo } })).FileContents).toBe(
      'aGFsbG8=',
    )
    expect((await shop.client.one(items.file, { ...licence, path: { id: file } })).FileDownloadName).toBe(
      'a.png',
    )
    await shop.client.remove(items.archive, { ...licence, path: { id } })
    await shop.client.remove(strains.archive, { ...licence, path: { id: strainId } })
    const old = await shop.client.whole(items.inactive, licence)
    expect(old.rows.map(({ Name }) => Name)).toEqual(['Haze Flower'])
    const gone = await shop.client.whole(strains.inactive, licence)
    expect(gone.rows.map(({ Name }) => Name)).toEqual(['Haze'])
    expect((await shop.client.whole(items.active, licence)).rows.map(({ Name }) => Name)).toContain(
      'Berry Gummies',
    )
    expect((await shop.client.whole(strains.active, licence)).rows).toEqual([])
  })

  it('refuses a name that is taken, by row', async () => {
    const item = { ItemCategory: 'Infused Edibles', Name: 'berry gummies', UnitOfMeasure: 'Each' }
    const [row] = await metrc.writeRows(shop.client, items.create, [item], licence)
    expect(row).toMatchObject({
      outcome: 'refused',
      messages: ['The name "berry gummies" is already in use.'],
    })
  })
})

it('knows no brand of another store', async () => {
  addBrand(shop.simulator.state, OTHER_LICENCE, 'Elsewhere', NOW)
  expect((await shop.client.whole(items.brands, licence)).rows).toEqual([])
})

it('has used every endpoint', () => {
  expect(
    unused(
      shop,
      metrc.facilities,
      metrc.employees,
      metrc.locations,
      metrc.sublocations,
      metrc.tags,
      metrc.units,
      metrc.wasteMethods,
      items,
      strains,
    ),
  ).toEqual([])
})
