import { saysNothingThere } from '../errors.ts'
import type { Waiting } from '../neutral/transfer.ts'
import { transfers } from './actions.ts'
import type { ClassicClient } from './client.ts'

/**
 * The manifests that wait at a location, with what of each can still be accepted.
 * @throws BioTrackError, OutboundError, VendorShapeError
 */
export const waitingTransfers = async (
  client: Pick<ClassicClient, 'read'>,
  location: string,
  options: { readonly signal?: AbortSignal } = {},
): Promise<Waiting[]> => {
  const { data } = await client
    .read(transfers.incoming, { location }, options)
    .catch(nothingFor({ data: [] }))
  const waiting: Waiting[] = []
  for (const manifest of data) {
    const body = { location, manifest_id: manifest.manifest_id }
    const items = await client.read(transfers.incomingItems, body, options).catch(nothingFor({ data: [] }))
    // accepted by somebody between the two calls
    if (items.data.length > 0) waiting.push({ manifest, items: items.data })
  }
  return waiting
}

const nothingFor =
  <T>(nothing: T) =>
  (error: unknown): T => {
    if (saysNothingThere(error)) return nothing
    throw error
  }
