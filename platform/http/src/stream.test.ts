import { request as httpRequest, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { FastifyInstance } from 'fastify'
import type { Database } from '@suite/db'
import { createMetrics, silentLogger, type Metrics } from '@suite/telemetry'
import { problemsOf } from './guard.ts'
import { openApiDocument } from './openapi.ts'
import { streamRoute, type Caller, type StreamSignal, type StreamSource } from './route.ts'
import { createServer } from './server.ts'

const route = streamRoute(
  {
    path: '/news',
    summary: 'News as they come',
    tag: 'News',
    access: 'news.read',
    reply: z.object({ ids: z.array(z.string()) }),
    example: { ids: ['a'] },
  },
  ['news'],
)
const person = (organizationId: string, role = 'owner', userId = `user-${organizationId}`): Caller => ({
  userId,
  organizationId,
  membershipId: 'm',
  role,
  readOnly: false,
})
const news = (id: string, topic = 'news'): StreamSignal => ({
  kind: 'message',
  message: { id, topic, ids: [id] },
})

interface Listener {
  readonly organizationId: string
  readonly topics: readonly string[]
  readonly after?: string
  readonly hear: (signal: StreamSignal) => void
}

let app: FastifyInstance
let port: number
let metrics: Metrics
let listeners: Set<Listener>
let tokens: Map<string, Caller>
const source: StreamSource = {
  subscribe: (who, hear) => {
    const listener = { ...who, hear }
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}
const tell = (organizationId: string, signal: StreamSignal): void => {
  for (const each of listeners) if (each.organizationId === organizationId) each.hear(signal)
}

beforeEach(async () => {
  listeners = new Set()
  tokens = new Map([
    ['mine', person('mine')],
    ['theirs', person('theirs')],
    ['reader', person('mine', 'viewer', 'reader')],
  ])
  metrics = createMetrics()
  app = await start(source)
})
afterEach(() => app.close())

const start = async (live: StreamSource | undefined): Promise<FastifyInstance> => {
  const server = await createServer({
    routes: [route],
    database: {} as Database,
    log: silentLogger(),
    metrics,
    authenticate: (token) => Promise.resolve(tokens.get(token) ?? null),
    roleAllows: (role) => role === 'owner',
    permissions: ['news.read'],
    accessCookie: 'access',
    secureCookies: false,
    heartbeatMs: 20,
    ...(live === undefined ? {} : { live }),
  })
  await server.listen({ port: 0, host: '127.0.0.1' })
  port = (server.server.address() as AddressInfo).port
  return server
}

interface Stream {
  readonly status: number
  readonly type: string
  text: string
  closed: boolean
  readonly stop: () => void
}

const open = (token: string, headers: Record<string, string> = {}): Promise<Stream> =>
  new Promise((resolve, reject) => {
    const request = httpRequest({
      port,
      host: '127.0.0.1',
      path: '/api/v1/news',
      headers: { authorization: `Bearer ${token}`, ...headers },
    })
    request.on('error', reject)
    request.on('response', (response: IncomingMessage) => {
      const stream: Stream = {
        status: response.statusCode ?? 0,
        type: response.headers['content-type'] ?? '',
        text: '',
        closed: false,
        stop: () => request.destroy(),
      }
      response.on('data', (chunk: Buffer) => (stream.text += chunk.toString()))
      response.on('error', () => undefined)
      response.on('close', () => (stream.closed = true))
      resolve(stream)
    })
    request.end()
  })
const until = async (condition: () => boolean): Promise<void> => {
  for (let n = 0; n < 400 && !condition(); n++) await new Promise((resolve) => setTimeout(resolve, 10))
  expect(condition()).toBe(true)
}

describe('a stream route', () => {
  it('refuses who has no token or not the permission', async () => {
    expect((await open('nobody')).status).toBe(401)
    expect((await open('reader')).status).toBe(403)
    expect(listeners.size).toBe(0)
  })

  it('passes on news of the own organisation as events, with a heartbeat', async () => {
    const mine = await open('mine')
    const theirs = await open('theirs')
    expect([mine.status, mine.type]).toEqual([200, 'text/event-stream; charset=utf-8'])
    await until(() => listeners.size === 2)
    tell('theirs', news('secret'))
    tell('mine', news('s.7'))
    tell('mine', { kind: 'resync' })
    await until(() => mine.text.includes('resync'))
    expect(mine.text).toContain('id: s.7\nevent: news\ndata: {"ids":["s.7"]}\n\nevent: resync\ndata: {}\n\n')
    expect(mine.text).not.toContain('secret')
    await until(() => mine.text.includes(': still here') && theirs.text.includes('secret'))
    expect([...listeners].map(({ topics }) => topics)).toEqual([['news'], ['news']])
  })

  it('goes on after the last event the caller had', async () => {
    await open('mine', { 'last-event-id': 's.41' })
    await until(() => listeners.size === 1)
    expect([...listeners][0]?.after).toBe('s.41')
  })

  it('ends with the session, and when the role loses the permission', async () => {
    const [first, second] = [await open('mine'), await open('theirs')]
    tokens.delete('mine')
    tokens.set('theirs', person('theirs', 'viewer'))
    await until(() => first.closed && second.closed)
    expect(first.text).toContain('event: signed_out')
    expect(listeners.size).toBe(0)
  })

  it('runs in so many windows of a person, and makes room when one is closed', async () => {
    const streams = await Promise.all(Array.from({ length: 8 }, () => open('mine')))
    expect(streams.map(({ status }) => status)).toEqual(streams.map(() => 200))
    expect((await open('mine')).status).toBe(429)
    expect((await open('theirs')).status).toBe(200)
    streams[0]!.stop()
    await until(() => listeners.size === 8)
    expect((await open('mine')).status).toBe(200)
  })

  it('ends when the server stops, and counts as no slow request', async () => {
    const stream = await open('mine')
    await until(() => listeners.size === 1)
    await app.close()
    await until(() => stream.closed)
    expect(listeners.size).toBe(0)
    expect(JSON.stringify(await metrics.requests.get())).not.toContain('/api/v1/news')
  })

  it('says so where live updates are switched off', async () => {
    await app.close()
    app = await start(undefined)
    expect((await open('mine')).status).toBe(503)
  })
})

it('is checked and documented like every route', () => {
  expect(problemsOf(route, ['news.read'])).toEqual([])
  expect(problemsOf({ ...route, topics: [] } as never, ['news.read'])).toEqual([
    'GET /news: a stream needs a topic',
  ])
  expect(problemsOf({ ...route, spec: { ...route.spec, access: 'public' } }, []).join()).toContain(
    'public route cannot have a tenant',
  )
  const document = JSON.stringify(openApiDocument([route], { title: 'T', version: '1', description: 'D' }))
  expect(document).toContain('"text/event-stream"')
  expect(document).toContain('"x-permission":"news.read"')
})
