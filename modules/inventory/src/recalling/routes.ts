import { emptyShape, idParams, readRoute, writeRoute, type Route } from '@suite/http'
import { ACCESS } from '../access.ts'
import {
  liftAllInput,
  outcomeInput,
  RECALL_EXAMPLE,
  RECALL_INPUT_EXAMPLE,
  recallDetail,
  recallHeld,
  recallInput,
  recallLifted,
  recallsPage,
  recallsQuery,
  recallStarted,
  recallTraced,
  SALES_EXAMPLE,
  salesPage,
  salesQuery,
} from './contract.ts'
import { finishRecall } from './finish-recall.ts'
import { holdRecall, liftRecallHolds } from './hold-recall.ts'
import { recallReport } from './recall-report.ts'
import { recallCustomers, recalls } from './recalls.ts'
import { startRecall } from './start-recall.ts'
import { traceRecall } from './trace-recall.ts'

const tag = 'Recalls'
const { totals: _, summary: __, goods: ___, ...LISTED } = RECALL_EXAMPLE

/** Recalls and drills: start, trace, hold, finish; what was found and who was sold it. */
export const recallRoutes = (): Route[] => [...lookingRoutes(), ...stepRoutes()]

const lookingRoutes = (): Route[] => [
  readRoute(
    {
      method: 'GET',
      path: '/recalls',
      summary: 'Recalls and drills, newest first',
      tag,
      access: ACCESS.recall,
      query: recallsQuery,
      reply: recallsPage,
      example: { items: [LISTED], nextCursor: null },
    },
    (read, { query }) => recalls(read, query),
  ),
  readRoute(
    {
      method: 'GET',
      path: '/recalls/:id',
      summary: 'A recall as data: its timer, the goods and where they are, what was sold and is left',
      tag,
      access: ACCESS.recall,
      limit: 'heavy',
      params: idParams,
      reply: recallDetail,
      example: RECALL_EXAMPLE,
    },
    (read, { params }) => recallReport(read, params.id),
  ),
  readRoute(
    {
      method: 'GET',
      path: '/recalls/:id/sales',
      summary: 'The receipts and customers recalled goods were sold to',
      tag,
      access: ACCESS.recall,
      limit: 'heavy',
      params: idParams,
      query: salesQuery,
      reply: salesPage,
      example: SALES_EXAMPLE,
    },
    (read, { params, query }) => recallCustomers(read, { recallId: params.id, ...query }),
  ),
]

const stepRoutes = (): Route[] => [
  writeRoute(
    {
      method: 'POST',
      path: '/recalls',
      summary: 'Start a recall or a drill; its clock runs from here',
      tag,
      access: ACCESS.recall,
      status: 201,
      body: recallInput,
      bodyExample: RECALL_INPUT_EXAMPLE,
      reply: recallStarted,
      example: { recallId: RECALL_EXAMPLE.id },
    },
    (tx, { body }) => startRecall(tx, body),
  ),
  writeRoute(
    {
      method: 'POST',
      path: '/recalls/:id/trace',
      summary: 'Find the goods a recall reaches in all stores',
      tag,
      access: ACCESS.recall,
      limit: 'heavy',
      params: idParams,
      reply: recallTraced,
      example: { added: 3, items: 3 },
    },
    (tx, { params }) => traceRecall(tx, params.id),
  ),
  writeRoute(
    {
      method: 'POST',
      path: '/recalls/:id/hold',
      summary: 'Quarantine everything that was traced, in one step; a drill holds nothing',
      tag,
      access: ACCESS.recall,
      limit: 'heavy',
      params: idParams,
      reply: recallHeld,
      example: { held: 0, wouldHold: 3 },
    },
    (tx, { params }) => holdRecall(tx, params.id),
  ),
  writeRoute(
    {
      method: 'POST',
      path: '/recalls/:id/finish',
      summary: 'End a recall with its outcome; its holds stay',
      tag,
      access: ACCESS.recall,
      params: idParams,
      body: outcomeInput,
      bodyExample: { outcome: 'All packages found in twenty minutes' },
      reply: emptyShape,
      example: {},
    },
    async (tx, { params, body }) => {
      await finishRecall(tx, { recallId: params.id, outcome: body.outcome })
      return {}
    },
  ),
  writeRoute(
    {
      method: 'POST',
      path: '/recalls/:id/lift',
      summary: 'Lift every hold of a recall, as when it is withdrawn',
      tag,
      access: ACCESS.recall,
      params: idParams,
      body: liftAllInput,
      bodyExample: { reason: 'Withdrawn by the vendor' },
      reply: recallLifted,
      example: { lifted: 3 },
    },
    (tx, { params, body }) => liftRecallHolds(tx, { recallId: params.id, reason: body.reason }),
  ),
]
