import { fromMinor } from '@suite/kernel'
import { sql, type Read } from '@suite/db'
import type { PdfDocument } from '@suite/pdf'
import type { OrderDetail } from '../contract.ts'

/** Who orders: stands at the head of the document. */
export interface Buyer {
  readonly organization: string
  readonly licence: string
  readonly state: string
  readonly currency: string
  /** Of the person who approved it. */
  readonly replyTo: string | null
}

/** Who orders by this purchase order. */
export const buyerOf = async (read: Read, orderId: string): Promise<Buyer> => {
  const { rows } = await sql<Buyer>`
    select g.name as organization, s.licence_number as licence, s.state, s.currency, m.email as "replyTo"
    from purchase_orders o
    join organizations g on g.organization_id = o.organization_id
    join stores s on s.organization_id = o.organization_id and s.id = o.store_id
    left join memberships m on m.organization_id = o.organization_id and m.user_id::text = o.approved_by
    where o.id = ${orderId}`.execute(read.db)
  return rows[0]!
}

/** A purchase order on paper. Costs nobody has said are left open, and the total says so. */
export const orderDocument = (order: OrderDetail, buyer: Buyer, now: Date): PdfDocument => {
  const { organization, licence, state, currency, replyTo } = buyer
  const approved = order.approvedAt?.slice(0, 10) ?? null
  return {
    title: `Purchase order ${order.number}`,
    footer: [organization, order.storeName, licence, `Purchase order ${order.number}`]
      .filter((part) => part !== '')
      .join(' · '),
    createdAt: now,
    blocks: [
      { kind: 'heading', level: 1, text: `Purchase order ${order.number}` },
      ...(order.status === 'draft'
        ? [{ kind: 'text' as const, text: 'Draft: not approved, nothing is ordered yet.' }]
        : []),
      {
        kind: 'facts',
        facts: [
          ['To', order.vendorName],
          ['From', `${organization}, ${order.storeName}`],
          ['Licence', licence === '' ? 'not entered' : `${licence} (${state})`],
          ...(approved === null
            ? []
            : [
                [
                  'Approved',
                  `${approved}${order.approvedBy === null ? '' : ` by ${order.approvedBy}`}`,
                ] as const,
              ]),
          ['Wanted by', order.expectedOn ?? 'as soon as can be'],
          ...(replyTo === null ? [] : [['Questions to', replyTo] as const]),
        ],
      },
      {
        kind: 'table',
        columns: [
          { header: 'SKU', share: 1.6 },
          { header: 'Product', share: 3 },
          { header: 'Quantity', align: 'right' },
          { header: 'Unit', share: 0.8 },
          { header: `Unit cost, ${currency}`, align: 'right', share: 1.2 },
          { header: `Amount, ${currency}`, align: 'right', share: 1.2 },
        ],
        rows: order.lines.map((line) => [
          line.sku,
          line.name,
          line.quantity,
          line.unit,
          line.unitCost ?? 'to be agreed',
          line.costMinor === null ? '' : fromMinor(line.costMinor),
        ]),
      },
      { kind: 'heading', level: 2, text: `Total ${currency} ${fromMinor(order.totalMinor)}` },
      ...(order.unpricedLines === 0
        ? []
        : [
            {
              kind: 'text' as const,
              text: `Without ${order.unpricedLines} ${order.unpricedLines === 1 ? 'line' : 'lines'} whose cost is to be agreed.`,
            },
          ]),
      ...(order.note === '' ? [] : [{ kind: 'text' as const, text: order.note }]),
    ],
  }
}
