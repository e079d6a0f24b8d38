/** How this stand-in behaves where the ways of Treez are not known for sure. */
export interface SimSettings {
  /** The most rows that may be asked for. */
  largestPage: number
  /** Calls in two seconds before 429; 0 for none. */
  callsPerTwoSeconds: number
  /** The path of changed tickets before their time. */
  changesPath: string
  /** The word by which a page of packages is asked for. */
  packagesPage: string
  /** Whether a token names the whole address or leaves the query out. */
  audience: 'whole' | 'without_query'
  /** Whether goods that came back have negative quantities and amounts, or are told by the link only. */
  refunds: 'negative' | 'positive'
  /** Whether tickets are closed on days of the store or of UTC. */
  days: 'store' | 'utc'
  /** In which order changes are told. */
  order: 'newest_first' | 'oldest_first'
  /** Whether lists say how many rows they hold. */
  totals: 'told' | 'untold'
  /** Whether a page past the end is empty or a refusal. */
  pastEnd: 'empty' | 'refused'
}

export interface SimTax {
  readonly name: string
  readonly rate: number
  /** Not of medical sales. */
  readonly adultUseOnly?: boolean
}

export interface SimProduct {
  readonly id: string
  readonly sku: string
  readonly name: string
  readonly category: string
  readonly subtype: string
  readonly brand: string
  readonly classification: string | null
  readonly uom: 'GRAMS' | 'MILLIGRAMS' | 'EACH'
  readonly amount: number
  readonly thc: number | null
  readonly price: number
  changedAt: Date
}

/** A package; quantities by place. */
export interface SimPackage {
  readonly tag: string
  readonly barcode: string
  readonly productId: string
  readonly expiresOn: string | null
  readonly receivedOn: string
  readonly byPlace: Map<string, number>
}

export interface SimItem {
  readonly id: string
  readonly productId: string
  readonly tag: string
  /** Negative when goods came back. */
  readonly quantity: number
  readonly unitPrice: number
  /** Of the whole line, cents, of the sign of the quantity. */
  readonly discountMinor: number
}

export interface SimTicket {
  readonly id: string
  readonly number: string
  readonly openedAt: Date
  readonly closedAt: Date | null
  readonly customerId: number | null
  readonly employee: string
  readonly isMedical: boolean
  readonly originalId: string | null
  readonly items: readonly SimItem[]
  /** Off the whole ticket, cents, of the sign of the items. */
  readonly discountMinor: number
  /** Of a delivery, cents. */
  readonly feeMinor: number
  readonly payment: string
  status: 'IN_PROCESS' | 'COMPLETED' | 'CANCELED'
  changedAt: Date
}

export interface SimCustomer {
  readonly id: number
  readonly firstName: string
  readonly lastName: string
  readonly changedAt: Date
}

/** What a person gets from Treez; the private part is theirs. */
export interface SimKeys {
  readonly certificateId: string
  readonly organizationId: string
  readonly privateKey: string
  readonly publicKey: string
}

/** The truth of the stand-in: tests compare with it. */
export interface TreezState {
  readonly settings: SimSettings
  readonly keys: SimKeys
  readonly store: { readonly dispensary: string; readonly zone: string }
  readonly taxes: readonly SimTax[]
  readonly products: Map<string, SimProduct>
  readonly packages: Map<string, SimPackage>
  readonly tickets: Map<string, SimTicket>
  readonly customers: Map<number, SimCustomer>
  /** Numbers given so far, for ids. */
  issued: number
}

/** Where goods lie: the shelf they are sold from, the store room, and what came back. */
export const PLACES = { front: 'FRONT OF HOUSE', back: 'BACK OF HOUSE', returned: 'POS RETURN' } as const

/** A store without anything. */
export const emptyTreezState = (
  keys: SimKeys,
  settings: Partial<SimSettings> = {},
  taxes: readonly SimTax[] = [],
): TreezState => ({
  settings: {
    largestPage: 50,
    callsPerTwoSeconds: 0,
    changesPath: 'ticket/lastUpdated',
    packagesPage: 'page',
    audience: 'whole',
    refunds: 'negative',
    days: 'store',
    order: 'newest_first',
    totals: 'told',
    pastEnd: 'empty',
    ...settings,
  },
  keys,
  store: { dispensary: 'evergreen', zone: 'America/Los_Angeles' },
  taxes,
  products: new Map(),
  packages: new Map(),
  tickets: new Map(),
  customers: new Map(),
  issued: 0,
})

const KINDS = { product: '1', ticket: '2', item: '3', part: '4' } as const

/** The next id of a kind: a GUID that tells the kind and its place. */
export const nextId = (state: TreezState, kind: keyof typeof KINDS): string => {
  state.issued += 1
  return `73ee000${KINDS[kind]}-0000-4000-8000-${state.issued.toString(16).padStart(12, '0')}`
}
