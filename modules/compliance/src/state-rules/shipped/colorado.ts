import { reported, rulesOf, unverified, VAPE_AS_CONCENTRATE, verified } from './rule.ts'

const rule = rulesOf('CO')
const LIMIT = 'mycomplia.com (2016, 2017) and ganjapreneur.com (2021)'
const day = { kind: 'day' } as const

const patient = (id: string, concentrateGrams: string) => ({
  buckets: [
    {
      id: 'flower',
      label: 'Flower',
      window: day,
      cap: { amount: '2', unit: 'oz' as const },
      counts: [{ forms: ['flower' as const], basis: 'net_weight' as const }],
    },
    {
      id,
      label: 'Concentrate',
      window: day,
      cap: { amount: concentrateGrams, unit: 'g' as const },
      counts: [{ forms: ['concentrate' as const, 'vape' as const], basis: 'net_weight' as const }],
    },
  ],
})

/** Colorado, Marijuana Enforcement Division, 1 CCR 212-3. */
export const COLORADO = [
  rule(
    'purchase_limit.adult',
    {
      buckets: [
        {
          id: 'flower_equivalent',
          label: 'Flower and its equivalents',
          window: { kind: 'transaction', splits: 'day' },
          cap: { amount: '1', unit: 'oz' },
          counts: [
            { forms: ['flower'], basis: 'net_weight' },
            {
              forms: ['concentrate', 'vape'],
              basis: 'net_weight',
              every: { amount: '8', unit: 'g' },
              equals: { amount: '1', unit: 'oz' },
            },
            {
              forms: ['solid_edible', 'liquid_edible', 'transdermal'],
              basis: 'thc',
              every: { amount: '800', unit: 'mg' },
              equals: { amount: '1', unit: 'oz' },
            },
          ],
        },
      ],
      exempt: [{ forms: ['topical'] }],
    },
    unverified(`${LIMIT}; the current figure was not confirmed, check rule 6-110`),
    {
      note: `Possession is 2 oz since 2021; whether the sale limit followed is open, 1 oz is the lower reading. The regulator takes split tickets for evasion. ${VAPE_AS_CONCENTRATE}`,
    },
  ),
  rule('purchase_limit.patient', patient('concentrate', '8'), reported(LIMIT), { note: VAPE_AS_CONCENTRATE }),
  rule('purchase_limit.young_patient', patient('concentrate', '2'), reported(LIMIT), {
    note: `Patients of 18 to 20. ${VAPE_AS_CONCENTRATE}`,
  }),
  rule(
    'inventory.reconcile',
    { every: { count: 1, unit: 'day' }, what: 'Close-of-business reconciliation' },
    unverified('Widely said; confirm in rules 3-805 and 3-810'),
  ),
  rule(
    'track_and_trace.recording',
    { timing: 'every_transaction', batchReporting: 'barred' },
    reported('Rule 3-810; batch reporting barred by support.dutchie.com'),
    {
      note: 'All moves run through the tracking system; transported and on-hand stock must be reconcilable (read in rule 3-810).',
    },
  ),
  rule(
    'track_and_trace.system',
    { system: 'metrc' },
    reported('Metrc v2 documentation hosts, February 2026'),
  ),
  rule(
    'retention',
    {
      years: null,
      previousCalendarYears: 1,
      onPremisesMonths: 6,
      what: 'Business records; electronic access counts as on the premises',
    },
    verified('1 CCR 212-3 rule 3-905'),
  ),
  rule(
    'expiry',
    { meaning: 'notice_needed', covers: 'all', defaultMonths: 9 },
    reported('1 CCR 212-3 rule 3-1015 by therodmanlawgroup.com'),
    {
      from: '2024-01-01',
      note: 'Use-by date on everything, by default 9 months from harvest or production; in the tracking system before transfer. A sale after it needs a notice to the consumer.',
    },
  ),
  rule(
    'destruction',
    {
      steps: [
        'Adjust the package to 0 with reason "waste" and a note',
        'Finish the package',
        'Log tag, reason, method, photos or video',
      ],
    },
    reported('support.treez.io'),
  ),
]
