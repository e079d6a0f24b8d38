import type { JobDefinition } from '@suite/jobs'
import { PACKS_QUEUE, preparePack } from './prepare-pack.ts'

/** Prepares packs for inspectors. */
export const inspectionJobs = (deps: { readonly now?: () => Date } = {}): JobDefinition[] => [
  {
    queue: PACKS_QUEUE,
    concurrency: 'one_per_key',
    expireInSeconds: 900,
    handle: async (job, tools) => {
      const { organizationId, packId } = job.payload as { organizationId: string; packId: string }
      const context = { organizationId, actor: { kind: 'job', id: PACKS_QUEUE } } as const
      await preparePack(tools.database, context, packId, deps.now?.() ?? new Date())
    },
  },
]
