import { createHash } from 'node:crypto'
import Fastify, {
  LogController,
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import { z } from 'zod'
import type { AnswerCache } from '@suite/cache'
import type { Database } from '@suite/db'
import { AppError, newId } from '@suite/kernel'
import type { Logger, Metrics } from '@suite/telemetry'
import { checkRoutes } from './guard.ts'
import { handlerOf } from './handlers.ts'
import { limitOf } from './limits.ts'
import { toProblem } from './problem.ts'
import { LARGEST_DELIVERY, type Caller, type Route, type StreamSource } from './route.ts'
import { openStreams, type Streams } from './stream.ts'
import { bearerOf, tokenOf } from './token.ts'

/** What the HTTP edge needs from the composition root. */
export interface ServerOptions {
  readonly routes: readonly Route[]
  readonly database: Database
  readonly log: Logger
  readonly metrics: Metrics
  /** Reads the access token of a request; null when there is none or it is no longer good. */
  readonly authenticate: (token: string) => Promise<Caller | null>
  /** The role table. */
  readonly roleAllows: (role: string, permission: string) => boolean
  /** Every permission a route may name. */
  readonly permissions: readonly string[]
  readonly accessCookie: string
  /** Requests a minute; see limits.ts for what each name means. */
  readonly limitScale?: number
  readonly secureCookies: boolean
  /** Checks every reply against its shape; for tests, since the serializer already drops what is not declared. */
  readonly checkReplies?: boolean
  readonly trustProxy?: boolean
  /** Keeps answers of routes that allow it; without it every answer is computed. */
  readonly cache?: AnswerCache
  /** Where stream routes hear of news; without it they answer 503. */
  readonly live?: StreamSource
  /** Time between two heartbeats of a stream, each with a look whether its caller is still signed in. Default 15 s. */
  readonly heartbeatMs?: number
}

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller | null
    startedAt: bigint
  }
  interface FastifyContextConfig {
    /** Stays open for hours: its time is no latency. */
    stream?: boolean
  }
}

const SLOW_MS = 2_000

/**
 * Builds the API server: default-deny routes, problem+json, request ids, limits, metrics. Does not listen.
 * @throws Error when a route lacks a permission, limit or shape
 */
export const createServer = async (options: ServerOptions): Promise<FastifyInstance> => {
  checkRoutes(options.routes, options.permissions)
  const app = Fastify({
    loggerInstance: edgeLogger(options.log),
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: (request) => wellFormedId(request.headers['x-request-id']) ?? newId(),
    bodyLimit: 1_048_576,
    trustProxy: options.trustProxy ?? false,
    routerOptions: { maxParamLength: 200 },
  })
  app.setErrorHandler((error, request, reply) => sendProblem(error, request, reply))
  app.decorateRequest('caller', null)
  app.decorateRequest('startedAt', 0n)
  await app.register(cookie)
  addRequestHooks(app, options)
  const streams = openStreams(options)
  // open streams would keep the server from closing
  app.addHook('preClose', () => streams.endAll())
  await app.register(helmet, { global: true, contentSecurityPolicy: false, hsts: options.secureCookies })
  await app.register(rateLimit, { global: false, hook: 'preHandler', errorResponseBuilder: tooMany })
  app.setValidatorCompiler(({ schema }) => (value) => {
    const result = (schema as unknown as z.ZodType).safeParse(value)
    return result.success ? { value: result.data } : { error: toInvalid(result.error) }
  })
  await app.register(
    async (api) => {
      await api.register(multipart, {
        limits: { files: 1, fileSize: 4 * 1024 ** 3, fields: 20, fieldSize: 200_000 },
      })
      const signed = options.routes.filter(({ kind }) => kind === 'signed')
      for (const route of options.routes) if (route.kind !== 'signed') addRoute(api, route, options, streams)
      await api.register((raw, _, ready) => {
        raw.removeAllContentTypeParsers()
        raw.addContentTypeParser(
          '*',
          { parseAs: 'buffer', bodyLimit: LARGEST_DELIVERY },
          (_request, body, done) => done(null, body),
        )
        for (const route of signed) addRoute(raw, route, options, streams)
        ready()
      })
      // a route of its own, so that the front never mistakes an unknown API address for a page
      api.all('/*', () => {
        throw new AppError('not_found', 'no_such_route', 'There is no such address in the API. See /docs.')
      })
    },
    { prefix: '/api/v1' },
  )
  return app
}

// Fastify types its instance by its logger; the plain interface keeps our signatures short
const edgeLogger = (log: FastifyBaseLogger): FastifyBaseLogger => log

const wellFormedId = (header: string | string[] | undefined): string | undefined =>
  typeof header === 'string' && /^[\w-]{8,64}$/.test(header) ? header : undefined

const addRequestHooks = (app: FastifyInstance, options: ServerOptions): void => {
  app.addHook('onRequest', async (request, reply) => {
    request.startedAt = process.hrtime.bigint()
    reply.header('x-request-id', request.id)
    const token = tokenOf(request, options.accessCookie)
    if (token !== undefined) request.caller = await options.authenticate(token)
  })
  app.addHook('onSend', async (request, reply, payload) => {
    reply.header('x-process-time', elapsedMs(request).toFixed(1))
    return unchanged(request, reply, payload) ? '' : payload
  })
  app.addHook('onResponse', async (request, reply) => {
    const ms = elapsedMs(request)
    const route = request.routeOptions.url ?? 'none'
    const stream = request.routeOptions.config.stream === true && reply.statusCode === 200
    if (!stream)
      options.metrics.requests.observe(
        { method: request.method, route, status: String(reply.statusCode) },
        ms / 1000,
      )
    const facts = {
      requestId: request.id,
      method: request.method,
      route,
      status: reply.statusCode,
      ms: Math.round(ms),
      organizationId: request.caller?.organizationId,
    }
    if (ms > SLOW_MS && !stream) options.log.warn(facts, 'slow request')
    else options.log.debug(facts, 'request')
  })
}

/** Answers 304 when the caller already has this very answer (RFC 9110, If-None-Match). */
const unchanged = (request: FastifyRequest, reply: FastifyReply, payload: unknown): boolean => {
  if (
    request.method !== 'GET' ||
    reply.statusCode !== 200 ||
    typeof payload !== 'string' ||
    request.caller === null
  )
    return false
  const tag = `W/"${createHash('sha1').update(payload).digest('base64url')}"`
  reply.header('etag', tag).header('cache-control', 'private, no-cache')
  if (request.headers['if-none-match'] !== tag) return false
  reply.code(304)
  return true
}

const elapsedMs = (request: FastifyRequest): number =>
  Number(process.hrtime.bigint() - request.startedAt) / 1e6

const addRoute = (api: FastifyInstance, route: Route, options: ServerOptions, streams: Streams): void => {
  const { spec } = route
  const status = spec.status ?? 200
  const jsonReply = route.kind !== 'download' && route.kind !== 'stream' && status !== 204
  api.route({
    method: spec.method,
    url: spec.path,
    schema: {
      ...(spec.params === undefined ? {} : { params: spec.params }),
      ...(spec.query === undefined ? {} : { querystring: spec.query }),
      ...(spec.body === undefined || route.kind === 'upload' || route.kind === 'signed'
        ? {}
        : { body: spec.body }),
      ...(jsonReply
        ? {
            response: {
              [status]: z.toJSONSchema(spec.reply, {
                target: 'draft-7',
                io: 'output',
                unrepresentable: 'any',
              }),
            },
          }
        : {}),
    },
    config: { rateLimit: limitOf(spec, options.limitScale ?? 1), stream: route.kind === 'stream' },
    preValidation: async (request) => authorize(request, route, options),
    handler: route.kind === 'stream' ? streams.handlerOf(route) : handlerOf(route, options),
  })
}

/** Default deny: only `public` passes without a caller, only the role table opens a permission. */
const authorize = async (request: FastifyRequest, route: Route, options: ServerOptions): Promise<void> => {
  const { access } = route.spec
  refuseForeignOrigin(request, options)
  if (access === 'public') return
  if (request.caller === null) throw new AppError('unauthenticated', 'not_signed_in', 'Sign in to go on.')
  if (access === 'signed_in') return
  if (!options.roleAllows(request.caller.role, access))
    throw new AppError(
      'forbidden',
      'forbidden',
      `Your role (${request.caller.role}) does not allow this. Ask an owner for "${access}".`,
    )
  if (request.caller.readOnly && request.method !== 'GET')
    throw new AppError(
      'read_only',
      'trial_ended',
      'The trial has ended: everything can be read and exported, nothing changed. Choose a plan in Settings.',
    )
}

/** A browser's cookie is only good for requests from our own pages. */
const refuseForeignOrigin = (request: FastifyRequest, options: ServerOptions): void => {
  if (
    request.method === 'GET' ||
    bearerOf(request) !== undefined ||
    request.cookies[options.accessCookie] === undefined
  )
    return
  const site = request.headers['sec-fetch-site']
  const origin = request.headers.origin
  const foreign =
    (site !== undefined && site !== 'same-origin' && site !== 'none') ||
    (origin !== undefined && new URL(origin).host !== request.host)
  if (foreign)
    throw new AppError(
      'forbidden',
      'foreign_origin',
      'This request came from another site and was not carried out.',
    )
}

const tooMany = (_request: unknown, context: { ttl: number }): AppError =>
  new AppError(
    'too_many_requests',
    'too_many_requests',
    `Too many requests. Try again in ${Math.ceil(context.ttl / 1000)} seconds.`,
    {
      retryAfterSeconds: Math.ceil(context.ttl / 1000),
    },
  )

const toInvalid = (error: z.ZodError): AppError =>
  new AppError('invalid', 'invalid_input', 'Some fields need a correction.', {
    problems: error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message })),
  })

const sendProblem = (error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
  const problem = toProblem(error, request.id)
  if (problem.status >= 500) request.log.error({ err: error, requestId: request.id }, 'request failed')
  if (error instanceof AppError && error.retryAfterSeconds !== undefined)
    reply.header('retry-after', error.retryAfterSeconds)
  return reply
    .status(problem.status)
    .type('application/problem+json')
    .serializer(JSON.stringify)
    .send(problem)
}
