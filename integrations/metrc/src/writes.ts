import { z } from 'zod'
import { invalid } from '@suite/kernel'
import { OutboundError, readJson, VendorShapeError, type Answer } from '@suite/outbound'
import type { RowsEndpoint } from './endpoint.ts'
import { mustNameLicence, type MetrcClient, type Where } from './client.ts'
import { MetrcError } from './errors.ts'

/** More objects than this in one body are refused with 413 (two practitioners independently; not in the official text). */
export const LARGEST_WRITE = 10

/** How one object of a write fared; `index` is the caller's. */
export type RowOutcome =
  /** `id` is null where Metrc gives none, or its answer was cut off after the write took effect. */
  | {
      readonly index: number
      readonly outcome: 'written'
      readonly id: number | null
      readonly warning: string | null
    }
  /** Metrc named this object, or refused a call of one. */
  | {
      readonly index: number
      readonly outcome: 'refused'
      readonly messages: readonly string[]
      readonly error: MetrcError
    }
  /**
   * Its call was refused for another object, or for a reason Metrc tied to none. A call is all or nothing, as far as is
   * known (unverified): nothing of it should have been written.
   */
  | {
      readonly index: number
      readonly outcome: 'held_back'
      readonly messages: readonly string[]
      readonly error: MetrcError
    }
  /** No usable answer, or a server fault: look whether it took effect before sending it again. */
  | { readonly index: number; readonly outcome: 'unknown'; readonly error: OutboundError | MetrcError }
  /** Never reached Metrc, by an earlier failure or its own. */
  | { readonly index: number; readonly outcome: 'not_sent'; readonly error: OutboundError | MetrcError }

/**
 * Writes rows in calls of at most ten, in order, and says for each how it fared. A refused row does not stop those of later
 * calls; a failure of another kind (no answer, wrong key, server fault) does, and the rest is `not_sent`.
 * @throws AppError `no_licence`, `bad_write_size`
 */
export const writeRows = async <Body>(
  client: Pick<MetrcClient, 'call'>,
  endpoint: RowsEndpoint<Body>,
  rows: readonly Body[],
  where: Where & { readonly rowsPerCall?: number },
): Promise<RowOutcome[]> => {
  const size = where.rowsPerCall ?? LARGEST_WRITE
  if (!Number.isInteger(size) || size < 1 || size > LARGEST_WRITE)
    throw invalid('bad_write_size', `Metrc takes 1 to ${LARGEST_WRITE} objects in one call.`)
  mustNameLicence(endpoint, where)
  const outcomes: RowOutcome[] = []
  for (let start = 0; start < rows.length; start += size) {
    const chunk = rows.slice(start, start + size)
    const written = await writeChunk(client, endpoint, chunk, where)
    outcomes.push(...written.map((row) => ({ ...row, index: row.index + start })))
    const stopped = written.find(stops)
    if (stopped !== undefined && 'error' in stopped)
      return [...outcomes, ...notSent(stopped.error, start + chunk.length, rows.length)]
  }
  return outcomes
}

/** A wrong key or a missing permission would refuse every later call too; after a lost answer order would be lost. */
const stops = (row: RowOutcome): boolean =>
  row.outcome === 'unknown' || row.outcome === 'not_sent' || ('error' in row && row.error.status !== 400)

const notSent = (error: OutboundError | MetrcError, from: number, to: number): RowOutcome[] =>
  Array.from({ length: to - from }, (_, offset) => ({ index: from + offset, outcome: 'not_sent', error }))

const writeChunk = async <Body>(
  client: Pick<MetrcClient, 'call'>,
  endpoint: RowsEndpoint<Body>,
  chunk: readonly Body[],
  where: Where,
): Promise<RowOutcome[]> => {
  const { method, path, permission } = endpoint
  const answer = await client.call({ method, path, where, body: chunk }).catch((error: unknown) => {
    if (error instanceof OutboundError) return error
    throw error
  })
  const each = (make: (index: number) => RowOutcome) => chunk.map((_, index) => make(index))
  if (answer instanceof OutboundError)
    return each((index) => ({ index, outcome: answer.outcome, error: answer }))
  if (answer.status >= 200 && answer.status < 300) return written(answer, chunk.length, `${method} ${path}`)
  const call = { endpoint: `${method} ${path}`, permission, licence: where.licence ?? null }
  const error = new MetrcError(answer, call)
  if (error.status >= 500) return each((index) => ({ index, outcome: 'unknown', error }))
  if (error.status === 429) return each((index) => ({ index, outcome: 'not_sent', error }))
  return each((index) => refusal(index, chunk.length, error))
}

const refusal = (index: number, size: number, error: MetrcError): RowOutcome => {
  const own = error.rows.filter(({ row }) => row === index).map(({ message }) => message)
  if (own.length > 0) return { index, outcome: 'refused', messages: own, error }
  const alone = size === 1 || error.status !== 400
  return { index, outcome: alone ? 'refused' : 'held_back', messages: error.vendorMessages, error }
}

const made = z.looseObject({
  Ids: z.array(z.number().int()).nullish(),
  Warnings: z.union([z.string(), z.array(z.unknown())]).nullish(),
})

/** Ids come in the order of the objects; most PUTs answer nothing. */
const written = (answer: Answer, count: number, endpoint: string): RowOutcome[] => {
  const { Ids, Warnings } = readMade(answer, endpoint)
  const ids = Ids?.length === count ? Ids : []
  const warning = typeof Warnings === 'string' ? Warnings : Warnings == null ? null : JSON.stringify(Warnings)
  return Array.from({ length: count }, (_, index) => ({
    index,
    outcome: 'written' as const,
    id: ids[index] ?? null,
    warning,
  }))
}

const readMade = (answer: Answer, endpoint: string): z.output<typeof made> => {
  if (answer.text.trim() === '') return {}
  try {
    return readJson(answer, made, { vendor: 'Metrc', endpoint })
  } catch (error) {
    // the status said it is written: an answer that cannot be read costs the ids, not the truth
    if (error instanceof VendorShapeError) return {}
    throw error
  }
}
