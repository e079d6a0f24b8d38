import { sql } from '@suite/db'
import type { JobDefinition, JobTools } from '@suite/jobs'
import { noticeDueCredentials } from './notice-due.ts'

export const CREDENTIALS_QUEUE = 'compliance.credentials'
const ORGANIZATIONS_A_STEP = 200

/** Walks the calendar of every organisation once a day and tells of what came within 60, 30 or 7 days. */
export const credentialJobs = (deps: { readonly now?: () => Date } = {}): JobDefinition[] => [
  {
    queue: CREDENTIALS_QUEUE,
    // 10:30 UTC: past midnight from the Atlantic coast to Hawaii
    schedule: '30 10 * * *',
    expireInSeconds: 1800,
    handle: (job, tools) => noticeEverywhere(tools, deps.now?.() ?? new Date(), job.signal),
  },
]

const noticeEverywhere = async (tools: JobTools, now: Date, signal: AbortSignal): Promise<void> => {
  let after: string | null = null
  for (;;) {
    const { rows } = await sql<{ organization_id: string }>`
      select organization_id from app.organizations_for_schedule(${after}::uuid, ${ORGANIZATIONS_A_STEP})`.execute(
      tools.database.untenanted,
    )
    for (const { organization_id: organizationId } of rows) {
      signal.throwIfAborted()
      // one organisation's trouble must not cost the others their warnings
      await noticeOrganization(tools, organizationId, now).catch((error: unknown) =>
        tools.log.error({ err: error, organizationId }, 'credentials not checked'),
      )
    }
    after = rows.at(-1)?.organization_id ?? null
    if (rows.length < ORGANIZATIONS_A_STEP) return
  }
}

const noticeOrganization = async (tools: JobTools, organizationId: string, now: Date): Promise<void> => {
  const context = { organizationId, actor: { kind: 'job', id: CREDENTIALS_QUEUE } } as const
  let told = 0
  do told = await tools.database.withTenant(context, (tx) => noticeDueCredentials(tx, now))
  while (told > 0)
}
