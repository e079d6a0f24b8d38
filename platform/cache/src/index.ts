import { BentoCache, bentostore, errors } from 'bentocache'
import { memoryDriver } from 'bentocache/drivers/memory'

/** A bounded cache of answers, by organisation, dropped when the organisation's data change. */
export interface AnswerCache {
  /** The cached answer, or the fresh one; parallel askers wait for one computation. */
  answer<T>(ask: {
    organizationId: string
    key: string
    ttlSeconds: number
    compute: () => Promise<T>
  }): Promise<T>
  /** Forgets everything of an organisation. */
  forget(organizationId: string): Promise<void>
  close(): Promise<void>
}

/** Opens a cache in this process's memory; `maxItems` bounds it, least recently used go first. */
export const openCache = (options: { maxItems?: number } = {}): AnswerCache => {
  const cache = new BentoCache({
    default: 'memory',
    stores: {
      memory: bentostore().useL1Layer(
        memoryDriver({ maxItems: options.maxItems ?? 5_000, serialize: false }),
      ),
    },
  })
  return {
    answer: ({ organizationId, key, ttlSeconds, compute }) =>
      cache
        .getOrSet({
          key: `${organizationId}:${key}`,
          ttl: `${ttlSeconds}s`,
          tags: [organizationId],
          factory: compute,
        })
        .catch((error: unknown) => {
          // the cache wraps what the computation threw; callers want the error itself
          throw error instanceof errors.E_FACTORY_ERROR ? error.cause : error
        }),
    forget: async (organizationId) => {
      await cache.deleteByTag({ tags: [organizationId] })
    },
    close: () => cache.disconnectAll(),
  }
}
