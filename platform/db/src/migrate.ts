import { readdir, readFile } from 'node:fs/promises'
import { createHash } from 'node:crypto'
import pg from 'pg'

const MIGRATIONS = new URL('../../../database/migrations/', import.meta.url)
const LOCK = 7_420_420

/**
 * Applies the numbered SQL files that this database lacks, each in its own transaction, one migrator at a time, and
 * gives the login roles their passwords. Files are immutable once applied.
 * @throws Error when an applied file was edited, or the server is older than PostgreSQL 15
 */
export const migrate = async (
  adminUrl: string,
  options: { appPassword: string; authPassword: string; log?: (line: string) => void },
): Promise<{ applied: string[] }> => {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    await requireSupportedServer(client)
    await client.query('select pg_advisory_lock($1)', [LOCK])
    const applied = await applyMissing(client, options.log ?? (() => undefined))
    await client.query(`alter role suite_app login password ${pg.escapeLiteral(options.appPassword)}`)
    await client.query(`alter role suite_auth login password ${pg.escapeLiteral(options.authPassword)}`)
    return { applied }
  } finally {
    await client.end()
  }
}

const requireSupportedServer = async (client: pg.Client): Promise<void> => {
  const { rows } = await client.query<{ version: string }>(
    `select current_setting('server_version_num') as version`,
  )
  if (Number(rows[0]?.version) < 150_000)
    throw new Error('DATABASE_URL points at a PostgreSQL older than 15. Use 15 or newer.')
}

const applyMissing = async (client: pg.Client, log: (line: string) => void): Promise<string[]> => {
  await client.query(
    `create table if not exists public.schema_migrations (name text primary key, hash text not null, applied_at timestamptz not null default now())`,
  )
  const known = new Map(
    (
      await client.query<{ name: string; hash: string }>('select name, hash from public.schema_migrations')
    ).rows.map((row) => [row.name, row.hash]),
  )
  const applied: string[] = []
  for (const { name, text, hash } of await migrationFiles()) {
    const before = known.get(name)
    if (before !== undefined && before !== hash)
      throw new Error(
        `Migration ${name} was edited after it was applied. Restore it and add a new file instead.`,
      )
    if (before !== undefined) continue
    await inTransaction(client, async () => {
      await client.query(text)
      await client.query('insert into public.schema_migrations (name, hash) values ($1, $2)', [name, hash])
    })
    log(`applied ${name}`)
    applied.push(name)
  }
  return applied
}

const migrationFiles = async (): Promise<{ name: string; text: string; hash: string }[]> => {
  const names = (await readdir(MIGRATIONS)).filter((name) => /^\d{4}_.+\.sql$/.test(name)).sort()
  return Promise.all(
    names.map(async (name) => {
      const text = (await readFile(new URL(name, MIGRATIONS), 'utf8')).replaceAll('\r\n', '\n')
      return { name, text, hash: createHash('sha256').update(text).digest('hex') }
    }),
  )
}

const inTransaction = async (client: pg.Client, work: () => Promise<void>): Promise<void> => {
  await client.query('begin')
  try {
    await work()
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}
