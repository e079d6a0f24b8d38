import type { SimCustomer, SimPackage, SimProduct, SimTicket, TreezState } from './state.ts'
import { totalsOf, type ItemTotals } from './totals.ts'

type Row = Readonly<Record<string, unknown>>

/** Times as Treez tells them, with an offset. */
const stamp = (at: Date | null): string | null =>
  at === null ? null : at.toISOString().replace('Z', '+00:00')

/** A product of the list. */
export const renderProduct = (product: SimProduct): Row => ({
  product_id: product.id,
  product_status: 'ACTIVE',
  last_updated_at: stamp(product.changedAt),
  sellable_quantity: null,
  category_type: product.category,
  product_configurable_fields: {
    name: product.name,
    uom: product.uom,
    brand: product.brand,
    size: `${product.amount} ${product.uom}`,
    amount: product.amount,
    classification: product.classification,
    subtype: product.subtype,
    external_id: product.id,
  },
  pricing: { price_type: 'FLAT', price_sell: product.price, discounted_price: null, tier_name: null },
  product_barcodes: [{ sku: product.sku }],
  lab_results:
    product.thc === null
      ? []
      : [
          {
            result_type: 'THC',
            amount: { minimum_value: String(product.thc), maximum_value: String(product.thc) },
            amount_type: 'PERCENTAGE',
          },
        ],
})

/** A package of the list, with what lies of it where. */
export const renderPackage = (state: TreezState, pack: SimPackage): Row => ({
  id: pack.tag,
  packageLabel: pack.tag,
  inventoryType: 'ADULT',
  distributorName: 'HIGH PLAINS',
  productId: pack.productId,
  productName: state.products.get(pack.productId)?.name ?? null,
  productCategory: state.products.get(pack.productId)?.category ?? null,
  barcodes: [pack.tag, pack.barcode],
  receivedDate: pack.receivedOn,
  expirationDate: pack.expiresOn,
  labResults: [],
  inventory: [...pack.byPlace].map(([place, quantity], index) => ({
    id: `${pack.tag}-${index}`,
    batchId: `${pack.barcode}-${index + 1}`,
    location: place,
    sellable: index === 0,
    creationDate: pack.receivedOn,
    quantity: { available: quantity, reserved: 0, packedAndReady: 0, returned: 0, total: quantity },
  })),
})

/** A ticket of the lists, told whole. */
export const renderTicket = (state: TreezState, made: SimTicket): Row => {
  const totals = totalsOf(made, state.taxes)
  const turn = state.settings.refunds === 'positive' && made.originalId !== null ? -1 : 1
  const dollars = (minor: number): number => (turn * minor) / 100
  const total = dollars(totals.netMinor + totals.taxMinor + made.feeMinor)
  return {
    type: made.feeMinor === 0 ? 'POS' : 'DELIVERY',
    ticket_id: made.id,
    order_number: made.number,
    order_source: 'IN_STORE',
    created_by_employee: { employee_id: 'e1', name: made.employee, role: 'employee' },
    customer_id: made.customerId,
    ticket_patient_type: made.isMedical ? 'MEDICAL_MMID' : 'ADULT',
    order_status: made.status,
    payment_status: made.closedAt === null ? 'UNPAID' : 'PAID',
    date_created: stamp(made.openedAt),
    last_updated_at: stamp(made.changedAt),
    date_closed: stamp(made.closedAt),
    post_tax_pricing: false,
    sub_total: dollars(totals.netMinor),
    tax_total: dollars(totals.taxMinor),
    discount_total: dollars(0 - totals.discountMinor),
    total,
    original_ticket_id: made.originalId,
    refund_ticket_ids: [...state.tickets.values()]
      .filter(({ originalId }) => originalId === made.id)
      .map(({ id }) => id),
    items: [
      ...totals.items.map((each) => renderItem(state, each, turn)),
      ...(made.feeMinor === 0 ? [] : [renderFee(made)]),
    ],
    fees: made.feeMinor === 0 ? [] : [{ type: 'DELIVERY FEE', total_amount: made.feeMinor / 100 }],
    payments:
      made.closedAt === null
        ? []
        : [{ payment_id: `p-${made.id}`, payment_method: made.payment, amount_paid: total }],
  }
}

const renderItem = (
  state: TreezState,
  { item, netMinor, savedMinor, taxes }: ItemTotals,
  turn: number,
): Row => {
  const product = state.products.get(item.productId)
  const tax = taxes.reduce((all, { minor }) => all + minor, 0)
  return {
    id: item.id,
    product_id: item.productId,
    barcodes: [],
    inventory_barcodes: [state.packages.get(item.tag)?.barcode],
    location_name: 'FRONT OF HOUSE',
    product_size_name: product?.name ?? null,
    product_type: product?.category ?? null,
    product_brand: product?.brand ?? null,
    product_subtype: product?.subtype ?? null,
    quantity: turn * item.quantity,
    price_total: (turn * (netMinor + tax)) / 100,
    price_sell: (turn * netMinor) / 100,
    product_unit: product?.uom ?? null,
    product_amount: product?.amount ?? null,
    POS_discounts: [],
    discounts:
      savedMinor === 0
        ? []
        : [
            {
              id: null,
              discount_id: 'd1',
              discount_title: 'Happy hour',
              discount_method: 'DOLLAR',
              savings: (turn * savedMinor) / 100,
              cart: false,
            },
          ],
    tax: taxes.map(({ name, minor }) => ({ tax_name: name, amount: (turn * minor) / 100 })),
  }
}

/** Told like goods, but no part of their total. */
const renderFee = (made: SimTicket): Row => ({
  id: `fee-${made.id}`,
  product_id: '73ee0009-0000-4000-8000-000000000000',
  inventory_barcodes: [],
  product_size_name: 'DELIVERY FEE',
  product_type: 'NON-INV',
  product_subtype: 'FEE',
  quantity: 1,
  price_total: made.feeMinor / 100,
  price_sell: made.feeMinor / 100,
  POS_discounts: [],
  discounts: [],
  tax: [],
})

/** A customer of the list. */
export const renderCustomer = (customer: SimCustomer): Row => ({
  customer_id: String(customer.id),
  first_name: customer.firstName.toUpperCase(),
  last_name: customer.lastName.toUpperCase(),
  email: `${customer.firstName.toLowerCase()}@example.com`,
  phone: null,
  banned: false,
  last_update: stamp(customer.changedAt),
})
