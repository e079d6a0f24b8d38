import { TreezError } from './errors.ts'
import type { TreezClient } from './client.ts'

/** What trying the keys came to. `fault` is what is wrong; `advice` what to do. */
export interface TreezVerdict {
  readonly fault: 'keys' | 'products' | 'packages' | 'tickets' | null
  readonly advice: string | null
}

const HOUR_MS = 3_600_000

/**
 * Tries the keys, then whether products, packages and tickets of the store may be read.
 * @throws OutboundError, VendorShapeError; TreezError when Treez has trouble of its own
 */
export const checkConnection = async (
  client: TreezClient,
  options: { readonly now: Date; readonly signal?: AbortSignal },
): Promise<TreezVerdict> => {
  const signal = options.signal === undefined ? {} : { signal: options.signal }
  const lastHour = new Date(options.now.getTime() - HOUR_MS)
  for (const [fault, call] of [
    ['products', () => client.products(1, signal)],
    ['packages', () => client.packages(1, signal)],
    ['tickets', () => client.changedTickets(lastHour, 1, signal)],
  ] as const) {
    const refused = await refusalOf(call())
    if (refused !== null) return { fault: refused.status === 401 ? 'keys' : fault, advice: refused.advice }
  }
  return { fault: null, advice: null }
}

const refusalOf = async (call: Promise<unknown>): Promise<TreezError | null> => {
  try {
    await call
    return null
  } catch (error) {
    if (error instanceof TreezError && !error.retryable) return error
    throw error
  }
}
