import type { ItemRow } from './blank-item.ts'
import type { PackageRow } from './blank-package.ts'
import type { ReceiptRow, RetailerDeliveryRow, SalesDeliveryRow } from './blank-sale.ts'
import type { TransferRow } from './blank-transfer.ts'
import { adjustReasons, categories } from './reference-data.ts'
import { createShelf, type Keeping, type Shelf } from './shelf.ts'

/** A person with a key. Permissions are Metrc's names, in any case; `'all'` has every one. */
export interface SimUser {
  readonly name: string
  readonly licences: readonly string[]
  readonly permissions: readonly string[] | 'all'
  readonly employeeLicence: string
}

export interface SimFacility {
  readonly id: number
  readonly licence: string
  readonly name: string
  readonly licenceType: string
  /** IANA zone of its wall clock. */
  readonly zone: string
  /** Capability flags that are on. */
  readonly flags: ReadonlySet<string>
}

/** A record with an owner whose fields matter to nobody here. */
export interface PlainRow {
  readonly Id: number
  readonly Name: string
  readonly $licence: string
  readonly $archived: boolean
  readonly [field: string]: unknown
}

/** One adjustment as /packages/v2/adjustments lists it. */
export interface AdjustmentRow {
  readonly Id: number
  readonly $licence: string
  readonly [field: string]: unknown
}

export interface SimSettings {
  /** From the commit of a change to its visibility; 1 to 5 seconds are seen. */
  lagMs: number
  /** How long a GET takes; makes calls overlap, so that the limits of concurrency matter. */
  latencyMs: number
  /** Null lifts all limits. */
  limits: {
    facilityPerSecond: number
    keyPerSecond: number
    facilityConcurrent: number
    keyConcurrent: number
  } | null
  /**
   * Whether a sale may take more than a package holds. Not published (unverified): tills do report such sales, so it is
   * allowed unless told otherwise.
   */
  oversell: boolean
  /** `/packages/v2/active` with a range also lists packages finished since (seen by one practitioner). */
  activeListsFinished: boolean
}

/** All that the simulated Metrc knows: the truth that tests compare with. */
export interface MetrcState {
  readonly settings: SimSettings
  readonly keeping: Keeping
  readonly vendorKeys: Set<string>
  readonly users: Map<string, SimUser>
  readonly facilities: Map<string, SimFacility>
  readonly packages: Shelf<PackageRow>
  /** Package tag, upper case, to id. */
  readonly tagIds: Map<string, number>
  readonly items: Shelf<ItemRow & { readonly $licence: string }>
  readonly strains: Shelf<PlainRow>
  readonly brands: Shelf<PlainRow>
  readonly locations: Shelf<PlainRow>
  readonly sublocations: Shelf<PlainRow>
  readonly receipts: Shelf<ReceiptRow>
  /** Licence and external number, to ids of receipts in the order they came. */
  readonly externalNumbers: Map<string, number[]>
  readonly salesDeliveries: Shelf<SalesDeliveryRow>
  readonly retailerDeliveries: Shelf<RetailerDeliveryRow>
  readonly transfers: Shelf<TransferRow>
  readonly templates: Shelf<TransferRow>
  readonly adjustments: Shelf<AdjustmentRow>
  readonly labResults: Shelf<AdjustmentRow>
  /** Unused package tags by licence. */
  readonly tags: Map<string, string[]>
  readonly files: Map<number, { readonly name: string; readonly base64: string }>
  readonly patients: Map<string, Readonly<Record<string, unknown>>>
  readonly webhooks: Map<string, Readonly<Record<string, unknown>>>
  categories: readonly (typeof categories)[number][]
  adjustReasons: readonly (typeof adjustReasons)[number][]
  /** The next unused id: ids grow with time, over all kinds. */
  nextId(): number
}

/** A Metrc that knows nobody. Fill it with the builders (`addFacility`, `addUser`, `addPackage` …). */
export const emptyMetrcState = (settings: Partial<SimSettings> = {}): MetrcState => {
  const all: SimSettings = {
    lagMs: 0,
    latencyMs: 0,
    limits: { facilityPerSecond: 50, keyPerSecond: 150, facilityConcurrent: 10, keyConcurrent: 30 },
    oversell: true,
    activeListsFinished: true,
    ...settings,
  }
  const keeping: Keeping = {
    get lagMs() {
      return all.lagMs
    },
    set lagMs(ms) {
      all.lagMs = ms
    },
    undo: null,
  }
  let id = 0
  return {
    settings: all,
    keeping,
    vendorKeys: new Set(),
    users: new Map(),
    facilities: new Map(),
    packages: createShelf(keeping),
    tagIds: new Map(),
    items: createShelf(keeping),
    strains: createShelf(keeping),
    brands: createShelf(keeping),
    locations: createShelf(keeping),
    sublocations: createShelf(keeping),
    receipts: createShelf(keeping),
    externalNumbers: new Map(),
    salesDeliveries: createShelf(keeping),
    retailerDeliveries: createShelf(keeping),
    transfers: createShelf(keeping),
    templates: createShelf(keeping),
    adjustments: createShelf(keeping),
    labResults: createShelf(keeping),
    tags: new Map(),
    files: new Map(),
    patients: new Map(),
    webhooks: new Map(),
    categories,
    adjustReasons,
    nextId: () => (id += 1),
  }
}
