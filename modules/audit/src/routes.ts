import { z } from 'zod'
import { idShape, instantShape, pageOf, pageQuery, readRoute, type Route } from '@suite/http'
import { auditEvents } from './queries.ts'

const eventShape = z.object({
  id: idShape,
  occurredAt: instantShape,
  actorKind: z.string(),
  actorId: z.string(),
  eventType: z.string(),
  resourceType: z.string(),
  resourceId: z.string(),
  action: z.string(),
  riskLevel: z.string(),
  ip: z.string().nullable(),
  requestId: z.string().nullable(),
  before: z.unknown(),
  after: z.unknown(),
})

const EXAMPLE = {
  id: '0197a0c0-0000-7000-8000-000000000001',
  occurredAt: '2026-04-20T16:00:00.000Z',
  actorKind: 'user',
  actorId: '0197a0c0-0000-7000-8000-000000000002',
  eventType: 'purchase_order.approved',
  resourceType: 'purchase_order',
  resourceId: '0197a0c0-0000-7000-8000-000000000003',
  action: 'approve',
  riskLevel: 'high',
  ip: '203.0.113.7',
  requestId: '0197a0c0-0000-7000-8000-000000000004',
  before: { status: 'draft' },
  after: { status: 'approved' },
}

/** Reading the trail. */
export const auditRoutes = (): Route[] => [
  readRoute(
    {
      method: 'GET',
      path: '/audit',
      tag: 'Audit',
      access: 'audit.read',
      summary: 'Who changed what, newest first',
      query: pageQuery.extend({
        resourceType: z.string().max(60).optional(),
        resourceId: z.string().max(60).optional(),
      }),
      reply: pageOf(eventShape),
      example: { items: [EXAMPLE], nextCursor: null },
    },
    (read, { query }) => auditEvents(read, query),
  ),
]
