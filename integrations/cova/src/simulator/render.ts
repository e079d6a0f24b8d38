import type { CovaState, SimCustomer, SimInvoice, SimPackage, SimProduct } from './state.ts'
import { totalsOf } from './totals.ts'

/** A product as `DetailedProductData` shows it, with its stock at one location. */
export const renderProduct = (
  state: CovaState,
  product: SimProduct,
  locationId: number,
): Readonly<Record<string, unknown>> => ({
  ProductId: product.id,
  MasterProductName: product.name,
  CatalogSku: product.sku,
  Name: product.name,
  IsArchived: false,
  MeasurementType: product.unit,
  ClassificationName: product.category,
  Manufacturer: null,
  Upcs: [product.upc],
  SupplierSkus: [{ SKU: product.sku, SupplierId: 7, Supplier: product.supplier, Description: null }],
  ProductSpecifications: [
    { DisplayName: 'Brand', Value: product.brand, Unit: null },
    { DisplayName: 'Strain', Value: product.strain ?? '', Unit: null },
    { DisplayName: 'Strain Type', Value: product.strainType ?? '', Unit: null },
    { DisplayName: 'THC', Value: product.thc === null ? '' : String(product.thc), Unit: '%' },
  ],
  Availability: [...state.packages.values()]
    .filter((pack) => pack.productId === product.id && pack.locationId === locationId)
    .flatMap((pack) => renderPackage(state, pack)),
  Prices: [{ LocationId: locationId, TierId: null, Price: product.price }],
  CompanyLevelRegularPrice: { Price: product.price, SalePrices: [] },
  UpdatedDateUtc: product.changedAt.toISOString(),
})

const renderPackage = (state: CovaState, pack: SimPackage): Readonly<Record<string, unknown>>[] =>
  [...pack.byRoom].map(([roomId, quantity]) => ({
    LocationId: pack.locationId,
    RoomId: roomId,
    RoomName: state.locations.get(pack.locationId)?.rooms.get(roomId) ?? null,
    PackageId: pack.tag,
    BatchId: `batch-${pack.tag}`,
    UnitId: 0,
    InStockQuantity: quantity,
    OnOrderQuantity: 0,
    TransferInQuantity: 0,
    TransferOutQuantity: 0,
    UnitCost: pack.unitCost,
    ReceivedDate: pack.receivedAt.toISOString(),
    UpdatedDateUtc: pack.changedAt.toISOString(),
    ExpirationDate: pack.expiresOn,
    IsSellingRoom: true,
  }))

/** An invoice as the list of changes shows it. */
export const renderSummary = (state: CovaState, invoice: SimInvoice): Readonly<Record<string, unknown>> => ({
  [state.settings.idField]: invoice.id,
  InvoiceNumber: invoice.number,
  LocationId: invoice.locationId,
  UpdatedDateUtc: invoice.changedAt.toISOString(),
})

/** An invoice told whole. */
export const renderInvoice = (state: CovaState, invoice: SimInvoice): Readonly<Record<string, unknown>> => {
  const totals = totalsOf(invoice, state.locations.get(invoice.locationId)?.taxes ?? [])
  const { returns, taxes } = state.settings
  const turn = returns === 'positive' && invoice.returnOf !== null ? -1 : 1
  const dollars = (minor: number): number => (turn * minor) / 100
  return {
    ...renderSummary(state, invoice),
    CustomerId: invoice.customerId,
    EmployeeName: invoice.employee,
    IsMedical: invoice.isMedical,
    IsVoided: invoice.voided,
    OriginalInvoiceId: invoice.returnOf,
    SoldDateUtc: invoice.soldAt.toISOString(),
    SubTotal: dollars(totals.netMinor),
    DiscountTotal: dollars(totals.discountMinor),
    TaxTotal: dollars(totals.taxMinor),
    Total: dollars(totals.netMinor + totals.taxMinor),
    Items: totals.lines.map(({ line, taxes: own }) => ({
      Id: line.id,
      ProductId: line.productId,
      PackageId: line.tag,
      Quantity: turn * line.quantity,
      UnitOfMeasure: state.products.get(line.productId)?.unit ?? 'Units',
      UnitPrice: line.unitPrice,
      Discount: dollars(line.discountMinor),
      UnitCost: line.unitCost,
      Taxes: taxes === 'items' ? own.map(({ name, amount }) => ({ Name: name, Amount: turn * amount })) : [],
    })),
    Taxes:
      taxes === 'invoice'
        ? totals.taxSummary.map(({ name, minor }) => ({ Name: name, Amount: dollars(minor) }))
        : [],
    Payments: [{ PaymentType: invoice.payment, Amount: dollars(totals.netMinor + totals.taxMinor) }],
  }
}

/** A customer of the list. */
export const renderCustomer = (customer: SimCustomer): Readonly<Record<string, unknown>> => ({
  Id: customer.id,
  PrimaryName: customer.firstName,
  FamilyName: customer.lastName,
  Email: `${customer.firstName.toLowerCase()}@example.com`,
})
