import { createPrivateKey, type KeyObject } from 'node:crypto'
import { invalid } from '@suite/kernel'

const LINE = 64

/**
 * Reads the RSA private key of a certificate: PEM (PKCS #8 or PKCS #1), also when a form made one line of it, or the bare
 * base64 of PKCS #8. @throws AppError `bad_setting` saying what was pasted instead
 */
export const privateKeyOf = (pasted: string): KeyObject => {
  const found = /-----BEGIN ([A-Z0-9 ]+)-----([\s\S]*?)-----END \1-----/.exec(pasted)
  const [label, body] = [found?.[1] ?? 'PRIVATE KEY', (found?.[2] ?? pasted).replaceAll(/\s/g, '')]
  if (/CERTIFICATE|PUBLIC/.test(label))
    throw refused('is the public part. Paste the file private.key that was made together with it.')
  if (/ENCRYPTED/.test(label))
    throw refused(
      'is locked with a password. Paste it unlocked; "openssl pkcs8 -in private.key" unlocks it, and it is sealed here.',
    )
  try {
    const lines = body.match(new RegExp(`.{1,${LINE}}`, 'g')) ?? []
    const key = createPrivateKey([`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`].join('\n'))
    if (key.asymmetricKeyType === 'rsa') return key
  } catch {
    // OpenSSL's words would help nobody
  }
  throw refused('is no RSA key. Paste the whole file private.key, from BEGIN to END.')
}

const refused = (what: string) =>
  invalid('bad_setting', `The private key ${what}`, [{ path: 'privateKey', message: what }])
