import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import pg from 'pg'
import { newId } from '@suite/kernel'
import { sql } from '@suite/db'
import { testShops, type Shop } from '../../test/shop.ts'
import { stockLot } from '../../test/stocking.ts'
import { countStock, recordSnapshots, snapshotHistory, takeSnapshot, type SnapshotRow } from '../index.ts'
import { keepTimeSeries } from './keep-time-series.ts'

let shops: Awaited<ReturnType<typeof testShops>>
let admin: pg.Client
let shop: Shop
let productId: string
beforeAll(async () => {
  shops = await testShops()
  admin = new pg.Client({ connectionString: shops.adminUrl })
  await admin.connect()
})
beforeEach(async () => {
  shop = await shops.open()
  productId = await shop.addProduct()
})
afterAll(async () => {
  await admin.end()
  await shops.close()
})

const MONTH_MS = 31 * 86_400_000
const monthsAgo = (months: number): Date => new Date(Date.now() - months * MONTH_MS)
const record = (rows: readonly SnapshotRow[], takenAt = new Date('2026-04-20T16:00:00Z')) =>
  shop.write((tx) =>
    recordSnapshots(tx, { storeId: shop.storeId, type: 'scheduled', source: 'pos_sync', takenAt, rows }),
  )
const history = (of: Shop = shop, cursor?: string) =>
  of.read((read) =>
    snapshotHistory(read, {
      productId,
      from: new Date('2020-01-01T00:00:00Z'),
      to: new Date('2100-01-01T00:00:00Z'),
      limit: 2,
      ...(cursor === undefined ? {} : { cursor }),
    }),
  )
const partitions = async (): Promise<string[]> =>
  (
    await admin.query<{ name: string }>(
      `select relname as name from pg_inherits join pg_class c on c.oid = inhrelid
       where inhparent = 'ts.inventory_snapshots'::regclass order by 1`,
    )
  ).rows.map((row) => row.name)

describe('snapshots', () => {
  it('are recorded in bulk, once, and read back newest first', async () => {
    const lotId = await stockLot(shop, productId, { packageTag: 'TAG-1' })
    const rows = [
      { productId, packageTag: 'TAG-1', room: 'Vault', quantity: '9.5' },
      { productId, packageTag: 'TAG-X', quantity: '2', metadata: { status: 'active' } },
      { productId, quantity: '11.5' },
    ]
    expect(await record(rows)).toEqual({ added: 3, known: 0 })
    expect(await record(rows)).toEqual({ added: 0, known: 3 })
    await record([{ productId, quantity: '8' }], new Date('2026-05-20T16:00:00Z'))
    const first = await history()
    expect(first.items[0]).toMatchObject({ takenAt: '2026-05-20T16:00:00.000Z', quantity: '8', lotId: null })
    const pages = [...first.items]
    for (let cursor = first.nextCursor; cursor !== null;) {
      const page = await history(shop, cursor)
      pages.push(...page.items)
      cursor = page.nextCursor
    }
    expect(pages).toHaveLength(4)
    expect(pages.find((item) => item.lotId === lotId)).toMatchObject({
      room: 'Vault',
      quantity: '9.5',
      packageTag: 'TAG-1',
      source: 'pos_sync',
      type: 'scheduled',
    })
    expect(pages.find((item) => item.quantity === '2')).toMatchObject({
      lotId: null,
      packageTag: 'TAG-X',
      metadata: { status: 'active' },
    })
    // the package comes in afterwards: its old statement is known all the same
    await stockLot(shop, productId, { packageTag: 'TAG-X' })
    expect(await record(rows)).toEqual({ added: 0, known: 3 })
    await expect(history(await shops.open())).rejects.toMatchObject({ kind: 'not_found' })
  })

  it('refuse what is not ours, the future, and a missing instant', async () => {
    const stranger = await (await shops.open()).addProduct()
    await expect(record([{ productId: stranger, quantity: '1' }])).rejects.toMatchObject({
      code: 'unknown_reference',
    })
    await expect(record([{ productId, lotId: newId(), quantity: '1' }])).rejects.toMatchObject({
      code: 'unknown_reference',
    })
    await expect(record([{ productId, quantity: '1' }], monthsAgo(-2))).rejects.toMatchObject({
      code: 'bad_time',
    })
    await expect(
      shop.write((tx) =>
        recordSnapshots(tx, {
          storeId: shop.storeId,
          type: 'manual',
          source: 'import',
          rows: [{ productId, quantity: '1' }],
        }),
      ),
    ).rejects.toMatchObject({ code: 'bad_time' })
  })

  it('can be taken of the ledger: each lot, and what lies in none', async () => {
    const lotId = await stockLot(shop, productId, { room: 'Vault' })
    await shop.write((tx) => countStock(tx, { storeId: shop.storeId, productId, quantity: '12' }))
    const loose = await shop.addProduct()
    await shop.write((tx) => countStock(tx, { storeId: shop.storeId, productId: loose, quantity: '0' }))
    const { rows } = await shop.write((tx) => takeSnapshot(tx, { storeId: shop.storeId, type: 'manual' }))
    expect(rows).toBe(3)
    expect((await history()).items.map(({ lotId: lot, quantity }) => [lot, quantity])).toEqual(
      expect.arrayContaining([
        [lotId, '10'],
        [null, '2'],
      ]),
    )
  })
})

describe('the months of snapshots', () => {
  it('are made ahead, take over what waited, and are dropped when they are past keeping', async () => {
    const kept = monthsAgo(20)
    await record([{ productId, quantity: '1' }], kept)
    await record([{ productId, quantity: '2' }], new Date())
    await record([{ productId, quantity: '3' }], monthsAgo(26))
    expect(await partitions()).toEqual(['inventory_snapshots_default'])
    const { made } = await keepTimeSeries(shops.database)
    expect(made).toBeGreaterThanOrEqual(5)
    expect(await keepTimeSeries(shops.database)).toEqual({ made: 0, dropped: 0 })
    expect((await history()).items.map((item) => item.quantity)).toEqual(['2', '1'])
    const { rows } = await admin.query<{ n: number }>(
      'select count(*)::int as n from ts.inventory_snapshots_default',
    )
    expect(rows[0]?.n).toBe(0)
    expect(await record([{ productId, quantity: '1' }], kept)).toEqual({ added: 0, known: 1 })

    await admin.query(`create table ts.inventory_snapshots_2019_01_01 partition of ts.inventory_snapshots
      for values from ('2019-01-01Z') to ('2019-02-01Z')`)
    expect(await keepTimeSeries(shops.database)).toEqual({ made: 0, dropped: 1 })
    expect(await partitions()).not.toContain('inventory_snapshots_2019_01_01')
  })

  it('are out of the application’s reach but through the organisation’s view', async () => {
    await expect(shop.rows(sql`select * from ts.inventory_snapshots`)).rejects.toThrow(/permission denied/)
    const rows = [{ productId, quantity: '1' }]
    await record(rows)
    const other = await shops.open()
    expect(await other.rows(sql`select * from inventory_snapshots`)).toEqual([])
    await expect(other.rows(sql`delete from inventory_snapshots returning 1`)).rejects.toThrow(
      /permission denied/,
    )
  })
})
