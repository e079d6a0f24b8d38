import type { JobDefinition } from '@suite/jobs'
import { notePackFailure, PACKS_QUEUE, preparePack } from './prepare-pack.ts'

const RETRIES = 2

/** Prepares packs for inspectors. */
export const inspectionJobs = (deps: { readonly now?: () => Date } = {}): JobDefinition[] => [
  {
    queue: PACKS_QUEUE,
    concurrency: 'one_per_key',
    retries: RETRIES,
    expireInSeconds: 900,
    handle: async (job, tools) => {
      const { organizationId, packId } = job.payload as { organizationId: string; packId: string }
      const context = { organizationId, actor: { kind: 'job', id: PACKS_QUEUE } } as const
      const now = deps.now?.() ?? new Date()
      try {
        await preparePack(tools.database, context, packId, now)
      } catch (error) {
        const failure = 'It could not be prepared. Try again, or choose a shorter period.'
        if (job.attempt > RETRIES) await notePackFailure(tools.database, context, packId, { failure, now })
        throw error
      }
    },
  },
]
