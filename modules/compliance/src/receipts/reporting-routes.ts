import type { Database } from '@suite/db'
import { emptyShape, plainRoute, readRoute, writeRoute, type Route } from '@suite/http'
import { notFound } from '@suite/kernel'
import type { StateWriter } from '../correcting/ports.ts'
import { reporting } from './reporting.ts'
import {
  reporterInput,
  reportingQuery,
  reportingReply,
  requeueInput,
  requeueReply,
  type ReportingReply,
} from './reporting-contract.ts'
import { requireStore, setReporter } from './reporter.ts'
import { requeueReports } from './requeue.ts'

const STORE = '0198c0de-0000-7000-8000-000000000001'
const RECEIPT = '0198c0de-0000-7000-8000-000000000c01'
const EXAMPLE: ReportingReply = {
  connectionId: '0198c0de-0000-7000-8000-000000000601',
  connectionName: 'Metrc Colorado',
  possible: true,
  writesEnabled: true,
  reporter: 'till',
  since: null,
  changedAt: null,
  changedByName: null,
  waiting: 0,
  refused: 0,
  wouldSend: [
    {
      receiptId: RECEIPT,
      number: '10442',
      soldAt: '2026-11-22T18:10:00.000Z',
      totalMinor: 3500,
      why: null,
    },
  ],
  more: false,
}

interface Deps {
  readonly database: Database
  readonly writer: StateWriter
  /** Checks the person's password again. @throws AppError `wrong_password` */
  readonly stepUp: (userId: string, password: string) => Promise<void>
  readonly now?: () => Date
}

/** Who reports sales to the state, the switch of it, and putting back what failed. */
export const reportingRoutes = (deps: Deps): Route[] => {
  const now = (): Date => deps.now?.() ?? new Date()
  return [
    readRoute(
      {
        method: 'GET',
        path: '/compliance/receipts/reporting',
        summary: 'Who tells the state of a store’s sales, and what would go out now; nothing is sent',
        tag: 'Compliance',
        access: 'compliance.view',
        query: reportingQuery,
        reply: reportingReply,
        example: EXAMPLE,
      },
      (read, { query }) => reporting(read, deps.writer, { ...query, now: now() }),
    ),
    plainRoute(
      {
        method: 'POST',
        path: '/compliance/receipts/reporter',
        summary: 'Hands reporting to the suite, with your password, or back to the till',
        tag: 'Compliance',
        access: 'connections.write_switch',
        limit: 'guard',
        body: reporterInput,
        reply: emptyShape,
        example: {},
        bodyExample: {
          storeId: STORE,
          reporter: 'suite',
          since: '2026-11-22T07:00:00.000Z',
          reason: 'The till no longer reports',
          password: '…',
        },
      },
      async ({ body }, facts, caller) => {
        if (caller === null) throw notFound('store')
        const actor = { kind: 'user', id: caller.userId } as const
        const { requestId, ip } = facts
        const context = { organizationId: caller.organizationId, actor, requestId, ip }
        const { storeId, reporter, since, reason } = body
        await deps.database.readTenant(context, (read) => requireStore(read, storeId))
        if (reporter === 'suite') await deps.stepUp(caller.userId, body.password ?? '')
        await deps.database.withTenant(context, (tx) =>
          setReporter(tx, deps.writer, {
            storeId,
            reporter,
            since: since === undefined ? undefined : new Date(since),
            reason,
            now: now(),
          }),
        )
        return { body: {} }
      },
    ),
    writeRoute(
      {
        method: 'POST',
        path: '/compliance/receipts/requeue',
        summary: 'Puts reports of the suite that were refused back into the queue: some, or all of a store',
        tag: 'Compliance',
        access: 'compliance.correct',
        body: requeueInput,
        reply: requeueReply,
        example: {
          queued: 1,
          left: [{ receiptId: '0198c0de-0000-7000-8000-000000000c02', why: 'The state was told already.' }],
        },
        bodyExample: { storeId: STORE, receiptIds: [RECEIPT] },
      },
      async (tx, { body }) => {
        await requireStore(tx, body.storeId)
        return requeueReports(tx, { ...body, now: now() })
      },
    ),
  ]
}
