import { originOf, tables } from './classic/tables.ts'
import { sync, transfers } from './classic/actions.ts'
import type { ClassicClient } from './classic/client.ts'
import { BioTrackError, saysNothingThere } from './errors.ts'
import type { VendorRow } from './wire/tables.ts'

/** What a company's user can do. */
export interface ConnectionVerdict {
  /** Where it fails first: nowhere, at signing in, at the store's licence, or at privileges of the user. */
  readonly fault: null | 'login' | 'location' | 'privileges'
  /** The company's licensed locations. */
  readonly places: readonly { readonly location: string; readonly name: string }[]
  readonly groups: readonly {
    readonly group: string
    readonly allowed: boolean
    readonly privilege: string
  }[]
  /** What a person should do, in this order. */
  readonly advice: readonly string[]
}

interface With {
  readonly signal?: AbortSignal
}
type Reader = Pick<ClassicClient, 'read' | 'sync' | 'signIn' | 'company'>

/** Nothing has this id: the call is as short as it can be and still needs the privilege. */
const BEYOND = 2_000_000_000

/** What the product reads, with the shortest call of each. */
const groupsOf = (client: Reader, location: string, options: With) => [
  ...(['inventory', 'rooms', 'sales', 'incoming', 'samples'] as const).map((name) => ({
    group: name,
    privilege: `sync_${tables[name].name}`,
    read: (): Promise<unknown> => client.sync<never>(tables[name] as never, { start: BEYOND }, options),
  })),
  {
    group: 'transfers',
    privilege: transfers.incoming.name,
    read: (): Promise<unknown> => client.read(transfers.incoming, { location }, options),
  },
  {
    group: 'check',
    privilege: sync.check.name,
    read: (): Promise<unknown> => client.read(sync.check, { download: '0', data: [] }, options),
  },
]

/**
 * Finds out what a company's user can do, in order: signing in, the store's licence (is it one of the company's
 * locations), the privileges (one small read of each group).
 * @throws OutboundError when BioTrack cannot be reached; BioTrackError for anything but refusals of the user
 */
export const checkConnection = async (
  client: Reader,
  at: With & { readonly location?: string } = {},
): Promise<ConnectionVerdict> => {
  const options = at.signal === undefined ? {} : { signal: at.signal }
  const refused = await refusalOf(client.signIn(options))
  if (refused !== null) return { fault: 'login', places: [], groups: [], advice: refused.advice }
  const { rows } = await client.sync(tables.vendors, {}, options)
  const places = placesOf(rows, client.company)
  if (at.location === undefined) return { fault: null, places, groups: [], advice: [] }
  if (places.length > 0 && places.every(({ location }) => location !== at.location))
    return { fault: 'location', places, groups: [], advice: [locationAdvice(at.location, places)] }
  const groups: ConnectionVerdict['groups'][number][] = []
  for (const { group, privilege, read } of groupsOf(client, at.location, options))
    groups.push({ group, privilege, allowed: (await refusalOf(read())) === null })
  const lacking = groups.filter(({ allowed }) => !allowed)
  return {
    fault: lacking.length === 0 ? null : 'privileges',
    places,
    groups,
    advice: lacking.map(
      ({ group, privilege }) =>
        `In BioTrack, give the connection's user the privilege "${privilege}", or do without ${group}.`,
    ),
  }
}

/** The refusal of a call, or null when it was answered; anything else is thrown. */
const refusalOf = async (call: Promise<unknown>): Promise<BioTrackError | null> => {
  try {
    await call
    return null
  } catch (error) {
    if (saysNothingThere(error)) return null
    if (error instanceof BioTrackError && REFUSALS.has(error.reason)) return error
    throw error
  }
}

const REFUSALS = new Set(['login', 'privilege', 'unknown_action', 'location'])

const placesOf = (rows: readonly VendorRow[], company: string) =>
  rows
    .filter(({ ubi, deleted }) => ubi === company && !deleted)
    .toSorted((one, other) => originOf(one) - originOf(other))
    .map(({ location, name }) => ({ location, name: name ?? location }))

const locationAdvice = (location: string, places: readonly { readonly location: string }[]): string => {
  const others = places.map((place) => place.location).join(', ')
  return `Licence ${location} is not one of the company's (it has: ${others}). Choose another.`
}
