import type { ServerResponse } from 'node:http'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { AppError } from '@suite/kernel'
import type { Caller, Route, StreamSignal } from './route.ts'
import type { ServerOptions } from './server.ts'
import { tokenOf } from './token.ts'

type StreamRoute = Extract<Route, { kind: 'stream' }>

/** The open streams of one server. */
export interface Streams {
  handlerOf(route: StreamRoute): (request: FastifyRequest, reply: FastifyReply) => Promise<void>
  /** Ends every stream and refuses new ones: the server stops. */
  endAll(): Promise<void>
}

const HEARTBEAT_MS = 15_000
/** What browsers wait before they connect again. */
const RETRY_MS = 2_000
/** A person's tabs and devices; one more is refused and asks now and then instead. */
const PER_PERSON = 8
/** A caller that reads this much too slowly is cut off; it connects again and goes on where it was. */
const LARGEST_BACKLOG = 256 * 1024

/** Keeps streams open, counted by person and closed with their session. */
export const openStreams = (options: ServerOptions): Streams => {
  const open = new Set<() => void>()
  const perPerson = new Map<string, number>()
  let stopping = false

  const count = (userId: string, by: 1 | -1): void => {
    const left = (perPerson.get(userId) ?? 0) + by
    if (left > 0) perPerson.set(userId, left)
    else perPerson.delete(userId)
  }
  const requireRoom = (userId: string): void => {
    if (stopping)
      throw new AppError('unavailable', 'stopping', 'The server is stopping. Connect again in a moment.', {
        retryAfterSeconds: 2,
      })
    if ((perPerson.get(userId) ?? 0) >= PER_PERSON)
      throw new AppError(
        'too_many_requests',
        'too_many_streams',
        `Live updates run in ${PER_PERSON} windows already. Close one, or refresh this one by hand.`,
        { retryAfterSeconds: 30 },
      )
  }

  return {
    handlerOf: (route) => async (request, reply) => {
      const { caller } = request
      if (caller === null) throw new AppError('unauthenticated', 'not_signed_in', 'Sign in to go on.')
      if (options.live === undefined)
        throw new AppError('unavailable', 'no_live_updates', 'Live updates are switched off on this server.')
      requireRoom(caller.userId)
      reply.hijack()
      const { raw } = reply
      if (raw.destroyed) return
      // what hooks have set so far (security headers, request id) goes along
      for (const [name, value] of Object.entries(reply.getHeaders()))
        if (value !== undefined) raw.setHeader(name, value)
      raw.writeHead(200, STREAM_HEADERS)
      raw.write(`retry: ${RETRY_MS}\n\n`)
      count(caller.userId, 1)
      const stop = options.live.subscribe(
        {
          organizationId: caller.organizationId,
          topics: route.topics,
          ...resumeOf(request),
        },
        (signal) => send(raw, textOf(signal)),
      )
      const beat = setInterval(() => {
        void stillAllowed(request, route, caller, options).then((allowed) =>
          allowed ? send(raw, ': still here\n\n') : raw.end('event: signed_out\ndata: {}\n\n'),
        )
      }, options.heartbeatMs ?? HEARTBEAT_MS)
      const end = (): void => void raw.end()
      open.add(end)
      raw.once('close', () => {
        clearInterval(beat)
        stop()
        open.delete(end)
        count(caller.userId, -1)
      })
      raw.once('error', () => raw.destroy())
    },
    endAll: () => {
      stopping = true
      for (const end of open) end()
      return Promise.resolve()
    },
  }
}

const STREAM_HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'private, no-store, no-transform',
  connection: 'keep-alive',
  // proxies of the nginx kind would otherwise hold events back
  'x-accel-buffering': 'no',
}

const resumeOf = (request: FastifyRequest): { after?: string } => {
  const last = request.headers['last-event-id']
  return typeof last === 'string' && last !== '' ? { after: last.slice(0, 100) } : {}
}

const textOf = (signal: StreamSignal): string =>
  signal.kind === 'resync'
    ? 'event: resync\ndata: {}\n\n'
    : `id: ${signal.message.id}\nevent: ${signal.message.topic}\ndata: ${JSON.stringify({ ids: signal.message.ids })}\n\n`

const send = (raw: ServerResponse, text: string): void => {
  if (raw.writableEnded || raw.destroyed) return
  raw.write(text)
  if (raw.writableLength > LARGEST_BACKLOG) raw.destroy()
}

/** The token may have run out and the role may have changed since the stream was opened. */
const stillAllowed = async (
  request: FastifyRequest,
  route: StreamRoute,
  before: Caller,
  options: ServerOptions,
): Promise<boolean> => {
  const token = tokenOf(request, options.accessCookie)
  const caller = token === undefined ? null : await options.authenticate(token).catch(() => null)
  if (caller === null || caller.organizationId !== before.organizationId) return false
  const { access } = route.spec
  return access === 'signed_in' || options.roleAllows(caller.role, access)
}
