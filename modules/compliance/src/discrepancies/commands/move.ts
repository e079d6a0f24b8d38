import { recordAudit } from '@suite/audit'
import { sql, type Tx } from '@suite/db'
import { conflict, invalid, newId, notFound } from '@suite/kernel'
import type { DiscrepancyState } from '../contract.ts'

interface Held {
  readonly id: string
  readonly storeId: string
  readonly state: DiscrepancyState
  readonly assignedTo: string | null
  readonly packageTag: string
  readonly proposed: string
}

/** Which states a person or a correction may bring a discrepancy into, and from where. */
const ALLOWED: Readonly<Record<string, readonly DiscrepancyState[]>> = {
  assigned: ['open', 'assigned', 'reopened', 'correcting'],
  open: ['assigned', 'correcting'],
  correcting: ['open', 'assigned', 'reopened', 'correcting', 'awaiting_verification'],
  awaiting_verification: ['open', 'assigned', 'reopened', 'correcting', 'awaiting_verification'],
  dismissed: ['open', 'assigned', 'reopened', 'correcting', 'awaiting_verification'],
}

/**
 * Brings a discrepancy into another state, with an event and an audit row. `awaiting_verification` sets the clock from which
 * sources must be read again. @throws AppError `not_found`, `discrepancy_closed`, `not_verifiable`
 */
export const moveDiscrepancy = async (
  tx: Tx,
  input: {
    readonly id: string
    readonly to: 'assigned' | 'open' | 'correcting' | 'awaiting_verification' | 'dismissed'
    readonly note: string
    readonly now: Date
    readonly assignedTo?: string | null
  },
): Promise<void> => {
  const held = await lock(tx, input.id)
  if (!(ALLOWED[input.to] ?? []).includes(held.state))
    throw conflict(
      'discrepancy_closed',
      `This discrepancy is ${held.state.replaceAll('_', ' ')} and cannot become ${input.to.replaceAll('_', ' ')}. Reload to see where it stands.`,
    )
  if (input.to === 'awaiting_verification' && held.proposed === 'tell_state')
    throw conflict(
      'not_verifiable',
      'A sale that has happened stays in every source, so no reading can verify this. Close it with whom you told and when as the reason.',
    )
  const assignedTo = input.assignedTo === undefined ? held.assignedTo : input.assignedTo
  const dismissed = input.to === 'dismissed'
  await sql`
    update discrepancies set state = ${input.to}, assigned_to = ${assignedTo},
      corrected_at = ${input.to === 'awaiting_verification' ? input.now : null},
      closed_at = ${dismissed ? input.now : null}, closed_how = ${dismissed ? 'dismissed' : null},
      closed_note = ${dismissed ? input.note : null}, version = version + 1
    where id = ${held.id}`.execute(tx.db)
  await sql`
    insert into discrepancy_events (organization_id, id, discrepancy_id, at, actor_kind, actor_id, from_state, to_state, note)
    values (${tx.context.organizationId}, ${newId()}, ${held.id}, ${input.now}, ${tx.context.actor.kind},
      ${tx.context.actor.id}, ${held.state}, ${input.to}, ${input.note})`.execute(tx.db)
  await recordAudit(tx, {
    eventType: `discrepancy.${input.to}`,
    resourceType: 'discrepancy',
    resourceId: held.id,
    action: 'update',
    risk: dismissed ? 'high' : 'medium',
    before: { state: held.state, assignedTo: held.assignedTo },
    after: { state: input.to, assignedTo, note: input.note, packageTag: held.packageTag },
  })
}

/** Gives a discrepancy to a person of the organisation, or back to nobody. @throws AppError `not_found`, `unknown_reference`, `discrepancy_closed` */
export const assignDiscrepancy = async (
  tx: Tx,
  input: { readonly id: string; readonly membershipId: string | null; readonly now: Date },
): Promise<void> => {
  const { rows } = await sql<{ name: string }>`
    select display_name as name from memberships where id = ${input.membershipId} and active`.execute(tx.db)
  const person = rows[0]
  if (input.membershipId !== null && person === undefined)
    throw invalid(
      'unknown_reference',
      'There is no such person in the organisation. Reload the list of people.',
      [{ path: 'membershipId', message: 'is not known' }],
    )
  await moveDiscrepancy(tx, {
    id: input.id,
    to: person === undefined ? 'open' : 'assigned',
    note: person === undefined ? 'Given back.' : `For ${person.name}.`,
    now: input.now,
    assignedTo: input.membershipId,
  })
}

const lock = async (tx: Tx, id: string): Promise<Held> => {
  const { rows } = await sql<Held>`
    select id, store_id as "storeId", state, assigned_to as "assignedTo", package_tag as "packageTag",
      proposal ->> 'kind' as proposed
    from discrepancies where id = ${id} for update`.execute(tx.db)
  if (rows[0] === undefined) throw notFound('discrepancy')
  return rows[0]
}
