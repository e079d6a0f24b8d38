import { describe, expect, test } from 'vitest'
import { transaction } from '../wire/transactions.ts'
import { isRetail, toSale, type DutchieSale } from './sale.ts'

const FACTS = { timeZone: 'America/Denver', units: new Map([[1, 'g']]) }

const item = (fields: object): object => ({
  transactionItemId: 1,
  productId: 77,
  inventoryId: 901,
  packageId: '1a4060300003ee1000012345',
  quantity: 2,
  unitPrice: 35,
  unitCost: 14,
  unitId: 2,
  totalDiscount: 7,
  totalPrice: 63,
  ...fields,
})
const row = (fields: object): object => ({
  transactionId: 5001,
  transactionType: 'Retail',
  transactionDate: '2026-02-01T18:03:11Z',
  isVoid: false,
  isReturn: false,
  subtotal: 70,
  totalDiscount: 7,
  totalBeforeTax: 63,
  tax: 9.45,
  total: 72.45,
  cashPaid: 72.45,
  lastModifiedDateUTC: '2026-02-01T18:03:15',
  items: [item({ taxes: [{ rateName: 'State Excise Tax', rate: 0.15, amount: 9.45 }] })],
  ...fields,
})
const sale = (fields: object): DutchieSale => toSale(transaction.parse(row(fields)), FACTS)
const nets = ({ lines }: DutchieSale): number[] => lines.map(({ netMinor }) => netMinor)

describe('a transaction', () => {
  test('becomes a sale whose lines add up to it', () => {
    expect(sale({ customerId: 12, completedByUser: ' Robin Reyes ', isMedical: true })).toEqual({
      externalId: '5001',
      soldAt: '2026-02-01T18:03:11.000Z',
      lastModified: '2026-02-01T18:03:15.000Z',
      voided: false,
      returnOf: null,
      customerExternalId: '12',
      staff: 'Robin Reyes',
      terminal: null,
      invoice: null,
      isMedical: true,
      tenders: [{ kind: 'cash', minor: 7245 }],
      lines: [
        {
          externalId: '1',
          productExternalId: '77',
          inventoryExternalId: '901',
          packageTag: '1A4060300003EE1000012345',
          quantity: '2',
          unit: 'each',
          unitPrice: '35',
          discountMinor: 700,
          netMinor: 6300,
          costMinor: 2800,
          taxes: [{ kind: 'excise', name: 'State Excise Tax', minor: 945 }],
          returned: false,
          returnedBy: null,
        },
      ],
      netMinor: 6300,
      taxMinor: 945,
      discountMinor: 700,
      otherMinor: 0,
      totalMinor: 7245,
      unexplained: [],
    })
  })

  test.each([
    ['that tells its subtotal only', { totalBeforeTax: null }, 6300],
    [
      'whose line totals are net',
      { items: [item({ totalPrice: 63, unitPrice: 31.5, totalDiscount: 7 })] },
      6300,
    ],
    [
      'whose line totals hold the taxes',
      { items: [item({ unitPrice: 40, totalPrice: 72.45, taxes: [{ rateName: 'Tax', amount: 9.45 }] })] },
      6300,
    ],
    [
      'whose prices hold the taxes',
      {
        isTaxInclusive: true,
        subtotal: 70,
        totalBeforeTax: 53.55,
        total: 63,
        items: [item({ totalPrice: null, taxes: [{ rateName: 'Tax', amount: 9.45 }] })],
      },
      5355,
    ],
  ])('%s is read by what adds up', (_, fields, net) => {
    const read = sale(fields)
    expect(nets(read)).toEqual([net])
    expect(read.unexplained).toEqual([])
  })

  test('gives a discount of the whole and coupons to the lines by their price', () => {
    const items = [
      item({ transactionItemId: 2, unitPrice: 10, quantity: 1, totalDiscount: 0, totalPrice: 10 }),
      item({ transactionItemId: 1, unitPrice: 20, quantity: 1, totalDiscount: 0, totalPrice: 20 }),
      item({
        transactionItemId: 3,
        unitPrice: -5,
        quantity: 1,
        totalDiscount: 0,
        totalPrice: -5,
        isCoupon: true,
      }),
    ]
    const read = sale({ items, subtotal: 30, totalDiscount: 1, totalBeforeTax: 24, tax: 0, total: 24 })
    expect(read.lines.map(({ externalId }) => externalId)).toEqual(['1', '2'])
    expect(nets(read)).toEqual([1600, 800])
    expect(read.lines.map(({ discountMinor }) => discountMinor)).toEqual([400, 200])
    expect(read.unexplained).toEqual([])
  })

  test('gives cents that rounding left to the lines that lost most', () => {
    const third = { unitPrice: 3.335, quantity: 1, totalDiscount: 0, totalPrice: null }
    const items = [1, 2, 3].map((transactionItemId) => item({ ...third, transactionItemId }))
    const read = sale({
      items,
      subtotal: 10.01,
      totalDiscount: 0,
      totalBeforeTax: 10.01,
      tax: 0,
      total: 10.01,
    })
    expect(nets(read)).toEqual([333, 334, 334])
    expect(read.unexplained).toEqual([])
  })

  test('spreads taxes told only in sum, by rate', () => {
    const items = [
      item({ transactionItemId: 1, unitPrice: 20, quantity: 1, totalDiscount: 0 }),
      item({ transactionItemId: 2, unitPrice: 10, quantity: 1, totalDiscount: 0 }),
    ]
    const taxSummary = [
      { rateName: 'Excise', amount: 2 },
      { rateName: 'City Tax', amount: 1.01 },
    ]
    const read = sale({
      items,
      taxSummary,
      subtotal: 30,
      totalDiscount: 0,
      totalBeforeTax: 30,
      tax: 3.01,
      total: 33.01,
    })
    expect(read.lines.map(({ taxes }) => taxes.map(({ kind, minor }) => [kind, minor]))).toEqual([
      [
        ['excise', 133],
        ['local', 67],
      ],
      [
        ['excise', 67],
        ['local', 34],
      ],
    ])
  })

  test('keeps tips and fees apart', () => {
    expect(sale({ tipAmount: 5, total: 77.45 })).toMatchObject({ otherMinor: 500, totalMinor: 7745 })
  })

  test('says so when it contradicts itself, instead of bending the lines', () => {
    const read = sale({ totalBeforeTax: 80, total: 89.45 })
    expect(nets(read)).toEqual([6300])
    expect(read.unexplained).toEqual([{ amount: 'net', minor: 1700 }])
    expect(sale({ items: null })).toMatchObject({
      lines: [],
      unexplained: [
        { amount: 'net', minor: 6300 },
        { amount: 'tax', minor: 945 },
      ],
    })
  })

  test('struck out keeps its lines, even when its totals were cleared', () => {
    const read = sale({ isVoid: true, subtotal: 0, totalDiscount: 0, totalBeforeTax: 0, tax: 0, total: 0 })
    expect(read).toMatchObject({ voided: true, unexplained: [] })
    expect(nets(read)).toEqual([6300])
  })

  const negative = {
    isReturn: true,
    returnOnTransactionId: 5000,
    subtotal: -70,
    totalDiscount: -7,
    totalBeforeTax: -63,
    tax: -9.45,
    total: -72.45,
    cashPaid: -72.45,
    items: [
      item({
        quantity: -2,
        totalDiscount: -7,
        totalPrice: -63,
        taxes: [{ rateName: 'Excise', amount: -9.45 }],
      }),
    ],
  }
  const positive = {
    isReturn: true,
    returnOnTransactionId: 5000,
    items: [item({ taxes: [{ rateName: 'Excise', amount: 9.45 }] })],
  }
  test.each([
    ['negative', negative],
    ['positive', positive],
  ])('that brings goods back is negative, told with %s numbers', (_, fields) => {
    expect(sale(fields)).toMatchObject({
      returnOf: '5000',
      netMinor: -6300,
      taxMinor: -945,
      totalMinor: -7245,
      tenders: [{ kind: 'cash', minor: -7245 }],
      unexplained: [],
      lines: [
        {
          quantity: '-2',
          unitPrice: '35',
          discountMinor: -700,
          netMinor: -6300,
          costMinor: -2800,
          returned: true,
        },
      ],
    })
  })

  test('whose goods came back later keeps its sold lines and names the return', () => {
    const items = [
      item({ isReturned: true, returnedByTransactionId: 5002, returnDate: '2026-02-02T18:00:00Z' }),
    ]
    expect(sale({ items }).lines[0]).toMatchObject({
      quantity: '2',
      netMinor: 6300,
      returned: false,
      returnedBy: '5002',
    })
  })

  test('tells a time without offset by the setting', () => {
    const read = transaction.parse(row({ transactionDate: '2026-07-01T18:00:00' }))
    expect(toSale(read, FACTS).soldAt).toBe('2026-07-01T18:00:00.000Z')
    expect(toSale(read, { ...FACTS, naiveTimes: 'store' }).soldAt).toBe('2026-07-02T00:00:00.000Z')
  })

  test('names units by their id', () => {
    expect(sale({ items: [item({ unitId: 1 })] }).lines[0]?.unit).toBe('g')
  })

  test('is told apart from transfers and wholesale', () => {
    expect(isRetail({ transactionType: 'Retail' })).toBe(true)
    expect(isRetail({ transactionType: null })).toBe(true)
    expect(isRetail({ transactionType: 'Transfer' })).toBe(false)
    expect(isRetail({ transactionType: 'WholesaleOrder' })).toBe(false)
  })
})

describe('how it was paid', () => {
  test('every kind by its name', () => {
    const read = sale({
      cashPaid: 20,
      debitPaid: 12.45,
      manualPaid: 30,
      manualPayments: [{ manualPaymentProcessorName: 'CanPay', manualPaid: 30 }],
      integratedPaid: 10,
      integratedPayments: [{ integrationType: 'Aeropay', integratedPaid: 10 }],
      giftPaid: 0,
    })
    expect(read.tenders).toEqual([
      { kind: 'cash', minor: 2000 },
      { kind: 'debit', minor: 1245 },
      { kind: 'manual: CanPay', minor: 3000 },
      { kind: 'integrated: Aeropay', minor: 1000 },
    ])
  })

  test('change is taken off the cash only when it is still in it', () => {
    expect(sale({ cashPaid: 80, changeDue: 7.55 }).tenders).toEqual([{ kind: 'cash', minor: 7245 }])
    expect(sale({ cashPaid: 72.45, paid: 80, changeDue: 7.55 }).tenders).toEqual([
      { kind: 'cash', minor: 7245 },
    ])
  })
})
