/** The run's server, as the global set-up hands it to the test workers. */
export interface TestServer {
  readonly adminUrl: string
  /** Migrated database that every test file clones. */
  readonly template: string
  /** Prefix of every database of this run. */
  readonly run: string
}

/** Password of every login role on a throw-away test server. */
export const ROLE_PASSWORD = 'test-password-of-a-throw-away-server'

const VARIABLE = 'SUITE_TEST_SERVER'

/** Hands the server to workers started from this process: they inherit its environment. */
export const publishServer = (server: TestServer): void => {
  process.env[VARIABLE] = JSON.stringify(server)
}

/**
 * The run's server.
 * @throws Error when the global set-up has not run
 */
export const publishedServer = (): TestServer => {
  const text = process.env[VARIABLE]
  if (text === undefined)
    throw new Error(
      'No test server is running. Name the file *.db.test.ts and run it with vitest, project "db".',
    )
  return JSON.parse(text) as TestServer
}
