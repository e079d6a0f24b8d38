import { writeRoute, type Route } from '@suite/http'
import { checkLimit } from './check-limit.ts'
import { limitCheck, limitVerdict } from './contract.ts'

const ID = '0198c0de-0000-7000-8000-000000000001'

/** Purchase limits at the counter. */
export const limitRoutes = (deps: { readonly now?: () => Date } = {}): Route[] => [
  writeRoute(
    {
      method: 'POST',
      path: '/compliance/limits/check',
      summary: 'Whether a basket may be sold, and the room left; changes nothing',
      tag: 'Compliance',
      access: 'compliance.view',
      body: limitCheck,
      bodyExample: {
        storeId: ID,
        customerKind: 'adult' as const,
        basket: [
          {
            id: '1',
            quantity: '2',
            parts: [{ form: 'flower' as const, netWeight: { amount: '3.5', unit: 'g' as const } }],
          },
        ],
      },
      reply: limitVerdict,
      example: {
        allowed: true,
        reasons: [],
        buckets: [
          {
            id: 'non_concentrate',
            label: 'Cannabis other than concentrate',
            window: 'per day',
            cap: '28.5',
            unit: 'g',
            before: '0',
            basket: '7',
            remaining: '21.5',
            status: 'verified',
            source: '4 CCR §15409 (Westlaw copy)',
          },
        ],
        status: 'verified',
        source: '4 CCR §15409 (Westlaw copy)',
        standing: 'Read in the text of the law or of the agency (4 CCR §15409 (Westlaw copy)).',
        note: 'Per customer, day and retailer.',
        scope: 'store',
        day: '2026-11-22',
      },
    },
    (tx, { body }) => checkLimit(tx, body, deps.now?.() ?? new Date()),
  ),
]
