import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { openDatabase } from '@suite/db'
import { openCache } from '@suite/cache'
import { toCsv } from '@suite/csv'
import { createSealer, masterKeys } from '@suite/crypto'
import { createSend, sharedLimiter } from '@suite/outbound'
import { openLive } from '@suite/events'
import { createServer, type Route } from '@suite/http'
import {
  ACCESS_COOKIE,
  PERMISSIONS,
  createAccessTokens,
  createSessions,
  openAccounts,
  roleAllows,
} from '@suite/identity'
import { openQueues, type JobDefinition, type Queues } from '@suite/jobs'
import { ADAPTERS, localFileStore } from '@suite/sync'
import { createLogger, createMetrics } from '@suite/telemetry'
import type { Config } from './config.ts'
import { addFront } from './front.ts'
import { addOperations } from './operations.ts'
import { openMail } from './mail.ts'
import { allRoutes, apiDocument } from './routes.ts'
import type { Services } from './services.ts'
import { allJobs } from './work.ts'

/** A composed process: every part opened and wired, nothing listening yet. */
export interface Program {
  readonly app: FastifyInstance
  readonly services: Services
  readonly queues: Queues
  readonly jobs: readonly JobDefinition[]
  readonly routes: readonly Route[]
  close(): Promise<void>
}

/** Opens the database and wires modules, jobs and routes together. The one place that knows them all. */
export const composeProgram = async (config: Config): Promise<Program> => {
  const log = createLogger({ name: 'suite', level: config.LOG_LEVEL })
  const metrics = createMetrics()
  const queues = await openQueues({ url: config.DATABASE_URL, log, metrics })
  const database = openDatabase({
    url: config.DATABASE_URL,
    max: config.DATABASE_POOL,
    enqueue: queues.enqueue,
  })
  const accounts = openAccounts({ url: config.AUTH_DATABASE_URL, secret: config.APP_SECRET })
  const sessions = createSessions({ accounts, database, tokens: createAccessTokens(config.APP_SECRET) })
  const cache = openCache()
  const mail = await openMail(config)
  // every process that serves screens hears what the others change
  const live = config.ROLES.includes('api')
    ? await openLive({
        url: config.DATABASE_URL,
        onTrouble: (error) => log.warn({ err: error }, 'live updates were cut off; they are picked up again'),
      })
    : undefined
  const services: Services = {
    database,
    accounts,
    sessions,
    cache,
    queues,
    email: mail.sender,
    csv: toCsv,
    files: localFileStore(join(config.DATA_DIR, 'files')),
    sealer: createSealer(
      masterKeys({
        appSecret: config.APP_SECRET,
        masterKey: config.MASTER_KEY,
        retired: config.MASTER_KEYS_RETIRED ?? [],
      }),
    ),
    send: createSend({ limiter: sharedLimiter(database.pool) }),
    adapters: ADAPTERS,
    log,
  }

  const jobs = allJobs(services)
  const routes = allRoutes(services)
  const app = await createServer({
    routes,
    database,
    log,
    metrics,
    authenticate: sessions.authenticate,
    roleAllows,
    permissions: PERMISSIONS,
    accessCookie: ACCESS_COOKIE,
    limitScale: config.RATE_LIMIT_SCALE,
    secureCookies: config.SECURE_COOKIES,
    checkReplies: config.NODE_ENV === 'test' || config.NODE_ENV === 'development',
    trustProxy: config.TRUST_PROXY,
    cache,
    ...(live === undefined ? {} : { live }),
  })
  await addOperations(app, { database, queues, metrics, document: apiDocument(routes) })
  if (config.WEB_UPSTREAM !== undefined)
    await addFront(app, {
      upstream: config.WEB_UPSTREAM,
      sessions,
      secure: config.SECURE_COOKIES,
      development: config.NODE_ENV === 'development',
    })
  return {
    app,
    services,
    queues,
    jobs,
    routes,
    close: async () => {
      await app.close()
      await live?.close()
      await queues.stop()
      await mail.close()
      await cache.close()
      await accounts.close()
      await database.close()
    },
  }
}
