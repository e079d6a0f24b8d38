import { CovaError, TOKEN_ENDPOINT } from './errors.ts'
import type { CovaClient } from './client.ts'

/** What trying the keys came to. `fault` is what is wrong; `advice` what to do. */
export interface CovaVerdict {
  readonly fault: 'keys' | 'products' | 'sales' | null
  readonly advice: string | null
}

/**
 * Tries the keys, then whether products and sales of the location may be read.
 * @throws OutboundError, VendorShapeError; CovaError when Cova has trouble of its own
 */
export const checkConnection = async (
  client: CovaClient,
  options: { readonly now: Date; readonly signal?: AbortSignal },
): Promise<CovaVerdict> => {
  const signal = options.signal === undefined ? {} : { signal: options.signal }
  const products = await refusalOf(client.products({ skip: 0, top: 1 }, signal))
  if (products !== null) return { fault: isKeys(products) ? 'keys' : 'products', advice: products.advice }
  const lastHour = { from: new Date(options.now.getTime() - 3_600_000), until: options.now }
  const sales = await refusalOf(client.summaries(lastHour, { skip: 0, top: 1 }, signal))
  return sales === null ? { fault: null, advice: null } : { fault: 'sales', advice: sales.advice }
}

const isKeys = (error: CovaError): boolean => error.endpoint === TOKEN_ENDPOINT || error.status === 401

const refusalOf = async (call: Promise<unknown>): Promise<CovaError | null> => {
  try {
    await call
    return null
  } catch (error) {
    if (error instanceof CovaError && !error.retryable) return error
    throw error
  }
}
