import { publish, type Subscription } from '@suite/events'
import type { JobDefinition } from '@suite/jobs'
import { ALERTS_QUEUE, askForRefresh } from './commands/ask-for-refresh.ts'
import { refreshAlerts } from './commands/refresh-alerts.ts'

/** Brings the alerts of an organisation up to date. */
export const alertsJobs = (deps: { readonly now?: () => Date } = {}): JobDefinition[] => [
  {
    queue: ALERTS_QUEUE,
    concurrency: 'one_per_key',
    handle: async (job, tools) => {
      const context = {
        organizationId: String(job.payload['organizationId']),
        actor: { kind: 'job', id: 'alerts' },
      } as const
      const now = deps.now?.() ?? new Date()
      const outcome = await tools.database.withTenant(context, async (tx) => {
        const refreshed = await refreshAlerts(tx, now)
        await publish(tx, { type: 'alerts.changed', version: 1, payload: {} })
        return refreshed
      })
      tools.log.info(outcome, 'alerts refreshed')
    },
  },
]

/** Alerts follow plans, imports, forecasts, connections, reconciliations, papers, recalls and deliveries. */
export const alertsSubscriptions = (): Subscription[] =>
  [
    'plans.ready',
    'import.finished',
    'forecasts.failed',
    'connection.failing',
    'connection.recovered',
    'compliance.discrepancies_changed',
    'compliance.credential_due',
    'recall.traced',
    'recall.held',
    'recall.finished',
    'mirror.changed',
  ].map((event) => ({
    event,
    consumer: `alerts.refresh_after_${event}`,
    handle: (tx) => askForRefresh(tx),
  }))
