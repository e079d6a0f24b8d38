import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sendReply } from './send-reply.ts'
import type {
  SimClock,
  SimLogEntry,
  SimReply,
  SimRequest,
  Simulator,
  SimulatorOptions,
  Trouble,
} from './shapes.ts'
import { areTroubles, disturbRows, openTroubles, type Troubles } from './troubles.ts'

const LOG_LENGTH = 10_000
const LARGEST_BODY = 32 * 1024 * 1024
const CONTROL = '/__simulator'

/**
 * Starts a stand-in for an outside system on the loopback. It answers by `answer`, goes wrong as told by `trouble`, and
 * shows itself under `/__simulator`.
 */
export const startSimulator = async (options: SimulatorOptions): Promise<Simulator> => {
  const troubles = openTroubles(options.seed ?? 1)
  const clock = openClock(options.start)
  const log: SimLogEntry[] = []
  const server = createServer((request, response) => {
    serve(options, troubles, clock, log, request, response).catch(() => response.destroy())
  })
  server.keepAliveTimeout = 60_000
  await new Promise<void>((done, failed) => {
    server.once('error', failed)
    server.listen(options.port ?? 0, options.host ?? '127.0.0.1', done)
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    clock,
    log,
    trouble: (list) => {
      clock.skew(list.find(({ kind }) => kind === 'clock_skew')?.amount ?? 0)
      troubles.set(list.filter(({ kind }) => kind !== 'clock_skew'))
    },
    stop: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}

const openClock = (start: Date | undefined): SimClock & { skew(ms: number): void } => {
  let [ahead, skewed] = [0, 0]
  return {
    now: () => new Date((start?.getTime() ?? Date.now()) + ahead + skewed),
    advance: (ms) => {
      ahead += ms
    },
    skew: (ms) => {
      skewed = ms
    },
  }
}

const serve = async (
  options: SimulatorOptions,
  troubles: Troubles,
  clock: SimClock,
  log: SimLogEntry[],
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const request = await readRequest(incoming, clock)
  if (request.path.startsWith(CONTROL))
    return sendReply(response, control(options, troubles, log, request), null)
  const trouble = troubles.strike(`${request.method} ${request.path}`)
  const reply = await answerInTrouble(options, clock, troubles, request, trouble)
  log.push({
    at: request.at,
    method: request.method,
    path: request.path,
    query: request.query.toString(),
    status: reply?.status ?? 0,
    trouble: trouble?.kind ?? null,
  })
  if (log.length > LOG_LENGTH) log.splice(0, log.length - LOG_LENGTH)
  if (reply === null) incoming.socket.destroy()
  else await sendReply(response, reply, trouble)
}

/** The reply, or null when the connection breaks without one. */
const answerInTrouble = async (
  options: SimulatorOptions,
  clock: SimClock,
  troubles: Troubles,
  request: SimRequest,
  trouble: Trouble | null,
): Promise<SimReply | null> => {
  if (trouble?.kind === 'rate_limited') return options.faces.rateLimited(trouble.amount ?? 1)
  if (trouble?.kind === 'server_error') return options.faces.serverError()
  if (trouble?.kind === 'revoked_key') return options.faces.unauthorized()
  if (trouble?.kind === 'never_acts') return null
  const reply = await options.answer(request, clock)
  if (trouble?.kind === 'lost_answer') return null
  if (trouble?.kind === 'doubled_rows' || trouble?.kind === 'shuffled_rows')
    return disturbRows(reply, trouble.kind, () => troubles.random())
  return reply
}

const readRequest = async (incoming: IncomingMessage, clock: SimClock): Promise<SimRequest> => {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > LARGEST_BODY) throw new Error('The body is larger than any of these systems takes.')
    chunks.push(chunk)
  }
  const text = Buffer.concat(chunks).toString('utf8')
  const url = new URL(incoming.url ?? '/', 'http://simulator')
  return {
    method: incoming.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers: incoming.headers as Readonly<Record<string, string | undefined>>,
    text,
    json: parse(text),
    at: clock.now(),
  }
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const control = (
  options: SimulatorOptions,
  troubles: Troubles,
  log: readonly SimLogEntry[],
  request: SimRequest,
): SimReply => {
  if (request.method === 'PUT' && request.path === `${CONTROL}/trouble`) {
    if (!areTroubles(request.json)) return { status: 400, body: { message: 'Send a list of troubles.' } }
    troubles.set(request.json)
  }
  return {
    status: 200,
    body: {
      simulator: options.name,
      troubles: troubles.standing,
      requests: log.length,
      last: log.slice(-20),
    },
  }
}
