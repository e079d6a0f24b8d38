import { NO_WINDOW, reported, rulesOf, unverified, verified } from './rule.ts'

const rule = rulesOf('OR')
const BY_EIGHT = { within: { kind: 'calendar_days' as const, days: 1, at: '08:00' } }
const DERIVED = reported('OAR 845-025-7580, which was read, applied to single entries')
const READING = 'The rule asks that all items and weights be reconciled by 8:00 of the next calendar day.'

/** Oregon, Liquor and Cannabis Commission. */
export const OREGON = [
  rule(
    'purchase_limit.adult',
    {
      buckets: [
        {
          id: 'flower',
          label: 'Flower',
          window: { kind: 'transaction' },
          cap: { amount: '2', unit: 'oz' },
          counts: [{ forms: ['flower'], basis: 'net_weight' }],
        },
        {
          id: 'extract',
          label: 'Extract',
          window: { kind: 'transaction' },
          cap: { amount: '10', unit: 'g' },
          counts: [{ forms: ['concentrate', 'vape'], basis: 'net_weight' }],
        },
      ],
    },
    unverified('No source: find one before use'),
    { note: NO_WINDOW },
  ),
  rule(
    'inventory.reconcile',
    { every: { count: 1, unit: 'day' }, by: '08:00', what: 'All items and weights in the tracking system' },
    verified('OAR 845-025-7580'),
  ),
  rule('deadline.record_transaction', BY_EIGHT, DERIVED, { note: READING }),
  rule('deadline.fix_entry_error', BY_EIGHT, DERIVED, { note: READING }),
  rule('retention', { years: 3, what: 'Financial records' }, verified('OAR 845-025-1200')),
  rule('id_check', { at: [], log: false, copy: 'barred' }, reported('SB 863 by cannabisbusinesstimes.com'), {
    note: 'Retaining ID data is barred; name and contact only after asking, for marketing.',
  }),
  rule(
    'track_and_trace.system',
    { system: 'metrc' },
    reported('Metrc v2 documentation hosts, February 2026'),
  ),
]
