import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { counterOf, EVERY_FLAG, licence, LOCAL, recent, unused, type Counter } from './counter.fixture.ts'
import * as metrc from './index.ts'
import { addPackage } from './simulator/index.ts'
import { LICENCE, NOW, openShop, stock, ZONE, type Shop } from './shop.fixture.ts'

const { receipts, retailerDeliveries, salesDeliveries } = metrc

let shop: Shop
let counter: Counter
beforeAll(async () => {
  shop = await openShop({ flags: EVERY_FLAG })
  counter = counterOf(shop)
})
afterAll(() => shop.stop())
describe('sales', () => {
  const sale = (tag: string, number: string, quantity = 2) => ({
    SalesDateTime: LOCAL,
    ExternalReceiptNumber: number,
    SalesCustomerType: 'Consumer',
    PatientLicenseNumber: null,
    CaregiverLicenseNumber: null,
    IdentificationMethod: null,
    PatientRegistrationLocationId: null,
    Transactions: [{ PackageLabel: tag, Quantity: quantity, UnitOfMeasure: 'Each', TotalAmount: 19.99 }],
  })

  it('posts, changes, locks, unlocks and voids a receipt; the package follows', async () => {
    const [tag = ''] = stock(shop, 1)
    const id = await counter.made(receipts.create, sale(tag, 'G-1'))
    expect(counter.truth(tag)?.Quantity).toBe(98)
    const path = { ...licence, path: { id } }
    const read = metrc.toStateReceipt(await shop.client.one(receipts.one, path), ZONE)
    expect(read).toMatchObject({
      externalNumber: 'G-1',
      soldAt: new Date('2026-03-10T17:30:00Z'),
      totalMinor: 1999,
      lines: [{ tag, quantity: '2', unit: 'Each', totalMinor: 1999 }],
    })
    const listed = (await shop.client.whole(receipts.active, recent)).rows.find(({ Id }) => Id === id)
    expect(listed).toMatchObject({ TotalPackages: 1, Transactions: [] })
    const bySale = { by: 'salesDate' as const, start: new Date('2026-03-10T17:00:00Z'), end: NOW }
    const sold = await shop.client.whole(receipts.active, { ...licence, range: bySale })
    expect(sold.rows.map(({ Id }) => Id)).toContain(id)
    await counter.write(receipts.update, { ...sale(tag, 'G-1', 5), Id: id })
    expect(counter.truth(tag)?.Quantity).toBe(95)
    await counter.write(receipts.finalize, { Id: id })
    await expect(shop.client.remove(receipts.archive, path)).rejects.toMatchObject({ status: 400 })
    const [locked] = await metrc.writeRows(
      shop.client,
      receipts.update,
      [{ ...sale(tag, 'G-1'), Id: id }],
      licence,
    )
    expect(locked).toMatchObject({ outcome: 'refused' })
    await counter.write(receipts.unfinalize, { Id: id })
    await shop.client.remove(receipts.archive, path)
    expect(counter.truth(tag)?.Quantity).toBe(100)
    const archived = await shop.client.whole(receipts.inactive, recent)
    expect(archived.rows.map((row) => metrc.toStateReceipt(row, ZONE).voided)).toEqual([true])
  })

  it('finds a receipt by the till’s number, and knows a strange number from a wrong key', async () => {
    const [tag = ''] = stock(shop, 1)
    await counter.made(receipts.create, sale(tag, 'No. 7/a +b'))
    const at = { licence: LICENCE, zone: ZONE }
    expect(await metrc.findReceipt(shop.client, 'No. 7/a +b', at)).toMatchObject({
      externalNumber: 'No. 7/a +b',
    })
    expect(await metrc.findReceipt(shop.client, 'nobody', at)).toBeNull()
    await expect(
      metrc.findReceipt(shop.clientWith({ userKey: 'wrong' }), 'nobody', at),
    ).rejects.toMatchObject({
      status: 401,
    })
  })

  it('sells by weight in another unit of the same kind, exactly', async () => {
    const { state } = shop.simulator
    const { Label } = addPackage(state, LICENCE, { Item: shop.flower, Quantity: 100 }, NOW)
    const line = { PackageLabel: Label, Quantity: 3500, UnitOfMeasure: 'Milligrams', TotalAmount: 30 }
    await counter.made(receipts.create, { ...sale(Label, 'G-2'), Transactions: [line] })
    expect(counter.truth(Label)?.Quantity).toBe(96.5)
  })

  it('lists what a sale may say', async () => {
    expect((await shop.client.whole(receipts.customerTypes, {})).rows).toContain('NonResidentConsumer')
    expect((await shop.client.whole(receipts.paymentTypes, licence)).rows).toContain('Cash')
    expect((await shop.client.whole(receipts.counties, {})).rows).toHaveLength(2)
    expect((await shop.client.whole(receipts.patientLocations, {})).rows).toHaveLength(1)
    expect((await shop.client.whole(salesDeliveries.returnReasons, licence)).rows).not.toEqual([])
  })

  const vehicle = {
    DriverEmployeeId: '1',
    DriverName: 'John Doe',
    DriversLicenseNumber: '1',
    PhoneNumberForQuestions: '+1-123-456-7890',
    VehicleMake: 'Car',
    VehicleModel: 'Small',
    VehicleLicensePlateNumber: '000000',
  }
  const recipient = (tag: string, quantity: number) => ({
    SalesCustomerType: 'Consumer',
    RecipientAddressStreet1: '1 Someplace Road',
    RecipientAddressCity: 'Denver',
    RecipientAddressState: 'CO',
    RecipientAddressPostalCode: '11111',
    EstimatedArrivalDateTime: LOCAL,
    Transactions: [{ PackageLabel: tag, Quantity: quantity, UnitOfMeasure: 'Each', TotalAmount: 10 }],
  })

  it('delivers: what comes back goes into its package again', async () => {
    const [tag = '', other = ''] = stock(shop, 2)
    const order = { ...vehicle, SalesDateTime: LOCAL, EstimatedDepartureDateTime: LOCAL }
    const id = await counter.made(salesDeliveries.create, { ...order, ...recipient(tag, 4) })
    await counter.write(salesDeliveries.update, { ...order, ...recipient(tag, 6), Id: id })
    const hub = {
      ...vehicle,
      Id: id,
      TransporterFacilityId: 'F',
      EstimatedDepartureDateTime: LOCAL,
      EstimatedArrivalDateTime: LOCAL,
    }
    await counter.write(salesDeliveries.hub, hub)
    await counter.write(salesDeliveries.hubAccept, { Id: id })
    await counter.write(salesDeliveries.hubDepart, { Id: id })
    await counter.write(salesDeliveries.hubVerifyId, { Id: id, PaymentType: 'Cash' })
    expect((await shop.client.whole(salesDeliveries.active, recent)).rows.map(({ Id }) => Id)).toEqual([id])
    await counter.write(salesDeliveries.complete, {
      Id: id,
      ActualArrivalDateTime: LOCAL,
      AcceptedPackages: [],
      ReturnedPackages: [
        { Label: tag, ReturnQuantityVerified: 5, ReturnUnitOfMeasure: 'Each', ReturnReason: 'Refused' },
      ],
    })
    expect(counter.truth(tag)?.Quantity).toBe(99)
    const done = await shop.client.one(salesDeliveries.one, { ...licence, path: { id } })
    expect(done.Transactions).toMatchObject([{ PackageLabel: tag, QuantitySold: '6' }])
    const voided = await counter.made(salesDeliveries.create, { ...order, ...recipient(other, 4) })
    await shop.client.remove(salesDeliveries.archive, { ...licence, path: { id: voided } })
    expect(counter.truth(other)?.Quantity).toBe(100)
    expect((await shop.client.whole(salesDeliveries.inactive, recent)).rows).toHaveLength(2)
  })

  it('drives a round with several destinations', async () => {
    const [tag = '', extra = ''] = stock(shop, 2)
    const loaded = { PackageLabel: tag, Quantity: 20, UnitOfMeasure: 'Each', TotalPrice: 200 }
    const round = {
      ...vehicle,
      DateTime: LOCAL,
      EstimatedDepartureDateTime: LOCAL,
      Destinations: [recipient(tag, 2)],
      Packages: [loaded],
    }
    const id = await counter.made(retailerDeliveries.create, round)
    await counter.write(retailerDeliveries.update, { ...round, Destinations: [recipient(tag, 3)], Id: id })
    expect(counter.truth(tag)).toMatchObject({ Quantity: 97, IsOnRetailerDelivery: true })
    await counter.write(retailerDeliveries.depart, { RetailerDeliveryId: id })
    await counter.write(retailerDeliveries.restock, {
      RetailerDeliveryId: id,
      DateTime: LOCAL,
      EstimatedDepartureDateTime: LOCAL,
      Destinations: null,
      Packages: [{ ...loaded, PackageLabel: extra, RemoveCurrentPackage: false }],
    })
    await counter.write(retailerDeliveries.sale, {
      ...recipient(extra, 5),
      RetailerDeliveryId: id,
      SalesDateTime: LOCAL,
      PhoneNumberForQuestions: '1',
      EstimatedDepartureDateTime: LOCAL,
    })
    expect((await shop.client.whole(retailerDeliveries.active, recent)).rows).toMatchObject([
      { Id: id, TotalPackages: 2 },
    ])
    await counter.write(retailerDeliveries.end, {
      RetailerDeliveryId: id,
      ActualArrivalDateTime: LOCAL,
      Packages: [],
    })
    expect(counter.truth(extra)).toMatchObject({ Quantity: 95, IsOnRetailerDelivery: false })
    const over = await shop.client.one(retailerDeliveries.one, { ...licence, path: { id } })
    expect(over.Destinations).toHaveLength(2)
    const wrong = await counter.made(retailerDeliveries.create, {
      ...round,
      Destinations: [recipient(tag, 7)],
    })
    await shop.client.remove(retailerDeliveries.archive, { ...licence, path: { id: wrong } })
    expect(counter.truth(tag)).toMatchObject({ Quantity: 97, IsOnRetailerDelivery: false })
    expect((await shop.client.whole(retailerDeliveries.inactive, recent)).rows).toHaveLength(2)
  })

  it('asks for patients and caregivers', async () => {
    const patient = {
      PatientLicenseNumber: 'P-1',
      Active: true,
      FlowerOuncesAvailable: 1.5,
      $caregiver: 'C-1',
    }
    shop.simulator.state.patients.set('P-1', patient)
    const where = { ...licence, path: { patientLicenseNumber: 'P-1' } }
    expect((await shop.client.whole(metrc.patients.statuses, where)).rows).toMatchObject([
      { PatientLicenseNumber: 'P-1', FlowerOuncesAvailable: '1.5', ThcOuncesAvailable: null },
    ])
    const giver = { ...licence, path: { caregiverLicenseNumber: 'C-1' } }
    expect(await shop.client.one(metrc.patients.caregiver, giver)).toMatchObject({ Patients: ['P-1'] })
  })
})

it('has used every endpoint', () => {
  expect(unused(shop, receipts, salesDeliveries, retailerDeliveries, metrc.patients)).toEqual([])
})
