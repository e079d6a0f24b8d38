import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { Decimal, invalid } from '@suite/kernel'

/**
 * Dutchie offers no webhooks (none in its OpenAPI document). Some shops have middleware that sends them; for these the shape
 * here is ours: the headers and the signature are those of the public "Standard Webhooks" text, so that common senders
 * need no code.
 */
export const WEBHOOK_HEADERS = {
  id: 'webhook-id',
  timestamp: 'webhook-timestamp',
  signature: 'webhook-signature',
} as const

/** Seconds a timestamp may be off, either way. */
export const WEBHOOK_TOLERANCE = 300
const SECRET_PREFIX = 'whsec_'
const SHORTEST_SECRET = 24
const LONGEST_ID = 200

export type WebhookRefusal =
  | 'missing_header'
  | 'bad_timestamp'
  | 'too_old'
  | 'too_new'
  | 'bad_signature'
  | 'replayed'

/** `replayId` must be remembered until `replayUntil`; after that the timestamp alone refuses a second delivery. */
export type WebhookVerdict =
  | { readonly accepted: true; readonly replayId: string; readonly sentAt: Date; readonly replayUntil: Date }
  | { readonly accepted: false; readonly reason: WebhookRefusal; readonly message: string }

export interface SignedDelivery {
  /** Header names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>
  /** The body exactly as it came, before any parsing. */
  readonly body: string | Uint8Array
}

export interface WebhookRules {
  /** The secrets in force, newest first: two while one is being replaced. `whsec_` and base64 of 24 bytes or more. */
  readonly secrets: readonly string[]
  readonly now: Date
  /** Ids accepted before, at least those not yet past their `replayUntil`. */
  readonly seen: { has(replayId: string): boolean }
  readonly toleranceSeconds?: number
}

/**
 * Decides whether a delivery is genuine, fresh and new: HMAC-SHA256 over `id.timestamp.body`, compared in constant time for
 * every secret, then the window of time, then replay. Pure. Nothing is said of a delivery before its signature held.
 * @throws AppError `bad_secret` when a secret of ours is unusable
 */
export const verifyWebhook = (delivery: SignedDelivery, rules: WebhookRules): WebhookVerdict => {
  const [id, stamp, signatures] = [
    delivery.headers[WEBHOOK_HEADERS.id] ?? '',
    delivery.headers[WEBHOOK_HEADERS.timestamp] ?? '',
    delivery.headers[WEBHOOK_HEADERS.signature] ?? '',
  ]
  if (id === '' || stamp === '' || signatures === '')
    return refused('missing_header', `Send ${Object.values(WEBHOOK_HEADERS).join(', ')}.`)
  if (!/^\d{1,12}$/.test(stamp))
    return refused('bad_timestamp', 'The timestamp must be seconds since 1970, without a fraction.')
  // an id of ours never holds a point: with one, another split of the signed text could carry the same signature
  const isSigned =
    id.length <= LONGEST_ID && !id.includes('.') && isGenuine(signatures, { id, stamp, ...delivery }, rules)
  if (!isSigned) return refused('bad_signature', 'No signature fits: check the secret on both sides.')
  const sentAt = new Date(Number(stamp) * 1000)
  const tolerance = (rules.toleranceSeconds ?? WEBHOOK_TOLERANCE) * 1000
  const age = rules.now.getTime() - sentAt.getTime()
  if (age > tolerance) return refused('too_old', `It was sent ${Math.round(age / 1000)} seconds ago.`)
  if (age < -tolerance)
    return refused('too_new', "The sender's clock is ahead of ours: set both by a time server.")
  if (rules.seen.has(id)) return refused('replayed', `Delivery ${id} was taken before.`)
  return { accepted: true, replayId: id, sentAt, replayUntil: new Date(sentAt.getTime() + 2 * tolerance) }
}

const refused = (reason: WebhookRefusal, message: string): WebhookVerdict => ({
  accepted: false,
  reason,
  message,
})

interface Signed {
  readonly id: string
  readonly stamp: string
  readonly body: string | Uint8Array
}

/** Every secret meets every signature, whatever the first said, so that time tells nothing. */
const isGenuine = (signatures: string, signed: Signed, rules: WebhookRules): boolean => {
  const given = signatures
    .split(' ')
    .filter((each) => each.startsWith('v1,'))
    .slice(0, 8)
    .map((each) => Buffer.from(each.slice(3), 'base64'))
  let fits = false
  for (const secret of rules.secrets) {
    const wanted = mac(secret, signed)
    for (const each of given) if (each.length === wanted.length && timingSafeEqual(each, wanted)) fits = true
  }
  return fits
}

const mac = (secret: string, { id, stamp, body }: Signed): Buffer =>
  createHmac('sha256', keyOf(secret)).update(`${id}.${stamp}.`).update(body).digest()

const keyOf = (secret: string): Buffer => {
  const key = Buffer.from(
    secret.startsWith(SECRET_PREFIX) ? secret.slice(SECRET_PREFIX.length) : '',
    'base64',
  )
  if (key.length >= SHORTEST_SECRET) return key
  throw invalid(
    'bad_secret',
    `A webhook secret is ${SECRET_PREFIX} and base64 of ${SHORTEST_SECRET} bytes.`,
    [{ path: 'secret', message: 'make a new one' }],
  )
}

/**
 * The headers of a delivery: for senders of our own, tests and documentation.
 * @throws AppError `bad_secret`
 */
export const signWebhook = (
  delivery: { readonly id: string; readonly body: string | Uint8Array },
  secret: string,
  sentAt: Date,
): Readonly<Record<string, string>> => {
  const stamp = String(Math.floor(sentAt.getTime() / 1000))
  return {
    [WEBHOOK_HEADERS.id]: delivery.id,
    [WEBHOOK_HEADERS.timestamp]: stamp,
    [WEBHOOK_HEADERS.signature]: `v1,${mac(secret, { ...delivery, stamp }).toString('base64')}`,
  }
}

/** What an accepted delivery asks for. It is never believed, only followed: what changed comes from the pull. */
export interface WebhookHint {
  /** Lists worth pulling now. */
  readonly streams: readonly ('transactions' | 'inventory' | 'products' | 'customers')[]
  /** Some product moved by more than the threshold: forecasts are worth making anew. */
  readonly refreshForecast: boolean
  readonly productExternalIds: readonly string[]
}

const LARGEST_HINT = 10_000
const STREAMS = ['transactions', 'inventory', 'products', 'customers'] as const
/** The shape is ours: `{"type": "inventory.changed", "changes": [{"productId": 77, "quantity": "-12"}]}`. */
const event = z.looseObject({
  type: z.string().default(''),
  changes: z
    .array(
      z.looseObject({
        productId: z.union([z.string(), z.number()]).nullish(),
        quantity: z.union([z.string(), z.number()]).nullish(),
      }),
    )
    .max(LARGEST_HINT)
    .nullish()
    .catch(null),
})

/** Units a product must move by in one delivery before forecasts are made anew (requirement of the product's issue 3). */
export const FORECAST_THRESHOLD = '10'

/** Reads a body as a hint where to look. Whatever cannot be read is a hint to pull sales and stock. */
export const readWebhookHint = (body: unknown, threshold: string = FORECAST_THRESHOLD): WebhookHint => {
  const read = event.safeParse(body)
  const { type, changes } = read.success ? read.data : { type: '', changes: null }
  const named = STREAMS.filter((stream) => type.startsWith(`${stream}.`) || type === stream)
  const moved = new Map<string, Decimal>()
  for (const { productId, quantity } of changes ?? []) {
    if (productId === null || productId === undefined) continue
    const id = String(productId)
    moved.set(id, (moved.get(id) ?? new Decimal(0)).plus(decimalOrZero(quantity)))
  }
  return {
    streams: named.length > 0 ? named : ['transactions', 'inventory'],
    refreshForecast: [...moved.values()].some((change) => change.abs().greaterThan(threshold)),
    productExternalIds: [...moved.keys()],
  }
}

const decimalOrZero = (value: string | number | null | undefined): Decimal => {
  try {
    const read = new Decimal(value ?? 0)
    return read.isFinite() ? read : new Decimal(0)
  } catch {
    return new Decimal(0)
  }
}
