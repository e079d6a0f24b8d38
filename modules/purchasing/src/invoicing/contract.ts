import { z } from 'zod'
import {
  dayShape,
  decimalShape,
  idShape,
  instantShape,
  minorShape,
  pageOf,
  pageQuery,
  positiveDecimalShape,
} from '@suite/http'
import { MATCH_FINDINGS } from '../rules/match-invoice.ts'

/** `matched`: as ordered and received; `differs`: to be looked at; the rest is what a person decided. */
export const INVOICE_STATUSES = ['matched', 'differs', 'accepted', 'disputed', 'void'] as const
export type InvoiceStatus = (typeof INVOICE_STATUSES)[number]

const head = {
  id: idShape,
  purchaseOrderId: idShape,
  orderNumber: z.int(),
  storeId: idShape,
  storeName: z.string(),
  vendorId: idShape,
  vendorName: z.string(),
  number: z.string(),
  invoicedOn: dayShape,
  dueOn: dayShape.nullable(),
  totalMinor: minorShape,
  status: z.enum(INVOICE_STATUSES),
  /** Billed above what was ordered and received. */
  differenceMinor: minorShape,
  recordedAt: instantShape,
}
export const invoiceItem = z.object(head)
export type InvoiceItem = z.infer<typeof invoiceItem>
export const invoicePage = pageOf(invoiceItem)

/** A billed line beside its order and receipts; quantities in the product's unit. */
export const invoiceLine = z.object({
  productId: idShape,
  name: z.string(),
  unit: z.string(),
  ordered: decimalShape.nullable(),
  received: decimalShape,
  billedBefore: decimalShape,
  agreedPrice: decimalShape.nullable(),
  quantity: decimalShape,
  unitPrice: decimalShape,
  amountMinor: minorShape,
  owedMinor: minorShape,
  findings: z.array(z.enum(MATCH_FINDINGS)),
})
export type InvoiceLine = z.infer<typeof invoiceLine>
export const invoiceDetail = z.object({
  ...head,
  freightMinor: minorShape,
  taxMinor: minorShape,
  discountMinor: minorShape,
  note: z.string(),
  recordedBy: z.string(),
  settledReason: z.string().nullable(),
  settledBy: z.string().nullable(),
  settledAt: instantShape.nullable(),
  lines: z.array(invoiceLine),
})
export type InvoiceDetail = z.infer<typeof invoiceDetail>

export const invoicesQuery = pageQuery.extend({
  status: z.enum(INVOICE_STATUSES).optional(),
  vendorId: idShape.optional(),
  storeId: idShape.optional(),
  purchaseOrderId: idShape.optional(),
})
export type InvoicesQuery = z.infer<typeof invoicesQuery>

const charge = z.int().min(0).max(1_000_000_000).default(0)
export const newInvoice = z.object({
  purchaseOrderId: idShape,
  /** The vendor's own number. */
  number: z.string().trim().min(1).max(60),
  invoicedOn: dayShape,
  dueOn: dayShape.nullable().default(null),
  lines: z
    .array(
      z.object({
        productId: idShape,
        quantity: positiveDecimalShape.refine((text) => Number(text) > 0, 'Write a number above 0'),
        unitPrice: positiveDecimalShape,
      }),
    )
    .min(1)
    .max(1000),
  freightMinor: charge,
  taxMinor: charge,
  discountMinor: charge,
  /** As printed on the bill: checked against lines and charges. */
  totalMinor: minorShape,
  note: z.string().trim().max(1000).default(''),
})
export type NewInvoice = z.output<typeof newInvoice>

export const settlement = z.object({
  /** `accept`: paid as billed; `dispute`: the vendor has to answer; `void`: not to be paid, its number may come again. */
  decision: z.enum(['accept', 'dispute', 'void']),
  reason: z.string().trim().min(1).max(1000),
})
export type Settlement = z.infer<typeof settlement>
