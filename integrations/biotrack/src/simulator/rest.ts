import type { SimReply, SimRequest } from '@suite/simulator'
import { bodyOf, Fault, textOrNull, type Body } from './fault.ts'
import { LISTS, restRows, type RestRow } from './rest-rows.ts'
import { REST_WRITES } from './rest-writes.ts'
import { sessionUser, signIn } from './sign-in.ts'
import type { Entry } from './shelf.ts'
import type { BioTrackState, SimUser } from './state.ts'

/** A call of the REST API by a user who is signed in. */
export interface RestCall {
  readonly state: BioTrackState
  readonly user: SimUser
  readonly body: Body
  /** The hole of the route, such as the id of a package. */
  readonly id: string
  readonly query: URLSearchParams
  readonly at: Date
}

/** Answers a call of the REST API ("Trace 2.0"); it has no training data. */
export const answerRest = (state: BioTrackState, request: SimRequest): SimReply => {
  try {
    if (request.method === 'POST' && request.path === '/v1/user/login') return login(state, request)
    const session = /^Bearer (\w+)$/.exec(request.headers['authorization'] ?? '')?.[1] ?? null
    return route(state, sessionUser(state, session, request.at), request)
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    return refusal(error)
  }
}

const login = (state: BioTrackState, { json, at }: SimRequest): SimReply => {
  const body = bodyOf(json)
  const told = {
    ubi: textOrNull(body, 'UBI'),
    username: textOrNull(body, 'Username'),
    password: textOrNull(body, 'Password'),
  }
  return { status: 200, body: { session: signIn(state, told, at) } }
}

const STATUSES: Readonly<Record<string, number>> = { 62: 403, 63: 401, 404: 404 }

const refusal = ({ code, message, item }: Fault): SimReply => ({
  status: code === null ? 401 : (STATUSES[code] ?? 400),
  body: {
    Error: message,
    ...(code === null ? {} : { ErrorCode: Number(code) }),
    ...(item === null
      ? {}
      : { Data: [{ ItemIndex: item, ErrorCode: Number(code), Message: message, Success: false }] }),
  },
})

const route = (state: BioTrackState, user: SimUser, request: SimRequest): SimReply => {
  const { method, path, query, at } = request
  const call: RestCall = { state, user, body: bodyOf(request.json), id: '', query, at }
  if (method === 'GET' && path === '/v1/sync') return counters(call)
  const list = method === 'GET' ? LISTS[path] : undefined
  if (list !== undefined) return page(call, list.name, restRows(call, list))
  for (const [line, write] of Object.entries(REST_WRITES)) {
    const id = holeOf(line, `${method} ${path}`)
    if (id !== null) return done(call, write, id)
  }
  for (const [base, { name, ...list }] of Object.entries(LISTS)) {
    const id = method === 'GET' ? holeOf(`${base}/{id}`, path) : null
    const row = id === null ? undefined : restRows(call, { name, ...list }).find(({ ID }) => ID === id)
    if (row !== undefined) return { status: 200, body: { [name]: row } }
  }
  throw new Fault('404', 'The route or the object could not be found.')
}

/** What stands in the hole of a route, '' for a route without one; null when it is another route. */
const holeOf = (line: string, asked: string): string | null => {
  const [before = '', after] = line.split('{id}')
  if (after === undefined) return line === asked ? '' : null
  if (!asked.startsWith(before) || !asked.endsWith(after)) return null
  const hole = asked.slice(before.length, asked.length - after.length)
  return hole === '' || hole.includes('/') ? null : decodeURIComponent(hole)
}

const done = (
  call: RestCall,
  write: (call: RestCall & { readonly entry: Entry }) => Body | undefined,
  id: string,
): SimReply => {
  const entry = call.state.enter(call.at)
  const made = write({ ...call, id, entry }) ?? {}
  const SessionTime = Math.floor(call.at.getTime() / 1000)
  return { status: 200, body: { ...made, SessionTime, TransactionID: entry.transaction } }
}

const counters = (call: RestCall): SimReply => {
  const Sync = Object.fromEntries(
    Object.values(LISTS).map((list) => [
      list.counter,
      restRows(call, list).reduce((most, { TransactionID }) => Math.max(most, TransactionID), 0),
    ]),
  )
  return { status: 200, body: { SessionTime: Math.floor(call.at.getTime() / 1000), Sync } }
}

/** One page of a list by transaction; the cursor is the place of the next. */
const page = ({ state, query }: RestCall, name: string, all: readonly RestRow[]): SimReply => {
  const { since, cursor, location } = state.settings.query
  const from = Number(query.get(since) ?? '0')
  const where = query.get(location)
  const rows = all.filter(
    (row) =>
      row.TransactionID >= from &&
      (where === null || [row.LocationLicense, row.InboundLicense ?? where].includes(where)),
  )
  const start = Number(query.get(cursor) ?? '0')
  const end = start + state.settings.pageSize
  const last = rows.at(-1)?.TransactionID ?? 0
  return {
    status: 200,
    body: {
      [name]: rows.slice(start, end),
      NextCursor: end < rows.length ? end : 0,
      NextTransactionID: last,
    },
    rowsAt: name,
  }
}
