import type { SimReply, SimRequest } from '@suite/simulator'
import type { MetrcState } from './state.ts'

const KEYED = /^\/webhooks\/v2\/(?:(enable|disable)\/)?([^/]+)$/

/**
 * Subscriptions of Metrc Connect, which is another server in truth; here it shares the address. Null for any other path.
 * The real answers are not published (unverified).
 */
export const answerWebhooks = (state: MetrcState, request: SimRequest): SimReply | null => {
  if (request.path === '/webhooks/v2' && request.method === 'GET')
    return { status: 200, body: [...state.webhooks.values()], rowsAt: '' }
  if (request.path === '/webhooks/v2' && request.method === 'PUT') {
    const subscriptionId = String(state.nextId())
    const given = typeof request.json === 'object' && request.json !== null ? request.json : {}
    // neither key is ever shown again
    const { userApiKey: _, tpiApiKey: __, ...shown } = given as Record<string, unknown>
    const same = [...state.webhooks].find(
      ([, known]) => known['url'] === shown['url'] && known['objectType'] === shown['objectType'],
    )
    const id = same?.[0] ?? subscriptionId
    state.webhooks.set(id, { ...shown, subscriptionId: id })
    return { status: 200, body: { subscriptionId: id } }
  }
  const [, verb, id] = KEYED.exec(request.path) ?? []
  if (id === undefined) return null
  const known = state.webhooks.get(id)
  if (known === undefined) return { status: 404, body: { Message: 'No subscription was found.' } }
  if (request.method === 'DELETE') state.webhooks.delete(id)
  else state.webhooks.set(id, { ...known, status: verb === 'enable' ? 'Active' : 'Inactive' })
  return { status: 200 }
}
