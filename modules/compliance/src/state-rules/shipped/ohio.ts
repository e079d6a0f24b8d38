import { NO_WINDOW, reported, rulesOf, VAPE_AS_CONCENTRATE } from './rule.ts'

const rule = rulesOf('OH')

/** Ohio, Division of Cannabis Control. Flower and concentrate run apart, with no equivalency. */
export const OHIO = [
  rule(
    'purchase_limit.adult',
    {
      buckets: [
        {
          id: 'flower',
          label: 'Flower',
          window: { kind: 'transaction' },
          cap: { amount: '2.5', unit: 'oz' },
          counts: [{ forms: ['flower'], basis: 'net_weight' }],
        },
        {
          id: 'concentrate',
          label: 'Concentrate, by grams of concentration',
          window: { kind: 'transaction' },
          cap: { amount: '15', unit: 'g' },
          counts: [
            { forms: ['concentrate', 'vape'], basis: 'net_weight' },
            { forms: ['solid_edible', 'liquid_edible'], basis: 'concentrate_weight' },
          ],
        },
      ],
    },
    reported('support.dutchie.com 41646887868563'),
    {
      from: '2025-06-30',
      note: `Since June 2025; the day is not named, the last of the month is used. The till leaves the flower equivalency blank and uses grams of concentration. ${NO_WINDOW} ${VAPE_AS_CONCENTRATE}`,
    },
  ),
  rule(
    'track_and_trace.system',
    { system: 'metrc' },
    reported('Metrc v2 documentation hosts, February 2026'),
  ),
]
