import { generateKeyPairSync } from 'node:crypto'
import type { SimKeys } from './state.ts'

/** Treez wants 4096; half of it is made in an instant and signs alike. */
const BITS = 2048

/** A certificate of its own for a stand-in. */
export const makeKeys = (): SimKeys => {
  const made = generateKeyPairSync('rsa', {
    modulusLength: BITS,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  })
  return {
    certificateId: 'demo-certificate',
    organizationId: '73ee0000-0000-4000-8000-000000000000',
    ...made,
  }
}
