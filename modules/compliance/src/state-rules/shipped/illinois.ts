import { mark, NO_WINDOW, reported, rulesOf, unverified, VAPE_AS_CONCENTRATE, verified } from './rule.ts'

const rule = rulesOf('IL')
const LIMIT = reported('410 ILCS 705/10-10 (tend-o-matic)')
const once = { kind: 'transaction' } as const

const adult = (flower: string, concentrate: string, infused: string) => ({
  buckets: [
    {
      id: 'flower',
      label: 'Flower',
      window: once,
      cap: { amount: flower, unit: 'g' as const },
      counts: [{ forms: ['flower' as const], basis: 'net_weight' as const }],
    },
    {
      id: 'concentrate',
      label: 'Concentrate',
      window: once,
      cap: { amount: concentrate, unit: 'g' as const },
      counts: [{ forms: ['concentrate' as const, 'vape' as const], basis: 'net_weight' as const }],
    },
    {
      id: 'infused',
      label: 'THC in infused products',
      window: once,
      cap: { amount: infused, unit: 'mg' as const },
      counts: [{ forms: ['solid_edible' as const, 'liquid_edible' as const], basis: 'thc' as const }],
    },
  ],
})

/** Illinois. The three buckets are independent and usable together. */
export const ILLINOIS = [
  rule('purchase_limit.adult', adult('30', '5', '500'), LIMIT, {
    note: `Residents. ${NO_WINDOW} ${VAPE_AS_CONCENTRATE}`,
  }),
  rule('purchase_limit.visitor', adult('15', '2.5', '250'), LIMIT, {
    note: `Non-residents. ${NO_WINDOW} ${VAPE_AS_CONCENTRATE}`,
  }),
  rule(
    'purchase_limit.patient',
    {
      buckets: [
        {
          id: 'flower',
          label: 'Flower',
          window: { kind: 'rolling_days', days: 14 },
          cap: { amount: '2.5', unit: 'oz' },
          counts: [{ forms: ['flower'], basis: 'net_weight' }],
        },
        {
          id: 'concentrate',
          label: 'THC in vapes and concentrate',
          window: { kind: 'rolling_days', days: 14 },
          cap: { amount: '26.6', unit: 'g' },
          counts: [{ forms: ['concentrate', 'vape'], basis: 'thc' }],
          mark: mark(unverified('Agency paper of September 2025; that of June 2025 said 21.3 g')),
        },
      ],
    },
    LIMIT,
  ),
  rule('product_caps', { servingThcMg: '10', packageThcMg: '100' }, LIMIT),
  rule(
    'inventory.reconcile',
    { every: { count: 1, unit: 'day' }, what: 'Beginning and ending inventory' },
    unverified('410 ILCS 705/15-75; not reached'),
  ),
  rule(
    'inventory.significant_discrepancy',
    { percent: '2.5', of: 'stock' },
    unverified('410 ILCS 705/15-75; not reached'),
    { note: 'A report is due when stock falls short by more than this.' },
  ),
  rule(
    'track_and_trace.recording',
    { timing: 'real_time', batchReporting: 'unknown' },
    reported('410 ILCS 705/15-75 at ilga.gov, verify'),
    {
      note: 'The register must be immutable: sales-suppression software is a felony (705/65-38, reported).',
    },
  ),
  rule(
    'track_and_trace.system',
    { system: 'metrc' },
    unverified('Moving from BioTrack; a Metrc host exists in February 2026'),
  ),
  rule(
    'deadline.record_return',
    { within: { kind: 'calendar_days', days: 5, at: 'same_time' } },
    reported('tend-o-matic'),
  ),
  rule(
    'deadline.report_recall',
    { within: { kind: 'hours', hours: 24 }, tell: ['three agencies'] },
    reported('tend-o-matic'),
    {
      note: 'The source does not name the agencies.',
    },
  ),
  rule('deadline.quarantine_recalled', { within: { kind: 'hours', hours: 72 } }, reported('tend-o-matic'), {
    note: '"72 h quarantine": whether it starts or lasts so long is not said.',
  }),
  rule('retention', { years: 3, what: 'Electronic records' }, verified('410 ILCS 705/15-110')),
]
