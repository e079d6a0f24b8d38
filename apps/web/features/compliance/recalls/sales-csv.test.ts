import { describe, expect, it } from 'vitest'
import { salesCsv } from './sales-csv'

const sale = {
  certainty: 'named',
  receiptId: 'r',
  receiptNumber: 'R-1',
  storeId: 's',
  storeName: 'Capitol Hill, Denver',
  occurredAt: '2026-04-19T21:14:00.000Z',
  customerRef: 'C-2071',
  productId: 'p',
  productName: 'Blue Dream 3.5 g',
  packageTag: null,
  quantity: '-1',
  netMinor: -5,
} as const

describe('receipts of a recall as CSV', () => {
  it('hold one line each under the names of their columns', () => {
    expect(salesCsv([sale]).split('\r\n')).toEqual([
      'certainty,customer,receipt,store,sold_at,product,package_tag,quantity,net',
      'named,C-2071,R-1,"Capitol Hill, Denver",2026-04-19T21:14:00.000Z,Blue Dream 3.5 g,,-1,-0.05',
      '',
    ])
  })

  it('hold amounts in dollars, and no text that a spreadsheet would run', () => {
    const [, line] = salesCsv([{ ...sale, customerRef: '=cmd()', netMinor: 123_456 }]).split('\r\n')
    expect(line).toContain(',\u0027=cmd(),')
    expect(line?.endsWith(',1234.56')).toBe(true)
    expect(salesCsv([{ ...sale, customerRef: '-1+2' }])).toContain(',\u0027-1+2,')
    expect(salesCsv([{ ...sale, productName: 'a "b"' }])).toContain('"a ""b"""')
  })
})
