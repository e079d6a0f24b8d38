import { Decimal, fromMinor } from '@suite/kernel'
import { BioTrackError } from '../errors.ts'
import { toStateReceipt } from '../neutral/receipt.ts'
import type { SaleLineToReport, SaleToReport, StateReceipt } from '../neutral/shapes.ts'
import { nonceOf } from '../once/nonce.ts'
import { differences, type KeptSale, type SalePort } from '../once/sale-port.ts'
import type { BioTrackProfile } from '../states.ts'
import { sales, type Dispense, type SoldItem } from './actions.ts'
import type { ClassicClient } from './client.ts'
import { pullSales } from './sales.ts'
import { originOf, tables } from './tables.ts'
import { replay } from './replay.ts'

export interface ClassicSaleOptions {
  readonly client: Pick<ClassicClient, 'read' | 'write' | 'sync' | 'company'>
  readonly profile: BioTrackProfile
  /** Licence of the store. */
  readonly location: string
  /**
   * How a sale whose answer was lost is found: by its `nonce` (manual; which states serve `nonce_replay` is unverified), or
   * by its `lines` among the state's sales, which cannot tell two equal sales of one terminal apart. Default: by nonce, and
   * by lines where the state does not know nonces.
   */
  readonly lookUp?: 'nonce' | 'lines' | 'nonce_then_lines'
  /** By lines: the largest transaction id of the table of sales held before the first sending. Default 0, all sales. */
  readonly since?: number
  /** By lines: true for a sale of the state that belongs to another receipt of the till. */
  readonly isTaken?: (stateId: string) => boolean
}

/** The classic API as a taker of sales. The till's number goes into the nonce; BioTrack itself keeps none. */
export const classicSalePort = (options: ClassicSaleOptions): SalePort => {
  const { client, profile, location, lookUp = 'nonce_then_lines' } = options
  const nonce = (sale: SaleToReport): string => nonceOf(client.company, location, sale.externalNumber)
  // equal sales posted together must not both be taken for the same one
  const given = new Set<string>()
  const byLines = async (sale: SaleToReport, signal?: AbortSignal): Promise<KeptSale | null> => {
    const found = await findByLines(options, sale, (id) => given.has(id), signal)
    if (found !== null) given.add(found.stateId)
    return found
  }
  return {
    send: async (sale, signal) => {
      const body = toDispense(sale, profile)
      const reply = await client.write(sales.dispense, body, { nonce: nonce(sale), ...aborting(signal) })
      given.add(String(reply.transactionId))
      return { stateId: String(reply.transactionId), receipt: null }
    },
    find: async (sale, signal) => {
      if (lookUp === 'lines') return byLines(sale, signal)
      try {
        const reply = await replay(client, nonce(sale), profile, aborting(signal))
        return reply === null ? null : await readSale(client, reply.transactionId, profile, signal)
      } catch (error) {
        if (lookUp === 'nonce' || !isNotOffered(error)) throw error
        return byLines(sale, signal)
      }
    },
  }
}

const aborting = (signal: AbortSignal | undefined) => (signal === undefined ? {} : { signal })

const isNotOffered = (error: unknown): boolean =>
  error instanceof BioTrackError && (error.reason === 'unknown_action' || error.reason === 'privilege')

/**
 * The body that reports a sale. Times are Unix seconds, amounts dollars.
 * @throws AppError `bad_amount`
 */
export const toDispense = (sale: SaleToReport, profile: Pick<BioTrackProfile, 'priceIs'>): Dispense => {
  const seen = new Map<string, number>()
  return {
    sale_time: String(Math.floor(sale.soldAt.getTime() / 1000)),
    ...(sale.terminal === undefined ? {} : { terminal_id: sale.terminal }),
    ...(sale.cardId == null ? {} : { card_id: sale.cardId }),
    ...(sale.cardKey == null ? {} : { card_key: sale.cardKey }),
    data: sale.lines.map((line): SoldItem => {
      const number = seen.get(line.tag) ?? 0
      seen.set(line.tag, number + 1)
      return {
        barcodeid: line.tag,
        quantity: new Decimal(line.quantity).toFixed(),
        price: priceOf(line, profile),
        item_number: String(number),
      }
    }),
  }
}

const priceOf = (line: SaleLineToReport, { priceIs }: Pick<BioTrackProfile, 'priceIs'>): string =>
  priceIs === 'line'
    ? fromMinor(line.totalMinor)
    : new Decimal(fromMinor(line.totalMinor)).div(line.quantity).toDecimalPlaces(6).toFixed()

/** The sale of a transaction; its rows may not show yet. */
const readSale = async (
  client: ClassicSaleOptions['client'],
  transactionId: number,
  profile: BioTrackProfile,
  signal: AbortSignal | undefined,
): Promise<KeptSale> => {
  const range = { start: transactionId, end: transactionId }
  const { rows } = await client.sync(tables.sales, range, aborting(signal))
  const own = rows.filter((row) => originOf(row) === transactionId)
  return {
    stateId: String(transactionId),
    receipt: own.length === 0 ? null : toStateReceipt(own, profile),
  }
}

const findByLines = async (
  { client, profile, location, since = 0, isTaken = () => false }: ClassicSaleOptions,
  sale: SaleToReport,
  isGiven: (stateId: string) => boolean,
  signal: AbortSignal | undefined,
): Promise<KeptSale | null> => {
  const matches: StateReceipt[] = []
  for await (const page of pullSales(client, { after: since, overlap: 0, ...aborting(signal) }))
    for (const rows of page.sales) {
      const receipt = toStateReceipt(rows, profile)
      const { stateId } = receipt
      if (Number(stateId) <= since || isGiven(stateId) || isTaken(stateId)) continue
      if (isSameSale(sale, receipt, location)) matches.push(receipt)
    }
  const [first] = matches.toSorted((one, other) => one.transactionId - other.transactionId)
  return first === undefined ? null : { stateId: first.stateId, receipt: first }
}

/** How far the clock of the till may be ahead of BioTrack's. */
const SKEW_MS = 300_000

const isSameSale = (sale: SaleToReport, receipt: StateReceipt, location: string): boolean =>
  !receipt.voided &&
  (receipt.recordedAt === null || receipt.recordedAt.getTime() >= sale.soldAt.getTime() - SKEW_MS) &&
  (receipt.location === null || receipt.location === location) &&
  (sale.terminal === undefined || receipt.terminal === null || receipt.terminal === sale.terminal) &&
  differences(sale, receipt).length === 0
