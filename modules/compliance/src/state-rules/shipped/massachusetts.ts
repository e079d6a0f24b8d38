import { mark, reported, rulesOf, unverified } from './rule.ts'
import type { Mark } from '../marks.ts'
import type { PurchaseLimit } from '../limit-shape.ts'

const rule = rulesOf('MA')

/** 1 oz = 5 g THC in concentrate = 500 mg THC in edibles; doubled with the limit only by implication. */
const limit = (ounces: string, ratios: { mark?: Mark }): PurchaseLimit => ({
  buckets: [
    {
      id: 'flower_equivalent',
      label: 'Flower and its equivalents',
      window: { kind: 'day' },
      cap: { amount: ounces, unit: 'oz' },
      counts: [
        { forms: ['flower'], basis: 'net_weight' },
        {
          forms: ['concentrate', 'vape'],
          basis: 'thc',
          every: { amount: '5', unit: 'g' },
          equals: { amount: '1', unit: 'oz' },
          ...ratios,
        },
        {
          forms: ['solid_edible', 'liquid_edible'],
          basis: 'thc',
          every: { amount: '500', unit: 'mg' },
          equals: { amount: '1', unit: 'oz' },
          ...ratios,
        },
      ],
    },
  ],
  exempt: [{ forms: ['topical'] }],
})

/** Massachusetts, Cannabis Control Commission. */
export const MASSACHUSETTS = [
  rule('purchase_limit.adult', limit('1', {}), reported('po.tc, budpedia.com; 935 CMR 500.140 (2024 text)'), {
    to: '2026-04-18',
  }),
  rule(
    'purchase_limit.adult',
    limit('2', { mark: mark(unverified('Implied by the doubled limit (10 g and 1,000 mg); no text read')) }),
    reported('Ch. 65 of the Acts of 2026 (po.tc, budpedia.com, newsblog.sbs)'),
    { from: '2026-04-19', note: 'Emergency rules of May 2026. The new equivalents are not settled.' },
  ),
  rule(
    'deadline.report_discrepancy',
    { within: { kind: 'hours', hours: 24 }, tell: ['CCC', 'police'] },
    unverified('935 CMR 500.105(8), 500.110; text not reached'),
    { note: 'For an unexplained discrepancy.' },
  ),
  rule(
    'inventory.reconcile',
    { every: { count: 1, unit: 'month' }, what: 'Inventory' },
    unverified('935 CMR 500.105(8); text not reached'),
  ),
  rule(
    'inventory.comprehensive',
    { every: { count: 1, unit: 'year' }, what: 'Comprehensive inventory' },
    unverified('935 CMR 500.105(8); text not reached'),
  ),
  rule(
    'track_and_trace.recording',
    { timing: 'real_time', batchReporting: 'barred' },
    unverified('935 CMR 500.105(8), text not reached; batch reporting barred by support.dutchie.com'),
  ),
  rule(
    'track_and_trace.system',
    { system: 'metrc' },
    reported('Metrc v2 documentation hosts, February 2026'),
  ),
  rule(
    'id_check',
    { at: ['entry', 'till'], log: false, copy: 'unknown' },
    unverified('General knowledge, no text read'),
  ),
  rule('minimum_age', { adult: 21 }, unverified('General knowledge, no text read')),
]
