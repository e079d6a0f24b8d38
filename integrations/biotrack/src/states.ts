import { invalid } from '@suite/kernel'
import { WASHINGTON_TYPES, type InventoryType } from './inventory-types.ts'

/** What a state's BioTrack is like, as far as is known. */
export interface BioTrackProfile {
  readonly state: string
  /** `likely`: still BioTrack in 2026 as far as news tell; `leaving`, `closed`: see `note`. */
  readonly standing: 'likely' | 'leaving' | 'closed'
  readonly note: string | null
  /** Address of the classic API; null where it is not public. */
  readonly classicUrl: string | null
  readonly types: readonly InventoryType[]
  /** Values of `inventorystatus` that mean held, such as scheduled for destruction: not published, empty unless told. */
  readonly heldStatuses: readonly string[]
  /** Whether the price of a sold row is the line's (inferred, unverified) or one piece's. */
  readonly priceIs: 'line' | 'unit'
  /** What `nonce_replay` says of a nonce it does not know: source of a RegExp (wording unverified). */
  readonly nonceAbsent: string
}

type Told = Pick<BioTrackProfile, 'state' | 'standing' | 'classicUrl'> & Partial<BioTrackProfile>

const told = (facts: Told): BioTrackProfile => ({
  note: null,
  types: WASHINGTON_TYPES,
  heldStatuses: [],
  priceIs: 'line',
  nonceAbsent: String.raw`not\s+(be\s+)?found|no\s+\S+\s+(was\s+|were\s+)?found|does not exist`,
  ...facts,
})

/**
 * Jurisdictions that use or used BioTrack. Since August 2025 the government contracts are with BT Government, a company
 * under Metrc Inc., so check before connecting. Addresses: a public client's list of May 2026; standings: news, 2025–26.
 */
export const BIOTRACK_STATES: readonly BioTrackProfile[] = [
  told({ state: 'AR', standing: 'likely', classicUrl: 'https://arstems.arkansas.gov/serverjson.asp' }),
  told({ state: 'CT', standing: 'likely', classicUrl: 'https://trace.ct.biotr.ac/serverjson.asp' }),
  told({ state: 'DE', standing: 'likely', classicUrl: 'https://delaware.biotrackthc.net/' }),
  told({ state: 'FL', standing: 'likely', classicUrl: null, note: 'Its address is not public.' }),
  told({
    state: 'HI',
    standing: 'likely',
    classicUrl: 'https://hicsts.hawaii.gov/serverjson.asp',
  }),
  told({
    state: 'IL',
    standing: 'leaving',
    classicUrl: 'https://mcmonitoring.agr.illinois.gov/serverjson.asp',
    note: 'Illinois moves to Metrc.',
  }),
  told({ state: 'ND', standing: 'likely', classicUrl: 'https://mminventory.health.nd.gov/serverjson.asp' }),
  told({ state: 'NH', standing: 'likely', classicUrl: null, note: 'Its address is not public.' }),
  told({
    state: 'NM',
    standing: 'likely',
    classicUrl: 'https://mcp-tracking.nmhealth.org/serverjson.asp',
  }),
  told({ state: 'NY', standing: 'leaving', classicUrl: null, note: 'New York moves to Metrc.' }),
  told({ state: 'PR', standing: 'likely', classicUrl: 'https://cannabispr.biotrackthc.net/serverjson.asp' }),
  told({ state: 'VA', standing: 'closed', classicUrl: null, note: 'Virginia reports to Metrc.' }),
  told({
    state: 'WA',
    standing: 'closed',
    classicUrl: null,
    note: 'Washington takes CSV files in its own system, CCRS.',
  }),
]

/**
 * What is known of a state.
 * @throws AppError `not_a_biotrack_state` for a state that does not report to BioTrack, saying where it reports if known
 */
export const bioTrackProfile = (state: string): BioTrackProfile => {
  const known = BIOTRACK_STATES.find((profile) => profile.state === state.toUpperCase())
  if (known !== undefined && known.standing !== 'closed') return known
  const why = known?.note ?? `${state} does not report to BioTrack.`
  throw invalid('not_a_biotrack_state', `${why} Check the store's state.`, [
    { path: 'state', message: 'not a BioTrack jurisdiction' },
  ])
}

/**
 * The address of a state's classic API.
 * @throws AppError `no_address` where it is not public
 */
export const classicUrl = (profile: BioTrackProfile): string => {
  if (profile.classicUrl !== null) return profile.classicUrl
  throw invalid('no_address', `Enter the address of ${profile.state}'s BioTrack: it is not public.`, [
    { path: 'settings.address', message: 'missing' },
  ])
}

/**
 * The kind of inventory a code means in a state.
 * @throws AppError `unknown_inventory_type` naming the code, when the state's list lacks it
 */
export const inventoryType = (
  profile: Pick<BioTrackProfile, 'types' | 'state'>,
  code: string,
): InventoryType => {
  const found = profile.types.find((type) => type.code === code)
  if (found !== undefined) return found
  throw invalid(
    'unknown_inventory_type',
    `Inventory type ${code} is not in the list for ${profile.state}. Add it to the connection's settings, with its name and unit.`,
    [{ path: 'settings.types', message: `lacks ${code}` }],
  )
}
