/**
 * A package in the suite's own words, the same for every state system. Days are calendar days as the state holds them;
 * null is what BioTrack does not tell.
 */
export interface StatePackage {
  /** The 16 digits; the same as the tag. */
  readonly stateId: string
  readonly tag: string
  readonly itemName: string
  readonly category: string | null
  readonly strain: string | null
  readonly brand: string | null
  /** Decimal string in `unit`. */
  readonly quantity: string
  readonly unit: string
  readonly room: string | null
  readonly subroom: string | null
  readonly status: {
    /** Seized, in a quarantine room, scheduled for destruction, or of a status the settings call held. */
    readonly hold: boolean
    readonly recall: boolean
    /** Deleted at the state: not stock any more. */
    readonly finished: boolean
    readonly discontinued: boolean
    readonly tradeSample: boolean
    readonly onRetailerDelivery: boolean
  }
  /** See `labStateOf`; null where nothing is known of a test, as for goods whose samples their producer sent. */
  readonly labState: string | null
  readonly packagedOn: string | null
  readonly expiresOn: string | null
  readonly sellBy: string | null
  readonly useBy: string | null
  readonly receivedAt: Date | null
  readonly manifest: string | null
  readonly externalId: string | null
  readonly lastModified: Date | null
  readonly sourceTags: readonly string[]
  /** Licence of the location that holds it. */
  readonly location: string | null
  /** Grows with every change. */
  readonly transactionId: number
}

/** A receipt as the state holds it. Amounts are cents, instants UTC. */
export interface StateReceipt {
  /** The sale's first transaction (classic) or its id. */
  readonly stateId: string
  /** The till's number; the classic API keeps none. */
  readonly externalNumber: string | null
  readonly soldAt: Date | null
  /** BioTrack's word, such as RECREATIONAL; the classic API tells none. */
  readonly customerType: string | null
  /** Of the lines that stand. */
  readonly totalMinor: number
  readonly packageCount: number
  readonly lines: readonly StateReceiptLine[]
  readonly final: boolean
  /** Every line is undone. */
  readonly voided: boolean
  readonly recordedAt: Date | null
  readonly lastModified: Date | null
  readonly location: string | null
  readonly terminal: string | null
  readonly transactionId: number
}

export interface StateReceiptLine {
  readonly tag: string
  readonly itemName: string | null
  /** Decimal string in `unit`; negative for goods that came back. */
  readonly quantity: string
  readonly unit: string
  /** Before taxes; negative for goods that came back. */
  readonly totalMinor: number
}

/** One incoming transfer. */
export interface StateTransfer {
  /** The manifest's identifier. */
  readonly stateId: string
  readonly manifest: string
  readonly shipper: { readonly licence: string | null; readonly name: string | null }
  readonly recipientLicence: string | null
  /** Null where BioTrack tells only the day it was sent. */
  readonly expectedAt: Date | null
  readonly shippedOn: string | null
  readonly receivedAt: Date | null
  /** Every package was received, not only some. */
  readonly complete: boolean
  readonly voided: boolean
  readonly packageCount: number
  readonly receivedPackageCount: number
  readonly lastModified: Date | null
  readonly packages: readonly StateTransferPackage[]
}

export interface StateTransferPackage {
  readonly tag: string
  readonly itemName: string | null
  readonly category: string | null
  readonly strain: string | null
  /** Decimal strings in their unit. */
  readonly shipped: { readonly quantity: string; readonly unit: string } | null
  readonly received: { readonly quantity: string; readonly unit: string } | null
  /** Shipped, Accepted, Rejected or Returned. */
  readonly state: string
  readonly labState: string | null
  readonly packagedOn: string | null
  readonly expiresOn: string | null
  /** Cents for the whole package, as the shipper wrote it. */
  readonly wholesaleMinor: number | null
}

/** A sale to report. */
export interface SaleToReport {
  /** The till's number: what makes a sale one sale. */
  readonly externalNumber: string
  readonly soldAt: Date
  /** RECREATIONAL or MEDICAL, for the APIs that ask. */
  readonly customerType?: string
  readonly terminal?: string
  /** Medical, classic API: from a look-up of the card. */
  readonly cardId?: string | null
  readonly cardKey?: string | null
  readonly lines: readonly SaleLineToReport[]
}

export interface SaleLineToReport {
  readonly tag: string
  /** Decimal string, pieces. */
  readonly quantity: string
  /** Cents for the line before taxes. */
  readonly totalMinor: number
  readonly exciseTaxMinor?: number
  readonly otherTaxMinor?: number
}
