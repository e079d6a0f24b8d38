import { conflict } from '@suite/kernel'

/** Where a purchase order stands. */
export const ORDER_STATUSES = [
  'draft',
  'approved',
  'sent',
  'partly_received',
  'received',
  'cancelled',
] as const
export type OrderStatus = (typeof ORDER_STATUSES)[number]
/** Who wrote an order. One written in the till is led by the till and only read here. */
export const ORDER_ORIGINS = ['suggestion', 'person', 'till'] as const
export type OrderOrigin = (typeof ORDER_ORIGINS)[number]
export type OrderAction = 'edit' | 'approve' | 'send' | 'receive' | 'cancel'

/** Statuses whose open quantities are on order: approved goods that have not all come. */
export const ON_ORDER: readonly OrderStatus[] = ['approved', 'sent', 'partly_received']

const ALLOWED: Readonly<Record<OrderAction, readonly OrderStatus[]>> = {
  edit: ['draft'],
  approve: ['draft'],
  send: ['approved', 'sent', 'partly_received'],
  receive: ON_ORDER,
  cancel: ['draft', ...ON_ORDER],
}

const DONE: Readonly<Record<OrderStatus, string>> = {
  draft: 'still a draft',
  approved: 'approved',
  sent: 'sent to the vendor',
  partly_received: 'partly received',
  received: 'received',
  cancelled: 'cancelled',
}

const REMEDY: Readonly<Record<OrderAction, string>> = {
  edit: 'Only a draft can be changed. Cancel the order and write a new one, or receive what really came.',
  approve: 'Only a draft can be approved.',
  send: 'Approve it first; finished orders are not sent.',
  receive: 'Approve it first; finished orders take no more goods.',
  cancel: 'It is finished already.',
}

/** Whether an order in this status can be acted on so. */
export const mayDo = (status: OrderStatus, action: OrderAction): boolean => ALLOWED[action].includes(status)

/** @throws AppError `till_order`, `wrong_order_state`, saying where the order stands and what can be done */
export const requireMayDo = (
  order: { number: number; status: OrderStatus; origin: OrderOrigin },
  action: OrderAction,
): void => {
  if (order.origin === 'till')
    throw conflict(
      'till_order',
      `Purchase order ${order.number} was written in the till. Change, receive or cancel it there; it follows here with the next pull.`,
    )
  if (!mayDo(order.status, action))
    throw conflict(
      'wrong_order_state',
      `Purchase order ${order.number} is ${DONE[order.status]}. ${REMEDY[action]}`,
    )
}

/** What cancelling leads to: goods that came stay received, the rest is closed. */
export const statusAfterCancel = (status: OrderStatus): OrderStatus =>
  status === 'partly_received' ? 'received' : 'cancelled'

/** What a hand-over to the vendor leads to; goods may have come before the mail went out. */
export const statusAfterSend = (status: OrderStatus): OrderStatus => (status === 'approved' ? 'sent' : status)
