import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { AppError, conflict, invalid } from '@suite/kernel'
import type { TenantContext, Tx } from '@suite/db'
import type { Caller, Input, RequestFacts, Route, SignedDelivery, Upload } from './route.ts'
import type { ServerOptions } from './server.ts'

type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>

/** Turns a route into Fastify's handler: opens the tenant transaction it asked for and sends what it answers. */
export const handlerOf = (route: Exclude<Route, { kind: 'stream' }>, options: ServerOptions): Handler => {
  const status = route.spec.status ?? 200
  const finish = (reply: FastifyReply, body: unknown): unknown => {
    if (options.checkReplies === true) assertReply(route, body)
    return reply.status(status).send(status === 204 ? undefined : body)
  }
  switch (route.kind) {
    case 'read':
      return async (request, reply) => {
        const compute = (): Promise<unknown> =>
          options.database.readTenant(contextOf(request), (read) =>
            route.handle(read, inputOf(request), callerOf(request)),
          )
        const ttlSeconds = route.spec.cacheSeconds
        const { organizationId } = callerOf(request)
        if (options.cache === undefined || ttlSeconds === undefined) return finish(reply, await compute())
        return finish(
          reply,
          await options.cache.answer({ organizationId, key: request.url, ttlSeconds, compute }),
        )
      }
    case 'write':
      return async (request, reply) => {
        const body = await options.database.withTenant(contextOf(request), (tx) =>
          once(tx, request, route, () => route.handle(tx, inputOf(request), callerOf(request))),
        )
        await options.cache?.forget(callerOf(request).organizationId)
        return finish(reply, body)
      }
    case 'plain':
      return async (request, reply) => {
        const { body, cookies = {} } = await route.handle(inputOf(request), factsOf(request), request.caller)
        for (const [name, cookie] of Object.entries(cookies))
          setCookie(reply, name, cookie, options.secureCookies)
        return finish(reply, body)
      }
    case 'download':
      return async (request, reply) => {
        const file = await route.handle(inputOf(request), callerOf(request), factsOf(request))
        return reply
          .type(file.contentType)
          .header(
            'content-disposition',
            `attachment; filename="${file.fileName.replaceAll(/[^\w. -]/g, '_')}"`,
          )
          .send(file.content)
      }
    case 'signed':
      return async (request, reply) =>
        finish(reply, await route.handle(deliveryOf(request), inputOf(request)))
    case 'upload':
      return async (request, reply) =>
        finish(
          reply,
          await route.handle(await uploadOf(request), inputOf(request), factsOf(request), callerOf(request)),
        )
  }
}

const inputOf = (request: FastifyRequest): Input<unknown, unknown, unknown> => ({
  params: request.params,
  query: request.query,
  body: request.body,
})

const callerOf = (request: FastifyRequest): Caller => {
  if (request.caller === null) throw new AppError('unauthenticated', 'not_signed_in', 'Sign in to go on.')
  return request.caller
}

const contextOf = (request: FastifyRequest): TenantContext => {
  const caller = callerOf(request)
  return {
    organizationId: caller.organizationId,
    actor: { kind: 'user', id: caller.userId },
    requestId: request.id,
    ip: request.ip,
  }
}

const factsOf = (request: FastifyRequest): RequestFacts => ({
  requestId: request.id,
  ip: request.ip,
  userAgent: (request.headers['user-agent'] ?? '').slice(0, 400),
  cookies: request.cookies,
  origin: `${request.protocol}://${request.host}`,
})

const deliveryOf = (request: FastifyRequest): SignedDelivery => ({
  headers: Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  ),
  body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
})

const uploadOf = async (request: FastifyRequest): Promise<Upload> => {
  const part = await request.file()
  if (part === undefined)
    throw invalid('no_file', 'No file came with the request. Choose a file and try again.')
  const fields: Record<string, string> = {}
  for (const [name, field] of Object.entries(part.fields))
    if (field !== undefined && !Array.isArray(field) && field.type === 'field')
      fields[name] = String(field.value)
  return { fileName: part.filename, content: part.file, fields }
}

const setCookie = (
  reply: FastifyReply,
  name: string,
  cookie: { value: string; maxAgeSeconds: number } | null,
  secure: boolean,
): void => {
  const attributes = { path: '/', httpOnly: true, sameSite: 'lax' as const, secure }
  if (cookie === null) reply.clearCookie(name, attributes)
  else reply.setCookie(name, cookie.value, { ...attributes, maxAge: cookie.maxAgeSeconds })
}

/** With an Idempotency-Key, a repeated POST gets the first one's reply and changes nothing. */
const once = async (
  tx: Tx,
  request: FastifyRequest,
  route: Route,
  run: () => Promise<unknown>,
): Promise<unknown> => {
  const key = request.headers['idempotency-key']
  if (typeof key !== 'string' || request.method !== 'POST') return run()
  if (key.length < 8 || key.length > 200)
    throw invalid('bad_idempotency_key', 'The Idempotency-Key must have 8 to 200 characters.')
  const name = `${route.spec.method} ${route.spec.path}`
  const hash = createHash('sha256')
    .update(JSON.stringify([request.params, request.body]))
    .digest('hex')
  const fresh = await tx.db
    .insertInto('idempotency_keys')
    .values({ organization_id: tx.context.organizationId, key, route: name, request_hash: hash })
    .onConflict((c) => c.doNothing())
    .executeTakeFirst()
  if (fresh.numInsertedOrUpdatedRows !== 1n) return earlierReply(tx, key, name, hash)
  const reply = await run()
  await tx.db
    .updateTable('idempotency_keys')
    .set({ reply: JSON.stringify(reply) })
    .where('key', '=', key)
    .execute()
  return reply
}

const earlierReply = async (tx: Tx, key: string, route: string, hash: string): Promise<unknown> => {
  const earlier = await tx.db
    .selectFrom('idempotency_keys')
    .select(['route', 'request_hash', 'reply'])
    .where('key', '=', key)
    .executeTakeFirstOrThrow()
  if (earlier.route !== route || earlier.request_hash !== hash)
    throw conflict(
      'idempotency_key_reused',
      'This Idempotency-Key was used for another request. Make a new key for a new request.',
    )
  return earlier.reply
}

const assertReply = (route: Route, body: unknown): void => {
  const result = route.spec.reply.safeParse(body)
  if (!result.success)
    throw new Error(
      `${route.spec.method} ${route.spec.path} answered outside its shape: ${result.error.message}`,
    )
}
