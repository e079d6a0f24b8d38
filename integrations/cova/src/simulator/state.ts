/** How this stand-in behaves where Cova's ways are not known for sure. */
export interface SimSettings {
  /** How long a token holds, seconds. */
  tokenSeconds: number
  /** The most rows of products and of lists that one answer holds. */
  largestProductTop: number
  largestListTop: number
  /** Calls a minute before 429; 0 for none. */
  callsPerMinute: number
  /** Whether goods that came back have negative quantities, or are told by the kind of invoice only. */
  returns: 'negative' | 'positive'
  /** Whether taxes are told with each item or once for the whole invoice. */
  taxes: 'items' | 'invoice'
  /** The word for an invoice's id. */
  idField: 'Id' | 'SalesInvoiceId'
}

export interface SimTax {
  readonly name: string
  readonly rate: number
  /** Not of medical sales. */
  readonly adultUseOnly?: boolean
}

export interface SimLocation {
  readonly id: number
  readonly name: string
  readonly taxes: readonly SimTax[]
  readonly rooms: ReadonlyMap<number, string>
}

export interface SimProduct {
  readonly id: string
  readonly sku: string
  readonly name: string
  readonly category: string
  readonly brand: string
  readonly supplier: string
  readonly strain: string | null
  readonly strainType: string | null
  readonly thc: number | null
  readonly unit: 'Units' | 'Grams'
  readonly price: number
  readonly upc: string
  changedAt: Date
}

/** A package of a location; quantities by room. */
export interface SimPackage {
  readonly tag: string
  readonly productId: string
  readonly locationId: number
  readonly unitCost: number
  readonly expiresOn: string | null
  readonly receivedAt: Date
  readonly byRoom: Map<number, number>
  changedAt: Date
}

export interface SimLine {
  readonly id: string
  readonly productId: string
  readonly tag: string
  readonly quantity: number
  readonly unitPrice: number
  /** Of the whole line, cents; of the sign of the quantity. */
  readonly discountMinor: number
  readonly unitCost: number
}

export interface SimInvoice {
  readonly id: string
  readonly number: string
  readonly locationId: number
  readonly soldAt: Date
  readonly customerId: string | null
  readonly employee: string
  readonly isMedical: boolean
  readonly returnOf: string | null
  readonly lines: readonly SimLine[]
  /** Off the whole invoice, cents; of the sign of the lines. */
  readonly discountMinor: number
  readonly payment: string
  voided: boolean
  changedAt: Date
}

export interface SimCustomer {
  readonly id: string
  readonly firstName: string
  readonly lastName: string
}

/** The truth of the stand-in: tests compare with it. */
export interface CovaState {
  readonly settings: SimSettings
  readonly companyId: number
  readonly keys: { clientId: string; clientSecret: string; userName: string; password: string }
  readonly locations: Map<number, SimLocation>
  readonly products: Map<string, SimProduct>
  readonly packages: Map<string, SimPackage>
  readonly invoices: Map<string, SimInvoice>
  readonly customers: Map<string, SimCustomer>
  /** Tokens given, with the instant until which each holds. */
  readonly tokens: Map<string, number>
  /** Numbers given so far, for ids. */
  issued: number
}

/** A company without anything. */
export const emptyCovaState = (settings: Partial<SimSettings> = {}): CovaState => ({
  settings: {
    tokenSeconds: 3600,
    largestProductTop: 500,
    largestListTop: 100,
    callsPerMinute: 0,
    returns: 'negative',
    taxes: 'items',
    idField: 'Id',
    ...settings,
  },
  companyId: 290_000,
  keys: {
    clientId: 'Suite.Shop',
    clientSecret: 'demo-secret',
    userName: 'shop@api',
    password: 'demo-password',
  },
  locations: new Map(),
  products: new Map(),
  packages: new Map(),
  invoices: new Map(),
  customers: new Map(),
  tokens: new Map(),
  issued: 0,
})

const KINDS = { product: '1', invoice: '2', item: '3', customer: '4', token: '5' } as const

/** The next id of a kind: a GUID that tells the kind and its place. */
export const nextId = (state: CovaState, kind: keyof typeof KINDS): string => {
  state.issued += 1
  return `c0fa000${KINDS[kind]}-0000-4000-8000-${state.issued.toString(16).padStart(12, '0')}`
}
