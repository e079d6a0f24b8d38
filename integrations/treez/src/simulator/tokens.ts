import { verify } from 'node:crypto'
import type { SimRequest } from '@suite/simulator'
import { TOKEN_MS } from '../token.ts'
import type { TreezState } from './state.ts'

/** What is wrong with the token of a request; null when it may pass. Each token passes once. */
export const faultOf = (
  state: TreezState,
  used: Set<string>,
  request: SimRequest,
): 'token' | 'lifetime' | null => {
  const [claims = '', signature = '', more] = (request.headers['authorization'] ?? '').split('.')
  const bytes = Buffer.from(signature, 'base64')
  if (more !== undefined || !verify('sha256', Buffer.from(claims), state.keys.publicKey, bytes))
    return 'token'
  const said = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Readonly<Record<string, unknown>>
  const [issued, expires, once] = [Number(said['iat']), Number(said['exp']), String(said['jti'])]
  if (expires - issued !== TOKEN_MS) return 'lifetime'
  const now = request.at.getTime()
  const isNow = now >= issued - TOKEN_MS && now <= expires
  const isOurs = said['iss'] === state.keys.certificateId && said['oid'] === state.keys.organizationId
  if (!isNow || !isOurs || used.has(once) || !isMeant(state, request, String(said['aud']))) return 'token'
  used.add(once)
  return null
}

const isMeant = (state: TreezState, request: SimRequest, audience: string): boolean => {
  const [address, query = ''] = audience.split('?')
  const wanted = state.settings.audience === 'whole' ? request.query.toString() : ''
  return address === `http://${request.headers['host']}${request.path}` && query === wanted
}
