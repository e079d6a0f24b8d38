import type { LightMyRequestResponse } from 'fastify'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { testDatabase } from '@suite/testing'
import { readConfig } from '../config.ts'
import { composeProgram, type Program } from '../program.ts'

/** The whole application on a database of its own, asked without a socket. */
export interface TestApp {
  readonly program: Program
  /** The superuser's address, for arranging and inspecting. */
  readonly adminUrl: string
  /** Creates an organisation with one store and gives its owner's way to ask. */
  signUp(name: string): Promise<TestCaller>
  /** Asks without signing in. */
  ask(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<LightMyRequestResponse>
  close(): Promise<void>
}

/** A signed-in person. */
export interface TestCaller {
  readonly organizationId: string
  readonly userId: string
  readonly membershipId: string
  readonly storeId: string
  readonly email: string
  readonly accessToken: string
  ask(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<LightMyRequestResponse>
}

export const TEST_SECRET = 'a secret of a test that is long enough'
export const TEST_PASSWORD = 'correct horse battery'

/** Starts the application for a test file. Jobs are queued, and taken when ROLES names the worker. */
export const startTestApp = async (settings: Record<string, string> = {}): Promise<TestApp> => {
  const database = await testDatabase()
  const folder = await mkdtemp(join(tmpdir(), 'suite-app-'))
  const config = readConfig({
    NODE_ENV: 'test',
    DATABASE_URL: database.appUrl,
    AUTH_DATABASE_URL: database.authUrl,
    APP_SECRET: TEST_SECRET,
    DATA_DIR: folder,
    LOG_LEVEL: process.env['TEST_LOG'] ?? 'silent',
    RATE_LIMIT_SCALE: '1000',
    ROLES: 'api',
    ...settings,
  })
  const program = await composeProgram(config)
  const roles = { worker: config.ROLES.includes('worker'), scheduler: false }
  await program.queues.start(program.jobs, roles, program.services.database)
  const ask: TestApp['ask'] = (method, path, body, headers = {}) =>
    program.app.inject({
      method: method as 'GET',
      url:
        path.startsWith('/health') || path.startsWith('/docs') || path === '/metrics'
          ? path
          : `/api/v1${path}`,
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
    })
  return {
    program,
    adminUrl: database.adminUrl,
    ask,
    signUp: async (name) => {
      const email = `${name.toLowerCase().replaceAll(/\W+/g, '.')}@example.com`
      const reply = await ask('POST', '/auth/sign-up', {
        name: `Owner of ${name}`,
        email,
        password: TEST_PASSWORD,
        organizationName: name,
        storeName: 'Main Street',
        state: 'CO',
        timeZone: 'America/Denver',
      })
      if (reply.statusCode !== 201) throw new Error(`Sign-up failed: ${reply.body}`)
      const { accessToken, organizationId } = reply.json<{ accessToken: string; organizationId: string }>()
      const caller = callerWith(ask, accessToken)
      const stores = (await caller('GET', '/stores')).json<{ items: { id: string }[] }>()
      const who = await program.services.sessions.authenticate(accessToken)
      return {
        organizationId,
        userId: who?.userId ?? '',
        membershipId: who?.membershipId ?? '',
        storeId: stores.items[0]?.id ?? '',
        email,
        accessToken,
        ask: caller,
      }
    },
    close: async () => {
      await program.close()
      await database.drop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Asks with an access token. */
export const callerWith =
  (ask: TestApp['ask'], accessToken: string): TestCaller['ask'] =>
  (method, path, body, headers = {}) =>
    ask(method, path, body, { authorization: `Bearer ${accessToken}`, ...headers })
