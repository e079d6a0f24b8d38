import { administer, withUrl } from '@suite/db/embedded'
import { publishedServer, ROLE_PASSWORD } from './server.ts'

/** An empty, migrated database of its own, with the addresses of its three logins. */
export interface TestDatabase {
  /** Superuser: owns the tables and passes row-level security. Only for arranging and inspecting. */
  readonly adminUrl: string
  /** The application's login, under row-level security. */
  readonly appUrl: string
  /** The login of identity (schema `auth`). */
  readonly authUrl: string
  /** Disconnects everybody and drops it. The run's end does so anyway. */
  drop(): Promise<void>
}

let made = 0

/**
 * Clones the migrated template (a few hundredths of a second). One per test file is the rule: call it in `beforeAll`
 * and `drop` it in `afterAll`, after closing the pools opened on it.
 * @throws Error outside a vitest run of project "db"
 */
export const testDatabase = async (): Promise<TestDatabase> => {
  const { adminUrl, template, run } = publishedServer()
  made += 1
  const database = `${run}_${process.pid}_${made}`
  await administer(adminUrl, `create database "${database}" template "${template}"`)
  const asRole = (user: string): string => withUrl(adminUrl, { database, user, password: ROLE_PASSWORD })
  return {
    adminUrl: withUrl(adminUrl, { database }),
    appUrl: asRole('suite_app'),
    authUrl: asRole('suite_auth'),
    drop: async () => {
      await administer(adminUrl, `drop database if exists "${database}" with (force)`)
    },
  }
}
