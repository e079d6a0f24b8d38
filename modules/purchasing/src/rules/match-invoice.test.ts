import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Decimal } from '@suite/kernel'
import { matchInvoice, overbilledMinor, type OrderedProduct } from './match-invoice.ts'

const order = (of: Partial<OrderedProduct> = {}): OrderedProduct => ({
  productId: 'p',
  ordered: '24',
  received: '24',
  billedBefore: '0',
  agreedPrice: '10',
  ...of,
})
const bill = (quantity: string, unitPrice: string, productId = 'p') => [{ productId, quantity, unitPrice }]
const only = (billed: ReturnType<typeof bill>, of?: Partial<OrderedProduct>) =>
  matchInvoice(billed, [order(of)])[0]!

describe('the three-way match', () => {
  it('finds nothing where order, receipt and bill agree', () => {
    expect(only(bill('24', '10'))).toMatchObject({ findings: [], amountMinor: 24_000, owedMinor: 24_000 })
  })

  it.each([
    ['billed in full, half received', bill('24', '10'), { received: '12' }, ['not_received'], 12_000],
    ['dearer than agreed', bill('24', '10.25'), {}, ['price_above'], 600],
    ['cheaper than agreed', bill('24', '9'), {}, ['price_below'], 0],
    ['billed a second time', bill('24', '10'), { billedBefore: '24' }, ['not_received'], 24_000],
    ['the rest of a part', bill('12', '10'), { billedBefore: '12' }, [], 0],
    [
      'dearer and short',
      bill('24', '11'),
      { received: '20' },
      ['not_received', 'price_above'],
      26_400 - 20_000,
    ],
    ['no price agreed', bill('24', '10'), { agreedPrice: null }, ['no_price_agreed'], 0],
    ['more than ordered, all of it received', bill('26', '10'), { received: '26' }, [], 0],
  ] as const)('%s', (_, billed, of, findings, over) => {
    const line = only([...billed], of)
    expect(line.findings).toEqual(findings)
    expect(overbilledMinor([line])).toBe(over)
  })

  it('owes nothing for what nobody ordered', () => {
    const [line] = matchInvoice(bill('3', '5', 'other'), [order()])
    expect(line).toMatchObject({ findings: ['not_ordered'], ordered: null, amountMinor: 1500, owedMinor: 0 })
  })

  it('never owes more than was billed, nor more over all bills than came at the agreed price', () => {
    const units = fc.integer({ min: 1, max: 500 })
    const cents = fc.integer({ min: 0, max: 20_000 })
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 500 }),
        cents,
        fc.array(fc.tuple(units, cents), { maxLength: 6 }),
        (received, agreed, bills) => {
          const price = new Decimal(agreed).div(100).toFixed(2)
          let [before, owed] = [0, 0]
          for (const [quantity, unit] of bills) {
            const line = only(bill(String(quantity), new Decimal(unit).div(100).toFixed(2)), {
              received: String(received),
              billedBefore: String(before),
              agreedPrice: price,
            })
            expect(line.owedMinor).toBeLessThanOrEqual(line.amountMinor)
            owed += line.owedMinor
            before += quantity
          }
          expect(owed).toBeLessThanOrEqual(received * agreed)
        },
      ),
    )
  })
})
