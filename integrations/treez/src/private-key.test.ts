import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { expect, test } from 'vitest'
import { privateKeyOf } from './private-key.ts'
import { KEYS } from './shop.fixture.ts'

const publicOf = (key: KeyObject): string =>
  createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString()

test('a key is read however it was pasted', () => {
  const pem = KEYS.privateKey
  const pkcs1 = privateKeyOf(pem).export({ type: 'pkcs1', format: 'pem' }).toString()
  const pasted = [
    pem,
    // as a field of one line leaves it
    pem.replaceAll('\n', ''),
    pem.replaceAll('\n', ' '),
    `  ${pem.replaceAll('\n', '\r\n')}\r\n`,
    `subject=CN = suite\n${pem}`,
    pem.replaceAll(/-----[^-]+-----|\s/g, ''),
    pkcs1,
    pkcs1.replaceAll('\n', ''),
  ]
  for (const each of pasted) expect(publicOf(privateKeyOf(each))).toBe(KEYS.publicKey)
})

test('what is no private RSA key is told apart', () => {
  const locked = privateKeyOf(KEYS.privateKey).export({
    type: 'pkcs8',
    format: 'pem',
    cipher: 'aes-256-cbc',
    passphrase: 'x',
  })
  expect(() => privateKeyOf(locked.toString())).toThrow('locked with a password')
  expect(() => privateKeyOf(KEYS.publicKey)).toThrow('public part')
  expect(() => privateKeyOf('-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----')).toThrow(
    'public part',
  )
  const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
  expect(() => privateKeyOf(curve.export({ type: 'pkcs8', format: 'pem' }).toString())).toThrow('no RSA key')
  for (const each of ['', 'hello', KEYS.privateKey.slice(0, 600)])
    expect(() => privateKeyOf(each)).toThrow('Paste the whole file private.key')
})
