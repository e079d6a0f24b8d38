import { writeRows } from './writes.ts'
import type { MetrcClient } from './client.ts'
import type { RowsEndpoint } from './endpoint.ts'
import { LICENCE, NOW, type Shop } from './shop.fixture.ts'
import { packageByTag, STORE_FLAGS, type PackageRow } from './simulator/index.ts'

/** A store that may also test, grow, run a hub and sell to patients. */
export const EVERY_FLAG = [
  ...STORE_FLAGS,
  'CanTestPackages',
  'IsSalesDeliveryHub',
  'CanSellToPatients',
  'CanGrowPlants',
]

export const licence = { licence: LICENCE }
/** Today, and half past eleven of it, on the store's clock. */
export const DAY = '2026-03-10'
export const LOCAL = '2026-03-10T11:30:00.000'
export const recent = {
  ...licence,
  range: { by: 'lastModified' as const, start: new Date(NOW.getTime() - 86_000_000), end: NOW },
}

/** Short ways to write, and to look at the truth. */
export interface Counter {
  write<Body>(endpoint: RowsEndpoint<Body>, ...rows: Body[]): Promise<(number | null)[]>
  made<Body>(endpoint: RowsEndpoint<Body>, row: Body): Promise<number>
  truth(tag: string): PackageRow | undefined
  freeTag(): string
}

export const counterOf = ({
  client,
  simulator: { state },
}: {
  client: MetrcClient
  simulator: Shop['simulator']
}): Counter => {
  const write: Counter['write'] = async (endpoint, ...rows) => {
    const outcomes = await writeRows(client, endpoint, rows, licence)
    return outcomes.map((row) => {
      if (row.outcome === 'written') return row.id
      throw new Error(JSON.stringify('messages' in row ? row.messages : row.outcome))
    })
  }
  return {
    write,
    made: async (endpoint, row) => {
      const [id] = await write(endpoint, row)
      if (typeof id !== 'number') throw new Error('Metrc gave no id.')
      return id
    },
    truth: (tag) => packageByTag(state, tag),
    freeTag: () => state.tags.get(LICENCE)?.[0] ?? '',
  }
}

interface Described {
  readonly kind: string
  readonly path: string
  readonly method?: string
}

/** Endpoints of the groups that no call of the shop has used with success. */
export const unused = (shop: Shop, ...groups: readonly Readonly<Record<string, Described>>[]): string[] => {
  const good = shop.simulator.log.filter(({ status }) => status === 200)
  return groups
    .flatMap((group) => Object.values(group))
    .map(({ kind, path, method }) => ({ path, method: method ?? (kind === 'remove' ? 'DELETE' : 'GET') }))
    .filter(({ method, path }) => {
      const pattern = new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`)
      return good.every((entry) => entry.method !== method || !pattern.test(entry.path))
    })
    .map(({ method, path }) => `${method} ${path}`)
}
