import { createHash } from 'node:crypto'

/**
 * A nonce that a sale has again after a crash: of the company, the location and the till's number. 40 hexadecimal digits,
 * as public clients send.
 */
export const nonceOf = (...parts: readonly string[]): string =>
  createHash('sha1').update(parts.join('\n')).digest('hex')

/** The same as a UUID (version 8, RFC 9562), for the APIs that want one. */
export const requestIdOf = (...parts: readonly string[]): string => {
  const hex = nonceOf(...parts)
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16)
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-')
}
