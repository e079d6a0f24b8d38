import { OutboundError, VendorShapeError } from '@suite/outbound'
import type { MetrcClient } from './client.ts'
import { receipts } from './endpoints/sales.ts'
import { MetrcError } from './errors.ts'
import { toStateReceipt, type SaleToReport, type StateReceipt } from './neutral/receipt.ts'
import {
  named,
  settle,
  type CallFailure,
  type Pending,
  type PostOptions,
  type ReceiptOutcome,
} from './receipt-outcome.ts'

type Reader = Pick<MetrcClient, 'one' | 'page'>
type Facility = Pick<PostOptions, 'licence' | 'zone' | 'signal'>

/**
 * The receipt with an external number, or null when there is none. Metrc answers a number it does not hold with 401, as it
 * answers a wrong key; a look at the list of the same facility tells the two apart.
 * @throws MetrcError when the facility's receipts cannot be read at all; OutboundError, VendorShapeError
 */
export const findReceipt = async (
  client: Reader,
  externalNumber: string,
  at: Facility,
): Promise<StateReceipt | null> => readByNumber(client, externalNumber, at, () => canRead(client, at))

const readByNumber = async (
  client: Reader,
  externalNumber: string,
  at: Facility,
  mustBeReadable: () => Promise<unknown>,
): Promise<StateReceipt | null> => {
  try {
    const path = { externalNumber }
    return toStateReceipt(await client.one(receipts.byExternalNumber, { ...whereOf(at), path }), at.zone)
  } catch (error) {
    if (!(error instanceof MetrcError)) throw error
    if (error.status === 404) return null
    if (error.status !== 401) throw error
  }
  await mustBeReadable()
  return null
}

/** Throws when the key, the permission or the licence is what was refused. */
const canRead = (client: Reader, at: Facility): Promise<unknown> =>
  client.page(receipts.active, whereOf(at), { number: 1, size: 1 })

/** The facility as calls name it. */
export const whereOf = ({ licence, signal }: Facility) => ({
  licence,
  ...(signal === undefined ? {} : { signal }),
})

/** What looking for receipts told: those that are settled by it, and those that are certainly not there. */
export interface LookedUp {
  readonly settled: readonly ReceiptOutcome[]
  readonly absent: readonly Pending[]
}

const WAITS = [0, 2_000, 5_000, 10_000]

/**
 * Looks for sales in rounds, until all are found or the last wait is over. A sale is absent when the last round says so;
 * one that could not be looked at then is unknown.
 */
export const lookUp = async (
  client: Reader,
  rows: readonly Pending[],
  options: PostOptions,
): Promise<LookedUp> => {
  const sleep = options.sleep ?? ((ms) => new Promise<void>((done) => setTimeout(done, ms)))
  const settled: ReceiptOutcome[] = []
  let round: Round = { found: [], absent: rows, failed: [], error: null }
  for (const wait of options.lookUpWaits ?? WAITS) {
    const open = [...round.absent, ...round.failed]
    if (open.length === 0) break
    options.signal?.throwIfAborted()
    await sleep(wait)
    round = await lookOnce(client, open, options)
    settled.push(...round.found)
  }
  const { absent, failed, error } = round
  return { settled: [...settled, ...(error === null ? [] : settle(failed, 'unknown', error))], absent }
}

interface Round {
  readonly found: readonly ReceiptOutcome[]
  readonly absent: readonly Pending[]
  readonly failed: readonly Pending[]
  readonly error: CallFailure | null
}

/** Looks that failed one after the other before a round is given up: an outage, not an accident. */
const FAILURES_IN_A_ROW = 2

const lookOnce = async (client: Reader, rows: readonly Pending[], options: PostOptions): Promise<Round> => {
  const found: ReceiptOutcome[] = []
  const absent: Pending[] = []
  const failed: Pending[] = []
  let error: CallFailure | null = null
  let inARow = 0
  let readable: Promise<unknown> | undefined
  for (const [place, row] of rows.entries()) {
    const probe = () => (readable ??= canRead(client, options))
    const read = await readByNumber(client, row.sale.externalNumber, options, probe).catch(failureOf)
    if (read instanceof Failure) {
      failed.push(row)
      error = read.error
      readable = undefined
      inARow += 1
      if (inARow < FAILURES_IN_A_ROW) continue
      return { found, absent, failed: [...failed, ...rows.slice(place + 1)], error }
    }
    inARow = 0
    if (read === null) absent.push(row)
    else found.push(compare(row, read))
  }
  return { found, absent, failed, error }
}

/** A look-up that itself had no answer. */
class Failure {
  readonly error: CallFailure
  constructor(error: CallFailure) {
    this.error = error
  }
}

const failureOf = (error: unknown): Failure => {
  if (error instanceof MetrcError || error instanceof OutboundError || error instanceof VendorShapeError)
    return new Failure(error)
  throw error
}

const compare = (row: Pending, receipt: StateReceipt): ReceiptOutcome => {
  const { sale } = row
  const total = sale.lines.reduce((sum, { totalMinor }) => sum + totalMinor, 0)
  const differs = [
    ...(receipt.totalMinor === total ? [] : ['total']),
    ...(receipt.customerType.toLowerCase() === sale.customerType.toLowerCase() ? [] : ['customerType']),
    ...(sameLines(sale, receipt) ? [] : ['lines']),
  ]
  if (differs.length === 0) return { ...named(row), outcome: 'found', receipt }
  return { ...named(row), outcome: 'clash', receipt, differs }
}

/** A voided receipt may have lost its lines, and a list sends none: then they say nothing. */
const sameLines = (sale: SaleToReport, receipt: StateReceipt): boolean =>
  receipt.lines.length === 0 ||
  tagsOf(sale.lines.map(({ tag }) => tag)) === tagsOf(receipt.lines.map(({ tag }) => tag))

const tagsOf = (tags: readonly string[]): string => [...tags].toSorted().join(',')
