import { createHash, hkdfSync } from 'node:crypto'
import { invalid } from '@suite/kernel'

/** The keys that wrap the organisations' data keys: the first wraps, all can unwrap. Each is 32 bytes. */
export interface MasterKeys {
  readonly current: { readonly id: string; readonly key: Buffer }
  find(id: string): Buffer | undefined
}

const BYTES = 32

/**
 * Takes the master key from the settings. Without one a key derived from `appSecret` serves (HKDF-SHA256, RFC 5869), so
 * that setting MASTER_KEY later still opens what was sealed before.
 * @throws AppError `bad_master_key` when a key is not 32 bytes in base64
 */
export const masterKeys = (settings: {
  readonly appSecret: string
  readonly masterKey?: string | undefined
  /** Former values of MASTER_KEY, still needed until the rotation job has rewrapped everything. */
  readonly retired?: readonly string[]
}): MasterKeys => {
  const derived = Buffer.from(hkdfSync('sha256', settings.appSecret, '', 'suite master key', BYTES))
  const given = [settings.masterKey, ...(settings.retired ?? [])].filter((key) => key !== undefined)
  const keys = [...given.map(decode), derived].map((key) => ({ id: idOf(key), key }))
  const current = settings.masterKey === undefined ? keys.at(-1) : keys[0]
  return {
    current: current ?? { id: idOf(derived), key: derived },
    find: (id) => keys.find((one) => one.id === id)?.key,
  }
}

const decode = (text: string): Buffer => {
  const key = Buffer.from(text, 'base64')
  if (key.length === BYTES) return key
  throw invalid(
    'bad_master_key',
    'MASTER_KEY must be 32 random bytes in base64. Make one with: openssl rand -base64 32',
  )
}

const idOf = (key: Buffer): string =>
  createHash('sha256').update('key id').update(key).digest('hex').slice(0, 12)
