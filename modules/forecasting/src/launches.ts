import type { Database, TenantContext } from '@suite/db'
import { launchFacts } from './queries/launch-facts.ts'
import type { Sample } from './learn-from-shop.ts'
import type { Launches, LaunchPeer } from './worker/messages.ts'
import type { ForecastPool } from './worker/pool.ts'

/** First days of a product that are compared with a new one's. */
const LAUNCH_DAYS = 120
/** Fewest products to compare with. */
const LEAST = 10

/**
 * Products that new ones may be like, and how best to draw on them in this shop: past launches forecast from each other say.
 * Null where there are too few, or the comparison fails.
 */
export const launchesOf = async (
  database: Database,
  context: TenantContext,
  samples: readonly Sample[],
  pool: ForecastPool,
): Promise<Launches | null> => {
  const peers: LaunchPeer[] = []
  for (const sample of samples) peers.push(...(await peersOf(database, context, sample)))
  if (peers.length < LEAST) return null
  const reply = await pool.ask({ kind: 'compare', peers })
  return reply?.kind === 'compared' ? { peers, options: reply.options } : null
}

const peersOf = async (
  database: Database,
  context: TenantContext,
  { store, series }: Sample,
): Promise<LaunchPeer[]> => {
  const facts = await database.readTenant(context, (read) =>
    launchFacts(read, {
      storeId: store.storeId,
      productIds: series.map(({ productId }) => productId),
      through: store.calendar.through,
    }),
  )
  return series.flatMap(({ productId, firstDay, values, inStock }) => {
    const own = facts.get(productId)
    if (own === undefined) return []
    const first = values.slice(0, LAUNCH_DAYS)
    return [
      {
        id: `${store.storeId} ${productId}`,
        productId,
        name: own.name,
        attributes: own.attributes,
        storeLevel: own.storeLevel,
        firstDay,
        values: inStock ? first.map((units, i) => (inStock[i] === 0 ? Number.NaN : units)) : first,
      },
    ]
  })
}
