import { emptyShape, idParams, pageQuery, readRoute, writeRoute, type Route } from '@suite/http'
import { ACCESS } from '../access.ts'
import { footageOfInput } from '../contract.ts'
import { addFound } from './add-found.ts'
import { askRecount } from './ask-recount.ts'
import { cancelSession } from './cancel-session.ts'
import {
  cancelInput,
  entriesInput,
  entriesSaved,
  foundInput,
  foundReply,
  passReply,
  postedReply,
  postInput,
  recountInput,
  reviewPage,
  reviewQuery,
  sessionDetail,
  sessionInput,
  sessionOpened,
  sessionsPage,
  sessionsQuery,
  sheetPage,
  submitInput,
  submitReply,
  suggestionsQuery,
  suggestionsReply,
} from './contract.ts'
import { requireNotCountingBlind } from './blind.ts'
import { countSuggestions } from './count-suggestions.ts'
import {
  REVIEW_EXAMPLE,
  SESSION_EXAMPLE,
  SESSION_INPUT_EXAMPLE,
  SHEET_EXAMPLE,
  SUGGESTIONS_EXAMPLE,
  TOTALS_EXAMPLE,
} from './examples.ts'
import { openCountSession } from './open-session.ts'
import { postSession } from './post-session.ts'
import { reviewSession } from './review-session.ts'
import { saveEntries } from './save-entries.ts'
import { countSession, countSessions } from './sessions.ts'
import { countSheet } from './sheet.ts'
import { startPass } from './start-pass.ts'
import { submitPass } from './submit-pass.ts'

const tag = 'Counts'
const ID = '0197a0c0-0000-7000-8000-000000000001'
const { passes: _, footage: __, ...LISTED } = SESSION_EXAMPLE

/** Count sessions: opening them, counting, and signing them off. */
export const countingRoutes = (now: () => Date): Route[] => [
  ...sessionRoutes(),
  ...counterRoutes(now),
  ...reviewerRoutes(),
]

const sessionRoutes = (): Route[] => [
  readRoute(
    {
      method: 'GET',
      path: '/count-sessions',
      summary: 'Count sessions, newest first',
      tag,
      access: ACCESS.view,
      query: sessionsQuery,
      reply: sessionsPage,
      example: { items: [LISTED], nextCursor: null },
    },
    (read, { query }) => countSessions(read, query),
  ),
  writeRoute(
    {
      method: 'POST',
      path: '/count-sessions',
      summary: 'Start a count of a store, a room, a category, some products or what is at most risk',
      tag,
      access: ACCESS.count,
      status: 201,
      body: sessionInput,
      bodyExample: SESSION_INPUT_EXAMPLE,
      reply: sessionOpened,
      example: { sessionId: ID, lines: 212 },
    },
    (tx, { body: { footage, ...body } }) =>
      openCountSession(tx, { ...body, ...(footage && { footage: footageOfInput(footage) }) }),
  ),
  readRoute(
    {
      method: 'GET',
      path: '/count-sessions/:id',
      summary: 'A count session, who is counting and how far they are',
      tag,
      access: ACCESS.view,
      params: idParams,
      reply: sessionDetail,
      example: SESSION_EXAMPLE,
    },
    (read, { params }) => countSession(read, params.id),
  ),
]

const counterRoutes = (now: () => Date): Route[] => [
  writeRoute(
    {
      method: 'POST',
      path: '/count-sessions/:id/passes',
      summary: 'Begin to count, or go on',
      tag,
      access: ACCESS.count,
      params: idParams,
      reply: passReply,
      example: { pass: 1, recount: false },
    },
    (tx, { params }) => startPass(tx, params.id),
  ),
  readRoute(
    {
      method: 'GET',
      path: '/count-sessions/:id/sheet',
      summary: 'The sheet as the caller counts it; in a blind count without what is expected',
      tag,
      access: ACCESS.count,
      params: idParams,
      query: pageQuery,
      reply: sheetPage,
      example: SHEET_EXAMPLE,
    },
    (read, { params, query }) => countSheet(read, { sessionId: params.id, ...query }),
  ),
  writeRoute(
    {
      method: 'PUT',
      path: '/count-sessions/:id/entries',
      summary: 'Save part of a count; saying it again replaces it',
      tag,
      access: ACCESS.count,
      params: idParams,
      body: entriesInput,
      bodyExample: { entries: [{ lineId: ID, quantity: '12', countedAt: '2026-04-20T15:52:00Z' }] },
      reply: entriesSaved,
      example: { saved: 1 },
    },
    (tx, { params, body }) =>
      saveEntries(tx, {
        sessionId: params.id,
        now: now(),
        entries: body.entries.map(({ countedAt, ...entry }) => ({
          ...entry,
          ...(countedAt === undefined ? {} : { countedAt: new Date(countedAt) }),
        })),
      }),
  ),
  writeRoute(
    {
      method: 'POST',
      path: '/count-sessions/:id/finds',
      summary: 'Add a package or loose units that the sheet does not have',
      tag,
      access: ACCESS.count,
      params: idParams,
      body: foundInput,
      bodyExample: { packageTag: '1A4060300000001000000777', productId: ID },
      reply: foundReply,
      example: { lineId: ID },
    },
    (tx, { params, body }) => addFound(tx, { sessionId: params.id, ...body }),
  ),
  writeRoute(
    {
      method: 'POST',
      path: '/count-sessions/:id/submit',
      summary: 'Hand in what was counted',
      tag,
      access: ACCESS.count,
      params: idParams,
      body: submitInput,
      bodyExample: { leaveUncounted: false },
      reply: submitReply,
      example: { status: 'review', toRecount: 0 },
    },
    (tx, { params, body }) => submitPass(tx, { sessionId: params.id, ...body }),
  ),
]

const reviewerRoutes = (): Route[] => [
  readRoute(
    {
      method: 'GET',
      path: '/count-sessions/:id/review',
      summary: 'What was counted beside what was expected, line by line',
      tag,
      access: ACCESS.review,
      params: idParams,
      query: reviewQuery,
      reply: reviewPage,
      example: REVIEW_EXAMPLE,
    },
    async (read, { params, query }) => {
      const review = await reviewSession(read, { sessionId: params.id, ...query })
      return { ...review, items: review.items.map((line) => ({ ...line, entries: [...line.entries] })) }
    },
  ),
  writeRoute(
    {
      method: 'POST',
      path: '/count-sessions/:id/recount',
      summary: 'Have lines counted once more',
      tag,
      access: ACCESS.review,
      params: idParams,
      body: recountInput,
      bodyExample: { lineIds: [ID], reason: 'Too far off' },
      reply: emptyShape,
      example: {},
    },
    async (tx, { params, body }) => {
      await askRecount(tx, { sessionId: params.id, ...body })
      return {}
    },
  ),
  writeRoute(
    {
      method: 'POST',
      path: '/count-sessions/:id/post',
      summary: 'Sign a count off and post it into the ledger',
      tag,
      access: ACCESS.review,
      limit: 'heavy',
      params: idParams,
      body: postInput,
      bodyExample: { statement: 'Reviewed with the counters, differences explained' },
      reply: postedReply,
      example: { ...TOTALS_EXAMPLE, posted: 180 },
    },
    (tx, { params, body }) => postSession(tx, { sessionId: params.id, ...body }),
  ),
  writeRoute(
    {
      method: 'POST',
      path: '/count-sessions/:id/cancel',
      summary: 'Call a count off; nothing is posted',
      tag,
      access: ACCESS.review,
      params: idParams,
      body: cancelInput,
      bodyExample: { reason: 'A delivery came in between' },
      reply: emptyShape,
      example: {},
    },
    async (tx, { params, body }) => {
      await cancelSession(tx, { sessionId: params.id, ...body })
      return {}
    },
  ),
  readRoute(
    {
      method: 'GET',
      path: '/count-suggestions',
      summary:
        'The products whose count is worth most: earlier variance × dollars × days since the last count',
      tag,
      access: ACCESS.review,
      query: suggestionsQuery,
      reply: suggestionsReply,
      example: SUGGESTIONS_EXAMPLE,
    },
    async (read, { query }) => {
      await requireNotCountingBlind(read, { storeId: query.storeId })
      return { items: await countSuggestions(read, query) }
    },
  ),
]
