import { z } from 'zod'
import { amount, decimal, id, listOf, maybeId, optional, rawTime, text } from './fields.ts'

/** `/vendor/vendors`. */
export const vendor = z.object({
  vendorId: maybeId,
  vendorName: text,
  address: text,
  city: text,
  state: text,
  postalCode: text,
  licenseNumber: text,
  contactName: text,
  contactEmail: text,
  contactPhone: text,
})
export type WireVendor = z.output<typeof vendor>

/** A purchase order; its items only with `IncludeItemDetails`. */
export const purchaseOrder = z.object({
  purchaseOrderId: id,
  purchaseOrderNumber: maybeId,
  title: text,
  status: text,
  vendorId: maybeId,
  vendorName: text,
  vendorContact: text,
  expectedArrivalDate: optional(rawTime),
  dateCreated: optional(rawTime),
  dateSubmitted: optional(rawTime),
  dateReceived: optional(rawTime),
  shippingInformation: text,
  createdByUser: text,
  purchaseOrderItems: listOf(
    z.object({
      purchaseOrderItemId: id,
      productId: id,
      productName: text,
      quantity: decimal,
      unitId: maybeId,
      unitName: text,
      unitNameAbbreviation: text,
      subtotal: amount,
      tax: amount,
    }),
  ),
})
export type WirePurchaseOrder = z.output<typeof purchaseOrder>

/** The answer of `POST /purchase-order`. */
export const savedPurchaseOrders = z.object({
  createdPurchaseOrderIds: listOf(id),
  updatedPurchaseOrderIds: listOf(id),
})
