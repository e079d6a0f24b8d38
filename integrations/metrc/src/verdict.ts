import type { MetrcClient, Where } from './client.ts'
import type { ListEndpoint } from './endpoint.ts'
import { items } from './endpoints/items.ts'
import { packages } from './endpoints/packages.ts'
import { facilities, locations } from './endpoints/places.ts'
import { receipts } from './endpoints/sales.ts'
import { transfers } from './endpoints/transfers.ts'
import { MetrcError } from './errors.ts'
import { toStateFacility, type StateFacility } from './neutral/facility.ts'

/** What a pair of keys can do. */
export interface ConnectionVerdict {
  /** Where it fails first: nowhere, at the keys, at the licence, or at permissions of the user. */
  readonly fault: null | 'keys' | 'licence' | 'permissions'
  readonly facilities: readonly StateFacility[]
  readonly groups: readonly GroupVerdict[]
  /** What a person should do, in this order. */
  readonly advice: readonly string[]
}

export interface GroupVerdict {
  readonly group: string
  readonly allowed: boolean
  /** Metrc's name of the permission it needs. */
  readonly permission: string
}

type Reader = Pick<MetrcClient, 'page'>
const SHORTEST = { number: 1, size: 1 }

const peek = <P extends string, Row>(group: string, endpoint: ListEndpoint<P, Row>) => ({
  group,
  permission: endpoint.permission ?? '',
  read: (client: Reader, where: Where<P>): Promise<unknown> => client.page(endpoint, where, SHORTEST),
})

/** What the product reads, with the shortest call of each. */
const GROUPS = [
  peek('packages', packages.active),
  peek('receipts', receipts.active),
  peek('transfers', transfers.incoming),
  peek('items', items.active),
  peek('locations', locations.active),
]

/**
 * Finds out what a 401 means, in order: the keys (the list of facilities needs nothing else), the licence (is it in that
 * list), the permissions (one small read of each group).
 * @throws OutboundError when Metrc cannot be reached; MetrcError for anything but 401, 403 and 404
 */
export const checkConnection = async (
  client: Pick<MetrcClient, 'whole' | 'page'>,
  at: { readonly licence?: string; readonly signal?: AbortSignal } = {},
): Promise<ConnectionVerdict> => {
  const signal = at.signal === undefined ? {} : { signal: at.signal }
  const known = await client.whole(facilities.all, signal).catch(refusalOnly)
  if (known instanceof MetrcError) return { fault: 'keys', facilities: [], groups: [], advice: [KEYS] }
  const seen = known.rows.map(toStateFacility)
  if (at.licence === undefined) return { fault: null, facilities: seen, groups: [], advice: [] }
  if (seen.every(({ licence }) => licence !== at.licence))
    return { fault: 'licence', facilities: seen, groups: [], advice: [licenceAdvice(at.licence, seen)] }
  const groups: GroupVerdict[] = []
  for (const { group, permission, read } of GROUPS) {
    const answer = await read(client, { licence: at.licence, ...signal }).catch(refusalOnly)
    groups.push({ group, allowed: !(answer instanceof MetrcError), permission })
  }
  const refused = groups.filter(({ allowed }) => !allowed)
  return {
    fault: refused.length === 0 ? null : 'permissions',
    facilities: seen,
    groups,
    advice: refused.map(
      ({ group, permission }) =>
        `Give the key's user the Metrc permission "${permission}" at ${at.licence}, or do without ${group}.`,
    ),
  }
}

const refusalOnly = (error: unknown): MetrcError => {
  if (error instanceof MetrcError && [401, 403, 404].includes(error.status)) return error
  throw error
}

const KEYS =
  'Check both keys: the vendor key must be of this state and environment (production or sandbox), the user key of an employee who is still active.'

const licenceAdvice = (licence: string, seen: readonly StateFacility[]): string => {
  const others = seen.map((facility) => facility.licence).join(', ') || 'none'
  return `Licence ${licence} is not one of the key's user (it has: ${others}). Choose another licence, or have the user added to it in Metrc.`
}
