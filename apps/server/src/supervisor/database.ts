import { join } from 'node:path'
import { migrate } from '@suite/db'
import { migrateQueues } from '@suite/jobs'
import { findEmbedded, loadOrCreateSecrets, rolePassword, withUrl } from '@suite/db/embedded'
import { keepDatabase, type KeptDatabase } from './keep-database.ts'
import { withProgress } from './progress.ts'
import type { Settings } from './settings.ts'
import type { Voice } from './voice.ts'

/** The database of this run and the addresses its users get. */
export interface DatabaseAccess {
  readonly adminUrl: string
  readonly appUrl: string
  readonly authUrl: string
  readonly appSecret: string
  /** Ends the embedded server; leaves any other alone. */
  stop(): Promise<void>
}

/**
 * Opens the owner's own PostgreSQL or starts the embedded one, and brings the schema up to date. `shared` means that
 * another supervisor runs the embedded server: it is used, but neither migrated nor stopped.
 * @throws Error with the remedy when the server cannot be reached or started
 */
export const openDatabaseServer = async (
  settings: Settings,
  voice: Voice,
  shared: boolean,
): Promise<DatabaseAccess> => {
  const secrets = await loadOrCreateSecrets(settings.dataDir)
  const appSecret = process.env['APP_SECRET'] || secrets.appSecret
  const server = await openServer(settings, secrets.adminPassword, voice, shared)
  const passwords = {
    appPassword: rolePassword(appSecret, 'suite_app'),
    authPassword: rolePassword(appSecret, 'suite_auth'),
  }
  try {
    if (!shared)
      await withProgress('Bringing the database up to date', async () => {
        await migrate(server.adminUrl, passwords)
        await migrateQueues(server.adminUrl)
      })
  } catch (error) {
    await server.stop()
    throw settings.ownDatabase === undefined ? error : unreachable(error)
  }
  return {
    adminUrl: server.adminUrl,
    appUrl: withUrl(server.adminUrl, { user: 'suite_app', password: passwords.appPassword }),
    authUrl: withUrl(server.adminUrl, { user: 'suite_auth', password: passwords.authPassword }),
    appSecret,
    stop: () => server.stop(),
  }
}

const openServer = async (
  settings: Settings,
  password: string,
  voice: Voice,
  shared: boolean,
): Promise<KeptDatabase> => {
  const leaveAlone = (): Promise<void> => Promise.resolve()
  if (settings.ownDatabase !== undefined) return { adminUrl: settings.ownDatabase, stop: leaveAlone }
  const dataDir = join(settings.dataDir, 'pg18')
  if (!shared) return withProgress('Starting the database', () => keepDatabase({ dataDir, password }, voice))
  const adminUrl = await findEmbedded(dataDir, password)
  if (adminUrl === undefined)
    throw new Error(
      'The application on this data folder is still starting. Start the worker when it is ready.',
    )
  return { adminUrl, stop: leaveAlone }
}

const unreachable = (cause: unknown): Error =>
  new Error(
    `DATABASE_URL could not be used: ${cause instanceof Error ? cause.message || cause.name : String(cause)}\n` +
      'It must name a running PostgreSQL 15 or newer and a role that may create roles and schemas.',
    { cause },
  )
