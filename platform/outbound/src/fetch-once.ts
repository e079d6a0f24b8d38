import { OutboundError } from './errors.ts'
import type { Answer, Outgoing } from './send.ts'

const TIMEOUT_MS = 30_000
const MAX_BYTES = 64 * 1024 * 1024
/** Failures before a byte of the request left this machine. */
const NEVER_LEFT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
])

/**
 * Sends once and reads the whole answer within the time and size allowed. Redirects are answers: following one could
 * carry a key to another host.
 * @throws OutboundError, or the caller's abort reason
 */
export const fetchOnce = async (request: Outgoing): Promise<Answer> => {
  const { host } = new URL(request.url)
  const timeout = AbortSignal.timeout(request.timeoutMs ?? TIMEOUT_MS)
  try {
    const response = await fetch(request.url, {
      method: request.method,
      headers: { accept: 'application/json', ...request.headers },
      ...(request.body === undefined ? {} : { body: request.body as string | Uint8Array<ArrayBuffer> }),
      redirect: 'manual',
      signal: request.signal === undefined ? timeout : AbortSignal.any([timeout, request.signal]),
    })
    const bytes = await readAll(response, request.maxBytes ?? MAX_BYTES, host)
    return {
      status: response.status,
      headers: response.headers,
      bytes,
      text: new TextDecoder().decode(bytes),
    }
  } catch (error) {
    if (error instanceof OutboundError) throw error
    if (request.signal?.aborted === true) throw request.signal.reason
    if (timeout.aborted) throw new OutboundError('timeout', 'unknown', host, error)
    throw networkFailure(error, host)
  }
}

const networkFailure = (error: unknown, host: string): OutboundError => {
  const cause = error instanceof Error ? error.cause : undefined
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  return NEVER_LEFT.has(code)
    ? new OutboundError('unreachable', 'not_sent', host, error)
    : new OutboundError('cut_off', 'unknown', host, error)
}

const readAll = async (response: Response, maxBytes: number, host: string): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength
    if (size > maxBytes) throw new OutboundError('too_large', 'unknown', host)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
