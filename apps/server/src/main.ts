import { openDatabase } from '@suite/db'
import { eventDelivery } from '@suite/events'
import { createServer } from '@suite/http'
import {
  ACCESS_COOKIE,
  PERMISSIONS,
  createAccessTokens,
  createSessions,
  openAccounts,
  roleAllows,
} from '@suite/identity'
import { openQueues, type JobDefinition } from '@suite/jobs'
import { createLogger, createMetrics } from '@suite/telemetry'
import { readConfig, type Config } from './config.ts'
import { addFront } from './front.ts'
import { addOperations } from './operations.ts'
import { allRoutes, apiDocument } from './routes.ts'

/** Opens the database, starts this process's roles and gives a way to stop them. */
export const startProgram = async (config: Config): Promise<{ stop: () => Promise<void> }> => {
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
  const services = { database, accounts, sessions, log }

  const jobs: JobDefinition[] = [eventDelivery([])]
  await queues.start(
    jobs,
    { worker: config.ROLES.includes('worker'), scheduler: config.ROLES.includes('scheduler') },
    database,
  )

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
  })
  await addOperations(app, { database, queues, metrics, document: apiDocument(routes) })
  if (config.WEB_UPSTREAM !== undefined)
    await addFront(app, {
      upstream: config.WEB_UPSTREAM,
      sessions,
      secure: config.SECURE_COOKIES,
      development: config.NODE_ENV === 'development',
    })
  if (config.ROLES.includes('api')) await app.listen({ host: config.HOST, port: config.PORT })

  return {
    stop: async () => {
      await app.close()
      await queues.stop()
      await accounts.close()
      await database.close()
    },
  }
}

const run = async (): Promise<void> => {
  const program = await startProgram(readConfig(process.env))
  let stopping = false
  const stop = (): void => {
    if (stopping) return
    stopping = true
    program.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  // the supervisor is gone: do not outlive it
  process.on('disconnect', stop)
}

if (import.meta.main) {
  run().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exit(1)
  })
}
