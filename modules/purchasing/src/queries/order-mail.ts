import { fromMinor } from '@suite/kernel'
import { sql, type Read } from '@suite/db'
import type { CsvWriter, OutgoingMail } from '../ports.ts'
import { orderFile } from './order-file.ts'
import { purchaseOrder } from './purchase-orders.ts'

/**
 * The mail that takes a purchase order to its vendor, or null when there is nothing to send any more (sent already,
 * cancelled). `version` is the order's when the mail was asked for: the same request always makes the same message id,
 * so that a mail sent twice shows up once.
 */
export const orderMail = async (
  read: Read,
  input: { readonly id: string; readonly version: number; readonly csv: CsvWriter },
): Promise<OutgoingMail | null> => {
  const order = await purchaseOrder(read, input.id)
  if (order.delivery !== 'pending' || order.sentTo === null) return null
  const { rows } = await sql<{ organization: string; licence: string; replyTo: string | null }>`
    select g.name as organization, s.licence_number as licence, m.email as "replyTo"
    from purchase_orders o
    join organizations g on g.organization_id = o.organization_id
    join stores s on s.organization_id = o.organization_id and s.id = o.store_id
    left join memberships m on m.organization_id = o.organization_id and m.user_id::text = o.approved_by
    where o.id = ${input.id}`.execute(read.db)
  const { organization, licence, replyTo } = rows[0]!
  const file = orderFile(order, input.csv)
  return {
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
}
