import { z } from 'zod'
import { readJson, type Send } from '@suite/outbound'
import { CovaError, TOKEN_ENDPOINT } from './errors.ts'

/** Who asks: the integration (client) and the API user of the company. */
export interface CovaCredentials {
  readonly clientId: string
  readonly clientSecret: string
  readonly userName: string
  readonly password: string
}

/** Tokens of one client: `take` gives the one that holds, `drop` forgets one that was refused. */
export interface Tokens {
  take(signal?: AbortSignal): Promise<string>
  drop(token: string): void
}

const shape = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().nullish() })

/** Renewed this long before it runs out, milliseconds. */
const EARLY_MS = 60_000
/** Taken when the answer does not say how long the token holds (unverified). */
const DEFAULT_SECONDS = 3600

/**
 * Takes a token by the password grant of iQmetrix (RFC 6749 §4.3) when one is needed; calls made at once share it.
 * `take` throws CovaError when the keys are refused.
 */
export const covaTokens = (
  settings: CovaCredentials & { readonly send: Send; readonly accountsUrl: string; readonly now: () => Date },
): Tokens => {
  let held: { token: string; until: number } | null = null
  let asking: Promise<string> | null = null
  const ask = async (signal: AbortSignal | undefined): Promise<string> => {
    const answer = await settings.send({
      method: 'POST',
      url: `${settings.accountsUrl}/v1/oauth2/token`,
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body: formOf(settings),
      repeatable: true,
      ...(signal === undefined ? {} : { signal }),
    })
    if (answer.status !== 200) throw new CovaError(answer, TOKEN_ENDPOINT)
    const read = readJson(answer, shape, { vendor: 'Cova', endpoint: TOKEN_ENDPOINT })
    const seconds = read.expires_in ?? DEFAULT_SECONDS
    held = { token: read.access_token, until: settings.now().getTime() + seconds * 1000 - EARLY_MS }
    return read.access_token
  }
  return {
    take: (signal) => {
      if (held !== null && settings.now().getTime() < held.until) return Promise.resolve(held.token)
      asking ??= ask(signal).finally(() => {
        asking = null
      })
      return asking
    },
    drop: (token) => {
      if (held?.token === token) held = null
    },
  }
}

const formOf = (credentials: CovaCredentials): string =>
  new URLSearchParams({
    grant_type: 'password',
    client_id: credentials.clientId,
    client_secret: credentials.clientSecret,
    username: credentials.userName,
    password: credentials.password,
  }).toString()
