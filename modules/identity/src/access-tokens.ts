import { createPrivateKey, createPublicKey, hkdfSync } from 'node:crypto'
import { SignJWT, jwtVerify } from 'jose'
import type { Caller } from '@suite/http'

const MINUTES = 15
const ISSUER = 'cannabis-operations-suite'

/** Signs and reads the short access tokens (JWT, EdDSA, 15 minutes). */
export interface AccessTokens {
  issue(caller: Caller): Promise<{ token: string; expiresAt: Date }>
  /** Null for a token that is expired, altered or not ours. */
  read(token: string): Promise<Caller | null>
}

// PKCS#8 frame of an Ed25519 private key (RFC 8410); the 32-byte seed follows
const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex')

/** Every instance with the same secret signs with the same key, so that any of them can read a token. */
export const createAccessTokens = (secret: string): AccessTokens => {
  const seed = Buffer.from(hkdfSync('sha256', secret, 'access-tokens', 'ed25519', 32))
  const privateKey = createPrivateKey({
    key: Buffer.concat([PKCS8_ED25519, seed]),
    format: 'der',
    type: 'pkcs8',
  })
  const publicKey = createPublicKey(privateKey)
  return {
    issue: async (caller) => {
      const expiresAt = new Date(Date.now() + MINUTES * 60_000)
      const token = await new SignJWT({
        org: caller.organizationId,
        mem: caller.membershipId,
        role: caller.role,
        ro: caller.readOnly,
      })
        .setProtectedHeader({ alg: 'EdDSA' })
        .setSubject(caller.userId)
        .setIssuer(ISSUER)
        .setExpirationTime(expiresAt)
        .sign(privateKey)
      return { token, expiresAt }
    },
    read: async (token) => {
      try {
        const { payload } = await jwtVerify(token, publicKey, { issuer: ISSUER, algorithms: ['EdDSA'] })
        return {
          userId: String(payload.sub),
          organizationId: String(payload['org']),
          membershipId: String(payload['mem']),
          role: String(payload['role']),
          readOnly: payload['ro'] === true,
        }
      } catch {
        return null
      }
    },
  }
}
