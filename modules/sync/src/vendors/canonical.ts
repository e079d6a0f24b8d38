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
  /** What one unit holds, in a unit of mass; left out where the till does not say. */
  readonly netWeight?: { readonly amount: string; readonly unit: string }
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

/** A vendor as a till knows it. */
export interface PosVendor {
  readonly externalId: string
  readonly name: string
  readonly licence: string | null
  readonly email: string | null
}

/** A customer as a till knows them, without what tells who they are. */
export interface PosCustomer {
  readonly externalId: string
  /** Null when the till does not say. */
  readonly isMedical: boolean | null
  /** Null when never asked. */
  readonly marketingConsent: boolean | null
  /** The number of the customer who took over this one's record. */
  readonly mergedInto: string | null
  readonly createdAt: string | null
  readonly lastModified: string | null
}

/** A purchase order written in a till, told whole. */
export interface PosOrder {
  readonly externalId: string
  /** What people know it by. */
  readonly number: string | null
  readonly vendorExternalId: string | null
  readonly vendorName: string | null
  readonly status: 'draft' | 'sent' | 'partly_received' | 'received' | 'cancelled'
  readonly createdAt: string | null
  readonly createdBy: string | null
  readonly sentAt: string | null
  readonly closedAt: string | null
  /** A day of the store. */
  readonly expectedOn: string | null
  readonly note: string
  readonly lines: readonly {
    readonly productExternalId: string
    readonly name: string
    readonly quantity: string
    /** Null: the product's own. */
    readonly unit: string | null
    /** Decimal money of the line without tax. */
    readonly subtotal: string | null
  }[]
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
  readonly vendors?: readonly PosVendor[]
  readonly customers?: readonly PosCustomer[]
  readonly orders?: readonly PosOrder[]
  readonly statePackages?: readonly StatePackage[]
  readonly stateReceipts?: readonly StateReceipt[]
  readonly stateTransfers?: readonly StateTransfer[]
  readonly refused: readonly RefusedVendorRow[]
}
