import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely'
import pg from 'pg'
import { AppError, isId } from '@suite/kernel'
import type { DB, Enqueue, Read, TenantContext, Tx } from './types.ts'
import { refusalOf } from './refusals.ts'
import { parseLikeTheSchema } from './value-types.ts'

/** The application's door to PostgreSQL. Domain code sees only the Tx and Read it hands out. */
export interface Database {
  /** Runs a command in one transaction that sees and writes only this organisation's rows. */
  withTenant<T>(context: TenantContext, command: (tx: Tx) => Promise<T>): Promise<T>
  /** Runs a query in a READ ONLY transaction that sees only this organisation's rows. */
  readTenant<T>(context: TenantContext, query: (read: Read) => Promise<T>): Promise<T>
  /** For the named look-up functions that must run before a tenant is known. No tenant row can be read through it. */
  readonly untenanted: Kysely<DB>
  readonly pool: pg.Pool
  /** True when the server answers. */
  isReady(): Promise<boolean>
  close(): Promise<void>
}

const missingOutbox: Enqueue = () =>
  Promise.reject(new Error('This process was opened without a job outbox; pass `enqueue` to openDatabase.'))

/**
 * Opens a connection pool as the application role. `enqueue` is the job outbox commands write to.
 * @throws AppError `no_tenant` from withTenant/readTenant when the organisation id is not a UUID
 */
export const openDatabase = (options: { url: string; max?: number; enqueue?: Enqueue }): Database => {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.max ?? 10,
    options: '-c search_path=app,public -c statement_timeout=120000 -c TimeZone=UTC',
    types: parseLikeTheSchema,
  })
  pool.on('error', () => undefined)
  // a connection that dies while in use fails its queries; without a listener of its own it would end the process
  pool.on('connect', (client) => client.on('error', () => undefined))
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })
  const enqueue = options.enqueue ?? missingOutbox

  return {
    untenanted: db,
    pool,
    withTenant: (context, command) =>
      db
        .transaction()
        .execute(async (trx) => {
          await enterTenant(trx, context)
          return command({ db: trx, context, enqueue: (job) => enqueue(trx, job) })
        })
        .catch(rethrow),
    readTenant: (context, query) =>
      db
        .transaction()
        .setAccessMode('read only')
        .execute(async (trx) => {
          await enterTenant(trx, context)
          return query({ db: trx, context })
        })
        .catch(rethrow),
    isReady: () =>
      pool.query('select 1').then(
        () => true,
        () => false,
      ),
    close: () => db.destroy(),
  }
}

const rethrow = (error: unknown): never => {
  throw refusalOf(error)
}

/** Binds the transaction to one organisation; row-level security does the rest. */
export const enterTenant = async (
  trx: Transaction<DB> | Kysely<DB>,
  context: TenantContext,
): Promise<void> => {
  if (!isId(context.organizationId))
    throw new AppError('forbidden', 'no_tenant', 'No organisation was chosen. Sign in again.')
  await sql`select set_config('app.current_org_id', ${context.organizationId}, true)`.execute(trx)
}
