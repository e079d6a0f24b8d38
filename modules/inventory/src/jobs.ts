import type { JobDefinition } from '@suite/jobs'
import { keepTimeSeries } from './snapshots/keep-time-series.ts'

/** The upkeep of the time series, every night. */
export const inventoryJobs = (): JobDefinition[] => [
  {
    queue: 'inventory.keep_time_series',
    schedule: '17 3 * * *',
    handle: async (_job, tools) => {
      const kept = await keepTimeSeries(tools.database)
      tools.log.info(kept, 'time series kept')
    },
  },
]
