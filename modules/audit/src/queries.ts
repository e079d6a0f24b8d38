import type { Read } from '@suite/db'
import { decodeCursor, toPage } from '@suite/http'

/** The trail, newest first, of everything or of one resource. */
export const auditEvents = async (
  read: Read,
  query: {
    resourceType?: string | undefined
    resourceId?: string | undefined
    limit: number
    cursor?: string | undefined
  },
) => {
  let select = read.db
    .selectFrom('audit_events')
    .selectAll()
    .orderBy('occurred_at', 'desc')
    .orderBy('id', 'desc')
    .limit(query.limit + 1)
  if (query.resourceType !== undefined) select = select.where('resource_type', '=', query.resourceType)
  if (query.resourceId !== undefined) select = select.where('resource_id', '=', query.resourceId)
  if (query.cursor !== undefined) {
    const [at, id] = decodeCursor(query.cursor, 2)
    select = select.where((eb) =>
      eb(eb.refTuple('occurred_at', 'id'), '<', eb.tuple(new Date(String(at)), String(id))),
    )
  }
  const page = toPage(await select.execute(), query.limit, (row) => [row.occurred_at.toISOString(), row.id])
  return {
    nextCursor: page.nextCursor,
    items: page.items.map((row) => ({
      id: row.id,
      occurredAt: row.occurred_at.toISOString(),
      actorKind: row.actor_kind,
      actorId: row.actor_id,
      eventType: row.event_type,
      resourceType: row.resource_type,
      resourceId: row.resource_id,
      action: row.action,
      riskLevel: row.risk_level,
      ip: row.ip,
      requestId: row.request_id,
      before: row.before,
      after: row.after,
    })),
  }
}
