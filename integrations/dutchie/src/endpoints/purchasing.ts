import { list, paged, write } from '../endpoint.ts'
import {
  purchaseOrder,
  savedPurchaseOrders,
  vendor,
  type WirePurchaseOrder,
  type WireVendor,
} from '../wire/purchasing.ts'

export interface PurchaseOrdersQuery {
  readonly FromDateCreated?: Date
  readonly ToDateCreated?: Date
  readonly PurchaseOrderId?: number
  readonly IncludeItemDetails?: boolean
}

/** Suppliers. The vendor's text says the look-up is not rate limited; it is counted against the baseline all the same. */
export const vendors = list<WireVendor, { readonly vendorId?: number; readonly vendorName?: string }>(
  '/vendor/vendors',
  vendor,
  'vendorId',
  'Vendor',
)

/** Purchase orders. */
export const purchaseOrders = {
  pages: paged<WirePurchaseOrder, PurchaseOrdersQuery>(
    '/purchase-order',
    purchaseOrder,
    'purchaseOrderId',
    'PurchaseOrder',
  ),
  /** Creates those without an id, changes those with one; see `createOrderSafely`. */
  save: write<
    { readonly purchaseOrders: readonly PurchaseOrderToSave[] },
    { createdPurchaseOrderIds: number[]; updatedPurchaseOrderIds: number[] }
  >('/purchase-order', savedPurchaseOrders, 'PurchaseOrder'),
}

/** A purchase order to create (id null) or to change: a field left out stays as it is. Dates ISO 8601. */
export interface PurchaseOrderToSave {
  readonly purchaseOrderId: number | null
  readonly purchaseOrderNumber?: number | null
  readonly vendorId?: number | null
  readonly title?: string
  readonly status?: string
  readonly expectedArrivalDate?: string | null
  readonly dateReceived?: string | null
  readonly shippingInformation?: string
  readonly vendorContact?: string
  readonly purchaseOrderItems?: readonly PurchaseOrderItemToSave[]
}

/** Quantities are whole numbers here. */
export interface PurchaseOrderItemToSave {
  readonly productId: number
  readonly unitId?: number | null
  readonly quantity?: number | null
  readonly subtotal?: number | null
  readonly tax?: number | null
}
