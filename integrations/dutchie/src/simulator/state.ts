import { chance } from '@suite/simulator'
import type { Scope } from '../endpoint.ts'
import { DUTCHIE_LIMITS, type DutchieLimits } from '../limits.ts'
import { createCalendar, type Calendar } from './calendar.ts'
import type {
  SimCustomer,
  SimDelivery,
  SimMovement,
  SimOrder,
  SimPackage,
  SimProduct,
  SimSale,
  SimTax,
} from './rows.ts'
import { createTable, type RangeEnds, type Table } from './table.ts'

/** How this Dutchie behaves; may be changed while it runs. */
export interface SimSettings {
  /** From a change to its visibility, milliseconds: drawn between the two for every change. One to five minutes in truth. */
  lagMs: readonly [number, number]
  /** Null lifts all limits. */
  limits: DutchieLimits | null
  /** Whether a refusal for its rate says how long to wait. */
  retryAfter: boolean
  /** `/reporting/transactions` answers 503. */
  killSwitch: boolean
  whoAmIKeys: 'camel' | 'pascal'
  /** Number of the first page of paged lists. */
  firstPage: 0 | 1
  largestPage: number
  rangeEnds: RangeEnds
  /** The sign of what a return holds. */
  returns: 'negative' | 'positive'
  totalPrice: 'with_taxes' | 'net'
  /** The longest range of transactions. */
  longestRangeMs: number
  /** A second delivery with the same external id is refused, or answered with the first one's id. */
  repeatedDelivery: 'refused' | 'same'
  /** Whether a key without its integrator key is refused. */
  integratorRequired: boolean
}

export interface SimKey {
  readonly locationId: number
  readonly scopes: readonly Scope[] | 'all'
  /** The password beside it; empty when there is none. */
  readonly integratorKey: string
}

/** Anything with an id and a name that has no life of its own. */
export type PlainRow = Readonly<Record<string, unknown>>

/** One store. */
export interface SimLocation {
  readonly id: number
  readonly name: string
  readonly licence: string
  readonly zone: string
  readonly region: string
  readonly address: { readonly street: string; readonly city: string; readonly postalCode: string }
  readonly lsp: { readonly id: number; readonly name: string }
  /** Of sales from now on. */
  taxes: readonly SimTax[]
  /** Prices have the taxes in them. */
  taxInclusive: boolean
  readonly products: Table<SimProduct>
  readonly customers: Table<SimCustomer>
  readonly packages: Table<SimPackage>
  readonly sales: Table<SimSale>
  readonly salesByDate: Calendar
  readonly orders: Table<SimOrder>
  readonly deliveries: Table<SimDelivery>
  /** External id of a delivery to its number. */
  readonly deliveryIds: Map<string, number>
  readonly movements: SimMovement[]
  /** Changes of a package's stock by sales and all else: when, by how much. For stock as it was. */
  readonly deltas: Map<number, { readonly at: number[]; readonly by: number[] }>
  /** Upper-case tag to package. */
  readonly tags: Map<string, number>
  readonly vendors: Map<number, PlainRow>
  readonly rooms: Map<number, PlainRow>
  readonly employees: Map<number, PlainRow>
  readonly terminals: Map<number, PlainRow>
  readonly discounts: Map<number, PlainRow>
  readonly brands: Map<number, PlainRow>
  readonly categories: Map<number, PlainRow>
  readonly cashEvents: PlainRow[]
  /** What the state's system holds of a tag, where it differs. */
  readonly stateQuantities: Map<string, number>
}

/** All that the simulated Dutchie knows: the truth that tests compare with. */
export interface DutchieState {
  readonly settings: SimSettings
  readonly keys: Map<string, SimKey>
  readonly locations: Map<number, SimLocation>
  /** The next unused id: ids grow, over all kinds. */
  nextId(): number
  /** Makes the tables of a location; see `addLocation`. */
  newTable<T>(idOf: (row: T) => number): Table<T>
}

const DAY = 86_400_000

/** A Dutchie that knows nobody. Fill it with the builders (`addLocation`, `addKey`, `addProduct` …). */
export const emptyDutchieState = (settings: Partial<SimSettings> = {}, seed = 1): DutchieState => {
  const random = chance(seed)
  const all: SimSettings = {
    lagMs: [0, 0],
    limits: DUTCHIE_LIMITS,
    retryAfter: true,
    killSwitch: false,
    whoAmIKeys: 'camel',
    firstPage: 0,
    largestPage: 10_000,
    rangeEnds: 'inclusive',
    returns: 'negative',
    totalPrice: 'with_taxes',
    longestRangeMs: 60 * DAY,
    repeatedDelivery: 'refused',
    integratorRequired: false,
    ...settings,
  }
  let id = 0
  return {
    settings: all,
    keys: new Map(),
    locations: new Map(),
    nextId: () => (id += 1),
    newTable: (idOf) =>
      createTable(idOf, {
        lag: () => Math.round(all.lagMs[0] + random() * (all.lagMs[1] - all.lagMs[0])),
        ends: () => all.rangeEnds,
      }),
  }
}

/** A location's empty shelves. */
export const emptyShelves = (
  state: DutchieState,
): Omit<
  SimLocation,
  'id' | 'name' | 'licence' | 'zone' | 'region' | 'address' | 'lsp' | 'taxes' | 'taxInclusive'
> => ({
  products: state.newTable<SimProduct>(({ id }) => id),
  customers: state.newTable<SimCustomer>(({ id }) => id),
  packages: state.newTable<SimPackage>(({ id }) => id),
  sales: state.newTable<SimSale>(({ id }) => id),
  salesByDate: createCalendar(),
  orders: state.newTable<SimOrder>(({ id }) => id),
  deliveries: state.newTable<SimDelivery>(({ id }) => id),
  deliveryIds: new Map(),
  movements: [],
  deltas: new Map(),
  tags: new Map(),
  vendors: new Map(),
  rooms: new Map(),
  employees: new Map(),
  terminals: new Map(),
  discounts: new Map(),
  brands: new Map(),
  categories: new Map(),
  cashEvents: [],
  stateQuantities: new Map(),
})
