import type { ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import type { SimReply, Trouble } from './shapes.ts'

const DRIPS = 8

/** Sends the reply, spoilt as the trouble says. */
export const sendReply = async (
  response: ServerResponse,
  reply: SimReply,
  trouble: Trouble | null,
): Promise<void> => {
  const body = bytesOf(reply.body)
  const isText = typeof reply.body === 'string'
  response.writeHead(reply.status, {
    'content-type': isText ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8',
    ...reply.headers,
  })
  if (trouble?.kind === 'truncated_json') {
    // a clean end in the middle of the text: nothing but the parser can notice
    response.end(body.subarray(0, Math.floor(body.length * 0.6)))
    return
  }
  if (trouble?.kind === 'slow_drip') {
    const size = Math.max(1, Math.ceil(body.length / DRIPS))
    for (let from = 0; from < body.length && !response.destroyed; from += size) {
      response.write(body.subarray(from, from + size))
      await wait((trouble.amount ?? 1000) / DRIPS)
    }
  }
  response.end(trouble?.kind === 'slow_drip' ? undefined : body)
}

const bytesOf = (body: unknown): Buffer => {
  if (body === undefined || body === null) return Buffer.alloc(0)
  if (body instanceof Uint8Array) return Buffer.from(body)
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body))
}
