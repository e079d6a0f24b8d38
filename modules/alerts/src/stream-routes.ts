import { streamRoute, type Route } from '@suite/http'
import { liveAlerts } from './contract.ts'

/** What open screens listen to: a new, changed or snoozed alert shows within moments. */
export const alertStreamRoutes = (): Route[] => [
  streamRoute(
    {
      path: '/alerts/stream',
      summary: 'News of alerts as server-sent events',
      tag: 'Alerts',
      access: 'alerts.read',
      reply: liveAlerts,
      example: { ids: ['0198c0de-0000-7000-8000-000000000401'] },
    },
    ['alerts'],
  ),
]
