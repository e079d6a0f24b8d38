import { describe, expect, test } from 'vitest'
import { compareOrders } from './compare-orders'
import type { AwaitedLine, DeliveredPackage, Suggestion } from './queries'

const awaited = (productId: string, openQuantity: string, of: Partial<AwaitedLine> = {}): AwaitedLine =>
  ({
    orderId: 'o',
    orderNumber: 7,
    productId,
    name: productId,
    unit: 'each',
    openQuantity,
    licenceKnown: true,
    ...of,
  }) as AwaitedLine
const parcel = (tag: string, shipped: string, of: object = {}): DeliveredPackage =>
  ({ tag, shipped, unit: 'Each', arrival: null, ...of }) as unknown as DeliveredPackage
const suggestions = Object.fromEntries(
  ['a', 'b', 'c'].map((id) => [id.toUpperCase(), { productId: id, name: id } as Suggestion]),
)
const found = (packages: DeliveredPackage[], lines: AwaitedLine[]) =>
  compareOrders({ packages, suggestions }, lines).map(({ productId, comparison, awaited: open, coming }) => [
    productId,
    comparison,
    open,
    coming,
  ])

describe('a delivery beside the orders', () => {
  test('names what is more, less, missing and unordered, the worst first', () => {
    expect(
      found(
        [parcel('A', '40'), parcel('B', '10'), parcel('C', '5')],
        [awaited('a', '24'), awaited('b', '12'), awaited('d', '6')],
      ),
    ).toEqual([
      ['c', 'not_ordered', null, 5],
      ['a', 'more', 24, 40],
      ['b', 'less', 12, 10],
      ['d', 'not_on_manifest', 6, null],
    ])
  })

  test('takes what was counted over what was shipped, and leaves out what goes back or is in stock', () => {
    const counted = parcel('A', '40', { arrival: { counted: '24', takenAt: null, rejected: false } })
    const back = parcel('B', '10', { arrival: { counted: '10', takenAt: null, rejected: true } })
    const here = parcel('C', '5', {
      arrival: { counted: '5', takenAt: '2026-11-22T18:00:00Z', rejected: false },
    })
    expect(
      found([counted, back, here], [awaited('a', '12'), awaited('a', '12', { orderNumber: 8 })]),
    ).toEqual([['a', 'as_ordered', 24, 24]])
  })

  test('compares no grams with pieces', () => {
    expect(found([parcel('A', '40', { unit: 'Grams' })], [awaited('a', '40')])).toEqual([
      ['a', 'other_measure', 40, null],
    ])
  })
})
