import { readRoute, type Route } from '@suite/http'
import { receiptsQuery, receiptsReply, type ReceiptsReply } from './contract.ts'
import { receiptQueue } from './receipt-queue.ts'

const EXAMPLE: ReceiptsReply = {
  items: [
    {
      receiptId: '0198c0de-0000-7000-8000-000000000c01',
      number: '10442',
      soldAt: '2026-11-22T18:10:00.000Z',
      businessDay: '2026-11-22',
      lines: 1,
      totalMinor: 3500,
      standing: 'queued',
      provenBy: null,
      toldBy: null,
      dueAt: '2026-11-23T06:59:59.999Z',
      dueBasis: 'rule',
      overdue: false,
      discrepancyId: '0198c0de-0000-7000-8000-000000000a01',
      waitsFor: 'writes_off',
      message: null,
      advice: null,
    },
  ],
  nextCursor: null,
  from: '2026-11-16',
  to: '2026-11-22',
  counts: { reported: 412, queued: 1 },
  overdue: 0,
  comparedUntil: '2026-11-22T19:56:00.000Z',
}

/** What the state knows of each sale. */
export const receiptRoutes = (deps: { readonly now?: () => Date } = {}): Route[] => [
  readRoute(
    {
      method: 'GET',
      path: '/compliance/receipts',
      summary: 'Where the reporting of each sale to the state stands, with its deadline',
      tag: 'Compliance',
      access: 'compliance.view',
      query: receiptsQuery,
      reply: receiptsReply,
      example: EXAMPLE,
    },
    (read, { query }) => receiptQueue(read, query, deps.now?.() ?? new Date()),
  ),
]
