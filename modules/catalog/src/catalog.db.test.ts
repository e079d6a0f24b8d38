import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '@suite/kernel'
import { openDatabase, sql, type Database, type JobRequest, type Read, type Tx } from '@suite/db'
import { testDatabase, type TestDatabase } from '@suite/testing'
import { createVendor, editProduct, editVendor, ensureVendors, product, vendor, vendors } from './index.ts'

const jobs: JobRequest[] = []
let server: TestDatabase
let database: Database
let organizationId: string
beforeAll(async () => {
  server = await testDatabase()
  database = openDatabase({
    url: server.appUrl,
    enqueue: (_, job) => Promise.resolve(void jobs.push(job)),
  })
})
afterAll(async () => {
  await database.close()
  await server.drop()
})
beforeEach(async () => {
  jobs.length = 0
  organizationId = newId()
  await write((tx) =>
    sql`insert into organizations (organization_id, name, slug) values (${organizationId}, 'E', ${`e-${organizationId}`})`.execute(
      tx.db,
    ),
  )
})

const context = () => ({ organizationId, actor: { kind: 'user', id: newId() } }) as const
const write = <T>(command: (tx: Tx) => Promise<T>): Promise<T> => database.withTenant(context(), command)
const read = <T>(query: (read: Read) => Promise<T>): Promise<T> => database.readTenant(context(), query)
const addProduct = (name = 'Blue Dream'): Promise<string> =>
  write(async (tx) => {
    const id = newId()
    await sql`insert into products (organization_id, id, sku, name, price) values (${organizationId}, ${id}, ${name}, ${name}, 35)`.execute(
      tx.db,
    )
    return id
  })
const audited = async (eventType: string) =>
  (
    await read((r) =>
      sql<{ before: unknown; after: unknown; risk_level: string }>`
        select before, after, risk_level from audit_events where event_type = ${eventType}`.execute(r.db),
    )
  ).rows

describe('editing a product', () => {
  it('changes what is named, keeps the rest, and audits before and after', async () => {
    const id = await addProduct()
    const edited = await write((tx) =>
      editProduct(tx, { id, version: 1, price: '34.00', cost: '17.125', serviceLevel: 0.975, brand: null }),
    )
    expect(edited).toMatchObject({
      name: 'Blue Dream',
      price: '34',
      cost: '17.125',
      serviceLevel: 0.975,
      version: 2,
    })
    expect(await audited('product.edited')).toEqual([
      {
        before: { price: '35', cost: null, serviceLevel: 0.95 },
        after: { price: '34', cost: '17.125', serviceLevel: 0.975 },
        risk_level: 'medium',
      },
    ])
    expect(jobs).toMatchObject([{ queue: 'events', payload: { type: 'product.changed' } }])
  })

  it('is refused to whoever saw an older version, and nothing is lost', async () => {
    const id = await addProduct()
    await write((tx) => editProduct(tx, { id, version: 1, price: '34' }))
    await expect(write((tx) => editProduct(tx, { id, version: 1, price: '36' }))).rejects.toMatchObject({
      kind: 'conflict',
      code: 'product_changed',
    })
    expect(await read((r) => product(r, id))).toMatchObject({ price: '34', version: 2 })
  })

  it('lets one of two editors at the same moment through', async () => {
    const id = await addProduct()
    const outcomes = await Promise.allSettled(
      ['30', '31'].map((price) => write((tx) => editProduct(tx, { id, version: 1, price }))),
    )
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  })

  it('notes nothing when nothing changes, and knows its vendors', async () => {
    const id = await addProduct()
    expect(await write((tx) => editProduct(tx, { id, version: 1, price: '35.000' }))).toMatchObject({
      version: 1,
    })
    expect(await audited('product.edited')).toEqual([])
    await expect(write((tx) => editProduct(tx, { id, version: 1, vendorId: newId() }))).rejects.toMatchObject(
      {
        code: 'unknown_vendor',
      },
    )
    await expect(read((r) => product(r, newId()))).rejects.toMatchObject({ kind: 'not_found' })
  })
})

describe('vendors', () => {
  it('are created, counted, edited and told apart by name', async () => {
    const made = await write((tx) =>
      createVendor(tx, { name: 'Northside', leadTimeDays: 5, orderWeekdays: [1, 4] }),
    )
    expect(made).toMatchObject({
      leadTimeDays: 5,
      reviewDays: 7,
      orderWeekdays: [1, 4],
      productCount: 0,
      version: 1,
    })
    const id = await addProduct()
    await write((tx) => editProduct(tx, { id, version: 1, vendorId: made.id }))
    expect(await read((r) => product(r, id))).toMatchObject({ vendorName: 'Northside' })
    const edited = await write((tx) => editVendor(tx, { id: made.id, version: 1, email: 'o@n.example' }))
    expect(edited).toMatchObject({ email: 'o@n.example', productCount: 1, version: 2 })
    await expect(
      write((tx) => editVendor(tx, { id: made.id, version: 1, reviewDays: 3 })),
    ).rejects.toMatchObject({
      code: 'vendor_changed',
    })
    await expect(write((tx) => createVendor(tx, { name: 'Northside' }))).rejects.toMatchObject({
      code: 'vendor_exists',
    })
    const other = await write((tx) => createVendor(tx, { name: 'Southside' }))
    await expect(write((tx) => editVendor(tx, { id: other.id, name: 'Northside' }))).rejects.toMatchObject({
      code: 'vendor_exists',
    })
  })

  it('are listed by name, page after page, and found by any part of it', async () => {
    const names = ['Beta', 'Alpha', '100% Hemp', 'Gamma', 'Delta']
    for (const name of names) await write((tx) => createVendor(tx, { name }))
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await read((r) => vendors(r, { limit: 2, ...(cursor === undefined ? {} : { cursor }) }))
      seen.push(...page.items.map(({ name }) => name))
      cursor = page.nextCursor ?? undefined
    } while (cursor !== undefined)
    expect(seen).toEqual(names.toSorted())
    const found = await read((r) => vendors(r, { limit: 10, search: '0%' }))
    expect(found.items.map(({ name }) => name)).toEqual(['100% Hemp'])
  })

  it('are added once from the names of an import', async () => {
    const first = await write((tx) => ensureVendors(tx, ['Northside', ' Northside ', '', 'Southside']))
    expect([...first.keys()]).toEqual(['Northside', ' Northside ', 'Southside'])
    expect(first.get(' Northside ')).toBe(first.get('Northside'))
    const again = await write((tx) => ensureVendors(tx, ['Southside']))
    expect(again.get('Southside')).toBe(first.get('Southside'))
    expect(await audited('vendor.created')).toHaveLength(2)
    expect(await read((r) => vendor(r, first.get('Southside')!))).toMatchObject({
      name: 'Southside',
      leadTimeDays: 7,
    })
  })
})
