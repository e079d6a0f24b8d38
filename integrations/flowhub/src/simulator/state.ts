/** How this stand-in behaves where the ways of Flowhub are not known for sure. */
export interface SimSettings {
  /** The most rows on a page, whatever is asked for. */
  largestPage: number
  /** Calls in a second before 429, which says nothing of how long to wait; 0 for none. */
  callsPerSecond: number
  /** Whether the first and the last day of a range belong to it. */
  ends: 'both' | 'first' | 'neither'
  /** Whether goods that came back have negative quantities, or are told by their link only. */
  refunds: 'negative' | 'positive'
  /** What the prices of items hold. */
  prices: 'before_discounts' | 'after_discounts' | 'with_taxes'
  /** Whether a tax of an item is of the whole line or of each piece. */
  taxes: 'line' | 'piece'
  /** Whether an item names its product and size, or its SKU only, as older orders do. */
  items: 'named' | 'sku'
}

export interface SimTax {
  readonly name: string
  /** Percent. */
  readonly percentage: number
  /** Not of medical customers. */
  readonly adultUseOnly?: boolean
}

export interface SimLocation {
  readonly locationId: string
  readonly importId: string
  readonly name: string
  readonly timeZone: string
  readonly taxes: readonly SimTax[]
}

/** What is sold in one size. */
export interface SimVariant {
  readonly variantId: string
  readonly parentProductId: string
  readonly name: string
  readonly variantName: string
  readonly category: string
  readonly brand: string
  readonly supplier: string
  readonly strain: string | null
  readonly species: string | null
  readonly thcPercent: number | null
  readonly unit: 'each' | 'grams'
  readonly priceCents: number
}

/** One delivery of a size, with a SKU of its own; quantities by room. */
export interface SimPackage {
  readonly productId: string
  readonly sku: string
  readonly variantId: string
  readonly locationId: string
  /** Null for goods the state does not follow. */
  readonly tag: string | null
  readonly costCents: number
  readonly expiresOn: string | null
  readonly receivedAt: Date
  readonly byRoom: Map<string, number>
}

export interface SimItem {
  readonly id: string
  readonly sku: string
  /** Negative when goods came back. */
  readonly quantity: number
  readonly unitPriceCents: number
  /** Of the whole line, cents, of the sign of the quantity. */
  readonly grossMinor: number
  readonly discountMinor: number
}

export interface SimOrder {
  readonly id: string
  readonly number: string
  readonly locationId: string
  readonly createdAt: Date
  readonly completedAt: Date
  readonly customerId: string | null
  readonly isMedical: boolean
  readonly originalSaleId: string | null
  readonly items: readonly SimItem[]
  /** Off the whole order, cents, of the sign of the items. */
  readonly discountMinor: number
  readonly feeMinor: number
  status: string
  voided: boolean
}

export interface SimCustomer {
  readonly id: string
  readonly name: string
  readonly updatedAt: Date
}

/** The truth of the stand-in: tests compare with it. */
export interface FlowhubState {
  readonly settings: SimSettings
  readonly keys: { clientId: string; key: string }
  readonly locations: Map<string, SimLocation>
  readonly variants: Map<string, SimVariant>
  /** By SKU. */
  readonly packages: Map<string, SimPackage>
  readonly orders: Map<string, SimOrder>
  readonly customers: Map<string, SimCustomer>
  /** Numbers given so far, for ids. */
  issued: number
}

/** A company without anything. */
export const emptyFlowhubState = (settings: Partial<SimSettings> = {}): FlowhubState => ({
  settings: {
    largestPage: 500,
    callsPerSecond: 0,
    ends: 'both',
    refunds: 'negative',
    prices: 'before_discounts',
    taxes: 'line',
    items: 'named',
    ...settings,
  },
  keys: { clientId: 'f10a0000-0000-4000-8000-00000000c11e', key: 'f10a0000-0000-4000-8000-000000000e75' },
  locations: new Map(),
  variants: new Map(),
  packages: new Map(),
  orders: new Map(),
  customers: new Map(),
  issued: 0,
})

const KINDS = { location: '1', product: '2', variant: '3', order: '4', item: '5', customer: '6' } as const

/** The next id of a kind: a GUID that tells the kind and its place. */
export const nextId = (state: FlowhubState, kind: keyof typeof KINDS): string => {
  state.issued += 1
  return `f10a000${KINDS[kind]}-0000-4000-8000-${state.issued.toString(16).padStart(12, '0')}`
}

/** What is left of a delivery in all rooms. */
export const quantityOf = ({ byRoom }: Pick<SimPackage, 'byRoom'>): number =>
  Number([...byRoom.values()].reduce((sum, each) => sum + each, 0).toFixed(4))
