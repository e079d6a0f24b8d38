import { mark, reported, rulesOf, unverified, VAPE_AS_CONCENTRATE, verified } from './rule.ts'
import type { Bucket, Count, LimitWindow } from '../limit-shape.ts'

const rule = rulesOf('MI')
const LIMIT = 'R 420.506 and MCL 333.27955 (leafsheets.com, tend-o-matic)'
const ASSUMED = mark(unverified('Assumption: concentrate counted 1:1 by weight'))
const MEDICAL_ACT = 'MCL 333.26424, an act on medical use'
const OPEN_FOR_ADULTS = mark(unverified(`${MEDICAL_ACT}; its use for adult sales is an open legal question`))

/** 1 oz usable = 16 oz solid infused = 7 g gaseous = 36 fl oz liquid (MCL 333.26424). */
const infused = (marked: { mark?: NonNullable<Count['mark']> }): Count[] => [
  {
    forms: ['solid_edible'],
    basis: 'net_weight',
    every: { amount: '16', unit: 'oz' },
    equals: { amount: '1', unit: 'oz' },
    ...marked,
  },
  {
    forms: ['gaseous'],
    basis: 'net_weight',
    every: { amount: '7', unit: 'g' },
    equals: { amount: '1', unit: 'oz' },
    ...marked,
  },
  {
    forms: ['liquid_edible'],
    basis: 'net_volume',
    every: { amount: '36', unit: 'fl_oz' },
    equals: { amount: '1', unit: 'oz' },
    ...marked,
  },
]

const usable = (
  id: string,
  window: LimitWindow,
  ounces: string,
  marked: { mark?: NonNullable<Count['mark']> },
): Bucket => ({
  id,
  label: 'Usable cannabis and its equivalents',
  window,
  cap: { amount: ounces, unit: 'oz' },
  counts: [
    { forms: ['flower'], basis: 'net_weight' },
    { forms: ['concentrate', 'vape'], basis: 'net_weight', mark: ASSUMED },
    ...infused(marked),
  ],
})

const OUTAGE = reported('cannabislaw.report on a CRA bulletin of 2020')

/** Michigan, Cannabis Regulatory Agency. */
export const MICHIGAN = [
  rule(
    'purchase_limit.adult',
    {
      buckets: [
        usable('usable', { kind: 'transaction' }, '2.5', { mark: OPEN_FOR_ADULTS }),
        {
          id: 'concentrate',
          label: 'Concentrate within it',
          window: { kind: 'transaction' },
          cap: { amount: '15', unit: 'g' },
          counts: [{ forms: ['concentrate', 'vape'], basis: 'net_weight' }],
        },
        {
          id: 'plants',
          label: 'Immature plants',
          window: { kind: 'transaction' },
          cap: { amount: '3', unit: 'each' },
          counts: [{ forms: ['plant'], basis: 'count' }],
        },
      ],
    },
    reported(LIMIT),
    { note: VAPE_AS_CONCENTRATE },
  ),
  rule(
    'purchase_limit.patient',
    {
      stateCheckFirst: true,
      buckets: [
        usable('usable_day', { kind: 'day' }, '2.5', {}),
        usable('usable_month', { kind: 'month' }, '10', {}),
      ],
    },
    reported(`${LIMIT}; ${MEDICAL_ACT}`),
    {
      note: `Whether day and month are calendar or rolling is undefined; calendar is used. ${VAPE_AS_CONCENTRATE}`,
    },
  ),
  rule(
    'purchase_limit.caregiver',
    { stateCheckFirst: true, buckets: [usable('usable_day', { kind: 'day' }, '2.5', {})] },
    reported(`${LIMIT}; ${MEDICAL_ACT}`),
    { note: `For each patient. ${VAPE_AS_CONCENTRATE}` },
  ),
  rule(
    'track_and_trace.recording',
    { timing: 'every_transaction', batchReporting: 'barred' },
    reported('R 420.505(2); batch reporting barred by support.dutchie.com'),
    {
      note: 'All transactions and current stock in the state system (read in R 420.505(2)).',
    },
  ),
  rule(
    'track_and_trace.system',
    { system: 'metrc' },
    reported('Metrc v2 documentation hosts, February 2026'),
  ),
  rule(
    'deadline.report_theft_or_loss',
    { within: { kind: 'hours', hours: 24 }, tell: ['CRA', 'state police', 'local police'] },
    reported('leaflegalpc.com'),
  ),
  rule('deadline.upload_after_outage', { within: { kind: 'hours', hours: 24 } }, OUTAGE),
  rule('deadline.report_oversale', { within: { kind: 'hours', hours: 72 }, tell: ['CRA'] }, OUTAGE),
  rule(
    'deadline.report_recall',
    { within: { kind: 'hours', hours: 24 }, tell: ['CRA'] },
    reported('R 420.214b/c (tend-o-matic)'),
    { note: 'Also quoted as one business day; 24 hours is the earlier reading.' },
  ),
  rule(
    'deadline.destroy_returned',
    { within: { kind: 'calendar_days', days: 90, at: 'same_time' } },
    reported('R 420.214b/c (tend-o-matic)'),
  ),
  rule(
    'returns',
    { allowedFor: ['adverse_reaction', 'defect', 'recall'], resale: 'barred' },
    reported('R 420.214b/c (tend-o-matic)'),
  ),
  rule(
    'expiry',
    { meaning: 'sale_barred', covers: 'edibles', mustDestroy: true },
    reported('R 420.403(11), 420.502, 420.505 (ccamichigan.com; R 420.505 read)'),
    { note: 'Expired goods must be destroyed and recorded in Metrc.' },
  ),
  rule(
    'presale_checks',
    {
      checks: [
        'not_on_hold',
        'not_recalled',
        'not_expired',
        'id_checked',
        'within_limit',
        'tested',
        'labelled',
        'card_valid',
      ],
    },
    verified('R 420.505; tested: R 420.305'),
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
    reported('Treez guide for Michigan quoting CRA'),
  ),
]
