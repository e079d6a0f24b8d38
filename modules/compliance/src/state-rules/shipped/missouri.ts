import { reported, rulesOf, VAPE_AS_CONCENTRATE, verified } from './rule.ts'
import type { Bucket, LimitWindow } from '../limit-shape.ts'

const rule = rulesOf('MO')
const GUIDE = reported('Dutchie state guide (2023)')

/** 1 oz = 8 g concentrate = 800 mg THC infused. */
const flowerEquivalent = (window: LimitWindow, ounces: string): Bucket => ({
  id: 'flower_equivalent',
  label: 'Dried flower and its equivalents',
  window,
  cap: { amount: ounces, unit: 'oz' },
  counts: [
    { forms: ['flower'], basis: 'net_weight' },
    {
      forms: ['concentrate', 'vape'],
      basis: 'net_weight',
      every: { amount: '8', unit: 'g' },
      equals: { amount: '1', unit: 'oz' },
    },
    {
      forms: ['solid_edible', 'liquid_edible'],
      basis: 'thc',
      every: { amount: '800', unit: 'mg' },
      equals: { amount: '1', unit: 'oz' },
    },
  ],
})

/** Missouri, Division of Cannabis Regulation. */
export const MISSOURI = [
  rule('purchase_limit.adult', { buckets: [flowerEquivalent({ kind: 'transaction' }, '3')] }, GUIDE, {
    note: VAPE_AS_CONCENTRATE,
  }),
  rule(
    'purchase_limit.patient',
    { buckets: [flowerEquivalent({ kind: 'rolling_days', days: 30 }, '6')] },
    GUIDE,
    {
      note: `The guide says "per 30 days"; counted as rolling. ${VAPE_AS_CONCENTRATE}`,
    },
  ),
  rule(
    'track_and_trace.recording',
    { timing: 'real_time', batchReporting: 'barred' },
    reported('19 CSR 100-1.130; batch reporting barred by support.dutchie.com'),
    {
      note: 'The state system is the system of record, in real time; scales checked monthly (read in 19 CSR 100-1.130).',
    },
  ),
  rule('retention', { years: 5, what: 'Inventory records' }, verified('19 CSR 100-1.130')),
  rule(
    'track_and_trace.system',
    { system: 'metrc' },
    reported('Metrc v2 documentation hosts, February 2026'),
  ),
]
