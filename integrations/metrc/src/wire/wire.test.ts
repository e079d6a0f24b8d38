import { describe, expect, it } from 'vitest'
import { toStateFacility } from '../neutral/facility.ts'
import { isSellableLabState, toStatePackage } from '../neutral/package.ts'
import { toNewReceipt, toStateReceipt, toWireNumber } from '../neutral/receipt.ts'
import { toStateDelivery } from '../neutral/transfer.ts'
import {
  packageRow,
  receipt,
  transfer,
  facility,
  deliveryPackage,
  wholesalePackage,
} from './samples.fixture.ts'
import * as wire from './index.ts'

describe('packages', () => {
  const read = (over: object = {}) => wire.packageRow.parse({ ...packageRow, ...over })

  it('reads the official sample and keeps what it does not know', () => {
    const row = read({ AFieldOfNextYear: 1 })
    expect(row.Quantity).toBe('1')
    expect(row.LastModified).toEqual(new Date('2026-02-08T07:05:59.804Z'))
    expect(row.Item.QuantityType).toBeNull()
    expect(row['AFieldOfNextYear']).toBe(1)
  })

  it('maps to the neutral shape', () => {
    expect(
      toStatePackage(
        read({
          SourcePackageLabels: 'A1, B2,',
          IsOnInvestigationHold: true,
          UseByDate: '2026-09-30',
          LocationName: 'Vault',
        }),
      ),
    ).toMatchObject({
      tag: 'ABCDEF012345670000010042',
      itemName: 'Buds',
      category: 'Buds',
      quantity: '1',
      unit: 'Ounces',
      room: 'Vault',
      status: { hold: true, recall: false, finished: false, discontinued: false },
      labState: 'NotSubmitted',
      packagedOn: '2014-11-29',
      useBy: '2026-09-30',
      sourceTags: ['A1', 'B2'],
    })
  })

  it.each([
    [{ IsOnRecall: true }, 'recall'],
    [{ IsOnRecallCombined: true }, 'recall'],
    [{ IsOnInvestigationRecall: true }, 'recall'],
    [{ IsOnHold: true }, 'hold'],
    [{ IsOnInvestigation: true }, 'hold'],
    [{ FinishedDate: '2026-01-01' }, 'finished'],
    [{ ArchivedDate: '2026-01-01' }, 'discontinued'],
  ] as const)('reads %j as %s', (over, status) => {
    expect(toStatePackage(read(over)).status[status]).toBe(true)
  })

  it.each(['Label', 'Quantity', 'UnitOfMeasureName', 'Item', 'IsFinished', 'LastModified'])(
    'reports a missing %s',
    (field) => {
      const { [field as keyof typeof packageRow]: _, ...rest } = packageRow
      const { error } = wire.packageRow.safeParse(rest)
      expect(error?.issues.map(({ path }) => path[0])).toContain(field)
    },
  )

  it('does without fields that say little', () => {
    const { SublocationName: _, ProductLabel: __, ...rest } = packageRow
    expect(wire.packageRow.parse(rest).SublocationName).toBeNull()
  })

  it.each([
    [{ Quantity: 'many' }, 'Quantity'],
    [{ LastModified: '2026-02-08T07:05:59' }, 'LastModified'],
    [{ PackagedDate: 'soon' }, 'PackagedDate'],
  ])('names what is mistyped: %j', (over, field) => {
    expect(wire.packageRow.safeParse({ ...packageRow, ...over }).error?.issues[0]?.path).toEqual([field])
  })

  it('keeps quantities exact', () => {
    expect(read({ Quantity: 0.1 }).Quantity).toBe('0.1')
    expect(read({ Quantity: 1e-7 }).Quantity).toBe('0.0000001')
    expect(read({ Quantity: 123456789.1234 }).Quantity).toBe('123456789.1234')
    expect(read({ Quantity: -3.5 }).Quantity).toBe('-3.5')
  })

  it('knows the lab states after which goods may be sold by name', () => {
    expect(['TestPassed', 'RetestPassed', 'NotRequired'].map(isSellableLabState)).toEqual([true, true, true])
    expect(['TestFailed', 'NotSubmitted', 'SubmittedForTesting'].map(isSellableLabState)).toEqual([
      false,
      false,
      false,
    ])
  })
})

describe('receipts', () => {
  it('reads the empty time of the sample as none and local time in the facility’s zone', () => {
    const read = toStateReceipt(wire.receipt.parse(receipt), 'America/Denver')
    expect(read).toMatchObject({
      externalNumber: 'ABC-123',
      soldAt: new Date('2016-01-02T00:35:45Z'),
      totalMinor: 0,
      voided: false,
      lastModified: null,
      recordedAt: null,
    })
  })

  it('maps lines in cents and leaves voided ones out', () => {
    const line = {
      PackageLabel: 'T',
      QuantitySold: 2,
      UnitOfMeasureName: 'Each',
      TotalPrice: 19.99,
      ProductName: 'P',
    }
    const row = wire.receipt.parse({
      ...receipt,
      ArchivedDate: '2026-01-02',
      Transactions: [line, { ...line, ArchivedDate: '2026-01-01' }],
    })
    expect(toStateReceipt(row, 'UTC')).toMatchObject({
      voided: true,
      lines: [{ tag: 'T', quantity: '2', unit: 'Each', totalMinor: 1999 }],
    })
  })

  it('writes a sale on the wall clock, amounts in dollars', () => {
    const body = toNewReceipt(
      {
        externalNumber: 'R-1',
        soldAt: new Date('2026-07-01T06:30:00Z'),
        customerType: 'Consumer',
        lines: [{ tag: 'T', quantity: '3.5', unit: 'Grams', totalMinor: 4505, salesTaxMinor: 505 }],
      },
      'America/Los_Angeles',
    )
    expect(body.SalesDateTime).toBe('2026-06-30T23:30:00.000')
    expect(body.Transactions).toMatchObject([
      {
        PackageLabel: 'T',
        Quantity: 3.5,
        UnitOfMeasure: 'Grams',
        TotalAmount: 45.05,
        SalesTax: 5.05,
        CityTax: null,
      },
    ])
  })

  it.each([
    [{ externalNumber: ' ' }, /externalNumber/],
    [{ lines: [] }, /no line/],
    [{ lines: [{ tag: 'T', quantity: '0', unit: 'Each', totalMinor: 1 }] }, /more than zero/],
    [{ lines: [{ tag: 'T', quantity: 'two', unit: 'Each', totalMinor: 1 }] }, /no number/],
  ])('refuses a sale that says too little: %j', (over, message) => {
    const sale = {
      externalNumber: 'R-1',
      soldAt: new Date(0),
      customerType: 'Consumer',
      lines: [{ tag: 'T', quantity: '1', unit: 'Each', totalMinor: 1 }],
      ...over,
    }
    expect(() => toNewReceipt(sale, 'UTC')).toThrow(message)
  })

  it('sends no number a JSON number cannot hold', () => {
    expect(toWireNumber('0.1', 'quantity')).toBe(0.1)
    expect(() => toWireNumber('1234567890.1234567', 'quantity')).toThrow(/15 digits/)
  })
})

describe('transfers', () => {
  it('maps a delivery with its packages and prices', () => {
    const delivery = toStateDelivery(
      wire.transfer.parse(transfer),
      'America/Los_Angeles',
      [wire.deliveryPackage.parse(deliveryPackage)],
      [wire.wholesalePackage.parse(wholesalePackage)],
    )
    expect(delivery).toMatchObject({
      manifest: '0000000001',
      shipper: { licence: '123-ABC', name: 'Lofty Med-Cultivation B' },
      expectedAt: new Date('2016-10-11T23:50:00Z'),
      receivedAt: new Date('2016-10-12T00:42:19Z'),
      complete: false,
      packages: [
        {
          tag: 'ABCDEF012345670000010026',
          shipped: { quantity: '10', unit: 'Ounces' },
          state: 'Accepted',
          wholesaleMinor: 350,
        },
      ],
    })
  })

  it('takes the Z behind a local time of the deliveries for what it is: nothing', () => {
    const sample = { Id: 1, DeliveryPackageCount: 7, DeliveryReceivedPackageCount: 0 }
    const read = wire.delivery.parse({ ...sample, EstimatedArrivalDateTime: '2016-10-11T16:50:00Z' })
    expect(read.EstimatedArrivalDateTime).toBe('2016-10-11T16:50:00.000')
  })

  it('reads the empty local time of outgoing rows as none', () => {
    const row = wire.transfer.parse({ ...transfer, EstimatedArrivalDateTime: '0001-01-01T00:00:00.000' })
    expect(toStateDelivery(row, 'UTC').expectedAt).toBeNull()
  })
})

describe('facilities', () => {
  it('says what a licence may do by its flags', () => {
    const flags = {
      CanSellToConsumers: true,
      CanSellToPatients: false,
      AdvancedSales: true,
      TotalMemberPatientsAllowed: 5,
    }
    const read = toStateFacility(wire.facility.parse({ ...facility, FacilityType: flags }))
    expect(read).toMatchObject({
      licence: '402-X0002',
      name: 'Med Store',
      customerTypes: ['Consumer'],
      salesByApi: true,
    })
    expect([...read.flags].toSorted()).toEqual(['AdvancedSales', 'CanSellToConsumers'])
  })
})
