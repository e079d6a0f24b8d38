import { rulesOf, reported, unverified, verified } from './rule.ts'

const rule = rulesOf('NJ')
const STOCK = verified('N.J.A.C. 17:30-9.13')

/** New Jersey, Cannabis Regulatory Commission. */
export const NEW_JERSEY = [
  rule(
    'purchase_limit.adult',
    {
      ounceGrams: '28.35',
      buckets: [
        {
          id: 'flower_equivalent',
          label: 'Flower and its equivalents',
          window: { kind: 'transaction' },
          cap: { amount: '28.35', unit: 'g' },
          counts: [
            { forms: ['flower'], basis: 'net_weight' },
            {
              forms: ['concentrate', 'vape'],
              basis: 'net_weight',
              every: { amount: '4', unit: 'g' },
              equals: { amount: '28.35', unit: 'g' },
            },
            {
              forms: ['solid_edible', 'liquid_edible'],
              basis: 'thc',
              every: { amount: '1000', unit: 'mg' },
              equals: { amount: '28.35', unit: 'g' },
            },
          ],
        },
      ],
    },
    verified('nj.gov/cannabis/adult-personal'),
    {
      note: 'Mixed pro rata (½ oz and 2 g). A press release of 2022 said 5 g concentrate; the current page says 4 g. The page gives ingestibles as 10 packages of 100 mg.',
    },
  ),
  rule('inventory.update', { every: { count: 1, unit: 'day' }, what: 'Stock records' }, STOCK),
  rule('inventory.reconcile', { every: { count: 1, unit: 'month' }, what: 'Audit of the stock' }, STOCK),
  rule(
    'inventory.comprehensive',
    { every: { count: 1, unit: 'year' }, what: 'Comprehensive inventory' },
    STOCK,
  ),
  rule('retention', { years: 4, what: 'Sales and purchases' }, verified('N.J.A.C. 17:30-14.5')),
  rule('id_check', { at: ['till'], log: true, copy: 'barred' }, verified('N.J.A.C. 17:30-14.3'), {
    note: 'Log that the ID was checked; keep no copy and collect no personal data beyond it.',
  }),
  rule('minimum_age', { adult: 21 }, unverified('General knowledge, no text read')),
  rule(
    'track_and_trace.system',
    { system: 'metrc' },
    reported('Metrc v2 documentation hosts, February 2026'),
  ),
]
