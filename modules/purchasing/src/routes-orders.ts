import { Readable } from 'node:stream'
import { z } from 'zod'
import { writePdf } from '@suite/pdf'
import { downloadRoute, idParams, readRoute, writeRoute, type Route } from '@suite/http'
import { approvePurchaseOrder } from './commands/approve-purchase-order.ts'
import { cancelPurchaseOrder } from './commands/cancel-purchase-order.ts'
import { createPurchaseOrder } from './commands/create-purchase-order.ts'
import { editPurchaseOrder } from './commands/edit-purchase-order.ts'
import { receivePurchaseOrder } from './commands/receive-purchase-order.ts'
import { sendPurchaseOrder } from './commands/send-purchase-order.ts'
import {
  approval,
  awaitedLine,
  awaitedQuery,
  newOrder,
  orderDetail,
  orderEdit,
  orderPage,
  ordersQuery,
  receiving,
  sending,
  type AwaitedLine,
} from './contract.ts'
import { ORDER_DETAIL_EXAMPLE, ORDER_EXAMPLE } from './examples.ts'
import { awaitedLines } from './queries/awaited-lines.ts'
import { buyerOf, orderDocument } from './queries/order-document.ts'
import { purchaseOrderCsv } from './queries/purchase-order-csv.ts'
import { purchaseOrder, purchaseOrders } from './queries/purchase-orders.ts'
import type { PurchasingRouteDeps } from './routes.ts'

const TAG = 'Purchasing'
const LINE = ORDER_DETAIL_EXAMPLE.lines[0]!
const AWAITED: AwaitedLine = {
  orderId: ORDER_EXAMPLE.id,
  orderNumber: ORDER_EXAMPLE.number,
  vendorName: ORDER_EXAMPLE.vendorName,
  expectedOn: '2026-04-24',
  productId: LINE.productId,
  name: LINE.name,
  unit: LINE.unit,
  quantity: LINE.quantity,
  openQuantity: LINE.quantity,
  unitCost: LINE.unitCost,
  licenceKnown: true,
}
const BODY_LINE = { productId: LINE.productId, quantity: '24', unitCost: '17.50' }

/** Purchase orders from draft to received. Every change answers with the order as it then is. */
export const orderRoutes = ({ database, csv, now = () => new Date() }: PurchasingRouteDeps): Route[] => [
  readRoute(
    {
      method: 'GET',
      path: '/purchase-orders',
      summary: 'Purchase orders, newest first',
      tag: TAG,
      access: 'purchasing.read',
      query: ordersQuery,
      reply: orderPage,
      example: { items: [ORDER_EXAMPLE], nextCursor: null },
    },
    (read, { query }) => purchaseOrders(read, query),
  ),
  writeRoute(
    {
      method: 'POST',
      path: '/purchase-orders',
      summary: 'Write a draft purchase order',
      tag: TAG,
      access: 'purchasing.edit',
      status: 201,
      body: newOrder,
      bodyExample: { storeId: ORDER_EXAMPLE.storeId, vendorId: ORDER_EXAMPLE.vendorId, lines: [BODY_LINE] },
      reply: orderDetail,
      example: ORDER_DETAIL_EXAMPLE,
    },
    async (tx, { body }) => purchaseOrder(tx, (await createPurchaseOrder(tx, body)).id),
  ),
  readRoute(
    {
      method: 'GET',
      path: '/purchase-orders/awaited',
      summary: 'What a store’s open orders to a shipper still wait for',
      tag: TAG,
      access: 'purchasing.read',
      exported: false,
      query: awaitedQuery,
      reply: z.object({ items: z.array(awaitedLine) }),
      example: { items: [AWAITED] },
    },
    (read, { query }) => awaitedLines(read, query),
  ),
  readRoute({ ...one('GET', '', 'One purchase order', 'purchasing.read') }, (read, { params }) =>
    purchaseOrder(read, params.id),
  ),
  downloadRoute(
    {
      method: 'GET',
      path: '/purchase-orders/:id/csv',
      summary: 'A purchase order as a CSV file',
      tag: TAG,
      access: 'purchasing.read',
      params: idParams,
      reply: z.string(),
      example: 'Purchase order,SKU,Product,Quantity,Unit,Unit cost,Line total\r\n',
    },
    async ({ params }, caller) => {
      const actor = { kind: 'user', id: caller.userId } as const
      const file = await database.readTenant({ organizationId: caller.organizationId, actor }, (read) =>
        purchaseOrderCsv(read, params.id, csv),
      )
      return {
        fileName: file.fileName,
        contentType: 'text/csv; charset=utf-8',
        content: Readable.from([file.content]),
      }
    },
  ),
  downloadRoute(
    {
      method: 'GET',
      path: '/purchase-orders/:id/pdf',
      summary: 'A purchase order on paper, as PDF',
      tag: TAG,
      access: 'purchasing.read',
      limit: 'heavy',
      params: idParams,
      reply: z.string(),
      example: '%PDF-1.7',
    },
    async ({ params }, caller) => {
      const actor = { kind: 'user', id: caller.userId } as const
      const document = await database.readTenant(
        { organizationId: caller.organizationId, actor },
        async (read) =>
          orderDocument(await purchaseOrder(read, params.id), await buyerOf(read, params.id), now()),
      )
      return {
        fileName: `${document.title.toLowerCase().replaceAll(' ', '-')}.pdf`,
        contentType: 'application/pdf',
        content: Readable.from([await writePdf(document)]),
      }
    },
  ),
  writeRoute(
    {
      ...one('PATCH', '', 'Change a draft purchase order', 'purchasing.edit'),
      body: orderEdit,
      bodyExample: { version: 1, note: 'Deliver before noon', lines: [BODY_LINE] },
    },
    async (tx, { params, body }) => {
      await editPurchaseOrder(tx, { ...body, id: params.id })
      return purchaseOrder(tx, params.id)
    },
  ),
  writeRoute(
    {
      ...one('POST', '/approve', 'Approve a draft purchase order', 'purchasing.approve'),
      body: approval,
      bodyExample: { version: 1 },
    },
    async (tx, { params, body }) => {
      await approvePurchaseOrder(tx, { id: params.id, version: body.version, now: now() })
      return purchaseOrder(tx, params.id)
    },
  ),
  writeRoute(
    {
      ...one('POST', '/send', 'Send an approved purchase order to its vendor', 'purchasing.edit'),
      body: sending,
      bodyExample: { to: 'orders@northside.example' },
    },
    async (tx, { params, body }) => {
      await sendPurchaseOrder(tx, { ...body, id: params.id, now: now() })
      return purchaseOrder(tx, params.id)
    },
  ),
  writeRoute(
    {
      ...one('POST', '/receive', 'Take goods of a purchase order into stock', 'purchasing.receive'),
      body: receiving,
      bodyExample: {
        lines: [{ lineId: LINE.id, quantity: '24', lotCode: 'L-2207', expiresOn: '2026-10-01' }],
      },
    },
    async (tx, { params, body }) => {
      await receivePurchaseOrder(tx, { ...body, id: params.id, now: now() })
      return purchaseOrder(tx, params.id)
    },
  ),
  writeRoute(
    one('POST', '/cancel', 'Cancel a purchase order, or close what has not come', 'purchasing.edit'),
    async (tx, { params }) => {
      await cancelPurchaseOrder(tx, { id: params.id, now: now() })
      return purchaseOrder(tx, params.id)
    },
  ),
]

/** A route about one purchase order that answers with the whole order. */
const one = <M extends 'GET' | 'POST' | 'PATCH'>(
  method: M,
  path: string,
  summary: string,
  access: string,
) => ({
  method,
  path: `/purchase-orders/:id${path}`,
  summary,
  tag: TAG,
  access,
  params: idParams,
  reply: orderDetail,
  example: ORDER_DETAIL_EXAMPLE,
})
