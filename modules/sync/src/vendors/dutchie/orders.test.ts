import { expect, test } from 'vitest'
import { readOrders, statusOf } from './orders.ts'
import { withoutPerson } from './people.ts'

test.each([
  ['Open', null, 'sent'],
  ['Submitted', null, 'sent'],
  [null, null, 'sent'],
  ['Draft', null, 'draft'],
  ['Not Submitted', null, 'draft'],
  ['Partially Received', '2026-04-20T00:00:00', 'partly_received'],
  ['Open', '2026-04-20T00:00:00', 'received'],
  ['Received', null, 'received'],
  ['Closed', null, 'received'],
  ['Cancelled', '2026-04-20T00:00:00', 'cancelled'],
  ['Voided', null, 'cancelled'],
] as const)('an order that is %s, received %s, is %s', (status, dateReceived, expected) => {
  expect(statusOf({ status, dateReceived })).toBe(expected)
})

test('reads the days of an order in the store’s zone and its instants as UTC', () => {
  const row = { purchaseOrderId: 7, vendorId: 3, dateCreated: '2026-04-19T10:00:00' }
  const expected = (expectedArrivalDate: string) =>
    readOrders([{ ...row, expectedArrivalDate }], 'America/Denver').orders[0]?.expectedOn
  expect(expected('2026-04-27T00:00:00')).toBe('2026-04-27')
  expect(expected('2026-04-27T00:00:00Z')).toBe('2026-04-27')
  expect(expected('2026-04-27T03:00:00Z')).toBe('2026-04-26')
  expect(readOrders([row], 'America/Denver').orders[0]).toMatchObject({
    createdAt: '2026-04-19T10:00:00.000Z',
    expectedOn: null,
    number: null,
    lines: [],
  })
})

test('tells an order it cannot read from the others', () => {
  const { orders, refused } = readOrders([{ purchaseOrderId: 'x' }, { purchaseOrderId: 8 }], 'UTC')
  expect(orders.map(({ externalId }) => externalId)).toEqual(['8'])
  expect(refused.map(({ externalId }) => externalId)).toEqual(['x'])
})

test('keeps nothing of a customer that is not listed', () => {
  expect(
    withoutPerson({
      customerId: 5,
      firstName: 'Ada',
      dateOfBirth: 'not a date',
      mmjidNumber: ' MMJ-1 ',
      notes: 'x',
      optedIntoMarketing: null,
    }),
  ).toEqual({ customerId: 5, mmjidNumber: 'on file', optedIntoMarketing: null })
  expect(withoutPerson({ customerId: 5, mmjidNumber: ' ' })).toEqual({ customerId: 5 })
  expect(withoutPerson('odd')).toBeNull()
})
