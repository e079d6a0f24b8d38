import { chance } from '@suite/simulator'
import type {
  SimAdjustment,
  SimLocation,
  SimMoved,
  SimPackage,
  SimRoom,
  SimSale,
  SimSaleLine,
  SimSample,
} from './rows.ts'
import { createShelf, type Entry, type Shelf } from './shelf.ts'

export interface SimUser {
  readonly username: string
  readonly password: string
  readonly ubi: string
  /** Names of actions, or all of them. */
  readonly privileges: readonly string[] | 'all'
}

export interface SimSettings {
  /** How long a session lives after its last use. */
  sessionMs: number
  /** From a write to its visibility; by transaction, so that writes can become visible out of order. */
  lagMs: (transaction: number) => number
  /** Whether nonces can be replayed. */
  nonceReplay: boolean
  /** Whether a sale may take more than a package holds (unverified: refused unless told). */
  oversell: boolean
  /** Prints a header before the JSON, as servers have done. */
  leakHeaders: boolean
  /** Writes identifiers as bare numbers, as some answers do. */
  numericIds: boolean
  /** `sync_check` without sums, as a server that does not know ranges. */
  sums: boolean
  /** Rows of a REST page. */
  pageSize: number
  /** Names of the REST API's query fields. */
  query: { readonly since: string; readonly cursor: string; readonly location: string }
}

/** One set of data: the real one, or that of training. */
export interface Books {
  readonly locations: Shelf<SimLocation>
  readonly packages: Shelf<SimPackage>
  readonly rooms: Shelf<SimRoom>
  readonly sales: Map<number, SimSale>
  readonly saleLines: Shelf<SimSaleLine>
  readonly adjustments: Shelf<SimAdjustment>
  readonly samples: Shelf<SimSample>
  readonly moved: Shelf<SimMoved>
  /** Answers of writes by company and nonce. */
  readonly answers: Map<string, Readonly<Record<string, unknown>>>
}

/** All that the simulated BioTrack knows: the truth that tests compare with. */
export interface BioTrackState {
  readonly settings: SimSettings
  readonly live: Books
  readonly training: Books
  readonly users: Map<string, SimUser>
  readonly sessions: Map<string, { readonly username: string; lastUse: number }>
  /** Opens a change: ids grow over all tables and companies, with gaps. */
  enter(at: Date): Entry
  newBarcode(): string
  newSession(): string
}

const emptyBooks = (): Books => ({
  locations: createShelf(),
  packages: createShelf(),
  rooms: createShelf(),
  sales: new Map(),
  saleLines: createShelf(),
  adjustments: createShelf(),
  samples: createShelf(),
  moved: createShelf(),
  answers: new Map(),
})

const HALF_HOUR = 1_800_000
const FIRST_TRANSACTION = 534_109
const LARGEST_GAP = 40
/** The first digits are past what a JavaScript number holds exactly, on purpose. */
const BARCODE_PREFIX = 9_034_571_320n

/** A BioTrack that knows nobody. Fill it with the builders (`addLocation`, `addUser`, `addPackage` …). */
export const emptyBioTrackState = (settings: Partial<SimSettings> = {}, seed = 1): BioTrackState => {
  const random = chance(seed)
  let transaction = FIRST_TRANSACTION
  let barcode = 0n
  const all: SimSettings = {
    sessionMs: HALF_HOUR,
    lagMs: () => 0,
    nonceReplay: true,
    oversell: false,
    leakHeaders: false,
    numericIds: false,
    sums: true,
    pageSize: 100,
    query: { since: 'TransactionID', cursor: 'Cursor', location: 'LocationLicense' },
    ...settings,
  }
  return {
    settings: all,
    live: emptyBooks(),
    training: emptyBooks(),
    users: new Map(),
    sessions: new Map(),
    enter: (at) => {
      // the others of the state write as well
      transaction += 1 + Math.floor(random() * LARGEST_GAP)
      return { transaction, at, visible: at.getTime() + all.lagMs(transaction) }
    },
    newBarcode: () => String(BARCODE_PREFIX * 1_000_000n + (barcode += 1n)),
    newSession: () => Array.from({ length: 128 }, () => Math.floor(random() * 16).toString(16)).join(''),
  }
}
