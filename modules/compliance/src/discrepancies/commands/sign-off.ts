import { recordAudit } from '@suite/audit'
import { sql, type Tx } from '@suite/db'
import { conflict, notFound } from '@suite/kernel'

/** Signs a finished reconciliation off, once. @throws AppError `not_found`, `not_finished`, `signed_already` */
export const signOffRun = async (
  tx: Tx,
  input: { readonly id: string; readonly note: string; readonly now: Date },
): Promise<void> => {
  const { rows } = await sql<{ status: string; signedOffAt: Date | null; standing: number }>`
    select status, signed_off_at as "signedOffAt", standing from reconciliation_runs
    where id = ${input.id} for update`.execute(tx.db)
  const [run] = rows
  if (run === undefined) throw notFound('reconciliation')
  if (run.status !== 'done')
    throw conflict('not_finished', 'This reconciliation has not finished, so there is nothing to sign yet.')
  if (run.signedOffAt !== null)
    throw conflict(
      'signed_already',
      'This reconciliation is signed already. A signature is not changed; run it again.',
    )
  await sql`
    update reconciliation_runs set signed_off_by = ${tx.context.actor.id}, signed_off_at = ${input.now},
      sign_off_note = ${input.note}, signed_off_name = coalesce((
        select display_name from memberships where user_id::text = ${tx.context.actor.id}), '')
    where id = ${input.id}`.execute(tx.db)
  await recordAudit(tx, {
    eventType: 'reconciliation.signed_off',
    resourceType: 'reconciliation',
    resourceId: input.id,
    action: 'update',
    risk: 'medium',
    after: { note: input.note, standing: run.standing },
  })
}
