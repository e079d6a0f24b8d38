import { fromMinor } from '@suite/kernel'
import type { Read } from '@suite/db'
import type { PdfDocument } from '@suite/pdf'
import type { CsvWriter, OutgoingMail } from '../ports.ts'
import { buyerOf, orderDocument } from './order-document.ts'
import { orderFile } from './order-file.ts'
import { purchaseOrder } from './purchase-orders.ts'

/**
 * The mail that takes a purchase order to its vendor, or null when there is nothing to send any more (sent already,
 * cancelled). `version` is the order's when the mail was asked for: the same request always makes the same message id,
 * so that a mail sent twice shows up once. The document is yet to be written and attached: that takes too long for a
 * transaction.
 */
export const orderMail = async (
  read: Read,
  input: { readonly id: string; readonly version: number; readonly csv: CsvWriter; readonly now: Date },
): Promise<{ mail: OutgoingMail; document: PdfDocument } | null> => {
  const order = await purchaseOrder(read, input.id)
  if (order.delivery !== 'pending' || order.sentTo === null) return null
  const buyer = await buyerOf(read, order.id)
  const { organization, licence, replyTo } = buyer
  const file = orderFile(order, input.csv)
  const mail: OutgoingMail = {
    to: order.sentTo,
    ...(replyTo === null ? {} : { replyTo }),
    subject: `Purchase order ${order.number} from ${organization}`,
    messageId: `purchase-order-${order.id}-${input.version}`,
    text: [
      `Hello ${order.vendorName},`,
      '',
      `please find attached purchase order ${order.number} for ${order.storeName}${licence === '' ? '' : ` (licence ${licence})`}.`,
      `${order.lineCount} ${order.lineCount === 1 ? 'line' : 'lines'}${order.unpricedLines === 0 ? `, ${fromMinor(order.totalMinor)} in total` : ''}${order.expectedOn === null ? '' : `, wanted by ${order.expectedOn}`}.`,
      ...(order.note === '' ? [] : ['', order.note]),
      '',
      `Regards`,
      organization,
    ].join('\n'),
    attachments: [{ fileName: file.fileName, contentType: 'text/csv', content: file.content }],
  }
  return { mail, document: orderDocument(order, buyer, input.now) }
}
