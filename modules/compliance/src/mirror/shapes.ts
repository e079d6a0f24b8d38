/** Where mirrored rows come from. */
export interface MirrorSource {
  readonly connectionId: string
  readonly storeId: string
  readonly seenAt: Date
}

/** A package as one side holds it. Quantities are decimal strings in `unit`; instants ISO 8601 in UTC, days calendar days. */
export interface MirrorPackage {
  readonly tag: string
  readonly itemName: string
  readonly category: string | null
  readonly quantity: string
  readonly unit: string
  readonly room: string | null
  readonly active: boolean
  readonly onHold: boolean
  readonly onRecall: boolean
  readonly finished: boolean
  readonly labState: string | null
  readonly packagedOn: string | null
  readonly expiresOn: string | null
  readonly lastModified: string
  readonly sourceTags: readonly string[]
}

/** A receipt as the state holds it, told whole. */
export interface MirrorReceipt {
  readonly stateId: string
  readonly externalNumber: string | null
  readonly soldAt: string
  readonly customerType: string | null
  readonly voided: boolean
  readonly lastModified: string
  readonly lines: readonly {
    readonly tag: string
    readonly quantity: string
    readonly unit: string
    readonly totalMinor: number | null
  }[]
}

/** An incoming delivery as the state holds it, told whole. */
export interface MirrorTransfer {
  readonly externalId: string
  readonly manifest: string
  readonly shipperLicence: string
  readonly shipperName: string
  readonly expectedAt: string | null
  readonly receivedAt: string | null
  readonly lastModified: string
  readonly packages: readonly {
    readonly tag: string
    readonly itemName: string
    readonly shippedQuantity: string
    readonly receivedQuantity: string | null
    readonly unit: string
    readonly state: string
    readonly expiresOn: string | null
    readonly labState: string | null
  }[]
}
