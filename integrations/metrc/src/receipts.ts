import { invalid } from '@suite/kernel'
import type { MetrcClient } from './client.ts'
import { receipts } from './endpoints/sales.ts'
import { toNewReceipt, type SaleToReport } from './neutral/receipt.ts'
import { lookUp, whereOf } from './receipt-lookup.ts'
import {
  named,
  settle,
  type CallFailure,
  type Pending,
  type PostOptions,
  type ReceiptOutcome,
} from './receipt-outcome.ts'
import { LARGEST_WRITE, writeRows, type RowOutcome } from './writes.ts'

type Poster = Pick<MetrcClient, 'call' | 'one' | 'page'>

/**
 * Reports sales so that each becomes exactly one receipt. Metrc has no idempotency key: each carries the till's number as
 * ExternalReceiptNumber, and after an answer that was lost, a server fault or a call refused for another row, every number
 * is looked up before anything is sent again. A refused row does not keep the others of its call from being posted. After a
 * failure that would meet every call (wrong key, no answer) the rest is `not_sent`.
 *
 * What no client can exclude: a call that Metrc carries out only after the last look-up. Reconciliation finds those as
 * double-reported.
 * @throws AppError `bad_sale`, `doubled_number`, `bad_time_zone`
 */
export const postReceiptsSafely = async (
  client: Poster,
  sales: readonly SaleToReport[],
  options: PostOptions,
): Promise<ReceiptOutcome[]> => {
  const pending = sales.map((sale, index) => ({ index, sale, body: toNewReceipt(sale, options.zone) }))
  mustBeDistinct(pending)
  const outcomes: ReceiptOutcome[] = []
  for (let start = 0; start < pending.length; start += LARGEST_WRITE) {
    const chunk = pending.slice(start, start + LARGEST_WRITE)
    const done = await postChunk(client, chunk, options)
    outcomes.push(...done)
    const stopped = done.find(stops)
    if (stopped === undefined || !('error' in stopped)) continue
    return [...outcomes, ...settle(pending.slice(start + chunk.length), 'not_sent', stopped.error)]
  }
  return outcomes
}

const stops = (outcome: ReceiptOutcome): boolean =>
  outcome.outcome === 'unknown' ||
  outcome.outcome === 'not_sent' ||
  (outcome.outcome === 'refused' && outcome.error.status !== 400)

const mustBeDistinct = (pending: readonly Pending[]): void => {
  const seen = new Set<string>()
  for (const { sale, index } of pending) {
    if (seen.has(sale.externalNumber))
      throw invalid('doubled_number', `Sale number ${sale.externalNumber} occurs twice.`, [
        { path: `${index}.externalNumber`, message: 'occurs twice' },
      ])
    seen.add(sale.externalNumber)
  }
}

const postChunk = async (
  client: Poster,
  chunk: readonly Pending[],
  options: PostOptions,
): Promise<ReceiptOutcome[]> => {
  const doubtful = chunk.filter(({ index }) => options.mayBeThere?.has(index) === true)
  const { firstLookWaits: lookUpWaits } = options
  const before = await lookUp(client, doubtful, {
    ...options,
    ...(lookUpWaits === undefined ? {} : { lookUpWaits }),
  })
  const done = new Set(before.settled.map(({ index }) => index))
  const left = chunk.filter(({ index }) => !done.has(index))
  const posted = await postUntilSettled(client, left, options)
  return [...before.settled, ...posted].toSorted((one, other) => one.index - other.index)
}

const postUntilSettled = async (
  client: Poster,
  rows: readonly Pending[],
  options: PostOptions,
): Promise<ReceiptOutcome[]> => {
  const settled: ReceiptOutcome[] = []
  let left = rows
  for (let resent = 0; left.length > 0;) {
    const step = await post(client, left, options)
    const looked = await lookUp(client, step.open, options)
    settled.push(...step.settled, ...looked.settled)
    left = looked.absent
    // a call that names no row it refused is narrowed down by posting its rows one by one
    if (step.error === null && step.settled.length === 0)
      return [...settled, ...(await postSingly(client, left, options))]
    if (step.error === null) continue
    if (resent >= (options.resends ?? 2)) return [...settled, ...settle(left, 'unknown', step.error)]
    resent += 1
  }
  return settled
}

const postSingly = async (
  client: Poster,
  rows: readonly Pending[],
  options: PostOptions,
): Promise<ReceiptOutcome[]> => {
  const outcomes: ReceiptOutcome[] = []
  for (const [place, row] of rows.entries()) {
    const done = await postUntilSettled(client, [row], options)
    outcomes.push(...done)
    const stopped = done.find(stops)
    if (stopped !== undefined && 'error' in stopped)
      return [...outcomes, ...settle(rows.slice(place + 1), 'not_sent', stopped.error)]
  }
  return outcomes
}

/** What one call settled, the rows it leaves open, and why when its outcome is unknown. */
interface Posted {
  readonly settled: readonly ReceiptOutcome[]
  readonly open: readonly Pending[]
  readonly error: CallFailure | null
}

const post = async (
  client: Pick<MetrcClient, 'call'>,
  rows: readonly Pending[],
  options: PostOptions,
): Promise<Posted> => {
  await options.beforeSend?.(rows.map(({ index }) => index))
  const bodies = rows.map(({ body }) => body)
  const written = await writeRows(client, receipts.create, bodies, whereOf(options))
  const settled: ReceiptOutcome[] = []
  const open: Pending[] = []
  let error: CallFailure | null = null
  for (const row of written) {
    const mine = rows[row.index] as Pending
    const done = settledOf(mine, row)
    if (done === null) open.push(mine)
    else settled.push(done)
    if (row.outcome === 'unknown') error = row.error
  }
  return { settled, open, error }
}

const settledOf = (mine: Pending, row: RowOutcome): ReceiptOutcome | null => {
  if (row.outcome === 'written')
    return { ...named(mine), outcome: 'posted', stateId: row.id, warning: row.warning }
  if (row.outcome === 'refused')
    return { ...named(mine), outcome: 'refused', messages: row.messages, error: row.error }
  if (row.outcome === 'not_sent') return { ...named(mine), outcome: 'not_sent', error: row.error }
  return null
}
