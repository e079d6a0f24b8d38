import { describe, expect, it } from 'vitest'
import type { OrderDetail } from '@/lib/contract'
import { draftInvoice, sumOf, toInvoice } from './draft-invoice'

const line = (productId: string, quantity: string, receivedQuantity: string, unitCost: string | null) =>
  ({
    productId,
    name: productId,
    unit: 'each',
    quantity,
    receivedQuantity,
    unitCost,
  }) as OrderDetail['lines'][number]
const order = {
  lines: [line('a', '24', '24', '17.50'), line('b', '10', '0', null)],
} as unknown as OrderDetail

describe('a bill being typed', () => {
  it('begins with what came, or with the whole order while nothing has', () => {
    const { lines, total } = draftInvoice(order, '2026-04-20')
    expect(lines.map(({ quantity, unitPrice }) => [quantity, unitPrice])).toEqual([
      ['24', '17.50'],
      ['', ''],
    ])
    expect(total).toBeNull()
    const nothing = { ...order, lines: [line('a', '24', '0', '17.50')] }
    expect(draftInvoice(nothing, '2026-04-20').lines).toMatchObject([{ quantity: '24' }])
  })

  it('sends what has a quantity, and the total of lines and charges unless another was typed', () => {
    const typed = draftInvoice(order, '2026-04-20')
    const draft = { ...typed, number: ' INV-1 ', freight: '15', discount: '5.25' }
    expect(sumOf(draft)).toBe(42_000 + 1500 - 525)
    expect(toInvoice(draft, 'o')).toMatchObject({
      purchaseOrderId: 'o',
      number: 'INV-1',
      lines: [{ productId: 'a', quantity: '24', unitPrice: '17.50' }],
      freightMinor: 1500,
      taxMinor: 0,
      discountMinor: 525,
      totalMinor: 42_975,
    })
    expect(toInvoice({ ...draft, total: '1,000.10' }, 'o').totalMinor).toBe(100_010)
  })

  it('has no sum while something is not a number', () => {
    expect(sumOf({ ...draftInvoice(order, '2026-04-20'), freight: 'x' })).toBeNaN()
  })
})
