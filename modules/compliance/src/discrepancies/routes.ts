import { emptyShape, idParams, idShape, readRoute, writeRoute, type Route } from '@suite/http'
import { z } from 'zod'
import { askForRun } from './commands/ask-for-run.ts'
import { assignDiscrepancy, moveDiscrepancy } from './commands/move.ts'
import { signOffRun } from './commands/sign-off.ts'
import {
  assignInput,
  discrepanciesQuery,
  discrepancyDetail,
  discrepancyPage,
  dismissInput,
  doneInput,
  dueReply,
  dueScope,
  runInput,
  runItem,
  runPage,
  runsQuery,
  signOffInput,
} from './contract.ts'
import { DETAIL, DISCREPANCY, DUE, RUN, RUN_ID, STORE_ID } from './examples.ts'
import { discrepancies, discrepancy } from './queries/discrepancies.ts'
import { dueNow } from './queries/due.ts'
import { run, runs } from './queries/runs.ts'

const tag = 'Compliance'

/** Reconciliations, what they found, and what is due. */
export const discrepancyRoutes = (deps: { readonly now?: () => Date } = {}): Route[] => {
  const now = (): Date => deps.now?.() ?? new Date()
  return [...readingRoutes(now), ...runRoutes(now), ...changingRoutes(now)]
}

const readingRoutes = (now: () => Date): Route[] => [
  readRoute(
    {
      method: 'GET',
      path: '/compliance/due',
      exported: { omit: ['link'] },
      summary: 'Everything compliance has to do, most urgent first',
      tag,
      access: 'compliance.view',
      query: dueScope,
      reply: dueReply,
      example: DUE,
    },
    (read, { query }) => dueNow(read, query, now()),
  ),
  readRoute(
    {
      method: 'GET',
      path: '/compliance/discrepancies',
      summary: 'Where shelf, till and state disagree',
      tag,
      access: 'compliance.view',
      query: discrepanciesQuery,
      reply: discrepancyPage,
      example: { items: [DISCREPANCY], nextCursor: null },
    },
    (read, { query }) => discrepancies(read, query),
  ),
  readRoute(
    {
      method: 'GET',
      path: '/compliance/discrepancies/:id',
      summary: 'One discrepancy with its evidence and history',
      tag,
      access: 'compliance.view',
      params: idParams,
      reply: discrepancyDetail,
      example: DETAIL,
    },
    (read, { params }) => discrepancy(read, params.id),
  ),
]

const runRoutes = (now: () => Date): Route[] => [
  readRoute(
    {
      method: 'GET',
      path: '/compliance/reconciliations',
      summary: 'Reconciliations, the last first',
      tag,
      access: 'compliance.view',
      query: runsQuery,
      reply: runPage,
      example: { items: [RUN], nextCursor: null },
    },
    (read, { query }) => runs(read, query),
  ),
  readRoute(
    {
      method: 'GET',
      path: '/compliance/reconciliations/:id',
      summary: 'One reconciliation',
      tag,
      access: 'compliance.view',
      params: idParams,
      reply: runItem,
      example: RUN,
    },
    (read, { params }) => run(read, params.id),
  ),
  writeRoute(
    {
      method: 'POST',
      path: '/compliance/reconciliations',
      summary: 'Compare shelf, till and state of a store now',
      tag,
      access: 'compliance.reconcile',
      limit: 'heavy',
      status: 202,
      body: runInput,
      bodyExample: { storeId: STORE_ID },
      reply: z.object({ runId: idShape }),
      example: { runId: RUN_ID },
    },
    (tx, { body }) => askForRun(tx, { storeId: body.storeId, reason: 'person' }),
  ),
  writeRoute(
    {
      method: 'POST',
      path: '/compliance/reconciliations/:id/sign-off',
      summary: 'Sign a finished reconciliation',
      tag,
      access: 'compliance.reconcile',
      params: idParams,
      body: signOffInput,
      bodyExample: { note: 'All three are known and being worked on.' },
      reply: emptyShape,
      example: {},
    },
    async (tx, { params, body }) => {
      await signOffRun(tx, { id: params.id, note: body.note, now: now() })
      return {}
    },
  ),
]

const changingRoutes = (now: () => Date): Route[] => [
  writeRoute(
    {
      method: 'POST',
      path: '/compliance/discrepancies/:id/assign',
      summary: 'Give a discrepancy to a person, or back to nobody',
      tag,
      access: 'compliance.reconcile',
      params: idParams,
      body: assignInput,
      bodyExample: { membershipId: null },
      reply: emptyShape,
      example: {},
    },
    async (tx, { params, body }) => {
      await assignDiscrepancy(tx, { id: params.id, membershipId: body.membershipId, now: now() })
      return {}
    },
  ),
  writeRoute(
    {
      method: 'POST',
      path: '/compliance/discrepancies/:id/corrected',
      summary: 'Say that it was put right by hand; the next reading verifies it',
      tag,
      access: 'compliance.correct',
      params: idParams,
      body: doneInput,
      bodyExample: { note: 'Transfer 0003412 accepted in the state’s system.' },
      reply: emptyShape,
      example: {},
    },
    async (tx, { params, body }) => {
      await moveDiscrepancy(tx, { id: params.id, to: 'awaiting_verification', note: body.note, now: now() })
      return {}
    },
  ),
  writeRoute(
    {
      method: 'POST',
      path: '/compliance/discrepancies/:id/dismiss',
      summary: 'Leave a discrepancy as it is, with the reason',
      tag,
      access: 'compliance.correct',
      params: idParams,
      body: dismissInput,
      bodyExample: { reason: 'Sample package, known to the agency (letter of 3 November).' },
      reply: emptyShape,
      example: {},
    },
    async (tx, { params, body }) => {
      await moveDiscrepancy(tx, { id: params.id, to: 'dismissed', note: body.reason, now: now() })
      return {}
    },
  ),
]
