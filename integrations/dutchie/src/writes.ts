import { invalid } from '@suite/kernel'
import { OutboundError } from '@suite/outbound'
import type { DutchieClient } from './client.ts'
import { purchaseOrders, type PurchaseOrderToSave } from './endpoints/purchasing.ts'
import { inventory, type ReceiveInventory } from './endpoints/stock.ts'
import { DutchieError } from './errors.ts'
import { pagesOf } from './paging.ts'

/**
 * What became of a write. `done`: Dutchie has it under this id. `unknown`: it may or may not have taken effect and could not
 * be found yet (data is one to five minutes late): look again from `lookAgainAt` before sending anything.
 */
export type WriteOutcome =
  | { readonly state: 'done'; readonly id: number; readonly found: boolean }
  | { readonly state: 'unknown'; readonly lookAgainAt: Date; readonly why: string }

export interface WriteOptions {
  readonly now?: () => Date
  readonly signal?: AbortSignal
}

const MINUTE = 60_000
const LAG = 6 * MINUTE
const DAY = 24 * 60 * MINUTE
const LONGEST_EXTERNAL_ID = 36

/**
 * The title a delivery gets in Dutchie: the list of deliveries does not tell the external id, so the title carries it. A
 * delivery is found again by it.
 */
export const deliveryTitle = (delivery: Pick<ReceiveInventory, 'orderTitle' | 'externalId'>): string =>
  `${delivery.orderTitle ?? 'Delivery'} [${delivery.externalId}]`

/**
 * Books (or drafts) a delivery once. A call without an answer, or failed on their side, is looked up by its title and never
 * sent again here; the unique `externalId` protects a later try too.
 * @throws AppError `bad_delivery` naming the field; DutchieError when Dutchie refused; OutboundError when nothing was sent
 */
export const receiveSafely = async (
  client: Pick<DutchieClient, 'write' | 'list'>,
  delivery: ReceiveInventory,
  options: WriteOptions = {},
): Promise<WriteOutcome> => {
  checkDelivery(delivery)
  const body = { ...delivery, orderTitle: deliveryTitle(delivery) }
  return settled(
    async () => {
      const { receiveInventoryHistoryId } = await client.write(inventory.receive, body, options)
      return receiveInventoryHistoryId
    },
    () => findDelivery(client, delivery, options),
    options,
  )
}

/** The id of a delivery sent before, by its title; null while it cannot be seen. */
export const findDelivery = async (
  client: Pick<DutchieClient, 'list'>,
  delivery: Pick<ReceiveInventory, 'orderTitle' | 'externalId' | 'deliveredOn'>,
  options: WriteOptions = {},
): Promise<number | null> => {
  const now = (options.now ?? (() => new Date()))()
  const delivered = Date.parse(delivery.deliveredOn)
  const span = {
    startDate: new Date(
      Math.min(Number.isNaN(delivered) ? now.getTime() : delivered, now.getTime()) - 2 * DAY,
    ),
    endDate: new Date(now.getTime() + DAY),
  }
  const { rows } = await client.list(inventory.received, span, options)
  const mark = `[${delivery.externalId}]`
  return rows.find(({ title }) => title?.endsWith(mark) === true)?.receiveInventoryHistoryId ?? null
}

/**
 * Creates a purchase order once. It needs a number of ours, by which it is found again when the answer is lost.
 * @throws AppError `bad_order`; DutchieError when Dutchie refused; OutboundError when nothing was sent
 */
export const createOrderSafely = async (
  client: Pick<DutchieClient, 'write' | 'listText'>,
  order: Omit<PurchaseOrderToSave, 'purchaseOrderId'> & {
    readonly vendorId: number
    readonly purchaseOrderNumber: number
  },
  options: WriteOptions = {},
): Promise<WriteOutcome> => {
  if (!Number.isSafeInteger(order.purchaseOrderNumber) || order.purchaseOrderNumber <= 0)
    throw invalid('bad_order', 'A purchase order needs a number above zero.', [
      { path: 'purchaseOrderNumber', message: 'not a number above zero' },
    ])
  return settled(
    async () => {
      const saved = await client.write(
        purchaseOrders.save,
        { purchaseOrders: [{ ...order, purchaseOrderId: null }] },
        options,
      )
      return saved.createdPurchaseOrderIds[0] ?? null
    },
    () => findOrder(client, order, options),
    options,
  )
}

/** The id of an order created in the last two days, by its vendor and number; null while it cannot be seen. */
export const findOrder = async (
  client: Pick<DutchieClient, 'listText'>,
  order: { readonly vendorId: number; readonly purchaseOrderNumber: number },
  options: WriteOptions = {},
): Promise<number | null> => {
  const now = (options.now ?? (() => new Date()))()
  const FromDateCreated = new Date(now.getTime() - 2 * DAY)
  for await (const { rows } of pagesOf(client, purchaseOrders.pages, { FromDateCreated }, options)) {
    const found = rows.find(
      (row) => row.vendorId === order.vendorId && row.purchaseOrderNumber === order.purchaseOrderNumber,
    )
    if (found !== undefined) return found.purchaseOrderId
  }
  return null
}

const settled = async (
  send: () => Promise<number | null>,
  find: () => Promise<number | null>,
  options: WriteOptions,
): Promise<WriteOutcome> => {
  let why = 'Dutchie answered without an id.'
  try {
    const id = await send()
    if (id !== null) return { state: 'done', id, found: false }
  } catch (error) {
    if (!mayHaveActed(error)) throw error
    why = error.message
  }
  const found = await find().catch((error: unknown) => {
    // not being able to look changes nothing: it stays unknown
    if (error instanceof OutboundError || error instanceof DutchieError) return null
    throw error
  })
  if (found !== null) return { state: 'done', id: found, found: true }
  const now = (options.now ?? (() => new Date()))()
  return { state: 'unknown', lookAgainAt: new Date(now.getTime() + LAG), why }
}

const mayHaveActed = (error: unknown): error is Error =>
  (error instanceof OutboundError && error.outcome === 'unknown') ||
  (error instanceof DutchieError && error.status >= 500)

const checkDelivery = (delivery: ReceiveInventory): void => {
  const problems = [
    ...(delivery.externalId.trim() === '' || delivery.externalId.length > LONGEST_EXTERNAL_ID
      ? [{ path: 'externalId', message: `needs 1 to ${LONGEST_EXTERNAL_ID} characters` }]
      : []),
    ...(delivery.items.length === 0 ? [{ path: 'items', message: 'needs at least one' }] : []),
    ...(delivery.receiveIntoInventory && (delivery.userId === undefined) === (delivery.userName === undefined)
      ? [{ path: 'userId', message: 'booking needs exactly one of userId and userName' }]
      : []),
    ...delivery.items.flatMap(({ quantity }, index) =>
      quantity > 0 ? [] : [{ path: `items.${index}.quantity`, message: 'must be more than zero' }],
    ),
  ]
  if (problems.length === 0) return
  const named = problems.map(({ path, message }) => `${path} ${message}`).join('; ')
  throw invalid('bad_delivery', `The delivery cannot be sent: ${named}.`, problems)
}
