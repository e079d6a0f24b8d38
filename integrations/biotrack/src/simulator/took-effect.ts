import type { SimReply, SimRequest } from '@suite/simulator'
import { WRITES } from './classic-writes.ts'
import { bodyOf, textOrNull } from './fault.ts'
import type { BioTrackState } from './state.ts'

/**
 * Whether a request that was answered changed the books or used up a transaction: what has to be told again, with the same
 * sessions, to come to the same books. A write that a rule refused has used up its transaction; signing in is no write.
 */
export const tookEffect = (request: SimRequest, reply: SimReply): boolean => {
  if (request.path.startsWith('/v1/'))
    return (
      request.method !== 'GET' && request.path !== '/v1/user/login' && ![401, 403, 404].includes(reply.status)
    )
  if (!Object.hasOwn(WRITES, textOrNull(bodyOf(request.json), 'action') ?? '')) return false
  const answered = bodyOf(reply.body)
  return answered['success'] !== 0 || answered['errorcode'] === '602'
}

/** Makes the session of a request a user's again, as it was when the request was answered first. */
export const readmit = (state: BioTrackState, username: string, { json, headers, at }: SimRequest): void => {
  const bearer = /^Bearer (\w+)$/.exec(headers['authorization'] ?? '')?.[1]
  const session = textOrNull(bodyOf(json), 'sessionid') ?? bearer
  if (session !== undefined) state.sessions.set(session, { username, lastUse: at.getTime() })
}
