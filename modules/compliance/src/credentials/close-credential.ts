import { sql, type Tx } from '@suite/db'
import type { RenewalInput } from './contract.ts'
import { noticeDueCredentials } from './notice-due.ts'
import { auditCredential, insertCredential, lockCredential } from './write-credential.ts'

/**
 * Puts a new credential in the place of one that is active; the old one stays, marked as renewed. Gives the new id.
 * @throws AppError `not_found`, `credential_closed`, `bad_expiry`, `already_exists`
 */
export const renewCredential = async (
  tx: Tx,
  id: string,
  input: Omit<RenewalInput, 'number'> & { readonly number?: string | undefined },
  now: Date,
): Promise<string> => {
  const { id: _, status: __, ...before } = await lockCredential(tx, id)
  await close(tx, { id, status: 'renewed', reason: null, now })
  const { number = before.number, issuedOn, expiresOn, note } = input
  const after = { ...before, number, issuedOn, expiresOn, note }
  const renewed = await insertCredential(tx, after, id)
  await auditCredential(tx, {
    eventType: 'credential.renewed',
    resourceId: id,
    action: 'update',
    before,
    after: {
      ...after,
      expiresOn: renewed.expiry.expiresOn,
      expiryBasis: renewed.expiry.basis,
      renewedBy: renewed.id,
    },
  })
  await noticeDueCredentials(tx, now, renewed.id)
  return renewed.id
}

/** Ends a credential with a reason: it is no longer in the calendar. @throws AppError `not_found`, `credential_closed` */
export const retireCredential = async (
  tx: Tx,
  input: { readonly id: string; readonly reason: string; readonly now: Date },
): Promise<void> => {
  const before = await lockCredential(tx, input.id)
  await close(tx, { ...input, status: 'retired' })
  await auditCredential(tx, {
    eventType: 'credential.retired',
    resourceId: input.id,
    action: 'update',
    before,
    after: { status: 'retired', reason: input.reason },
  })
}

const close = (
  tx: Tx,
  change: {
    readonly id: string
    readonly status: 'renewed' | 'retired'
    readonly reason: string | null
    readonly now: Date
  },
): Promise<unknown> =>
  sql`
    update credentials set status = ${change.status}, closed_by = ${tx.context.actor.id}, closed_at = ${change.now},
      closed_reason = ${change.reason}, version = version + 1
    where id = ${change.id}`.execute(tx.db)
