import { reported, rulesOf, unverified, verified } from './rule.ts'

const rule = rulesOf('CA')
const LIMIT = verified('4 CCR §15409 (Westlaw copy)')
const MANIFEST = reported('mcreynoldsllp.com, key track-and-trace deadlines')

/** California, Department of Cannabis Control. Rulemaking DCC-2026-02-R would amend §§15047.1–15049: watch it. */
export const CALIFORNIA = [
  rule(
    'purchase_limit.adult',
    {
      scope: 'store',
      combinesWithOtherKinds: false,
      buckets: [
        {
          id: 'non_concentrate',
          label: 'Cannabis other than concentrate',
          window: { kind: 'day' },
          cap: { amount: '28.5', unit: 'g' },
          counts: [{ forms: ['flower'], basis: 'net_weight' }],
        },
        {
          id: 'concentrate',
          label: 'Concentrate, also inside products',
          window: { kind: 'day' },
          cap: { amount: '8', unit: 'g' },
          counts: [
            { forms: ['concentrate'], basis: 'net_weight' },
            {
              forms: ['vape', 'solid_edible', 'liquid_edible', 'gaseous', 'topical', 'transdermal'],
              basis: 'concentrate_weight',
            },
          ],
        },
        {
          id: 'plants',
          label: 'Immature plants',
          window: { kind: 'day' },
          cap: { amount: '6', unit: 'each' },
          counts: [{ forms: ['plant'], basis: 'count' }],
        },
      ],
    },
    LIMIT,
    {
      note: 'Per customer, day and retailer. The retailer must know the grams of concentrate in manufactured goods.',
    },
  ),
  rule(
    'purchase_limit.patient',
    {
      scope: 'store',
      combinesWithOtherKinds: false,
      documentMayRaise: true,
      buckets: [
        {
          id: 'flower',
          label: 'Dried flower',
          window: { kind: 'day' },
          cap: { amount: '8', unit: 'oz' },
          counts: [{ forms: ['flower'], basis: 'net_weight' }],
        },
        {
          id: 'plants',
          label: 'Immature plants',
          window: { kind: 'day' },
          cap: { amount: '12', unit: 'each' },
          counts: [{ forms: ['plant'], basis: 'count' }],
        },
      ],
    },
    LIMIT,
    { note: "8 oz dried flower or the plant conversion; a doctor's note may set another amount." },
  ),
  rule(
    'deadline.record_transaction',
    {
      within: { kind: 'hours', hours: 24 },
      how: 'Sale, receipt, rejection, destruction and the like, in track-and-trace',
    },
    verified('4 CCR §15049(b)'),
  ),
  rule(
    'deadline.fix_entry_error',
    { within: { kind: 'calendar_days', days: 3, at: 'same_time' } },
    verified('4 CCR §15048.1'),
    { note: 'The time of day is not named: counted to the same clock time, the earlier reading.' },
  ),
  rule(
    'deadline.report_access_lost',
    { within: { kind: 'hours', hours: 72 }, tell: ['DCC'] },
    verified('4 CCR §15048.1'),
    {
      note: 'Loss of access is reported when it lasts over 72 hours.',
    },
  ),
  rule(
    'deadline.report_discrepancy',
    { within: { kind: 'hours', hours: 24 }, tell: ['DCC', 'police'], how: 'Form DCC-LIC-028' },
    verified('4 CCR §15036'),
    { note: 'For a significant discrepancy; what is significant is defined in §15034.' },
  ),
  rule(
    'deadline.report_theft_or_loss',
    { within: { kind: 'hours', hours: 24 }, tell: ['DCC', 'police'], how: 'Form DCC-LIC-028' },
    verified('4 CCR §15036'),
  ),
  rule('deadline.answer_manifest', { within: { kind: 'hours', hours: 24 } }, MANIFEST),
  rule('deadline.record_tags', { within: { kind: 'calendar_days', days: 3, at: 'same_time' } }, MANIFEST),
  rule(
    'inventory.significant_discrepancy',
    { percent: '3', of: 'average_monthly_sales' },
    unverified('4 CCR §15034 as commonly quoted; the text was not read'),
    { note: 'Another source claims 5 %. Read the section before relying on either.' },
  ),
  rule(
    'inventory.reconcile',
    { every: { count: 30, unit: 'day' }, what: 'On-hand stock with track-and-trace; prune its users' },
    verified('4 CCR §15051'),
  ),
  rule(
    'retention',
    { years: 7, what: 'Financial, staff, training, contracts, permits and more, from creation' },
    verified('4 CCR §15037'),
  ),
  rule('coa_validity', { months: 12 }, reported('support.treez.io quoting DCC'), {
    note: 'From issue; afterwards the goods must be tested again.',
  }),
  rule(
    'expiry',
    { meaning: 'quality_only', covers: 'all' },
    reported('4 CCR §17406 by support.treez.io quoting DCC'),
    {
      note: 'The packaging date is mandatory, best-by and sell-by are optional; the certificate is what runs out.',
    },
  ),
  rule('minimum_age', { adult: 21, patient: 18 }, unverified('General knowledge, no text read'), {
    note: 'Patients need a card; minors buy through caregivers.',
  }),
  rule(
    'track_and_trace.system',
    { system: 'metrc' },
    reported('Metrc v2 documentation hosts, February 2026'),
  ),
]
