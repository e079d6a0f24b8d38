import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openCountSession, receiveStock, startPass } from '@suite/inventory'
import { sql } from '@suite/db'
import { NOON, reconciledShops, type ReconciledShop } from '../../test/reconciled-shop.ts'
import { ingestMirrorTransfers } from '../mirror/ingest-receipts.ts'
import type { MirrorTransfer } from '../mirror/shapes.ts'
import type { TransferItem, TransfersQuery } from './contract.ts'
import { transfers } from './transfers.ts'

let shops: Awaited<ReturnType<typeof reconciledShops>>
let shop: ReconciledShop
beforeAll(async () => {
  shops = await reconciledShops()
})
beforeEach(async () => {
  shop = await shops.open()
})
afterAll(() => shops.close())

const hours = (count: number): Date => new Date(NOON.getTime() + count * 3_600_000)
const page = (of: Partial<TransfersQuery> = {}) =>
  shop.read((read) => transfers(read, { show: 'coming', limit: 50, ...of }, NOON))
const list = async (of: Partial<TransfersQuery> = {}): Promise<TransferItem[]> => (await page(of)).items

const delivery = (of: Partial<MirrorTransfer> & { readonly tags: readonly string[] }): Promise<number> =>
  shop.write(async (tx) => {
    const { rows } = await sql<{ id: string }>`
      select id from connections where store_id = ${shop.storeId} and vendor = 'metrc'`.execute(tx.db)
    const { tags, ...rest } = of
    const source = { connectionId: rows[0]?.id ?? '', storeId: shop.storeId, seenAt: NOON }
    return ingestMirrorTransfers(tx, source, [
      {
        externalId: '1',
        manifest: '0003412',
        shipperLicence: '403R-00012',
        shipperName: 'High Plains',
        expectedAt: hours(-2).toISOString(),
        receivedAt: null,
        lastModified: hours(-1).toISOString(),
        packages: tags.map((tag) => ({
          tag,
          itemName: `Gummies ${tag}`,
          shippedQuantity: '40',
          receivedQuantity: rest.receivedAt == null ? null : '38',
          unit: 'Each',
          state: rest.receivedAt == null ? 'Shipped' : 'Accepted',
          expiresOn: '2027-06-30',
          labState: 'TestPassed',
        })),
        ...rest,
      },
    ])
  })

describe('incoming deliveries', () => {
  it('are expected, then overdue with the deadline for the answer', async () => {
    await delivery({ tags: ['A'], externalId: '1' })
    await delivery({ tags: ['B'], externalId: '2', expectedAt: hours(5).toISOString() })
    await delivery({ tags: ['C'], externalId: '3', expectedAt: null })
    const items = await list({ storeId: shop.storeId })
    expect(items.map(({ externalId, standing }) => `${externalId} ${standing}`)).toEqual([
      '1 overdue',
      '2 expected',
      '3 expected',
    ])
    expect(items[0]).toMatchObject({ storeName: 'Capitol Hill', concerning: 1 })
    expect((items[0]?.dueAt ?? '') > hours(-2).toISOString()).toBe(true)
    expect(items[1]).toMatchObject({ dueAt: null, dueReason: null })
    expect(items[0]?.packages[0]).toMatchObject({ shipped: '40', onHand: null, concerns: ['no_certificate'] })
    expect(await list({ show: 'received' })).toEqual([])
  })

  it('stand beside what was taken in here and the papers kept of it', async () => {
    await delivery({ tags: ['NEW', 'ABSENT'], receivedAt: hours(-1).toISOString() })
    const productId = await shop.addPackage('OTHER', '5')
    await shop.write(async (tx) => {
      await receiveStock(tx, {
        storeId: shop.storeId,
        productId,
        quantity: '40',
        unitCost: null,
        lotCode: '',
        packageTag: 'NEW',
        expiresOn: '2027-05-01',
        room: null,
        receivedAt: hours(-1),
        source: { type: 'person', id: null },
      })
      await sql`
        insert into credentials (organization_id, id, kind, package_tag, holder, number, issuer, state, expires_on,
          expiry_basis, status, created_by)
        values (${shop.organizationId}, gen_random_uuid(), 'coa', 'NEW', 'Gummies', 'COA-77', 'Lab', 'CO', '2027-06-30',
          'stated', 'active', 'test')`.execute(tx.db)
    })
    const [item] = await list({ show: 'received' })
    expect(item).toMatchObject({ standing: 'received', dueAt: null, concerning: 2 })
    expect(item?.packages).toMatchObject([
      {
        tag: 'NEW',
        receivedAtState: '38',
        takenIn: '40',
        expiresOn: '2027-05-01',
        certificate: 'COA-77',
        concerns: ['short', 'shelf_differs'],
      },
      { tag: 'ABSENT', takenIn: null, concerns: ['short', 'not_on_shelf', 'no_certificate'] },
    ])
  })

  it('say nothing of the stock to somebody who is counting it blind', async () => {
    const productId = await shop.addPackage('A', '5')
    await delivery({ tags: ['A'] })
    await shop.write(async (tx) => {
      const { sessionId } = await openCountSession(tx, {
        storeId: shop.storeId,
        name: 'Vault',
        scope: { kind: 'products', productIds: [productId] },
      })
      await startPass(tx, sessionId)
    })
    await expect(list()).rejects.toMatchObject({ code: 'counting_blind' })
  })

  it('come page by page, each once, and only to whom they belong', async () => {
    for (const externalId of ['1', '2', '3', '4', '5']) await delivery({ tags: [externalId], externalId })
    for (const show of ['coming', 'received'] as const) {
      const seen: string[] = []
      let cursor: string | null = null
      do {
        const of: Awaited<ReturnType<typeof page>> = await page({
          show,
          limit: 2,
          ...(cursor === null ? {} : { cursor }),
        })
        seen.push(...of.items.map(({ externalId }) => externalId))
        cursor = of.nextCursor
      } while (cursor !== null)
      expect(seen.toSorted()).toEqual(show === 'coming' ? ['1', '2', '3', '4', '5'] : [])
    }
    const other = await shops.open()
    expect((await other.read((read) => transfers(read, { show: 'coming', limit: 5 }, NOON))).items).toEqual(
      [],
    )
    await expect(list({ storeId: other.storeId })).rejects.toMatchObject({ kind: 'not_found' })
  })
})
