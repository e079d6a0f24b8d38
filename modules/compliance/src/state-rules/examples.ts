import type { RuleItem, RuleVersion, Touched } from './contract.ts'

const VALUE = { within: { kind: 'hours', hours: 24 }, how: 'In track-and-trace' }

export const RULE_EXAMPLE: RuleItem = {
  state: 'CA',
  topic: 'deadline.record_transaction',
  label: 'Recording a transaction with the state',
  day: '2026-11-22',
  id: 'CA/deadline.record_transaction/start',
  origin: 'shipped',
  status: 'verified',
  standing: 'Read in the text of the law or of the agency (4 CCR §15049(b)).',
  applied: true,
  value: VALUE,
  source: '4 CCR §15049(b)',
  sourceReadOn: '2026-11-22',
  note: null,
  effectiveFrom: null,
  effectiveTo: null,
  reason: null,
}

export const VERSION_EXAMPLE: RuleVersion = {
  id: '0198c0de-0000-7000-8000-000000000801',
  origin: 'organization',
  status: 'verified',
  standing: 'Read in the text of the law or of the agency (Letter of the agency of 2026-11-02).',
  value: VALUE,
  source: 'Letter of the agency of 2026-11-02',
  sourceReadOn: '2026-11-03',
  note: null,
  effectiveFrom: '2026-11-05',
  effectiveTo: null,
  changeReason: 'The agency answered our question',
  recordedBy: '0198c0de-0000-7000-8000-0000000000aa',
  recordedAt: '2026-11-03T16:20:00.000Z',
  withdrawnBy: null,
  withdrawnAt: null,
  withdrawnReason: null,
}

export const RULE_INPUT_EXAMPLE = {
  state: 'CA',
  topic: 'deadline.record_transaction' as const,
  value: VALUE,
  effectiveFrom: '2026-11-05',
  effectiveTo: null,
  status: 'verified' as const,
  source: { citation: 'Letter of the agency of 2026-11-02', readOn: '2026-11-03' },
  note: null,
}

export const TOUCHED_EXAMPLE: Touched = {
  before: RULE_EXAMPLE,
  after: { ...RULE_EXAMPLE, id: 'preview', origin: 'organization' },
  stores: [{ id: '0198c0de-0000-7000-8000-000000000001', name: 'Evergreen Oakland' }],
  limits: { customerKinds: [], buckets: [], forms: [], products: 0 },
  deadlines: [
    { kind: 'unreported_sale', before: '2026-11-06T20:00:00.000Z', after: '2026-11-06T20:00:00.000Z' },
  ],
  certificates: 0,
}
