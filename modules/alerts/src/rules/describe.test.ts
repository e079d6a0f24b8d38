import { expect, it } from 'vitest'
import { describe as wordsFor } from './describe.ts'

it.each([
  [
    'stock_out',
    { onHand: '0', onOrder: '24', costKnown: true },
    4_900,
    '$49.00 of margin at risk. 24 on order.',
  ],
  [
    'low_stock',
    { onHand: '6', onOrder: '0', onDraft: '36', stockOutOn: '2026-04-17', costKnown: false },
    31_500,
    '6 left, gone by Apr 17. $315.00 of sales at risk. 36 in a draft order that waits for approval.',
  ],
  ['low_stock', { onHand: '6', suggestedQuantity: '12' }, 0, '6 left. Order 12.'],
  ['stock_out', { onHand: '0' }, 0, 'Nothing is on order.'],
  [
    'overstock',
    { onHand: '100', daysOfSupply: 100.4 },
    70_000,
    '100 on hand is 100 days of supply; $700.00 at cost is more than sells in time.',
  ],
  [
    'overstock',
    { onHand: '10', noDemand: true },
    17_500,
    '10 on hand and nothing sells: $175.00 at cost stands still. Mark it down or return it.',
  ],
  [
    'expiring',
    { firstExpiry: '2026-04-24' },
    17_500,
    '$175.00 at cost is expected to expire unsold, the first on Apr 24. Mark it down or move it to another store.',
  ],
  [
    'import_failed',
    { failure: 'The file is empty.' },
    0,
    'The file is empty. Sales and stock are not up to date until it is imported again.',
  ],
  ['forecast_failed', {}, 0, 'The forecast stopped. Orders are planned with the forecast before it.'],
  [
    'connection_failing',
    {
      failure: 'Dutchie does not answer.',
      since: '2026-04-15T09:30:00+00:00',
      advice: 'It is tried again by itself.',
    },
    0,
    'Dutchie does not answer. Since Apr 15, 3:30 AM MDT nothing new came in; what it tells is that old. It is tried again by itself.',
  ],
  [
    'discrepancies',
    { overdue: 2, dueAt: '2026-04-16T05:59:59+00:00' },
    19_000,
    '2 overdue. The next is due Apr 15, 11:59 PM MDT. $190.00 in all.',
  ],
  [
    'credentials_due',
    { expired: 1, firstExpiry: '2026-04-01' },
    0,
    '1 expired already; the first ran out on Apr 1. Renew it under Compliance, Calendar.',
  ],
  [
    'recall_open',
    { found: 3, unheld: 2 },
    0,
    '2 of 3 found here are not on hold yet. Hold them, then tell the customers.',
  ],
  [
    'recall_open',
    { found: 3, unheld: 0 },
    0,
    'Everything found here is on hold. Finish the recall once goods and customers are dealt with.',
  ],
  [
    'transfers_waiting',
    { from: 'High Peak Supply', since: '2026-04-15T09:30:00+00:00' },
    0,
    'From High Peak Supply, expected Apr 15, 3:30 AM MDT. Count it under Compliance, Transfers, and accept it in the state’s system.',
  ],
] as const)('says of %s %j: %s', (kind, data, dollars, words) => {
  expect(wordsFor(kind, data, dollars, 'America/Denver')).toBe(words)
})
