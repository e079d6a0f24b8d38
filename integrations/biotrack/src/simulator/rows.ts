/** Truths of the simulated state. Quantities and prices are decimal strings. */
export interface SimPackage {
  readonly barcode: string
  /** Licence of the location that holds it. */
  readonly location: string
  readonly type: string
  readonly product: string | null
  readonly strain: string | null
  readonly remaining: string
  readonly room: string | null
  readonly parents: readonly string[]
  readonly status: string
  readonly seized: boolean
  readonly isSample: boolean
  readonly deleted: boolean
  /** Only the REST API tells these. */
  readonly packagedOn: string | null
  readonly expiresOn: string | null
  readonly externalId: string | null
}

/** What all lines of a sale share. */
export interface SimSale {
  /** The first transaction. */
  readonly id: number
  readonly location: string
  readonly externalId: string | null
  readonly requestId: string | null
  readonly type: string
  readonly cardId: string | null
  readonly terminal: string | null
  readonly soldAt: Date
  readonly recordedAt: Date
}

export interface SimSaleLine {
  readonly sale: number
  readonly location: string
  readonly barcode: string
  readonly item: number
  readonly quantity: string
  /** Of the line; negative for a refund. */
  readonly price: string
  readonly deleted: boolean
}

export interface SimAdjustment {
  readonly id: number
  readonly barcode: string
  readonly location: string
  readonly type: string
  readonly before: string
  readonly after: string
  readonly reason: string
}

export interface SimRoom {
  readonly number: string
  readonly location: string
  readonly name: string
  readonly quarantine: boolean
  readonly deleted: boolean
}

/** A licensed location of any company. */
export interface SimLocation {
  readonly licence: string
  readonly ubi: string
  readonly name: string
  readonly retail: boolean
  readonly deleted: boolean
}

/** A sample at a laboratory; `result` is −1 failed, 0 pending, 1 passed, 2 rejected. */
export interface SimSample {
  readonly barcode: string
  readonly parent: string
  readonly location: string
  readonly lab: string
  readonly result: '-1' | '0' | '1' | '2'
  readonly tests: readonly Readonly<Record<string, string>>[]
  readonly deleted: boolean
}

/** One package on its way, or arrived, from one location to another. */
export interface SimMoved {
  readonly manifest: string
  readonly from: string
  readonly to: string
  readonly goods: SimPackage
  readonly quantity: string
  readonly price: string
  readonly sentAt: Date
  /** The transaction of receiving is the row's version. */
  readonly received: { readonly quantity: string; readonly at: Date } | null
}
