import { readRoute, type Route } from '@suite/http'
import { replayQuery, replayReply, type Replay } from './contract.ts'
import { packageReplay } from './package-replay.ts'

const EXAMPLE: Replay = {
  tag: '1A4060300000001000000777',
  productId: '0198c0de-0000-7000-8000-000000000101',
  productName: 'Blue Dream 3.5 g',
  unit: 'each',
  posUnit: 'Each',
  stateUnit: 'Each',
  now: { shelf: '8', pos: '8', state: '10' },
  apartSince: '2026-11-22T18:10:00.000Z',
  events: [
    {
      at: '2026-11-22T18:10:00.000Z',
      side: 'shelf',
      what: 'sold',
      change: '-2',
      reference: '10442',
      actor: 'Robin',
      after: { shelf: '8', pos: '10', state: '10' },
      apart: true,
    },
  ],
  older: 0,
}

/** The count of a package rebuilt event by event. */
export const replayRoutes = (): Route[] => [
  readRoute(
    {
      method: 'GET',
      path: '/compliance/replay',
      summary: 'Every event of a package in order, with what shelf, till and state held after it',
      tag: 'Compliance',
      access: 'compliance.view',
      query: replayQuery,
      reply: replayReply,
      example: EXAMPLE,
    },
    (read, { query }) => packageReplay(read, query),
  ),
]
