/** How this stand-in behaves where the ways of BLAZE are not known for sure. */
export interface SimSettings {
  /** The most rows on a page, whatever is asked for. */
  largestPage: number
  /** Calls in five minutes before 429; 0 for none. */
  callsPerFiveMinutes: number
  /** Whether a range of days holds its last day. */
  lastDay: 'included' | 'left_out'
  /** Whether days are those of the store or of UTC. */
  days: 'store' | 'utc'
  /** Whether goods that came back have negative quantities, or are told by the type only. */
  refunds: 'negative' | 'positive'
}

export interface SimTax {
  readonly kind: 'city' | 'county' | 'state' | 'excise'
  readonly rate: number
}

export interface SimProduct {
  readonly id: string
  readonly sku: string
  readonly name: string
  readonly category: string
  readonly unitType: 'units' | 'grams'
  readonly brand: string
  readonly vendor: string
  readonly strain: string
  readonly flowerType: string
  readonly thc: number
  readonly price: number
  readonly changedAt: Date
}

export interface SimBatch {
  readonly id: string
  readonly productId: string
  readonly tag: string
  readonly costPerUnit: number
  readonly expiresOn: string | null
  readonly receivedAt: Date
  quantity: number
  changedAt: Date
}

/** What a line took from one batch. */
export interface SimTaken {
  readonly batchId: string
  readonly quantity: number
}

export interface SimItem {
  readonly id: string
  readonly productId: string
  /** Negative when goods came back. */
  readonly quantity: number
  readonly unitPrice: number
  /** Of the whole line, cents, of the sign of the quantity: as a price break makes it. */
  readonly grossMinor: number
  readonly discountMinor: number
  readonly taken: readonly SimTaken[]
}

export interface SimTransaction {
  readonly id: string
  readonly number: string
  readonly type: 'Sale' | 'Refund'
  readonly soldAt: Date
  readonly memberId: string | null
  readonly isMedical: boolean
  readonly parentId: string | null
  readonly items: readonly SimItem[]
  /** Off the whole cart, cents, of the sign of the items. */
  readonly discountMinor: number
  status: string
  changedAt: Date
}

export interface SimMember {
  readonly id: string
  readonly firstName: string
  readonly lastName: string
}

/** The truth of the stand-in: tests compare with it. */
export interface BlazeState {
  readonly settings: SimSettings
  readonly keys: { partnerKey: string; storeKey: string }
  readonly store: { id: string; name: string; zone: string }
  readonly taxes: SimTax[]
  readonly products: Map<string, SimProduct>
  readonly batches: Map<string, SimBatch>
  readonly transactions: Map<string, SimTransaction>
  readonly members: Map<string, SimMember>
  /** Numbers given so far, for ids. */
  issued: number
}

/** A store without anything. */
export const emptyBlazeState = (
  settings: Partial<SimSettings> = {},
  taxes: readonly SimTax[] = [],
): BlazeState => ({
  settings: {
    largestPage: 100,
    callsPerFiveMinutes: 0,
    lastDay: 'included',
    days: 'store',
    refunds: 'positive',
    ...settings,
  },
  keys: { partnerKey: 'demo-partner-key', storeKey: 'demo-store-key' },
  store: { id: '5f0000000000000000000001', name: 'Evergreen Oakland', zone: 'America/Los_Angeles' },
  taxes: [...taxes],
  products: new Map(),
  batches: new Map(),
  transactions: new Map(),
  members: new Map(),
  issued: 0,
})

/** The next id: 24 hexadecimal digits, as BLAZE gives them. */
export const nextId = (state: BlazeState): string => {
  state.issued += 1
  return `5f${state.issued.toString(16).padStart(22, '0')}`
}
