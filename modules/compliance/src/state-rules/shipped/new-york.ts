import { mark, reported, rulesOf, unverified, VAPE_AS_CONCENTRATE, verified } from './rule.ts'

const rule = rulesOf('NY')

/** New York, Office of Cannabis Management. */
export const NEW_YORK = [
  rule(
    'purchase_limit.adult',
    {
      buckets: [
        {
          id: 'flower',
          label: 'Flower',
          window: { kind: 'day' },
          cap: { amount: '3', unit: 'oz' },
          counts: [{ forms: ['flower'], basis: 'net_weight' }],
        },
        {
          id: 'concentrate',
          label: 'Concentrate',
          window: { kind: 'day' },
          cap: { amount: '24', unit: 'g' },
          counts: [{ forms: ['concentrate', 'vape'], basis: 'net_weight' }],
        },
        {
          id: 'edibles',
          label: 'THC in edibles',
          window: { kind: 'day' },
          cap: { amount: '1500', unit: 'mg' },
          counts: [{ forms: ['solid_edible', 'liquid_edible'], basis: 'thc' }],
          mark: mark(unverified('One guide only')),
        },
      ],
    },
    reported('purpleocean.org'),
    { note: VAPE_AS_CONCENTRATE },
  ),
  rule(
    'track_and_trace.recording',
    { timing: 'real_time', batchReporting: 'unknown' },
    verified('9 NYCRR 125.8'),
    {
      note: 'With adjustments and returns; must integrate with the state system.',
    },
  ),
  rule(
    'track_and_trace.system',
    { system: 'metrc' },
    unverified('Moving from BioTrack to Metrc, targeted early 2026'),
  ),
]
