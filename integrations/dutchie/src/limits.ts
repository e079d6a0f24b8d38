import { createHash } from 'node:crypto'
import type { RateClaim } from '@suite/outbound'

/** Calls a minute, for each endpoint and key on its own. Dutchie may change them, so they are settings. */
export interface DutchieLimits {
  /** Endpoints that name none. */
  readonly baseline: number
  /** `/reporting/*` unless named below. */
  readonly reporting: number
  /** By `METHOD /path`. */
  readonly endpoints: Readonly<Record<string, number>>
}

/** The vendor's page on rate limits and the texts of its endpoints (OpenAPI v1.0.0). */
export const DUTCHIE_LIMITS: DutchieLimits = {
  baseline: 120,
  reporting: 60,
  endpoints: {
    'GET /whoami': 200,
    'GET /inventory': 200,
    'GET /reporting/transactions': 600,
    'GET /reporting/customers': 600,
    'GET /reporting/cash-summary': 480,
    'GET /reporting/loyalty-snapshot': 1,
    'GET /employees': 300,
  },
}

const MINUTE = 60_000

/** How often a minute a key may call an endpoint. */
export const limitOf = (method: string, path: string, limits: DutchieLimits): number =>
  limits.endpoints[`${method} ${path}`] ??
  (path.startsWith('/reporting/') ? limits.reporting : limits.baseline)

/**
 * What a call counts against. The key is hashed with the host, so that every process that uses the same key meets at the
 * same meter and the meter's name gives nothing away.
 */
export const claimsOf = (
  call: {
    readonly baseUrl: string
    readonly locationKey: string
    readonly method: string
    readonly path: string
  },
  limits: DutchieLimits,
): RateClaim[] => {
  const hash = createHash('sha256').update(`${call.baseUrl}\n${call.locationKey}`).digest('hex').slice(0, 16)
  const permits = limitOf(call.method, call.path, limits)
  return [{ key: `dutchie:${hash}:${call.method} ${call.path}`, permits, windowMs: MINUTE }]
}
