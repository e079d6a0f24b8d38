import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '@suite/kernel'
import { sql } from '@suite/db'
import { receiveStock } from '@suite/inventory'
import { NOON, reconciledShops, type ReconciledShop } from '../../test/reconciled-shop.ts'
import type { StoreSources } from '../discrepancies/ports.ts'
import { ingestMirrorTransfers } from '../mirror/ingest-receipts.ts'
import type { ArrivalInput, TransferDetail } from './contract.ts'
import { countPackage } from './count-package.ts'
import type { TransferPorts } from './ports.ts'
import { takeInDelivery } from './take-in.ts'
import { transferDetail } from './transfers.ts'

const NOTHING: StoreSources = { till: null, state: null }
let shops: Awaited<ReturnType<typeof reconciledShops>>
let shop: ReconciledShop
let connectionId: string
let sources: StoreSources
beforeAll(async () => {
  shops = await reconciledShops()
})
beforeEach(async () => {
  shop = await shops.open()
  sources = NOTHING
  connectionId = await shop.read(async (read) => {
    const { rows } = await sql<{ id: string }>`select id from connections where vendor = 'metrc'`.execute(
      read.db,
    )
    return rows[0]?.id ?? ''
  })
})
afterAll(() => shops.close())

const ports: TransferPorts = {
  sourcesOf: () => Promise.resolve(sources),
  takeIn: (tx, { now, manifest: _, shipperLicence: __, ...goods }) =>
    receiveStock(tx, { ...goods, room: null, receivedAt: now, source: { type: 'person', id: null } }),
}
const deliver = (packages: readonly { tag: string; quantity: string; unit?: string; name?: string }[]) =>
  shop.write((tx) =>
    ingestMirrorTransfers(tx, { connectionId, storeId: shop.storeId, seenAt: NOON }, [
      {
        externalId: '1',
        manifest: '0003412',
        shipperLicence: '403R-00012',
        shipperName: 'High Plains',
        expectedAt: NOON.toISOString(),
        receivedAt: null,
        lastModified: NOON.toISOString(),
        packages: packages.map(({ tag, quantity, unit = 'Each', name = `Gummies ${tag}` }) => ({
          tag,
          itemName: name,
          shippedQuantity: quantity,
          receivedQuantity: null,
          unit,
          state: 'Shipped',
          expiresOn: null,
          labState: 'TestPassed',
        })),
      },
    ]),
  )
const key = () => ({ connectionId, externalId: '1' })
const count = (of: Partial<ArrivalInput> & { tag: string; counted: string }) =>
  shop.write((tx) =>
    countPackage(tx, { lotCode: '', certificate: '', lab: '', note: '', ...key(), ...of }, NOON),
  )
const takeIn = () => shop.write((tx) => takeInDelivery(tx, ports, key(), NOON))
const detail = (): Promise<TransferDetail> =>
  shop.read((read) => transferDetail(read, ports.sourcesOf, key(), NOON))
const onHand = async (tag: string): Promise<string | null> =>
  shop.read(async (read) => {
    const { rows } = await sql<{ onHand: string }>`
      select trim_scale(on_hand) as "onHand" from lots where package_tag = ${tag}`.execute(read.db)
    return rows[0]?.onHand ?? null
  })
const product = (name: string, unit = 'each'): Promise<string> =>
  shop.write(async (tx) => {
    const id = newId()
    await sql`insert into products (organization_id, id, sku, name, unit, price, category)
      values (${shop.organizationId}, ${id}, ${name}, ${name}, ${unit}, 20, 'edibles')`.execute(tx.db)
    return id
  })

describe('counting a delivery on arrival', () => {
  it('keeps what was found of each package, replaces it, and says what differs', async () => {
    await deliver([
      { tag: 'A', quantity: '40' },
      { tag: 'B', quantity: '12' },
    ])
    const productId = await product('Gummies A')
    await count({ tag: 'A', counted: '40', productId })
    await count({ tag: 'A', counted: '38', productId, note: 'Two tins open' })
    await count({ tag: 'B', counted: '12', rejectReason: 'No certificate came with it' })
    const { packages, suggestions, tillBringsStock } = await detail()
    expect(packages).toMatchObject([
      {
        tag: 'A',
        arrival: {
          counted: '38',
          difference: '-2',
          productName: 'Gummies A',
          countedBy: 'Dana Reyes',
          takenAt: null,
        },
        concerns: ['counted_short', 'no_expiry', 'no_certificate'],
      },
      { tag: 'B', arrival: { rejected: true }, concerns: ['rejected_here', 'no_expiry', 'no_certificate'] },
    ])
    expect(suggestions).toEqual({
      A: { productId, name: 'Gummies A', unit: 'each', cost: null, because: 'same_name' },
    })
    expect(tillBringsStock).toBe(false)
  })

  it('refuses what is not on the manifest, and a certificate without its laboratory', async () => {
    await deliver([{ tag: 'A', quantity: '40' }])
    await expect(count({ tag: 'Z', counted: '1' })).rejects.toMatchObject({ code: 'tag_not_on_manifest' })
    await expect(count({ tag: 'A', counted: '40', certificate: 'COA-1' })).rejects.toMatchObject({
      code: 'lab_needed',
    })
    await expect(count({ tag: 'A', counted: '40', externalId: '9' })).rejects.toMatchObject({
      kind: 'not_found',
    })
    await expect(takeIn()).rejects.toMatchObject({ code: 'nothing_counted' })
  })
})

describe('taking a delivery in', () => {
  it('puts each counted package on the shelf once, with its expiry and its certificate', async () => {
    await deliver([
      { tag: 'A', quantity: '40' },
      { tag: 'B', quantity: '12' },
      { tag: 'C', quantity: '5' },
    ])
    const productId = await product('Gummies')
    const papers = { certificate: 'COA-7', lab: 'Rocky Mountain Labs', testedOn: '2026-10-30' }
    await count({ tag: 'A', counted: '38', productId, unitCost: '4.5', expiresOn: '2027-03-01', ...papers })
    await count({ tag: 'B', counted: '12', productId, rejectReason: 'Wet' })
    await count({ tag: 'C', counted: '0', productId })
    expect(await takeIn()).toEqual({
      packages: [
        { tag: 'A', outcome: 'taken' },
        { tag: 'B', outcome: 'rejected' },
        { tag: 'C', outcome: 'nothing' },
      ],
    })
    expect([await onHand('A'), await onHand('B'), await onHand('C')]).toEqual(['38', null, null])
    await takeIn()
    expect(await onHand('A')).toBe('38')
    expect((await detail()).packages[0]).toMatchObject({
      onHand: '38',
      expiresOn: '2027-03-01',
      certificate: 'COA-7',
      arrival: { takenAt: NOON.toISOString() },
    })
    await expect(count({ tag: 'A', counted: '40', productId })).rejects.toMatchObject({
      code: 'taken_in_already',
    })
  })

  it('does not add what came in another way, but keeps its papers', async () => {
    await deliver([{ tag: 'A', quantity: '40' }])
    const productId = await shop.addPackage('A', '40')
    await count({ tag: 'A', counted: '40', productId, expiresOn: '2027-03-01', certificate: 'C', lab: 'L' })
    expect(await takeIn()).toEqual({ packages: [{ tag: 'A', outcome: 'already_here' }] })
    expect(await onHand('A')).toBe('40')
    expect((await detail()).packages[0]).toMatchObject({ expiresOn: '2027-03-01', certificate: 'C' })
  })

  it('leaves receiving to a till that brings stock in, and keeps the papers once it has', async () => {
    await deliver([{ tag: 'A', quantity: '40' }])
    sources = { till: { connectionId: newId(), since: NOON, stockAt: NOON, sales: null }, state: null }
    await count({ tag: 'A', counted: '40', expiresOn: '2027-03-01' })
    expect(await takeIn()).toEqual({ packages: [{ tag: 'A', outcome: 'at_till' }] })
    expect(await onHand('A')).toBeNull()
    await shop.addPackage('A', '40')
    expect(await takeIn()).toEqual({ packages: [{ tag: 'A', outcome: 'already_here' }] })
    expect((await detail()).packages[0]).toMatchObject({ expiresOn: '2027-03-01' })
  })

  it('is undone whole when a package comes in another way at the same moment', async () => {
    await deliver([
      { tag: 'A', quantity: '40' },
      { tag: 'B', quantity: '12' },
    ])
    const productId = await product('Gummies')
    for (const [tag, counted] of [
      ['A', '40'],
      ['B', '12'],
    ] as const)
      await count({ tag, counted, productId })
    const twice: TransferPorts = {
      ...ports,
      takeIn: async (tx, goods) => {
        // the till's own receipt of B lands between the look and the hold
        if (goods.packageTag === 'B') await ports.takeIn(tx, goods)
        return ports.takeIn(tx, goods)
      },
    }
    await expect(shop.write((tx) => takeInDelivery(tx, twice, key(), NOON))).rejects.toMatchObject({
      code: 'came_in_meanwhile',
    })
    expect([await onHand('A'), await onHand('B')]).toEqual([null, null])
  })

  it('turns the manifest’s weight into the product’s, and names what cannot be', async () => {
    await deliver([
      { tag: 'A', quantity: '1', unit: 'Kilograms' },
      { tag: 'B', quantity: '4', unit: 'Each' },
    ])
    const flower = await product('Flower', 'g')
    await count({ tag: 'A', counted: '0.998', productId: flower })
    await takeIn()
    expect(await onHand('A')).toBe('998')
    await count({ tag: 'B', counted: '4', productId: flower })
    await expect(takeIn()).rejects.toMatchObject({ code: 'other_measure' })
    await count({ tag: 'B', counted: '4' })
    await expect(takeIn()).rejects.toMatchObject({ code: 'product_needed' })
    expect(await onHand('B')).toBeNull()
  })

  it('knows a product by what its item came as before', async () => {
    const productId = await shop.addPackage('OLD', '3')
    await deliver([{ tag: 'NEW', quantity: '40', name: 'Gummies OLD' }])
    expect((await detail()).suggestions).toMatchObject({ NEW: { productId, because: 'same_item_before' } })
  })

  it('is nobody else’s', async () => {
    await deliver([{ tag: 'A', quantity: '40' }])
    const mine = connectionId
    const other = await shops.open()
    await expect(
      other.read((read) =>
        transferDetail(read, ports.sourcesOf, { connectionId: mine, externalId: '1' }, NOON),
      ),
    ).rejects.toMatchObject({ kind: 'not_found' })
  })
})
