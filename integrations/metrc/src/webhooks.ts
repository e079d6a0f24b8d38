import { z } from 'zod'
import { readJson, type Answer, type Outgoing, type Send } from '@suite/outbound'
import { MetrcError } from './errors.ts'

/**
 * A subscription as it is put. All fields are strings in the official collection, which gives no values (unverified); the
 * two keys are Metrc's names for the user's and the vendor's.
 */
export interface WebhookSubscription {
  readonly objectType: string
  readonly url: string
  readonly verb: string
  readonly status: string
  readonly userApiKey: string
  readonly tpiApiKey: string
  readonly serverPublicKeyFingerprint: string
  readonly template: string
  readonly errorResponseJsonTemplate: string
  readonly facilityLicenseNumbers: string
}

const subscription = z.looseObject({
  subscriptionId: z.union([z.string(), z.number()]).transform(String).optional(),
  objectType: z.string().optional(),
  url: z.string().optional(),
  status: z.string().optional(),
})
const subscriptions = z.union([
  z.array(subscription),
  z.looseObject({ data: z.array(subscription) }).transform(({ data }) => data),
])
export type KnownSubscription = z.output<typeof subscription>

export interface MetrcConnect {
  list(): Promise<KnownSubscription[]>
  put(subscription: WebhookSubscription): Promise<void>
  enable(subscriptionId: string): Promise<void>
  disable(subscriptionId: string): Promise<void>
  remove(subscriptionId: string): Promise<void>
}

/**
 * Management of webhooks on Metrc Connect: another server than the API, whose address is not published, so `baseUrl` is a
 * setting; a paid tier. Calls throw MetrcError when refused, OutboundError without an answer.
 */
export const createMetrcConnect = (settings: {
  readonly send: Send
  readonly baseUrl: string
  readonly vendorKey: string
  readonly userKey: string
}): MetrcConnect => {
  const authorization = `Basic ${Buffer.from(`${settings.vendorKey}:${settings.userKey}`).toString('base64')}`
  const call = async (method: Outgoing['method'], path: string, body?: unknown): Promise<Answer> => {
    const answer = await settings.send({
      method,
      url: `${settings.baseUrl}${path}`,
      headers: { authorization, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      // all four put the subscription into a state: twice is the same as once
      repeatable: true,
    })
    if (answer.status < 300) return answer
    throw new MetrcError(answer, { endpoint: `${method} ${path}`, permission: null, licence: null })
  }
  const at = (subscriptionId: string): string => encodeURIComponent(subscriptionId)
  return {
    list: async () =>
      readJson(await call('GET', '/webhooks/v2'), subscriptions, {
        vendor: 'Metrc Connect',
        endpoint: 'GET /webhooks/v2',
      }),
    put: async (wanted) => void (await call('PUT', '/webhooks/v2', wanted)),
    enable: async (id) => void (await call('PUT', `/webhooks/v2/enable/${at(id)}`)),
    disable: async (id) => void (await call('PUT', `/webhooks/v2/disable/${at(id)}`)),
    remove: async (id) => void (await call('DELETE', `/webhooks/v2/${at(id)}`)),
  }
}

/** What a webhook seems to speak of. No signature is known, so it is never believed: it only says where to look. */
export interface WebhookHint {
  /** Package tags named in it, upper case, each once. */
  readonly tags: readonly string[]
  readonly count: number
}

const LARGEST_HINT = 10_000

/**
 * Reads a webhook's body as a hint to poll. One receiver of 2026 saw `{"data": [rows], "datacount": n}`; a bare array and a
 * single object are read too. Whatever else comes is a hint without names.
 */
export const readWebhookHint = (body: unknown): WebhookHint => {
  const data = typeof body === 'object' && body !== null && 'data' in body ? body.data : body
  const rows = (Array.isArray(data) ? data : [data]).slice(0, LARGEST_HINT)
  const tags = rows.flatMap((row: unknown) => {
    const label = typeof row === 'object' && row !== null ? (row as Record<string, unknown>)['Label'] : null
    return typeof label === 'string' && /^[0-9A-Za-z]{1,64}$/.test(label) ? [label.toUpperCase()] : []
  })
  return { tags: [...new Set(tags)], count: rows.filter((row) => row !== undefined && row !== null).length }
}
