import { readRoute, type Route } from '@suite/http'
import { whatIfQuery, whatIfReply } from './contract.ts'
import { whatIf, type PlansIf } from './what-if.ts'

/** What other prices, promotions, events and closed days would sell. */
export const scenarioRoutes = (deps: { readonly now: () => Date; readonly plansIf: PlansIf }): Route[] => [
  readRoute(
    {
      method: 'GET',
      path: '/forecasts/what-if',
      summary:
        'What a product would sell at another price, in a promotion, with an event or closed days; stores nothing',
      tag: 'Forecasts',
      access: 'forecasts.read',
      query: whatIfQuery,
      reply: whatIfReply,
      example: {
        points: [
          { day: '2026-04-20', baseUnits: 11.8, baseDollarsMinor: 44_840, units: 13.7, dollarsMinor: 46_850 },
        ],
        base: { units: 11.8, dollarsMinor: 44_840 },
        scenario: { units: 13.7, dollarsMinor: 46_850 },
        elasticity: { value: -1.4, from: 'assumed', days: 0 },
        assumptions: [
          'Customers who stock up during the promotion and stay away afterwards are not counted.',
        ],
        plan: {
          base: { stockOutOn: '2026-05-02', orderQuantity: '24', orderCostMinor: 39_600, atRiskMinor: 0 },
          scenario: { stockOutOn: '2026-04-30', orderQuantity: '36', orderCostMinor: 59_400, atRiskMinor: 0 },
        },
        override: { firstDay: '2026-04-20', lastDay: '2026-04-20', kind: 'percent', value: 16 },
      },
    },
    (read, { query }) => whatIf(read, query, { now: deps.now(), plansIf: deps.plansIf }),
  ),
]
