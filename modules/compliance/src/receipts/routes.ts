import type { Database } from '@suite/db'
import { plainRoute, readRoute, type Route } from '@suite/http'
import { notFound } from '@suite/kernel'
import type { StateWriter } from '../correcting/ports.ts'
import { requireDiscrepancy } from '../correcting/preview.ts'
import {
  receiptsQuery,
  receiptsReply,
  reportedReply,
  reportInput,
  unreportedQuery,
  unreportedReply,
  type ReceiptsReply,
} from './contract.ts'
import { receiptQueue } from './receipt-queue.ts'
import { reportingRoutes } from './reporting-routes.ts'
import { reportSales, unreportedSales } from './report-sales.ts'

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
      bySuite: false,
    },
  ],
  nextCursor: null,
  from: '2026-11-16',
  to: '2026-11-22',
  counts: { reported: 412, queued: 1 },
  overdue: 0,
  comparedUntil: '2026-11-22T19:56:00.000Z',
}

const DISCREPANCY = '0198c0de-0000-7000-8000-000000000a01'

/** What telling the state of sales needs of the process. */
export interface ReceiptRouteDeps {
  readonly database: Database
  readonly writer: StateWriter
  /** Checks the person's password again. @throws AppError `wrong_password` */
  readonly stepUp: (userId: string, password: string) => Promise<void>
  readonly now?: () => Date
}

/** What the state knows of each sale, and telling it of those it does not have. */
export const receiptRoutes = (deps: ReceiptRouteDeps): Route[] => {
  const now = (): Date => deps.now?.() ?? new Date()
  return [
    ...reportingRoutes(deps),
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
      (read, { query }) => receiptQueue(read, query, now()),
    ),
    readRoute(
      {
        method: 'GET',
        path: '/compliance/receipts/unreported',
        summary: 'Sales the state does not have, as each would be told it; nothing is sent',
        tag: 'Compliance',
        access: 'compliance.view',
        query: unreportedQuery,
        reply: unreportedReply,
        example: {
          items: [
            {
              discrepancyId: DISCREPANCY,
              number: '10442',
              dueAt: '2026-11-23T06:59:59.999Z',
              soldAt: '2026-11-22T18:10:00.000Z',
              lines: [{ tag: '1A4060300000001000000901', quantity: '1', unit: 'Each', totalMinor: 3500 }],
              totalMinor: 3500,
              byInterface: true,
              why: null,
            },
          ],
          more: false,
          connectionName: 'Metrc',
          writesEnabled: true,
        },
      },
      (read, { query }) => unreportedSales(read, deps.writer, query.storeId),
    ),
    plainRoute(
      {
        method: 'POST',
        path: '/compliance/receipts/report',
        summary:
          'Have sales sent to the state, with your password; each is sent once, in order, and verified',
        tag: 'Compliance',
        access: 'compliance.correct',
        limit: 'guard',
        status: 202,
        body: reportInput,
        reply: reportedReply,
        example: { queued: 1, left: [] },
        bodyExample: { discrepancyIds: [DISCREPANCY], note: 'The till was offline.', password: '…' },
      },
      async ({ body }, facts, caller) => {
        if (caller === null) throw notFound('discrepancy')
        const actor = { kind: 'user', id: caller.userId } as const
        const { requestId, ip } = facts
        const context = { organizationId: caller.organizationId, actor, requestId, ip }
        await deps.database.readTenant(context, async (read) => {
          for (const id of body.discrepancyIds) await requireDiscrepancy(read, id)
        })
        await deps.stepUp(caller.userId, body.password)
        return {
          body: await deps.database.withTenant(context, (tx) =>
            reportSales(tx, deps.writer, { ...body, now: now() }),
          ),
        }
      },
    ),
  ]
}
