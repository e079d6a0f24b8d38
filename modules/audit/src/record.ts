import { newId } from '@suite/kernel'
import type { Tx } from '@suite/db'

/** What a person or job did, in requirement B5's columns; actor, address and request come from the transaction. */
export interface AuditEntry {
  /** Such as `purchase_order.approved`. */
  readonly eventType: string
  readonly resourceType: string
  readonly resourceId: string
  readonly action: 'create' | 'update' | 'delete' | 'read' | 'approve' | 'send' | 'import' | 'sign_in' | 'run'
  readonly risk: 'low' | 'medium' | 'high' | 'critical'
  readonly before?: object | null
  readonly after?: object | null
}

/** Adds a row to the audit trail in the command's own transaction: no change without its row, no row without its change. */
export const recordAudit = async (tx: Tx, entry: AuditEntry): Promise<void> => {
  const { context } = tx
  await tx.db
    .insertInto('audit_events')
    .values({
      organization_id: context.organizationId,
      id: newId(),
      actor_kind: context.actor.kind,
      actor_id: context.actor.id,
      event_type: entry.eventType,
      resource_type: entry.resourceType,
      resource_id: entry.resourceId,
      action: entry.action,
      risk_level: entry.risk,
      ip: context.ip ?? null,
      request_id: context.requestId ?? null,
      before: entry.before == null ? null : JSON.stringify(entry.before),
      after: entry.after == null ? null : JSON.stringify(entry.after),
    })
    .execute()
}
