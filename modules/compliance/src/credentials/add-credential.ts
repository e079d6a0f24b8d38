import type { Tx } from '@suite/db'
import { invalid } from '@suite/kernel'
import type { CredentialInput } from './contract.ts'
import { noticeDueCredentials } from './notice-due.ts'
import { auditCredential, insertCredential } from './write-credential.ts'

/**
 * Adds a licence, badge or lab certificate. A certificate without a stated expiry runs out by the state's rule; where
 * there is none its expiry is unknown. One that is due already is told of at once.
 * @throws AppError `certificate_without_goods`, `bad_expiry`, `already_exists`, `unknown_reference`
 */
export const addCredential = async (tx: Tx, input: CredentialInput, now: Date): Promise<string> => {
  if (input.kind === 'coa' && input.lotId === null && input.packageTag === null)
    throw invalid(
      'certificate_without_goods',
      'Say which goods the certificate is about: a lot or a package tag.',
      [{ path: 'packageTag', message: 'or lotId is needed' }],
    )
  const { id, expiry } = await insertCredential(tx, input, null)
  await auditCredential(tx, {
    eventType: 'credential.added',
    resourceId: id,
    action: 'create',
    after: { ...input, expiresOn: expiry.expiresOn, expiryBasis: expiry.basis },
  })
  await noticeDueCredentials(tx, now, id)
  return id
}
