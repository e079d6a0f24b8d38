import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { counterOf, EVERY_FLAG, licence, LOCAL, recent, unused, type Counter } from './counter.fixture.ts'
import * as metrc from './index.ts'
import { acceptDelivery, addPackage, shipTransfer } from './simulator/index.ts'
import { LICENCE, NOW, openShop, OTHER_LICENCE, stock, ZONE, type Shop } from './shop.fixture.ts'

const { packages, transfers } = metrc

let shop: Shop
let counter: Counter
beforeAll(async () => {
  shop = await openShop({ flags: EVERY_FLAG })
  counter = counterOf(shop)
})
afterAll(() => shop.stop())
describe('transfers', () => {
  it('expects a delivery, and sees it accepted by a person in Metrc', async () => {
    const { state } = shop.simulator
    const item = { Name: 'New Flower', ProductCategoryName: 'Buds' }
    const goods = ['A', 'B', 'C'].map((end) => ({
      tag: `1A4FF0700000000000000${end}`,
      item,
      quantity: 10,
      unit: 'Grams',
      wholesale: 55.5,
    }))
    const shipment = {
      shipper: { licence: '403-1', name: 'High Plains' },
      recipient: LICENCE,
      packages: goods,
      arrivesAt: new Date('2026-03-11T20:00:00Z'),
    }
    shipTransfer(state, shipment, NOW)
    const [row] = (await shop.client.whole(transfers.incoming, recent)).rows
    const path = { path: { deliveryId: row?.DeliveryId ?? 0 } }
    const lines = (await shop.client.whole(transfers.packages, path)).rows
    const prices = (await shop.client.whole(transfers.wholesale, path)).rows
    const expected = metrc.toStateDelivery(row!, ZONE, lines, prices)
    expect(expected).toMatchObject({
      shipper: { licence: '403-1' },
      expectedAt: shipment.arrivesAt,
      receivedAt: null,
      complete: false,
      packageCount: 3,
    })
    expect(expected.packages.map(({ wholesaleMinor }) => wholesaleMinor)).toEqual([5550, 5550, 5550])
    const byArrival = { by: 'estimatedArrival' as const, start: NOW, end: new Date('2026-03-11T17:00:00Z') }
    expect((await shop.client.whole(transfers.incoming, { ...licence, range: byArrival })).rows).toEqual([])
    const rejected = goods[2]!.tag
    acceptDelivery(
      state,
      expected.deliveryId,
      { received: { [goods[1]!.tag]: 9 }, rejected: [rejected] },
      NOW,
    )
    const [after] = (await shop.client.whole(transfers.incoming, recent)).rows
    const received = metrc.toStateDelivery(
      after!,
      ZONE,
      (await shop.client.whole(transfers.packages, path)).rows,
    )
    expect(received).toMatchObject({ complete: true, receivedAt: NOW })
    expect(received.packages.map(({ state: word, received: got }) => [word, got?.quantity])).toEqual([
      ['Accepted', '10'],
      ['Accepted', '9'],
      ['Rejected', undefined],
    ])
    const stocked = await shop.client.one(packages.one, { ...licence, path: { idOrTag: goods[1]!.tag } })
    expect(metrc.toStatePackage(stocked)).toMatchObject({
      quantity: '9',
      manifest: expected.manifest,
      receivedAt: NOW,
    })
    const id = { path: { transferId: expected.transferId } }
    const [leg] = (await shop.client.whole(transfers.deliveries, id)).rows
    expect(leg?.EstimatedArrivalDateTime).toBe('2026-03-11T14:00:00.000')
    expect((await shop.client.whole(transfers.transporters, path)).rows).toHaveLength(1)
    expect((await shop.client.whole(transfers.transporterDetails, path)).rows).toMatchObject([
      { DriverName: 'X' },
    ])
    const pdf = await shop.client.one(transfers.manifestPdf, { ...licence, ...id })
    expect(Buffer.from(pdf.FileContents, 'base64').toString()).toContain(expected.manifest)
    expect(await shop.client.text(metrc.MANIFEST_HTML, { ...licence, ...id })).toContain(expected.manifest)
    const lab = { path: { deliveryPackageId: 1 } }
    expect((await shop.client.whole(transfers.requiredLabTests, lab)).rows).toEqual([])
  })

  it('sends goods to another store: on the road, gone, and rejected ones back', async () => {
    const { state } = shop.simulator
    const [kept = '', back = ''] = stock(shop, 2)
    const shipment = {
      shipper: { licence: LICENCE, name: 'Evergreen Denver' },
      recipient: OTHER_LICENCE,
      packages: [{ tag: kept }, { tag: back }],
      arrivesAt: NOW,
    }
    const { $deliveries } = shipTransfer(state, shipment, NOW)
    const road = await shop.client.whole(packages.inTransit, recent)
    expect(road.rows.map(({ Label }) => Label).toSorted()).toEqual([kept, back].toSorted())
    acceptDelivery(state, $deliveries[0]!.Id, { rejected: [back] }, NOW)
    expect(counter.truth(back)).toMatchObject({ $licence: LICENCE, $place: 'stock' })
    expect(counter.truth(kept)).toMatchObject({ $licence: OTHER_LICENCE, Quantity: 100 })
    const gone = (await shop.client.whole(packages.transferred, licence)).rows
    const fates = new Map(gone.map((each) => [each.PackageLabel, each.ShipmentPackageStateName]))
    expect(fates).toEqual(
      new Map([
        [kept, 'Accepted'],
        [back, 'Rejected'],
      ]),
    )
    const out = (await shop.client.whole(transfers.outgoing, recent)).rows
    expect(
      out.map(({ RecipientFacilityName, PackageCount }) => [RecipientFacilityName, PackageCount]),
    ).toEqual([[null, 2]])
    expect((await shop.client.whole(transfers.rejected, licence)).rows).toHaveLength(1)
    await expect(
      shop.client.one(packages.one, { ...licence, path: { idOrTag: kept } }),
    ).rejects.toMatchObject({ status: 401 })
  })

  const destination = {
    RecipientLicenseNumber: LICENCE,
    PlannedRoute: 'Down the road.',
    EstimatedDepartureDateTime: LOCAL,
    EstimatedArrivalDateTime: LOCAL,
    Transporters: [],
  }

  it('takes goods from outside the system', async () => {
    const goods = {
      ItemName: 'Berry Gummies',
      Quantity: 5,
      UnitOfMeasureName: 'Each',
      PackagedDate: '2026-03-01T00:00:00Z',
    }
    const type = { TransferTypeName: 'Beginning Inventory Transfer' }
    const shipper = { ShipperLicenseNumber: 'OUT-1', ShipperName: 'Outside' }
    const body = { ...shipper, Destinations: [{ ...destination, ...type, Packages: [goods] }] }
    const id = await counter.made(metrc.externalTransfers.create, body)
    await counter.write(metrc.externalTransfers.update, {
      ...shipper,
      TransferId: id,
      Destinations: [
        { ...destination, ...type, TransferDestinationId: null, Packages: [{ ...goods, Quantity: 6 }] },
      ],
    })
    const read = (await shop.client.whole(transfers.incoming, recent)).rows.find(({ Id }) => Id === id)
    const lines = await shop.client.whole(transfers.packages, { path: { deliveryId: read?.DeliveryId ?? 0 } })
    expect(lines.rows).toMatchObject([{ ItemName: 'Berry Gummies', ShippedQuantity: '6' }])
    await shop.client.remove(metrc.externalTransfers.archive, { ...licence, path: { id } })
    expect((await shop.client.whole(transfers.types, licence)).rows.map(({ Name }) => Name)).toContain(
      'Transfer',
    )
    expect((await shop.client.whole(transfers.packageStates, {})).rows).toContain('Rejected')
  })

  it('keeps templates of what will be sent', async () => {
    const { transferTemplates } = metrc
    const [tag = ''] = stock(shop, 1)
    const out = { ...destination, RecipientLicenseNumber: OTHER_LICENCE, TransferTypeName: 'Transfer' }
    const body = { Name: 'Weekly', Destinations: [{ ...out, Packages: [{ PackageLabel: tag }] }] }
    const id = await counter.made(transferTemplates.create, body)
    const again = { ...body, TransferTemplateId: id, Name: 'Monthly' }
    await counter.write(transferTemplates.update, {
      ...again,
      Destinations: [{ ...out, TransferDestinationId: null, Packages: [{ PackageLabel: tag }] }],
    })
    expect((await shop.client.whole(transferTemplates.all, recent)).rows).toMatchObject([
      { Id: id, Name: 'Monthly' },
    ])
    const [leg] = (await shop.client.whole(transferTemplates.deliveries, { path: { templateId: id } })).rows
    const path = { path: { deliveryId: leg?.Id ?? 0 } }
    expect((await shop.client.whole(transferTemplates.packages, path)).rows).toMatchObject([
      { PackageLabel: tag },
    ])
    expect((await shop.client.whole(transferTemplates.transporters, path)).rows).toHaveLength(1)
    expect((await shop.client.whole(transferTemplates.transporterDetails, path)).rows).toHaveLength(1)
    await shop.client.remove(transferTemplates.archive, { ...licence, path: { id } })
    const untested = addPackage(
      shop.simulator.state,
      LICENCE,
      { Item: shop.gummies, Quantity: 1, LabTestingState: 'NotSubmitted' },
      NOW,
    )
    const refused = { ...body, Destinations: [{ ...out, Packages: [{ PackageLabel: untested.Label }] }] }
    const [row] = await metrc.writeRows(shop.client, transferTemplates.create, [refused], licence)
    expect(row).toMatchObject({ messages: ['Package is marked as NotSubmitted and cannot be transferred.'] })
  })

  it('passes through a hub', async () => {
    const [transfer] = shop.simulator.state.transfers.all()
    const step = {
      ShipmentDeliveryId: transfer?.$deliveries[0]?.Id ?? 0,
      TransporterDirection: 'Outbound' as const,
    }
    for (const endpoint of [
      transfers.hubArrive,
      transfers.hubCheckIn,
      transfers.hubCheckOut,
      transfers.hubDepart,
    ])
      await counter.write(endpoint, step)
    expect((await shop.client.whole(transfers.hub, recent)).rows).toEqual([])
  })
})

it('has used every endpoint', () => {
  expect(unused(shop, transfers, metrc.externalTransfers, metrc.transferTemplates)).toEqual([])
})
