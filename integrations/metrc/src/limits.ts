import { createHash } from 'node:crypto'
import type { RateClaim } from '@suite/outbound'

/** How many GETs Metrc takes; other calls are not limited. A state may set other limits, so these are settings. */
export interface MetrcLimits {
  readonly facilityPerSecond: number
  readonly facilityConcurrent: number
  readonly keyPerSecond: number
  readonly keyConcurrent: number
}

/** "Metrc Rate Limiting" (October 2021), as quoted by three public clients. */
export const METRC_LIMITS: MetrcLimits = {
  facilityPerSecond: 50,
  facilityConcurrent: 10,
  keyPerSecond: 150,
  keyConcurrent: 30,
}

const SECOND = 1000

/**
 * What a GET counts against: always the vendor key, and the facility when one is named. Keys are hashed with the host, so
 * that every process of every worker that uses the same key at the same state meets at the same meter.
 */
export const claimsOf = (
  call: { readonly baseUrl: string; readonly vendorKey: string; readonly licence: string | null },
  limits: MetrcLimits,
): RateClaim[] => {
  const hash = createHash('sha256').update(`${call.baseUrl}\n${call.vendorKey}`).digest('hex').slice(0, 16)
  const key = {
    key: `metrc:key:${hash}`,
    permits: limits.keyPerSecond,
    windowMs: SECOND,
    concurrent: limits.keyConcurrent,
  }
  if (call.licence === null) return [key]
  const facility = {
    key: `metrc:facility:${hash}:${call.licence}`,
    permits: limits.facilityPerSecond,
    windowMs: SECOND,
    concurrent: limits.facilityConcurrent,
  }
  return [facility, key]
}
