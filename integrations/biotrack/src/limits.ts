import { createHash } from 'node:crypto'
import type { RateClaim } from '@suite/outbound'

/** How hard BioTrack is called. No limits are published; these are our own courtesy, and a setting. */
export interface BioTrackLimits {
  readonly perSecond: number
  readonly concurrent: number
}

export const BIOTRACK_LIMITS: BioTrackLimits = { perSecond: 10, concurrent: 4 }

/** What a call counts against: the company at this address, whoever of our workers calls. */
export const claimsOf = (baseUrl: string, company: string, limits: BioTrackLimits): RateClaim[] => {
  const hash = createHash('sha256').update(`${baseUrl}\n${company}`).digest('hex').slice(0, 16)
  return [
    {
      key: `biotrack:company:${hash}`,
      permits: limits.perSecond,
      windowMs: 1000,
      concurrent: limits.concurrent,
    },
  ]
}
