import { conflict, newId, notFound } from '@suite/kernel'
import { recordAudit } from '@suite/audit'
import { sql, type Tx } from '@suite/db'
import type { NewDecision } from './contract.ts'

/**
 * Notes what a person chose to do about a lot, in place of what was chosen before. Nothing moves by it: prices are changed in
 * the till, goods with the state's manifest.
 * @throws AppError `not_found`; `choice_not_possible` when the choice cannot be carried out
 */
export const decideOnLot = async (
  tx: Tx,
  input: NewDecision & { readonly lotId: string; readonly now: Date },
): Promise<{ id: string }> => {
  const { rows } = await sql<{
    recommended: string | null
    chosen: { possible: boolean; saved: number | null; reason: string } | null
  }>`
    select o.recommended, (select c from jsonb_array_elements(o.choices) c where c ->> 'kind' = ${input.choice}) as chosen
    from lot_outlooks o where o.lot_id = ${input.lotId} for update`.execute(tx.db)
  const [lot] = rows
  if (lot === undefined) throw notFound('lot')
  // goods may be destroyed early, and sold on whatever the forecast says
  const always = input.choice === 'keep' || input.choice === 'destroy'
  if (!always && lot.chosen?.possible !== true)
    throw conflict(
      'choice_not_possible',
      `This cannot be done with the lot. ${lot.chosen?.reason ?? 'Plan again and look at what is possible.'}`,
    )
  await endCurrent(tx, input.lotId, input.now)
  const id = newId()
  const decision = {
    choice: input.choice,
    recommended: lot.recommended,
    saved_minor: lot.chosen?.saved ?? null,
    note: input.note ?? null,
  }
  await tx.db
    .insertInto('lot_decisions')
    .values({
      organization_id: tx.context.organizationId,
      id,
      lot_id: input.lotId,
      ...decision,
      made_by: tx.context.actor.id,
      made_at: input.now,
    })
    .execute()
  await recordAudit(tx, {
    eventType: 'lot.decided',
    resourceType: 'lot',
    resourceId: input.lotId,
    action: 'update',
    risk: 'low',
    after: decision,
  })
  return { id }
}

/** Takes back what was chosen for a lot. @throws AppError `not_found` when nothing is */
export const undoDecision = async (
  tx: Tx,
  { lotId, now }: { readonly lotId: string; readonly now: Date },
): Promise<void> => {
  if ((await endCurrent(tx, lotId, now)) === 0) throw notFound('decision')
  await recordAudit(tx, {
    eventType: 'lot.decision_undone',
    resourceType: 'lot',
    resourceId: lotId,
    action: 'update',
    risk: 'low',
  })
}

const endCurrent = async (tx: Tx, lotId: string, now: Date): Promise<number> => {
  const { rows } = await sql`
    update lot_decisions set ended_by = ${tx.context.actor.id}, ended_at = ${now}
    where lot_id = ${lotId} and ended_at is null returning id`.execute(tx.db)
  return rows.length
}
