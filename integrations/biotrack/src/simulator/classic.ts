import type { SimReply, SimRequest } from '@suite/simulator'
import { bodyOf, Fault, flagOf, textOf, textOrNull, type Body } from './fault.ts'
import { READS } from './classic-reads.ts'
import { WRITES } from './classic-writes.ts'
import { sessionUser, signIn, userOf } from './sign-in.ts'
import type { BioTrackState, Books, SimUser } from './state.ts'

/** A call by a user who is signed in. */
export interface ClassicCall {
  readonly state: BioTrackState
  readonly books: Books
  readonly user: SimUser
  readonly body: Body
  readonly at: Date
}

/** Answers a call of the action API: one address, the action in the body, success and failure in the answer's body. */
export const answerClassic = (state: BioTrackState, request: SimRequest): SimReply => {
  if (request.text.trim() === '') return { status: 400, body: '' }
  try {
    const { rowsAt, ...answer } = answerOf(state, bodyOf(request.json), request.at)
    return reply(state, { success: 1, ...answer }, rowsAt)
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    const { code, message } = error
    return reply(state, { success: 0, error: message, ...(code === null ? {} : { errorcode: code }) })
  }
}

/** What an action answers; `rowsAt` names where its rows lie and is not sent. */
export type Answered = Readonly<Record<string, unknown>> & { readonly rowsAt?: string }

const answerOf = (state: BioTrackState, body: Body, at: Date): Answered => {
  if (textOrNull(body, 'API') !== '4.0') throw new Fault('17', 'Invalid API version.')
  const action = textOf(body, 'action')
  if (action === 'login') {
    const sessionid = signIn(state, credentials(body), at)
    return { sessionid, time: Math.floor(at.getTime() / 1000), admin: '1' }
  }
  const user = flagOf(body, 'nosession')
    ? userOf(state, credentials(body))
    : sessionUser(state, textOrNull(body, 'sessionid'), at)
  const books = flagOf(body, 'training') ? state.training : state.live
  const call = { state, books, user, body, at }
  const isSync = action.startsWith('sync_') && action !== 'sync_check'
  const read = isSync ? READS['sync_'] : READS[action]
  if (read === undefined && !Object.hasOwn(WRITES, action)) throw new Fault('62', 'Invalid action.')
  if (user.privileges !== 'all' && !user.privileges.includes(action))
    throw new Fault('62', `The user does not possess access to ${action}.`)
  return read === undefined ? write(call, action) : read(call)
}

const credentials = (body: Body) => ({
  ubi: textOrNull(body, 'license_number'),
  username: textOrNull(body, 'username'),
  password: textOrNull(body, 'password'),
})

/** Carries a write out and keeps its answer under the nonce. */
const write = (call: ClassicCall, action: string): Answered => {
  const { state, books, user, body, at } = call
  const entry = state.enter(at)
  WRITES[action]?.({ ...call, entry })
  const answer = {
    transactionid: String(entry.transaction),
    sessiontime: String(Math.floor(at.getTime() / 1000)),
  }
  const nonce = textOrNull(body, 'nonce')
  if (nonce !== null) books.answers.set(`${user.ubi} ${nonce}`, answer)
  return answer
}

const reply = (state: BioTrackState, body: Answered, rowsAt?: string): SimReply => {
  if (!state.settings.leakHeaders && !state.settings.numericIds)
    return { status: 200, body, ...(rowsAt === undefined ? {} : { rowsAt }) }
  const json = JSON.stringify(body)
  const text = state.settings.numericIds ? json.replaceAll(/"(\d{16})"/g, '$1') : json
  return { status: 200, body: state.settings.leakHeaders ? `Content-Type: text/plain\r\n${text}` : text }
}
