import type { SimSettings } from './state.ts'

interface Bucket {
  tokens: number
  filledAt: number
  running: number
}

/** Counts GETs against the limits. Real time, whatever the simulated clock says: a stopped clock must not stop calls. */
export interface Meter {
  /** Null when the call is one too many, otherwise what ends it. */
  enter(licence: string | null, vendorKey: string): (() => void) | null
}

/** Token buckets of a second's permits, and counters of calls under way, for each facility and each vendor key. */
export const createMeter = (settings: SimSettings, now: () => number = () => performance.now()): Meter => {
  const buckets = new Map<string, Bucket>()
  const bucketOf = (key: string, perSecond: number): Bucket => {
    const bucket = buckets.get(key) ?? { tokens: perSecond, filledAt: now(), running: 0 }
    const at = now()
    bucket.tokens = Math.min(perSecond, bucket.tokens + ((at - bucket.filledAt) / 1000) * perSecond)
    bucket.filledAt = at
    buckets.set(key, bucket)
    return bucket
  }
  return {
    enter: (licence, vendorKey) => {
      const { limits } = settings
      if (limits === null) return () => undefined
      const counted: [Bucket, number][] = [
        [bucketOf(`key ${vendorKey}`, limits.keyPerSecond), limits.keyConcurrent],
      ]
      if (licence !== null) {
        const own = bucketOf(`facility ${vendorKey} ${licence}`, limits.facilityPerSecond)
        counted.push([own, limits.facilityConcurrent])
      }
      if (counted.some(([{ tokens, running }, concurrent]) => tokens < 1 || running >= concurrent))
        return null
      for (const [bucket] of counted) {
        bucket.tokens -= 1
        bucket.running += 1
      }
      return () => {
        for (const [bucket] of counted) bucket.running -= 1
      }
    },
  }
}
