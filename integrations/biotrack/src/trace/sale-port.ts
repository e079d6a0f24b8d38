import { Decimal, fromMinor, invalid } from '@suite/kernel'
import { toReceiptOfTrace } from '../neutral/from-trace.ts'
import type { SaleLineToReport, SaleToReport } from '../neutral/shapes.ts'
import { requestIdOf } from '../once/nonce.ts'
import type { KeptSale, SalePort } from '../once/sale-port.ts'
import type { BioTrackProfile } from '../states.ts'
import type { TraceClient } from './client.ts'
import { traceSales, type TraceNewItem, type TraceNewSale } from './endpoints.ts'
import { pullTrace } from './pull.ts'

export interface TraceSaleOptions {
  readonly client: Pick<TraceClient, 'act' | 'page' | 'company'>
  readonly profile: Pick<BioTrackProfile, 'priceIs'>
  /** Licence of the store. */
  readonly location: string
  /** The largest transaction id of the list of sales held before the first sending. Default 0, all sales. */
  readonly since?: number
}

/** The REST API as a taker of sales. A sale is found again by the request id that comes back with it. */
export const traceSalePort = (options: TraceSaleOptions): SalePort => {
  const { client, profile, location, since = 0 } = options
  const requestId = (sale: SaleToReport): string => requestIdOf(client.company, location, sale.externalNumber)
  return {
    send: async (sale, signal) => {
      const body = toTraceSale(sale, location, requestId(sale), profile)
      const reply = await client.act(traceSales.create, body, signal === undefined ? {} : { signal })
      return { stateId: reply.saleId, receipt: null }
    },
    find: async (sale, signal): Promise<KeptSale | null> => {
      const wanted = requestId(sale)
      const about = { after: since, location, ...(signal === undefined ? {} : { signal }) }
      for await (const page of pullTrace(client, traceSales.all, ({ ID }) => ID, about)) {
        const row = page.rows.find(({ RequestID }) => RequestID?.toLowerCase() === wanted)
        if (row !== undefined) return { stateId: row.ID, receipt: toReceiptOfTrace(row, profile) }
      }
      return null
    },
  }
}

/**
 * The body that reports a sale.
 * @throws AppError `bad_quantity` for a number that JSON cannot hold exactly
 */
export const toTraceSale = (
  sale: SaleToReport,
  location: string,
  requestId: string,
  profile: Pick<BioTrackProfile, 'priceIs'>,
): TraceNewSale => ({
  LocationLicense: location,
  Type: sale.customerType ?? 'RECREATIONAL',
  Datetime: sale.soldAt.toISOString(),
  ExternalID: sale.externalNumber,
  RequestID: requestId,
  ...(sale.terminal === undefined ? {} : { TerminalID: sale.terminal }),
  ...(sale.cardId == null ? {} : { CardID: sale.cardId }),
  Item: sale.lines.map((line) => toItem(line, profile)),
})

const toItem = (line: SaleLineToReport, { priceIs }: Pick<BioTrackProfile, 'priceIs'>): TraceNewItem => {
  const total = new Decimal(fromMinor(line.totalMinor))
  const price = priceIs === 'line' ? total : total.div(line.quantity).toDecimalPlaces(6)
  const taxed = line.exciseTaxMinor !== undefined || line.otherTaxMinor !== undefined
  return {
    Barcode: line.tag,
    Quantity: exactNumber(line.quantity, 'quantity'),
    Price: exactNumber(price.toFixed(), 'price'),
    ...(taxed
      ? { TaxCollected: { Excise: dollars(line.exciseTaxMinor), Other: dollars(line.otherTaxMinor) } }
      : {}),
  }
}

const dollars = (minor = 0): number => exactNumber(fromMinor(minor), 'tax')

/** Doubles hold every number of 15 digits. */
const EXACT_DIGITS = 15

/**
 * A decimal string as a JSON number.
 * @throws AppError `bad_quantity` naming the field
 */
export const exactNumber = (decimal: string, field: string): number => {
  try {
    const read = new Decimal(decimal)
    if (read.isFinite() && read.precision() <= EXACT_DIGITS) return read.toNumber()
  } catch {
    // named below
  }
  throw invalid('bad_quantity', `The ${field} "${decimal}" is no number of at most ${EXACT_DIGITS} digits.`, [
    { path: field, message: 'not a number BioTrack can take' },
  ])
}
