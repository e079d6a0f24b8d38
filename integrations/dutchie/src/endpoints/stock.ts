import { list, one, write } from '../endpoint.ts'
import {
  integrationRecon,
  inventoryItem,
  inventorySnapshot,
  inventoryTransaction,
  receivedInventory,
  savedReceive,
  type WireInventoryItem,
  type WireInventorySnapshot,
  type WireInventoryTransaction,
  type WireReceivedInventory,
} from '../wire/inventory.ts'

interface Includes {
  readonly includeLabResults?: boolean
  readonly includeRoomQuantities?: boolean
}

/** A span of dates; whether both ends belong to it is not published (unverified). */
export interface DateSpan {
  readonly startDate?: Date
  readonly endDate?: Date
}

/**
 * Stock. `reporting` is the list to use: `shelf` shows only products opened to the API with stock above zero, and one
 * integration found it always empty.
 */
export const inventory = {
  shelf: list<WireInventoryItem, Includes>('/inventory', inventoryItem, 'inventoryId', 'Inventory'),
  reporting: list<
    WireInventoryItem,
    Includes & { readonly includeAllocated?: boolean; readonly includeLineage?: boolean }
  >('/reporting/inventory', inventoryItem, 'inventoryId', 'Reporting'),
  snapshot: list<WireInventorySnapshot, { readonly fromDate?: Date }>(
    '/inventory/snapshot',
    inventorySnapshot,
    'inventoryId',
    'Inventory',
  ),
  movements: list<WireInventoryTransaction, DateSpan & { readonly transactionType?: string }>(
    '/inventory/inventorytransaction',
    inventoryTransaction,
    'inventoryTransactionId',
    'Inventory',
  ),
  received: list<WireReceivedInventory, DateSpan & { readonly receiveInventoryHistoryId?: number }>(
    '/inventory/receivedinventory',
    receivedInventory,
    'receiveInventoryHistoryId',
    'Inventory',
  ),
  /** Books a delivery, or saves it as a draft; see `receiveSafely`. */
  receive: write<ReceiveInventory, { receiveInventoryHistoryId: number }>(
    '/inventory/receiveinventory',
    savedReceive,
    'Inventory',
  ),
  recon: one('/integration/integration-recon', integrationRecon, 'Integrations'),
}

/** The body of `POST /inventory/receiveinventory`. Quantities and money are JSON numbers here, dates ISO 8601. */
export interface ReceiveInventory {
  readonly vendorId?: number | null
  readonly vendorLicense?: string | null
  readonly deliveredBy?: string | null
  readonly deliveredOn: string
  /** The manifest or any other number of the delivery. */
  readonly transactionId?: string | null
  readonly orderTitle?: string | null
  /** Unique: a second delivery with the same one is refused. */
  readonly externalId: string
  readonly note?: string | null
  /** False saves a draft for a person to book; true books at once and needs exactly one of `userId` and `userName`. */
  readonly receiveIntoInventory: boolean
  readonly userId?: number
  readonly userName?: string
  readonly items: readonly ReceiveInventoryItem[]
}

export interface ReceiveInventoryItem {
  readonly productId: number
  readonly quantity: number
  readonly unitType?: string | null
  readonly roomId?: number | null
  readonly packageId?: string | null
  readonly externalPackageId?: string | null
  readonly lot?: string | null
  /** Of one unit. */
  readonly cost?: number | null
  readonly price?: number | null
  readonly recPrice?: number | null
  readonly tax?: number | null
  readonly expirationDate?: string | null
  readonly packagingDate?: string | null
  readonly manufacturingDate?: string | null
  readonly producerId?: number | null
  readonly totalPackageCost?: number | null
  readonly getMetrcLabResults?: boolean | null
}
