/**
 * What every till and every state system is turned into. Quantities and unit money are decimal strings, totals integer
 * minor units, instants ISO 8601 in UTC.
 */

/** A product as a till knows it. */
export interface PosProduct {
  readonly externalId: string
  readonly sku: string | null
  readonly name: string
  readonly category: string | null
  readonly brand: string | null
  readonly vendor: string | null
  readonly strain: string | null
  readonly strainType: 'indica' | 'sativa' | 'hybrid' | null
  readonly thc: string | null
  readonly cbd: string | null
  readonly unit: string
  readonly price: string | null
  readonly cost: string | null
  readonly barcode: string | null
}

/** Stock of one package as a till states it. */
export interface PosPackage {
  readonly externalId: string
  readonly packageTag: string | null
  readonly productExternalId: string
  readonly quantity: string
  readonly unit: string
  readonly room: string | null
  readonly unitCost: string | null
  readonly expiresOn: string | null
  readonly receivedAt: string | null
  readonly lastModified: string | null
}

export interface PosSaleLine {
  readonly externalId: string
  readonly productExternalId: string
  readonly packageTag: string | null
  /** Negative when goods came back. */
  readonly quantity: string
  readonly unit: string
  readonly unitPrice: string
  readonly discountMinor: number
  readonly netMinor: number
  readonly costMinor: number | null
  readonly taxes: readonly { readonly kind: string; readonly minor: number }[]
  readonly returned: boolean
}

/** One transaction of a till, told whole. */
export interface PosSale {
  readonly externalId: string
  readonly soldAt: string
  readonly lastModified: string
  readonly voided: boolean
  readonly returnOf: string | null
  readonly customerExternalId: string | null
  readonly staff: string | null
  readonly isMedical: boolean | null
  readonly tenders: readonly { readonly kind: string; readonly minor: number }[]
  readonly lines: readonly PosSaleLine[]
}

/** A package as the state's register holds it. */
export interface StatePackage {
  readonly tag: string
  readonly itemName: string
  readonly category: string | null
  readonly quantity: string
  readonly unit: string
  readonly room: string | null
  /** Whether the register counts it as part of this facility's inventory. */
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

export interface StateReceipt {
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

export interface StateTransfer {
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

/** A row of an answer that could not be taken. */
export interface RefusedVendorRow {
  readonly externalId: string
  readonly code: string
  readonly reason: string
}

/** The rows of one answer, by kind. A kind that is absent was not asked for. */
export interface CanonicalPage {
  readonly products?: readonly PosProduct[]
  readonly stock?: readonly PosPackage[]
  readonly sales?: readonly PosSale[]
  readonly statePackages?: readonly StatePackage[]
  readonly stateReceipts?: readonly StateReceipt[]
  readonly stateTransfers?: readonly StateTransfer[]
  readonly refused: readonly RefusedVendorRow[]
}
