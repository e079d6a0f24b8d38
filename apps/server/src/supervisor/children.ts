import { join } from 'node:path'
import type { ChildSpec } from './child.ts'
import type { DatabaseAccess } from './database.ts'
import { openLog } from './log-file.ts'
import { reachable } from './ports.ts'
import type { Settings } from './settings.ts'
import { nextProgram } from './web-build.ts'

/** Loopback port of the web pages and port of the one origin people use. */
export interface Ports {
  readonly origin: number
  readonly web: number | undefined
}

/** The program itself: api, worker and scheduler in one process, or the worker alone. */
export const serverChild = (settings: Settings, database: DatabaseAccess, ports: Ports): ChildSpec => ({
  name: settings.workerOnly ? 'worker' : 'server',
  // a larger young generation would hold a hundred megabytes of rows already written during an import
  args: ['--max-semi-space-size=16', join(settings.root, 'apps/server/src/main.ts')],
  cwd: settings.root,
  log: openLog(
    join(settings.dataDir, 'logs', settings.workerOnly ? 'worker.log' : 'server.log'),
    settings.logToTerminal,
  ),
  env: {
    ...process.env,
    NODE_ENV: settings.environment,
    HOST: settings.host,
    PORT: String(ports.origin),
    DATABASE_URL: database.appUrl,
    AUTH_DATABASE_URL: database.authUrl,
    APP_SECRET: database.appSecret,
    DATA_DIR: settings.dataDir,
    DEMO: settings.demo ? '1' : '0',
    ROLES: settings.workerOnly ? 'worker' : (process.env['ROLES'] ?? 'api,worker,scheduler'),
    ...(ports.web === undefined ? {} : { WEB_UPSTREAM: `http://127.0.0.1:${ports.web}` }),
  },
})

/** The pages, reachable only from this machine; the server stands before them. */
export const webChild = (settings: Settings, ports: Ports): ChildSpec => ({
  name: 'web',
  args: [
    nextProgram(settings.root),
    settings.dev ? 'dev' : 'start',
    '-H',
    '127.0.0.1',
    '-p',
    String(ports.web),
  ],
  cwd: join(settings.root, 'apps/web'),
  log: openLog(join(settings.dataDir, 'logs', 'web.log'), settings.logToTerminal),
  env: {
    ...withoutSecrets(process.env),
    NODE_ENV: settings.dev ? 'development' : 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    API_INTERNAL_URL: `http://${reachable(settings.host)}:${ports.origin}`,
  },
})

/** Till and state register of the demo shop, on loopback ports that were chosen before. */
export const practiceChild = (settings: Settings): ChildSpec => ({
  name: 'practice systems',
  args: [join(settings.root, 'apps/server/src/demo/practice/main.ts')],
  cwd: settings.root,
  log: openLog(join(settings.dataDir, 'logs', 'practice.log'), settings.logToTerminal),
  env: { ...withoutSecrets(process.env), DATA_DIR: settings.dataDir },
})

/** Pages and practice systems have no business with the database or with key material. */
const withoutSecrets = (environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(environment).filter(
      ([name]) => !/DATABASE_URL$|SECRET|SMTP_URL|PASSWORD|^PORT$/.test(name),
    ),
  )
