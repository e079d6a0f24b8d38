import { alertsJobs, alertsSubscriptions } from '@suite/alerts'
import { eventDelivery } from '@suite/events'
import { forecastingJobs, forecastingSubscriptions } from '@suite/forecasting'
import type { JobDefinition } from '@suite/jobs'
import { purchasingJobs, purchasingSubscriptions } from '@suite/purchasing'
import type { Services } from './services.ts'

/** Every background job of the product, with the events that set them going. */
export const allJobs = (services: Services): JobDefinition[] => [
  eventDelivery([...forecastingSubscriptions(), ...purchasingSubscriptions(), ...alertsSubscriptions()]),
  ...forecastingJobs(),
  ...purchasingJobs(services),
  ...alertsJobs(),
]
