import { alertsJobs, alertsSubscriptions } from '@suite/alerts'
import { eventDelivery } from '@suite/events'
import { forecastingJobs, forecastingSubscriptions } from '@suite/forecasting'
import type { JobDefinition } from '@suite/jobs'
import { purchasingJobs, purchasingSubscriptions } from '@suite/purchasing'
import { runImport } from '@suite/sync'
import type { Services } from './services.ts'

/** Every background job of the product, with the events that set them going. */
export const allJobs = (services: Services): JobDefinition[] => [
  eventDelivery([...forecastingSubscriptions(), ...purchasingSubscriptions(), ...alertsSubscriptions()]),
  {
    queue: 'import.run',
    concurrency: 'one_per_key',
    expireInSeconds: 3600,
    handle: (job, tools) =>
      runImport(
        { ...tools, files: services.files },
        { organizationId: String(job.payload['organizationId']), actor: { kind: 'job', id: 'import.run' } },
        String(job.payload['importId']),
        job.signal,
      ),
  },
  ...forecastingJobs(),
  ...purchasingJobs(services),
  ...alertsJobs(),
]
