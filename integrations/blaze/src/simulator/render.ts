import type { BlazeState, SimBatch, SimItem, SimMember, SimProduct, SimTransaction } from './state.ts'
import { totalsOf } from './totals.ts'

type Row = Readonly<Record<string, unknown>>

/** A product of the list. */
export const renderProduct = (product: SimProduct): Row => ({
  id: product.id,
  created: product.changedAt.getTime(),
  modified: product.changedAt.getTime(),
  deleted: false,
  sku: product.sku,
  name: product.name,
  flowerType: product.flowerType,
  genetics: product.strain,
  unitPrice: product.price,
  thc: product.thc,
  cbd: 0,
  active: true,
  category: { name: product.category, unitType: product.unitType, cannabis: true },
  brand: { name: product.brand },
  vendor: { name: product.vendor },
  upcCode: `0${product.id.slice(-11)}`,
})

/** A batch of the list. */
export const renderBatch = (batch: SimBatch): Row => ({
  id: batch.id,
  productId: batch.productId,
  created: batch.receivedAt.getTime(),
  modified: batch.changedAt.getTime(),
  deleted: false,
  archived: batch.quantity === 0,
  voidStatus: false,
  liveQuantity: batch.quantity,
  trackPackageLabel: batch.tag,
  costPerUnit: batch.costPerUnit,
  expirationDate: batch.expiresOn === null ? 0 : Date.parse(batch.expiresOn),
  receiveDate: batch.receivedAt.getTime(),
  purchasedDate: batch.receivedAt.getTime(),
})

/** A transaction of the list, with its cart. */
export const renderTransaction = (state: BlazeState, made: SimTransaction): Row => {
  const totals = totalsOf(made, state.taxes)
  const turn = state.settings.refunds === 'positive' && made.type === 'Refund' ? -1 : 1
  const dollars = (minor: number): number => (turn * minor) / 100
  return {
    id: made.id,
    transNo: made.number,
    transType: made.type,
    status: made.status,
    created: made.soldAt.getTime() - 60_000,
    modified: made.changedAt.getTime(),
    processedTime: made.soldAt.getTime(),
    completedTime: made.soldAt.getTime(),
    parentTransactionId: made.parentId,
    memberId: made.memberId,
    sellerId: 'e1',
    seller: { firstName: 'Robin', lastName: 'Till' },
    cart: {
      items: made.items.map((item, place) => renderItem(item, turn, (totals.taxOfItems[place] ?? 0) * turn)),
      subTotal: dollars(totals.subTotalMinor),
      calcCartDiscount: dollars(made.discountMinor),
      subTotalDiscount: dollars(totals.netMinor),
      totalCalcTax: dollars(totals.taxMinor),
      taxResult: {
        totalCityTax: dollars(totals.byKind.city),
        totalCountyTax: dollars(totals.byKind.county),
        totalStateTax: dollars(totals.byKind.state),
        totalFedTax: 0,
        totalExciseTax: dollars(totals.byKind.excise),
      },
      total: dollars(totals.netMinor + totals.taxMinor),
      paymentOption: 'Cash',
      consumerType: made.isMedical ? 'MedicinalState' : 'AdultUse',
    },
  }
}

const renderItem = (item: SimItem, turn: number, tax: number): Row => ({
  id: item.id,
  orderItemId: item.id,
  productId: item.productId,
  batchId: item.taken[0]?.batchId ?? null,
  quantity: turn * item.quantity,
  unitPrice: item.unitPrice,
  cost: (turn * item.grossMinor) / 100,
  calcDiscount: (turn * item.discountMinor) / 100,
  finalPrice: (turn * (item.grossMinor - item.discountMinor)) / 100,
  calcTax: tax,
  status: 'Active',
  quantityLogs: item.taken.map(({ batchId, quantity }) => ({ batchId, quantity: turn * quantity })),
})

/** A member of the list. */
export const renderMember = (member: SimMember): Row => ({
  id: member.id,
  firstName: member.firstName,
  lastName: member.lastName,
  email: `${member.firstName.toLowerCase()}@example.com`,
  primaryPhone: null,
})
