import type { TenantContext } from '@suite/db'
import type { Job, JobDefinition } from '@suite/jobs'
import { undoImport } from './commands/undo-import.ts'
import type { FileStore } from './file-store.ts'
import { IMPORT_RUN, IMPORT_UNDO } from './import-row.ts'
import { runImport } from './running/run-import.ts'

const RETRIES = 5

/** Jobs of imports: running one and taking one back. One at a time for each store. */
export const syncJobs = (deps: { files: FileStore }): JobDefinition[] => [
  {
    queue: IMPORT_RUN,
    concurrency: 'one_per_key',
    expireInSeconds: 4 * 3600,
    retries: RETRIES,
    handle: (job, tools) =>
      runImport(
        { ...tools, ...deps },
        contextOf(job, IMPORT_RUN),
        idOf(job),
        job.signal,
        job.attempt > RETRIES,
      ),
  },
  {
    queue: IMPORT_UNDO,
    concurrency: 'one_per_key',
    expireInSeconds: 4 * 3600,
    retries: RETRIES,
    handle: async (job, tools) => {
      await tools.database.withTenant(contextOf(job, String(job.payload['actorId'] ?? IMPORT_UNDO)), (tx) =>
        undoImport(tx, idOf(job)),
      )
    },
  },
]

const idOf = (job: Job): string => String(job.payload['importId'])

const contextOf = (job: Job, actor: string): TenantContext => ({
  organizationId: String(job.payload['organizationId']),
  actor: { kind: 'job', id: actor },
})
