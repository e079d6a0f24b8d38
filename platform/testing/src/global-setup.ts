import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { migrate } from '@suite/db'
import { migrateQueues } from '@suite/jobs'
import { administer, isInstalled, startEmbedded, withUrl, type ServerVersion } from '@suite/db/embedded'
import { removeLeftovers, runFolderPrefix } from './leftovers.ts'
import { publishServer, ROLE_PASSWORD } from './server.ts'

/** A test run's database is thrown away, so it need not survive a power cut. */
const FAST = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' }

/**
 * Vitest's global set-up: one server for the run (TEST_DATABASE_URL, or an embedded one in a temporary folder) with one
 * migrated template that `testDatabase` clones. TEST_POSTGRES=15 chooses the older server. Returns the tear-down.
 */
export default async function setup(): Promise<() => Promise<void>> {
  const server = await openServer()
  const run = `suite_test_${process.pid}_${Date.now().toString(36)}`
  const template = `${run}_template`
  try {
    await administer(server.adminUrl, `create database ${template}`)
    await migrate(withUrl(server.adminUrl, { database: template }), {
      appPassword: ROLE_PASSWORD,
      authPassword: ROLE_PASSWORD,
    })
    await migrateQueues(withUrl(server.adminUrl, { database: template }))
  } catch (error) {
    await server.close()
    throw error
  }
  publishServer({ adminUrl: server.adminUrl, template, run })
  return async () => {
    if (server.borrowed) await dropAll(server.adminUrl, run)
    await server.close()
  }
}

interface Server {
  readonly adminUrl: string
  /** Belongs to the caller: our databases are dropped, the server stays. */
  readonly borrowed: boolean
  close(): Promise<void>
}

const openServer = async (): Promise<Server> => {
  const adminUrl = process.env['TEST_DATABASE_URL']
  if (adminUrl !== undefined && adminUrl !== '')
    return { adminUrl, borrowed: true, close: () => Promise.resolve() }
  const version = chosenVersion()
  await removeLeftovers()
  const folder = await mkdtemp(runFolderPrefix())
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true, maxRetries: 5 })
  try {
    const server = await startEmbedded({
      dataDir: join(folder, 'pg'),
      password: ROLE_PASSWORD,
      version,
      settings: FAST,
    })
    return {
      adminUrl: server.adminUrl,
      borrowed: false,
      close: () => server.stop().then(remove),
    }
  } catch (error) {
    await remove()
    throw error
  }
}

const chosenVersion = (): ServerVersion => {
  const wanted = process.env['TEST_POSTGRES'] ?? '18'
  if (wanted !== '15' && wanted !== '18')
    throw new Error(`TEST_POSTGRES is "${wanted}"; it must be 15 or 18.`)
  const version: ServerVersion = wanted === '15' ? 15 : 18
  if (!isInstalled(version))
    throw new Error(`PostgreSQL ${version} is not installed for this platform. Unset TEST_POSTGRES.`)
  return version
}

const dropAll = async (adminUrl: string, run: string): Promise<void> => {
  const rows = await administer(
    adminUrl,
    `select datname from pg_database where starts_with(datname, '${run}')`,
  )
  await administer(adminUrl, ...rows.map((row) => `drop database "${String(row['datname'])}" with (force)`))
}
