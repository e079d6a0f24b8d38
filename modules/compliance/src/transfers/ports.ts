import type { Tx } from '@suite/db'
import type { SourcesOf } from '../discrepancies/ports.ts'

/** A package of a delivery as it goes onto the shelf; quantity in the product's unit. */
export interface DeliveredPackage {
  readonly storeId: string
  readonly productId: string
  readonly quantity: string
  readonly unitCost: string | null
  readonly lotCode: string
  readonly packageTag: string
  readonly expiresOn: string | null
  /** Whose goods they are: only an order to them can have waited for it. Empty when the register does not say. */
  readonly shipperLicence: string
  /** The manifest's number, for the record. */
  readonly manifest: string
  readonly now: Date
}

/** What taking a delivery in needs of the rest of the product. The server wires it in. */
export interface TransferPorts {
  /** Takes a package into stock, off an open purchase order where one waits for it. */
  takeIn(tx: Tx, delivered: DeliveredPackage): Promise<{ lotId: string }>
  /** Whether the store's till brings stock in by itself. */
  readonly sourcesOf: SourcesOf
}
