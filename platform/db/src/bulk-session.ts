import { pipeline } from 'node:stream/promises'
import { Readable } from 'node:stream'
import { Kysely, PostgresDialect } from 'kysely'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { enterTenant, type Database } from './database.ts'
import type { DB, Enqueue, TenantContext, Tx } from './types.ts'

/**
 * One connection kept for a bulk load: temporary staging tables live as long as it does, COPY fills them, and tenant
 * transactions move their rows into the tables under row-level security (which COPY itself may not touch).
 */
export interface BulkSession {
  /** Runs SQL outside any tenant: for creating and indexing the session's temporary tables only. */
  prepare(statement: string): Promise<void>
  /** Streams lines of COPY text format into a temporary table. */
  copyInto(
    table: string,
    columns: readonly string[],
    lines: AsyncIterable<string> | Iterable<string>,
  ): Promise<void>
  withTenant<T>(command: (tx: Tx) => Promise<T>): Promise<T>
  release(): void
}

/** Takes one connection from the pool for a bulk load of one organisation. Always release it. */
export const openBulkSession = async (
  database: Database,
  context: TenantContext,
  enqueue: Enqueue,
): Promise<BulkSession> => {
  const client = await database.pool.connect()
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool: poolOfOne(client) }) })
  return {
    prepare: async (statement) => {
      await client.query(statement)
    },
    copyInto: (table, columns, lines) =>
      pipeline(
        Readable.from(lines),
        client.query(copyFrom(`copy ${table} (${columns.join(', ')}) from stdin`)),
      ),
    withTenant: (command) =>
      db.transaction().execute(async (trx) => {
        await enterTenant(trx, context)
        return command({ db: trx, context, enqueue: (job) => enqueue(trx, job) })
      }),
    // temporary tables must not leak into the next use of the connection
    release: () => client.release(true),
  }
}

const poolOfOne = (client: pg.PoolClient) => ({
  connect: async () =>
    new Proxy(client, { get: (target, key) => (key === 'release' ? () => undefined : bound(target, key)) }),
  end: async () => undefined,
  options: {},
})

const bound = (target: pg.PoolClient, key: string | symbol): unknown => {
  const value: unknown = Reflect.get(target, key)
  return typeof value === 'function' ? value.bind(target) : value
}
