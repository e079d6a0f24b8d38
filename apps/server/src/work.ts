import { alertDeliveryJobs, alertDeliverySubscriptions, alertsJobs, alertsSubscriptions } from '@suite/alerts'
import type { AnswerCache } from '@suite/cache'
import {
  correctionJobs,
  credentialJobs,
  inspectionJobs,
  reconciliationJobs,
  reconciliationSubscriptions,
} from '@suite/compliance'
import { eventDelivery, type Subscription } from '@suite/events'
import { forecastingJobs, forecastingSubscriptions } from '@suite/forecasting'
import { inventoryJobs } from '@suite/inventory'
import type { JobDefinition } from '@suite/jobs'
import { purchasingJobs, purchasingSubscriptions } from '@suite/purchasing'
import { pullJobs, stateWriter, storeSources, syncJobs } from '@suite/sync'
import type { Services } from './services.ts'

/** Every background job of the product, with the events that set them going. */
export const allJobs = (services: Services): JobDefinition[] => [
  eventDelivery([
    ...cacheSubscriptions(services.cache),
    ...forecastingSubscriptions(),
    ...purchasingSubscriptions(),
    ...alertsSubscriptions(),
    ...alertDeliverySubscriptions(),
    ...reconciliationSubscriptions(),
  ]),
  ...inventoryJobs(),
  ...credentialJobs(),
  ...inspectionJobs(),
  ...reconciliationJobs({ sourcesOf: storeSources }),
  ...correctionJobs({ writer: stateWriter(services) }),
  ...syncJobs(services),
  ...pullJobs(services),
  ...forecastingJobs(),
  ...purchasingJobs(services),
  ...alertsJobs(),
  ...alertDeliveryJobs(services),
]

/** Kept answers are dropped when what they were computed from has changed. */
const cacheSubscriptions = (cache: AnswerCache): Subscription[] =>
  [
    'sales.changed',
    'stock.changed',
    'import.finished',
    'forecasts.ready',
    'plans.ready',
    'alerts.changed',
  ].map((event) => ({
    event,
    consumer: `cache.forget_after_${event}`,
    handle: (_tx, { organizationId }) => cache.forget(organizationId),
  }))
