import { recordAudit, type AuditEntry } from '@suite/audit'
import { sql, type Tx } from '@suite/db'
import { conflict, invalid, newId, notFound } from '@suite/kernel'
import { ownRules } from '../state-rules/own-rules.ts'
import { complianceSettings } from '../state-rules/settings.ts'
import type { CredentialInput } from './contract.ts'
import { certificateExpiry, type Expiry } from './rule-expiry.ts'

/** An active credential held by this transaction. */
export interface LockedCredential extends CredentialInput {
  readonly id: string
  readonly status: 'active'
}

/** Takes an active credential for a change. @throws AppError `not_found`, `credential_closed` */
export const lockCredential = async (tx: Tx, id: string): Promise<LockedCredential> => {
  const { rows } = await sql<Omit<LockedCredential, 'status'> & { status: 'active' | 'renewed' | 'retired' }>`
    select id, kind, store_id as "storeId", membership_id as "membershipId", lot_id as "lotId", package_tag as "packageTag",
      holder, number, issuer, state, issued_on as "issuedOn", expires_on as "expiresOn", note, status
    from credentials where id = ${id} for update`.execute(tx.db)
  const [row] = rows
  if (row === undefined) throw notFound('credential')
  if (row.status !== 'active')
    throw conflict(
      'credential_closed',
      `${row.number} was ${row.status} already. Reload to see the present one.`,
    )
  return { ...row, status: 'active' }
}

/** Writes a credential with its expiry: as stated, or of a lab certificate by the state's rule, or unknown. */
export const insertCredential = async (
  tx: Tx,
  input: CredentialInput,
  renews: string | null,
): Promise<{ id: string; expiry: Expiry }> => {
  requireOrder(input)
  const expiry = await expiryOf(tx, input)
  const id = newId()
  await sql`
    insert into credentials (organization_id, id, kind, store_id, membership_id, lot_id, package_tag, holder, number, issuer,
      state, issued_on, expires_on, expiry_basis, expiry_note, note, renews, created_by)
    values (${tx.context.organizationId}, ${id}, ${input.kind}, ${input.storeId}, ${input.membershipId}, ${input.lotId},
      ${input.packageTag}, ${input.holder}, ${input.number}, ${input.issuer}, ${input.state}, ${input.issuedOn},
      ${expiry.expiresOn}, ${expiry.basis}, ${expiry.note}, ${input.note}, ${renews}, ${tx.context.actor.id})`.execute(
    tx.db,
  )
  return { id, expiry }
}

const expiryOf = async (tx: Tx, input: CredentialInput): Promise<Expiry> => {
  if (input.expiresOn !== null) return { expiresOn: input.expiresOn, basis: 'stated', note: '' }
  if (input.kind !== 'coa') return { expiresOn: null, basis: 'unknown', note: 'No expiry was entered.' }
  const { accept } = await complianceSettings(tx)
  return certificateExpiry(input, await ownRules(tx, input.state), accept)
}

/** @throws AppError `bad_expiry` */
const requireOrder = ({ issuedOn, expiresOn }: CredentialInput): void => {
  if (issuedOn !== null && expiresOn !== null && expiresOn < issuedOn)
    throw invalid('bad_expiry', 'It expires before it was issued. Check the two days.', [
      { path: 'expiresOn', message: 'before issuedOn' },
    ])
}

/** Adds the trail's row of a credential. */
export const auditCredential = (
  tx: Tx,
  entry: Pick<AuditEntry, 'eventType' | 'resourceId' | 'action' | 'before' | 'after'>,
): Promise<void> => recordAudit(tx, { ...entry, resourceType: 'credential', risk: 'medium' })
