import { describe, expect, it } from 'vitest'
import { ORDER_DETAIL_EXAMPLE } from '../examples.ts'
import { orderDocument } from './order-document.ts'

const BUYER = {
  organization: 'Evergreen',
  licence: '403-00123',
  state: 'CO',
  currency: 'USD',
  replyTo: 'dana@evergreen.example',
}
const NOW = new Date('2026-04-20T18:00:00Z')
const textOf = (of: Partial<typeof ORDER_DETAIL_EXAMPLE>, buyer = BUYER): string =>
  JSON.stringify(orderDocument({ ...ORDER_DETAIL_EXAMPLE, ...of }, buyer, NOW))

describe('an order on paper', () => {
  it('holds who orders what from whom, each line and the total', () => {
    const [line] = ORDER_DETAIL_EXAMPLE.lines
    const text = textOf({
      status: 'approved',
      approvedAt: '2026-04-20T09:00:00.000Z',
      approvedBy: 'Dana Reyes',
    })
    for (const part of [
      `Purchase order ${ORDER_DETAIL_EXAMPLE.number}`,
      ORDER_DETAIL_EXAMPLE.vendorName,
      '403-00123 (CO)',
      '2026-04-20 by Dana Reyes',
      'dana@evergreen.example',
      line!.sku,
      line!.name,
      line!.quantity,
      'Total USD 630.00',
    ])
      expect(text).toContain(part)
    expect(text).not.toContain('Draft')
  })

  it('says what is not settled: a draft, a cost, a licence', () => {
    const lines = ORDER_DETAIL_EXAMPLE.lines.map((line) => ({ ...line, unitCost: null, costMinor: null }))
    const text = textOf(
      { status: 'draft', lines, unpricedLines: 1, totalMinor: 0 },
      { ...BUYER, licence: '' },
    )
    expect(text).toContain('nothing is ordered yet')
    expect(text).toContain('to be agreed')
    expect(text).toContain('Without 1 line whose cost is to be agreed.')
    expect(text).toContain('not entered')
  })
})
