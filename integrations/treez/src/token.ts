import { randomUUID, sign, type KeyObject } from 'node:crypto'

/** How long a token holds, milliseconds; Treez refuses any other span (reference "authentication"). */
export const TOKEN_MS = 30_000

/** Whom a token speaks for. */
export interface Signer {
  readonly key: KeyObject
  /** Given by Treez for the certificate that belongs to the key. */
  readonly certificateId: string
  readonly organizationId: string
}

/**
 * A token for one call to one address: base64url of the claims, a point, base64 of their RSA-SHA256 signature. There is no
 * header part, and times are milliseconds, unlike RFC 7519.
 */
export const tokenFor = (signer: Signer, audience: string, now: Date): string => {
  const issued = now.getTime()
  const claims = Buffer.from(
    JSON.stringify({
      aud: audience,
      iss: signer.certificateId,
      oid: signer.organizationId,
      iat: issued,
      exp: issued + TOKEN_MS,
      jti: randomUUID(),
    }),
  ).toString('base64url')
  return `${claims}.${sign('sha256', Buffer.from(claims), signer.key).toString('base64')}`
}
