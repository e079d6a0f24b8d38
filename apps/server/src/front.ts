import { randomBytes } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import proxy from '@fastify/http-proxy'
import { ACCESS_COOKIE, REFRESH_COOKIE, sessionCookies, type Sessions } from '@suite/identity'

declare module 'fastify' {
  interface FastifyRequest {
    nonce: string
    freshAccessToken: string | undefined
  }
}

/**
 * Passes everything that is not API to the web front on the loopback. A page never reaches it with an expired access
 * token: the session is refreshed first, so that the page and its data are painted signed in.
 */
export const addFront = async (
  app: FastifyInstance,
  options: { upstream: string; sessions: Sessions; secure: boolean; development: boolean },
): Promise<void> => {
  app.decorateRequest('nonce', '')
  app.decorateRequest('freshAccessToken', undefined)
  await app.register(async (front) => {
    front.removeAllContentTypeParsers()
    front.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
    await front.register(proxy, {
      upstream: options.upstream,
      websocket: options.development,
      preHandler: (request, reply, done) => {
        refreshBeforePage(request, reply, options).then(() => done(), done)
      },
      replyOptions: {
        rewriteRequestHeaders: (request, headers) => {
          const { nonce, freshAccessToken } = request as unknown as FastifyRequest
          return {
            ...headers,
            ...(nonce === '' ? {} : { 'content-security-policy': policy(nonce, options.development) }),
            ...(freshAccessToken === undefined
              ? {}
              : { cookie: `${headers['cookie'] ?? ''}; ${ACCESS_COOKIE}=${freshAccessToken}` }),
          }
        },
        rewriteHeaders: (headers, request) => {
          const nonce = (request as unknown as FastifyRequest | undefined)?.nonce ?? ''
          return nonce === ''
            ? headers
            : { ...headers, 'content-security-policy': policy(nonce, options.development) }
        },
      },
    })
  }, QUIET)
}

/** The proxy notes each request it passes on; the front has its own line for that. */
const QUIET = { logLevel: 'warn' } as const

const refreshBeforePage = async (
  request: FastifyRequest,
  reply: FastifyReply,
  options: { sessions: Sessions; secure: boolean },
): Promise<void> => {
  if (!isPage(request)) return
  request.nonce = randomBytes(16).toString('base64')
  const refresh = request.cookies[REFRESH_COOKIE]
  if (request.caller !== null || refresh === undefined) return
  const session = await options.sessions.refresh(refresh, factsOf(request)).catch(() => null)
  request.freshAccessToken = session?.accessToken
  for (const [name, cookie] of Object.entries(sessionCookies(session))) {
    const attributes = { path: '/', httpOnly: true, sameSite: 'lax' as const, secure: options.secure }
    if (cookie === null) reply.clearCookie(name, attributes)
    else reply.setCookie(name, cookie.value, { ...attributes, maxAge: cookie.maxAgeSeconds })
  }
}

const isPage = (request: FastifyRequest): boolean => !request.url.startsWith('/_next/static')

const factsOf = (request: FastifyRequest) => ({
  ip: request.ip,
  userAgent: (request.headers['user-agent'] ?? '').slice(0, 400),
})

const policy = (nonce: string, development: boolean): string =>
  [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${development ? ' ws:' : ''}`,
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
