import { FLOOR } from './build.ts'
import type { FlowhubState, SimCustomer, SimLocation, SimOrder, SimPackage, SimSettings } from './state.ts'
import { totalsOf, type ItemTotals } from './totals.ts'

type Row = Readonly<Record<string, unknown>>

/** A store, of `clientsLocations`. */
export const renderLocation = (state: FlowhubState, location: SimLocation): Row => ({
  clientId: state.keys.clientId,
  clientName: 'Evergreen',
  locationId: location.locationId,
  locationName: location.name,
  importId: location.importId,
  timeZone: location.timeZone,
  licenseType: ['rec', 'med'],
  address: { streetAddress1: '1 Main St', city: 'Denver', state: 'CO', zip: '80202', country: 'US' },
})

/** A delivery as the plain list shows it: what is for sale. */
export const renderRow = (state: FlowhubState, pack: SimPackage): Row =>
  rowOf(state, pack, pack.byRoom.get(FLOOR) ?? 0)

/** A delivery as the list by rooms shows it. */
export const renderRooms = (state: FlowhubState, pack: SimPackage, withAll: boolean): Row[] =>
  [...pack.byRoom]
    .filter(([room]) => withAll || room === FLOOR)
    .map(([room, quantity]) => ({
      ...rowOf(state, pack, quantity),
      roomId: `room-${room.toLowerCase().replace(' ', '-')}`,
      roomName: room,
      upc: null,
      forSale: room === FLOOR,
      supplierLicense: null,
    }))

const rowOf = (state: FlowhubState, pack: SimPackage, quantity: number): Row => {
  const variant = state.variants.get(pack.variantId)
  if (variant === undefined) throw new Error(`SKU ${pack.sku} is of nothing that is sold.`)
  const range = { lowerRange: variant.thcPercent, upperRange: variant.thcPercent, unitOfMeasure: '%' }
  return {
    productId: pack.productId,
    parentProductId: variant.parentProductId,
    parentProductName: variant.name,
    variantId: variant.variantId,
    variantName: variant.variantName,
    productName: variant.name,
    sku: pack.sku,
    regulatoryId: pack.tag ?? '',
    category: variant.category,
    customCategoryName: null,
    brand: variant.brand,
    supplierName: variant.supplier,
    strainName: variant.strain,
    speciesName: variant.species,
    cannabinoidInformation: variant.thcPercent === null ? [] : [{ name: 'THC', ...range }],
    quantity,
    inventoryUnitOfMeasure: variant.unit,
    isSoldByWeight: variant.unit === 'grams',
    priceInMinorUnits: variant.priceCents,
    preTaxPriceInPennies: variant.priceCents,
    postTaxPriceInPennies: Math.round(variant.priceCents * 1.2),
    costInMinorUnits: pack.costCents,
    currencyCode: 'USD',
    expirationDate: pack.expiresOn === null ? null : `${pack.expiresOn}T00:00:00.000Z`,
    createdAt: pack.receivedAt.toISOString(),
    productUpdatedAt: pack.receivedAt.toISOString(),
    locationId: pack.locationId,
    locationName: state.locations.get(pack.locationId)?.name ?? null,
  }
}

/** An order of the list, with its items. */
export const renderOrder = (state: FlowhubState, made: SimOrder): Row => {
  const { settings } = state
  const totals = totalsOf(made, state.locations.get(made.locationId)?.taxes ?? [])
  const turn = settings.refunds === 'positive' && made.originalSaleId !== null ? -1 : 1
  const final = totals.netMinor + totals.taxMinor + made.feeMinor
  return {
    id: made.id,
    orderId: made.number,
    orderStatus: made.status,
    orderType: 'instore',
    createdAt: made.createdAt.toISOString(),
    completedOn: made.completedAt.toISOString(),
    voided: made.voided,
    originalSaleId: made.originalSaleId ?? '',
    budtender: 'Robin Till',
    customerId: made.customerId,
    customerType: made.isMedical ? 'medCustomer' : 'recCustomer',
    locationId: made.locationId,
    itemsInCart: totals.items.map((reckoned, place) => renderItem(state, made, { place, reckoned, turn })),
    payments: [{ paymentType: 'Cash', amount: turn * final, loyaltyPoints: 0 }],
    totals: {
      FinalTotal: turn * final,
      SubTotal: turn * totals.subTotalMinor,
      TotalDiscounts: turn * totals.discountMinor,
      TotalFees: turn * made.feeMinor,
      TotalTaxes: turn * totals.taxMinor,
    },
  }
}

interface Place {
  readonly place: number
  readonly reckoned: ItemTotals
  readonly turn: number
}

const renderItem = (state: FlowhubState, made: SimOrder, { place, reckoned, turn }: Place): Row => {
  const item = made.items[place]
  const pack = state.packages.get(item?.sku ?? '')
  if (item === undefined || pack === undefined)
    throw new Error(`Order ${made.id} names goods there are none of.`)
  const variant = state.variants.get(pack.variantId)
  const { settings } = state
  const pieces = settings.taxes === 'piece' ? item.quantity : 1
  const cost = Math.round(Number((item.quantity * pack.costCents).toFixed(6)))
  return {
    id: item.id,
    ...(settings.items === 'sku' ? {} : { productId: pack.productId, variantId: pack.variantId }),
    sku: item.sku,
    productName: variant?.name,
    category: variant?.category,
    unitOfWeight: variant?.unit,
    quantity: turn * item.quantity,
    unitPrice: item.unitPriceCents,
    totalPrice: turn * priceOf(settings, item.grossMinor, reckoned),
    unitCost: pack.costCents,
    totalCost: turn * cost,
    itemDiscounts:
      reckoned.discountMinor === 0
        ? []
        : [{ name: 'Discount', penniesOff: turn * reckoned.discountMinor, isCartDiscount: false }],
    tax: reckoned.taxes.map(({ name, percentage, minor }) => ({
      name,
      percentage,
      thisTaxInPennies: turn * Number((minor / pieces).toFixed(6)),
    })),
  }
}

const priceOf = (settings: SimSettings, grossMinor: number, { discountMinor, taxes }: ItemTotals): number => {
  if (settings.prices === 'before_discounts') return grossMinor
  if (settings.prices === 'after_discounts') return grossMinor - discountMinor
  return grossMinor + taxes.reduce((sum, { minor }) => sum + minor, 0)
}

/** A customer of the list. */
export const renderCustomer = (customer: SimCustomer): Row => ({
  id: customer.id,
  name: customer.name,
  type: 'recCustomer',
  email: `${customer.name.toLowerCase().replaceAll(' ', '.')}@example.com`,
  phone: '',
  consentsToPromotionalEmail: true,
  consentsToPromotionalSMS: false,
  isLoyal: false,
  updatedAt: customer.updatedAt.toISOString(),
})
