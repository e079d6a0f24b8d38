import { readRoute, type Route } from '@suite/http'
import { deadlineQuery, storeDeadlineShape } from './contract.ts'
import { storeDeadline } from './store-deadline.ts'

const SOURCE = '4 CCR §15049(b)'

/** Deadlines of discrepancies and reports. */
export const deadlineRoutes = (deps: { readonly now?: () => Date } = {}): Route[] => [
  readRoute(
    {
      method: 'GET',
      path: '/compliance/deadlines',
      summary: 'When a discrepancy or report is due, by which rule, and who is told when',
      tag: 'Compliance',
      access: 'compliance.view',
      query: deadlineQuery,
      reply: storeDeadlineShape,
      example: {
        dueAt: '2026-11-23T18:00:00.000Z',
        basis: 'rule',
        urgency: 'this_week',
        reason: `Recording a transaction with the state: within 24 hours (${SOURCE}, verified).`,
        duties: [
          {
            topic: 'deadline.record_transaction',
            label: 'Recording a transaction with the state',
            dueAt: '2026-11-23T18:00:00.000Z',
            basis: 'rule',
            status: 'verified',
            source: SOURCE,
            standing: `Read in the text of the law or of the agency (${SOURCE}).`,
            reason: `Recording a transaction with the state: within 24 hours (${SOURCE}, verified).`,
            tell: [],
            how: 'In track-and-trace',
          },
        ],
        steps: [{ at: '2026-11-22T18:00:00.000Z', to: 'responsible', how: 'inbox' }],
      },
    },
    (read, { query }) =>
      storeDeadline(
        read,
        { ...query, discoveredAt: new Date(query.discoveredAt) },
        deps.now?.() ?? new Date(),
      ),
  ),
]
