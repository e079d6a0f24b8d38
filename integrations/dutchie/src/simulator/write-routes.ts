import type { SimReply } from '@suite/simulator'
import { addPackage } from './build.ts'
import {
  bodyOf,
  numberIn,
  refuse,
  refuseFields,
  refuseRules,
  rowsIn,
  textIn,
  type Call,
  type Route,
} from './http.ts'
import type { SimDelivery, SimOrder } from './rows.ts'
import type { DutchieState, SimLocation } from './state.ts'
import { changeStock, noteMovement, packageOf } from './stock.ts'

type Body = Readonly<Record<string, unknown>>

const receive = (call: Call): SimReply => {
  const { state, location, at } = call
  const body = bodyOf(call)
  const externalId = textIn(body, 'externalId')
  const known = externalId === null ? undefined : location.deliveryIds.get(externalId)
  if (known !== undefined && state.settings.repeatedDelivery === 'same')
    return { status: 200, body: { receiveInventoryHistoryId: known } }
  if (known !== undefined)
    return refuseFields('Duplicate receive', { ExternalId: `"${externalId}" has already been used.` })
  const books = body['receiveIntoInventory'] === true
  const [userId, userName] = [numberIn(body, 'userId'), textIn(body, 'userName')]
  if (books && (userId === null) === (userName === null))
    return refuse('Exactly one of UserId or UserName is required when ReceiveIntoInventory is true.')
  const vendorId = numberIn(body, 'vendorId')
  if (vendorId !== null && !location.vendors.has(vendorId))
    return refuseFields('Invalid vendor', { VendorId: `Vendor ${vendorId} does not exist.` })
  const items = rowsIn(body, 'items').map((item, index) => itemOf(location, item, index))
  if (items.length === 0) return refuseFields('Invalid request', { Items: 'At least one item is required.' })
  const delivery: SimDelivery = {
    id: state.nextId(),
    externalId,
    title: textIn(body, 'orderTitle'),
    vendorId,
    vendorLicence: textIn(body, 'vendorLicense'),
    deliveredOn: textIn(body, 'deliveredOn') ?? at.toISOString(),
    addedAt: at.getTime(),
    status: 'Draft',
    by: userName ?? (userId === null ? null : String(userId)),
    items,
  }
  location.deliveries.put(delivery, at.getTime())
  if (externalId !== null) location.deliveryIds.set(externalId, delivery.id)
  if (books) bookDelivery(state, location, delivery.id, at)
  return { status: 200, body: { receiveInventoryHistoryId: delivery.id } }
}

const itemOf = (location: SimLocation, item: Body, index: number): SimDelivery['items'][number] => {
  const productId = numberIn(item, 'productId') ?? 0
  const product = location.products.get(productId)
  if (product === undefined)
    return refuseFields('Invalid product', { [`Items[${index}].ProductId`]: 'Product does not exist.' })
  const quantity = numberIn(item, 'quantity') ?? 0
  if (quantity <= 0)
    return refuseFields('Invalid quantity', { [`Items[${index}].Quantity`]: 'Must be greater than 0.' })
  const roomId = numberIn(item, 'roomId')
  if (roomId !== null && !location.rooms.has(roomId))
    return refuseFields('Invalid room', { [`Items[${index}].RoomId`]: 'Room does not exist.' })
  const tag = textIn(item, 'externalPackageId') ?? textIn(item, 'packageId')
  if (tag === null)
    return refuseFields('Invalid package', { [`Items[${index}].PackageId`]: 'A package id is required.' })
  return {
    productId,
    quantity,
    tag: tag.toUpperCase(),
    roomId,
    unitCost: numberIn(item, 'cost') ?? product.cost,
    expiresOn: textIn(item, 'expirationDate')?.slice(0, 10) ?? null,
  }
}

/** Books a draft, as a person does in the back office: its goods come onto the shelf, into packages they name. */
export const bookDelivery = (
  state: DutchieState,
  location: SimLocation,
  deliveryId: number,
  at: Date,
): void => {
  const delivery = location.deliveries.get(deliveryId)
  if (delivery === undefined || delivery.status !== 'Draft') return
  for (const item of delivery.items) {
    const known = location.tags.get(item.tag)
    const before = known === undefined ? 0 : packageOf(location, known).quantity
    const made =
      known === undefined
        ? addPackage(
            state,
            location,
            {
              productId: item.productId,
              quantity: item.quantity,
              tag: item.tag,
              unitCost: item.unitCost,
              expiresOn: item.expiresOn,
              ...(item.roomId === null ? {} : { roomId: item.roomId }),
            },
            at,
          )
        : changeStock(location, known, item.quantity, at.getTime())
    noteMovement(state, location, {
      at: at.getTime(),
      type: 'Receive',
      packageId: made.id,
      from: before,
      to: made.quantity,
      reason: null,
      by: delivery.by,
      fromRoomId: null,
      toRoomId: made.roomId,
      deliveryId,
    })
  }
  location.deliveries.put({ ...delivery, status: 'Received' }, at.getTime())
}

const saveOrders = (call: Call): SimReply => {
  const asked = rowsIn(bodyOf(call), 'purchaseOrders')
  if (asked.length === 0) return refuseRules('PurchaseOrders', 'At least one purchase order is required.')
  // everything is checked before anything is saved
  const orders = asked.map((body) => orderOf(call, body))
  for (const { order } of orders) call.location.orders.put(order, call.at.getTime())
  return {
    status: 200,
    body: {
      createdPurchaseOrderIds: orders.filter(({ isNew }) => isNew).map(({ order }) => order.id),
      updatedPurchaseOrderIds: orders.filter(({ isNew }) => !isNew).map(({ order }) => order.id),
    },
  }
}

const orderOf = (call: Call, body: Body): { order: SimOrder; isNew: boolean } => {
  const { state, location, at } = call
  const id = numberIn(body, 'purchaseOrderId')
  const before = id === null ? undefined : location.orders.get(id)
  if (id !== null && before === undefined)
    return refuseRules('PurchaseOrderId', `Purchase order ${id} does not exist.`)
  const vendorId = numberIn(body, 'vendorId') ?? before?.vendorId
  if (vendorId === undefined || !location.vendors.has(vendorId))
    return refuseRules('VendorId', 'A vendor of this location is required.')
  // a field that was not sent stays as it is
  const kept = <T>(field: string, sent: T, old: T): T => (field in body ? sent : old)
  const order: SimOrder = {
    id: before?.id ?? state.nextId(),
    number: numberIn(body, 'purchaseOrderNumber') ?? before?.number ?? location.orders.size + 1,
    vendorId,
    title: kept('title', textIn(body, 'title'), before?.title ?? null),
    status: textIn(body, 'status') ?? before?.status ?? 'Open',
    createdAt: before?.createdAt ?? at.getTime(),
    expectedArrival: kept(
      'expectedArrivalDate',
      textIn(body, 'expectedArrivalDate'),
      before?.expectedArrival ?? null,
    ),
    dateReceived: kept('dateReceived', textIn(body, 'dateReceived'), before?.dateReceived ?? null),
    shipping: kept('shippingInformation', textIn(body, 'shippingInformation'), before?.shipping ?? null),
    contact: kept('vendorContact', textIn(body, 'vendorContact'), before?.contact ?? null),
    items: 'purchaseOrderItems' in body ? orderItems(call, body) : (before?.items ?? []),
  }
  return { order, isNew: before === undefined }
}

const orderItems = (call: Call, body: Body): SimOrder['items'] =>
  rowsIn(body, 'purchaseOrderItems').map((item, index) => {
    const productId = numberIn(item, 'productId') ?? 0
    const quantity = numberIn(item, 'quantity') ?? 0
    if (call.location.products.get(productId) === undefined)
      return refuseRules(`PurchaseOrderItems[${index}].ProductId`, 'Product does not exist.')
    if (!Number.isInteger(quantity))
      return refuseRules(`PurchaseOrderItems[${index}].Quantity`, 'Must be a whole number.')
    return {
      id: call.state.nextId(),
      productId,
      quantity,
      unitId: numberIn(item, 'unitId'),
      subtotal: numberIn(item, 'subtotal') ?? 0,
      tax: numberIn(item, 'tax') ?? 0,
    }
  })

/** What can be written. */
export const writeRoutes: readonly Route[] = [
  { method: 'POST', path: '/inventory/receiveinventory', scope: 'Inventory', answer: receive },
  { method: 'POST', path: '/purchase-order', scope: 'PurchaseOrder', answer: saveOrders },
]
