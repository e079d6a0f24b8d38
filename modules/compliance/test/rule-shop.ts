import { newId } from '@suite/kernel'
import { openDatabase, sql, type Database, type JobRequest, type Read, type Tx } from '@suite/db'
import { testDatabase } from '@suite/testing'

/** The instant every test shop lives in: 2026-11-22, a Sunday, noon in California. */
export const NOW = new Date('2026-11-22T20:00:00Z')
export const USER = '0198c0de-0000-7000-8000-0000000000aa'

/** An organisation of its own with a store in California and one in Massachusetts. */
export interface RuleShop {
  readonly organizationId: string
  readonly oakland: string
  readonly boston: string
  readonly database: Database
  /** Jobs and events asked for. */
  readonly jobs: JobRequest[]
  write<T>(command: (tx: Tx) => Promise<T>): Promise<T>
  read<T>(query: (read: Read) => Promise<T>): Promise<T>
  /** Payloads of the events of a type, in order. */
  events(type: string): Record<string, unknown>[]
  /** Rows of the audit trail, in order. */
  audit(): Promise<{ eventType: string; before: unknown; after: Record<string, unknown> }[]>
}

/** A database whose shops never see one another. */
export const ruleShops = async (): Promise<{ open: () => Promise<RuleShop>; close: () => Promise<void> }> => {
  const server = await testDatabase()
  const jobs = new Map<string, JobRequest[]>()
  const database = openDatabase({
    url: server.appUrl,
    max: 8,
    enqueue: (_, job) => {
      const organizationId = String(job.payload['organizationId'])
      jobs.set(organizationId, [...(jobs.get(organizationId) ?? []), job])
      return Promise.resolve()
    },
  })
  return {
    open: () => openShop(database, jobs),
    close: async () => {
      await database.close()
      await server.drop()
    },
  }
}

const openShop = async (database: Database, jobs: Map<string, JobRequest[]>): Promise<RuleShop> => {
  const [organizationId, oakland, boston] = [newId(), newId(), newId()]
  const context = { organizationId, actor: { kind: 'user', id: USER } } as const
  const write = <T>(command: (tx: Tx) => Promise<T>): Promise<T> => database.withTenant(context, command)
  const read = <T>(query: (read: Read) => Promise<T>): Promise<T> => database.readTenant(context, query)
  await write(async (tx) => {
    await sql`insert into organizations (organization_id, name, slug)
      values (${organizationId}, 'Evergreen', ${`evergreen-${organizationId}`})`.execute(tx.db)
    await sql`insert into stores (organization_id, id, name, state, time_zone, cut_off_minutes)
      values (${organizationId}, ${oakland}, 'Oakland', 'CA', 'America/Los_Angeles', 240),
        (${organizationId}, ${boston}, 'Boston', 'MA', 'America/New_York', 0)`.execute(tx.db)
  })
  return {
    organizationId,
    oakland,
    boston,
    database,
    get jobs() {
      return jobs.get(organizationId) ?? []
    },
    write,
    read,
    events: (type) =>
      (jobs.get(organizationId) ?? [])
        .filter(({ queue, payload }) => queue === 'events' && payload['type'] === type)
        .map(({ payload }) => JSON.parse(String(payload['body'])) as Record<string, unknown>),
    audit: () =>
      read(async ({ db }) => {
        const { rows } = await sql<{ eventType: string; before: unknown; after: Record<string, unknown> }>`
          select event_type as "eventType", before, after from audit_events order by occurred_at, id`.execute(
          db,
        )
        return rows
      }),
  }
}
