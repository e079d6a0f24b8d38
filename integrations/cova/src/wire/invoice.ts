import { z } from 'zod'
import { decimal, flag, id, listOf, optional, respelled, text, utcTime } from '../fields.ts'

/*
 * Cova does not publish the fields of its invoices. Their names here follow those of its other services; where iQmetrix uses
 * several words for one thing, each is taken (unverified).
 */

/** What of a summary is needed: which invoice, and when it last changed. */
export const invoiceSummary = z.preprocess(
  respelled({
    Id: ['SalesInvoiceId', 'InvoiceId'],
    UpdatedDateUtc: ['LastModifiedDateUtc', 'ModifiedDateUtc'],
  }),
  z.object({ Id: id, UpdatedDateUtc: optional(utcTime) }),
)

const tax = z.preprocess(
  respelled({ Name: ['TaxName', 'Description'], Amount: ['TaxAmount'] }),
  z.object({ Name: text, Amount: decimal }),
)

const item = z.preprocess(
  respelled({
    Id: ['SalesInvoiceItemId', 'InvoiceItemId'],
    ProductId: ['CatalogItemId'],
    UnitPrice: ['Price', 'ListPrice'],
    Discount: ['DiscountAmount', 'DiscountTotal'],
    UnitCost: ['Cost'],
    Unit: ['UnitOfMeasure', 'MeasurementType'],
  }),
  z.object({
    Id: id,
    ProductId: id,
    PackageId: text,
    Quantity: decimal,
    Unit: text,
    /** Before discounts and taxes. */
    UnitPrice: decimal,
    /** Of the whole line. */
    Discount: optional(decimal),
    UnitCost: optional(decimal),
    Taxes: listOf(tax),
  }),
)

/** A sale of the till, told whole: money in currency units, times UTC. */
export const salesInvoice = z.preprocess(
  respelled({
    Id: ['SalesInvoiceId', 'InvoiceId'],
    SoldDateUtc: ['InvoiceDateUtc', 'DateUtc', 'CreatedDateUtc'],
    UpdatedDateUtc: ['LastModifiedDateUtc', 'ModifiedDateUtc'],
    OriginalInvoiceId: ['OriginalSalesInvoiceId', 'ReturnedInvoiceId'],
    Employee: ['EmployeeName', 'SalesPerson', 'SoldBy'],
    DiscountTotal: ['TotalDiscount'],
    TaxTotal: ['TotalTax', 'Taxes_Total'],
    Items: ['SalesInvoiceItems', 'InvoiceItems', 'Lines'],
    IsVoided: ['Voided'],
  }),
  z.object({
    Id: id,
    InvoiceNumber: text,
    LocationId: optional(z.number()),
    CustomerId: text,
    Employee: text,
    IsMedical: optional(z.boolean()),
    IsVoided: flag,
    OriginalInvoiceId: text,
    SoldDateUtc: utcTime,
    UpdatedDateUtc: optional(utcTime),
    /** After discounts, before taxes. */
    SubTotal: optional(decimal),
    DiscountTotal: optional(decimal),
    TaxTotal: optional(decimal),
    Items: z.array(item),
    /** Of the whole invoice, where items do not carry theirs. */
    Taxes: listOf(tax),
    Payments: listOf(
      z.preprocess(
        respelled({ PaymentType: ['PaymentMethod', 'Type', 'Name'] }),
        z.object({ PaymentType: text, Amount: decimal }),
      ),
    ),
  }),
)

export type WireSummary = z.output<typeof invoiceSummary>
export type WireInvoice = z.output<typeof salesInvoice>
export type WireItem = WireInvoice['Items'][number]
