import { newId, notFound } from '@suite/kernel'
import { recordAudit } from '@suite/audit'
import { sql, type Tx } from '@suite/db'
import { publish } from '@suite/events'
import type { RecallScope } from './recall.ts'

/** A recall, or a drill that rehearses one. */
export interface NewRecall {
  readonly kind: 'recall' | 'drill'
  readonly title: string
  readonly reason: string
  /** Who ordered it and their reference. */
  readonly authority?: string | undefined
  readonly scope: RecallScope
}

/** Starts the clock of a recall or drill. @throws AppError `not_found` for a product or vendor of others */
export const startRecall = async (tx: Tx, input: NewRecall): Promise<{ recallId: string }> => {
  await requireKnown(tx, input.scope)
  const recallId = newId()
  await sql`
    insert into recalls (organization_id, id, kind, title, reason, authority, scope, status, started_by, started_at)
    values (${tx.context.organizationId}, ${recallId}, ${input.kind}, ${input.title}, ${input.reason},
      ${input.authority ?? ''}, ${JSON.stringify(input.scope)}::jsonb, 'open', ${tx.context.actor.id},
      clock_timestamp())`.execute(tx.db)
  await recordAudit(tx, {
    eventType: 'recall.started',
    resourceType: 'recall',
    resourceId: recallId,
    action: 'create',
    risk: input.kind === 'drill' ? 'medium' : 'critical',
    after: input,
  })
  await publish(tx, { type: 'recall.started', version: 1, payload: { recallId, kind: input.kind } })
  return { recallId }
}

const requireKnown = async (tx: Tx, scope: RecallScope): Promise<void> => {
  if ('values' in scope) return
  const { rows } = await sql`select from ${sql.table(`${scope.by}s`)} where id = ${scope.id}`.execute(tx.db)
  if (rows.length === 0) throw notFound(scope.by)
}
