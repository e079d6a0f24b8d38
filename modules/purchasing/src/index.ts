export { purchasingRoutes, type PurchasingRouteDeps } from './routes.ts'
export { purchasingJobs, type PurchasingJobDeps } from './jobs.ts'
export { purchasingSubscriptions } from './subscriptions.ts'
export { planAgain, REPLENISHMENT_QUEUE, type PlanScope } from './commands/plan-again.ts'
export { draftSuggestions } from './commands/draft-suggestions.ts'
export { createPurchaseOrder } from './commands/create-purchase-order.ts'
export { editPurchaseOrder } from './commands/edit-purchase-order.ts'
export { approvePurchaseOrder } from './commands/approve-purchase-order.ts'
export { sendPurchaseOrder } from './commands/send-purchase-order.ts'
export { receivePurchaseOrder } from './commands/receive-purchase-order.ts'
export { receiveDelivery, type Delivered } from './commands/receive-delivery.ts'
export { takeTillOrders, type TillOrder, type TillOrderLine } from './commands/take-till-orders.ts'
export { recordInvoice } from './invoicing/record-invoice.ts'
export { settleInvoice } from './invoicing/settle-invoice.ts'
export { invoice, invoices } from './invoicing/invoices.ts'
export { cancelPurchaseOrder } from './commands/cancel-purchase-order.ts'
export { purchaseOrder, purchaseOrders } from './queries/purchase-orders.ts'
export { reorderDetail, reorderList } from './queries/reorder.ts'
export { products } from './queries/products.ts'
export { planningSettings } from './queries/planning-settings.ts'
export { ordersFollowMerge } from './merging/follow-merge.ts'
export { plansIf, type PlanIf } from './queries/plan-if.ts'
export type { CsvWriter, EmailSender, MailAttachment, OutgoingMail } from './ports.ts'
export type {
  OrderDetail,
  OrderItem,
  PlanningSettings,
  ProductItem,
  ReorderItem,
  StockStatus,
} from './contract.ts'
