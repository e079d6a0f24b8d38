import type { Kysely, Transaction } from 'kysely'
import type { DB } from '../../../database/types.ts'

/** Who acts: a signed-in person, an API key or a background job. */
export interface Actor {
  readonly kind: 'user' | 'key' | 'job'
  readonly id: string
}

/** What every tenant transaction knows. */
export interface TenantContext {
  readonly organizationId: string
  readonly actor: Actor
  readonly requestId?: string
  readonly ip?: string
}

/** Work left to a background job. Payloads carry ids only: the job tables have no row-level security. */
export interface JobRequest {
  readonly queue: string
  readonly payload: Readonly<Record<string, string | number | boolean | null>>
  /** At most one job with this key runs or waits at a time. */
  readonly singletonKey?: string
  readonly startAfterSeconds?: number
}

/** The part of Kysely that asks; the transaction behind it is READ ONLY as well. */
export type ReadDb = Pick<Kysely<DB>, 'selectFrom' | 'with' | 'fn' | 'getExecutor' | 'withSchema' | 'dynamic'>

/** A read-only tenant transaction: what queries take. */
export interface Read {
  readonly db: ReadDb
  readonly context: TenantContext
}

/** A writing tenant transaction: what commands take. It can be handed to queries too. */
export interface Tx extends Read {
  readonly db: Transaction<DB>
  readonly context: TenantContext
  /** Adds a job that exists only if this transaction commits. */
  enqueue(job: JobRequest): Promise<void>
}

/** Writes job requests with the given transaction's connection. */
export type Enqueue = (db: Transaction<DB>, job: JobRequest) => Promise<void>

export type { DB }
