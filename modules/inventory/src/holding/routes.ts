import { emptyShape, idParams, readRoute, writeRoute, type Route } from '@suite/http'
import { ACCESS } from '../access.ts'
import { HOLD_EXAMPLE, holdInput, holdPlaced, holdsPage, holdsQuery, liftInput } from './contract.ts'
import { holds } from './holds.ts'
import { liftHold } from './lift-hold.ts'
import { placeHold } from './place-hold.ts'

const tag = 'Holds'

/** Goods that may not be sold. */
export const holdingRoutes = (): Route[] => [
  readRoute(
    {
      method: 'GET',
      path: '/holds',
      summary: 'What is held and why, newest first',
      tag,
      access: ACCESS.view,
      query: holdsQuery,
      reply: holdsPage,
      example: { items: [HOLD_EXAMPLE], nextCursor: null },
    },
    (read, { query }) => holds(read, query),
  ),
  writeRoute(
    {
      method: 'POST',
      path: '/holds',
      summary: 'Take a lot, a package tag or a whole product out of sale',
      tag,
      access: ACCESS.hold,
      status: 201,
      body: holdInput,
      bodyExample: {
        storeId: HOLD_EXAMPLE.storeId,
        packageTag: '1A4060300000001000000123',
        reason: HOLD_EXAMPLE.reason,
      },
      reply: holdPlaced,
      example: { holdId: HOLD_EXAMPLE.id, scope: 'lot' },
    },
    (tx, { body }) => placeHold(tx, body),
  ),
  writeRoute(
    {
      method: 'POST',
      path: '/holds/:id/lift',
      summary: 'Give held goods back to sale',
      tag,
      access: ACCESS.hold,
      params: idParams,
      body: liftInput,
      bodyExample: { reason: 'Retest passed' },
      reply: emptyShape,
      example: {},
    },
    async (tx, { params, body }) => {
      await liftHold(tx, { holdId: params.id, reason: body.reason })
      return {}
    },
  ),
]
