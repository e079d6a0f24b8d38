import type { Correction, WriteOutcome } from '@suite/compliance'
import { Decimal, isAppError } from '@suite/kernel'
import {
  localDay,
  MetrcError,
  packages,
  postReceiptsSafely,
  receipts,
  toNewReceipt,
  toWireNumber,
  writeRows,
  type MetrcClient,
  type ReceiptOutcome,
  type RowOutcome,
  type SaleToReport,
} from '@suite/metrc'
import { OutboundError } from '@suite/outbound'

/** The facility a correction is written for. */
export interface Facility {
  readonly licence: string
  readonly zone: string
  readonly now: Date
  readonly signal?: AbortSignal
  readonly sleep?: (ms: number) => Promise<void>
}

/** What Metrc takes by its interface. */
export const METRC_CORRECTIONS = [
  'report_sale',
  'void_report',
  'correct_report',
  'adjust_state',
  'move_state',
] as const

/**
 * Writes one correction to Metrc. What an earlier attempt may have done is looked at first, as Metrc has no idempotency key:
 * a receipt by the till's number, an adjustment by the quantity before it; striking out, correcting and moving may be
 * repeated.
 */
export const correctMetrc = async (
  client: MetrcClient,
  at: Facility,
  correction: Correction,
  noteBefore: (quantity: string) => Promise<void>,
): Promise<WriteOutcome> => {
  try {
    switch (correction.kind) {
      case 'report_sale':
        return await reportSale(client, at, correction)
      case 'void_report':
        return await strikeOut(client, at, correction)
      case 'correct_report':
        return await correctReport(client, at, correction)
      case 'adjust_state':
        return await adjust(client, at, correction, noteBefore)
      case 'move_state':
        return await move(client, at, correction)
    }
  } catch (error) {
    return failed(error)
  }
}

const whereOf = ({ licence, signal }: Facility) => ({ licence, ...(signal === undefined ? {} : { signal }) })

const saleOf = ({ sale }: Correction): SaleToReport => ({
  externalNumber: sale?.number ?? '',
  soldAt: new Date(sale?.soldAt ?? Number.NaN),
  customerType: 'Consumer',
  lines: sale?.lines ?? [],
})

/**
 * Tells Metrc several sales in as few calls as it takes, the outcomes in their order. A sale that could be there already is
 * looked up by its number first: once where only somebody else can have told it, with patience after an attempt of ours.
 */
export const reportSales = async (
  client: MetrcClient,
  at: Facility,
  sales: readonly Correction[],
): Promise<WriteOutcome[]> => {
  const sent = new Set(sales.keys().filter((index) => sales[index]?.sentBefore !== false))
  try {
    const outcomes = await postReceiptsSafely(client, sales.map(saleOf), {
      ...whereOf(at),
      ...(at.sleep === undefined ? {} : { sleep: at.sleep }),
      zone: at.zone,
      mayBeThere: new Set(sales.keys().filter((index) => sales[index]?.mayHaveHappened === true)),
      ...(sent.size > 0 ? {} : { firstLookWaits: [0] }),
      beforeSend: (indexes) => {
        for (const index of indexes) sent.add(index)
        return Promise.resolve()
      },
    })
    return outcomes.map((outcome) => ofReceipt(outcome, sent.has(outcome.index)))
  } catch (error) {
    return sales.map(() => failed(error))
  }
}

const reportSale = async (
  client: MetrcClient,
  at: Facility,
  correction: Correction,
): Promise<WriteOutcome> => {
  const [outcome] = await reportSales(client, at, [correction])
  return outcome ?? failed(undefined)
}

/** Keys that were withdrawn say nothing of the sale: it waits for new ones. */
const OF_THE_KEYS: ReadonlySet<number> = new Set([401, 403])

const ofReceipt = (outcome: ReceiptOutcome, wasSent: boolean): WriteOutcome => {
  if (outcome.outcome === 'posted')
    return done(`Receipt ${outcome.externalNumber} is reported.`, outcome.stateId)
  if (outcome.outcome === 'found')
    return done(`Receipt ${outcome.externalNumber} was there already.`, outcome.receipt.stateId)
  if (outcome.outcome === 'clash')
    return {
      outcome: 'refused',
      message: `Metrc holds receipt number ${outcome.externalNumber} for another sale (${outcome.differs.join(', ')} differ).`,
      advice: 'Look at both receipts, and report this one at the till under another number.',
    }
  const { error } = outcome
  if (outcome.outcome === 'unknown' && wasSent) return { outcome: 'unknown', message: UNKNOWN }
  if (outcome.outcome === 'refused' && !OF_THE_KEYS.has(outcome.error.status))
    return refused(outcome.messages, outcome.error)
  const advice = error instanceof MetrcError ? error.advice.join(' ') : ''
  return {
    outcome: 'not_sent',
    message: error.message,
    advice: advice === '' ? 'It is sent as soon as Metrc can be reached.' : advice,
  }
}

const strikeOut = async (
  client: MetrcClient,
  at: Facility,
  { reference }: Correction,
): Promise<WriteOutcome> => {
  const where = { ...whereOf(at), path: { id: reference ?? '' } }
  const held = await client.one(receipts.one, where)
  if (held.ArchivedDate !== null) return done(`Receipt ${reference} was struck out already.`, held.Id)
  await client.remove(receipts.archive, where)
  return done(`Receipt ${reference} is struck out.`, held.Id)
}

const correctReport = async (
  client: MetrcClient,
  at: Facility,
  correction: Correction,
): Promise<WriteOutcome> => {
  const where = { ...whereOf(at), path: { id: correction.reference ?? '' } }
  const held = await client.one(receipts.one, where)
  // the number and customer stay as the state has them: only what was sold is corrected
  const body = toNewReceipt(
    {
      ...saleOf(correction),
      customerType: held.SalesCustomerType,
      externalNumber: held.ExternalReceiptNumber ?? correction.sale?.number ?? '',
    },
    at.zone,
  )
  const [row] = await writeRows(client, receipts.update, [{ ...body, Id: held.Id }], whereOf(at))
  return settled(row, `Receipt ${correction.reference} is corrected.`)
}

const adjust = async (
  client: MetrcClient,
  at: Facility,
  correction: Correction,
  noteBefore: (quantity: string) => Promise<void>,
): Promise<WriteOutcome> => {
  const tag = correction.packageTag
  const held = await client.one(packages.one, { ...whereOf(at), path: { idOrTag: tag } })
  const change = new Decimal(correction.quantity ?? '0')
  const now = new Decimal(held.Quantity)
  if (correction.mayHaveHappened && correction.before !== null) {
    if (now.equals(change.plus(correction.before))) return done(`${tag} was adjusted already.`, null)
    if (!now.equals(correction.before))
      return {
        outcome: 'refused',
        message: `${tag} held ${correction.before} before the correction and holds ${held.Quantity} now: it cannot be told whether the correction took effect.`,
        advice: 'Compare again and look at the package’s history before correcting anything.',
      }
  }
  await noteBefore(held.Quantity)
  const [row] = await writeRows(
    client,
    packages.adjust,
    [
      {
        Label: tag,
        Quantity: toWireNumber(change.toFixed(), 'quantity'),
        UnitOfMeasure: held.UnitOfMeasureName,
        AdjustmentReason: correction.reasonCode ?? '',
        AdjustmentDate: localDay(at.now, at.zone),
        ReasonNote: correction.note === '' ? null : correction.note,
      },
    ],
    whereOf(at),
  )
  return settled(row, `${tag} is adjusted by ${change.toFixed()} ${held.UnitOfMeasureName}.`)
}

const move = async (client: MetrcClient, at: Facility, correction: Correction): Promise<WriteOutcome> => {
  const [row] = await writeRows(
    client,
    packages.move,
    [
      {
        Label: correction.packageTag,
        Location: correction.reference ?? '',
        Sublocation: null,
        MoveDate: localDay(at.now, at.zone),
      },
    ],
    whereOf(at),
  )
  return settled(row, `${correction.packageTag} is moved to ${correction.reference}.`)
}

const done = (message: string, stateId: number | null): WriteOutcome => ({
  outcome: 'done',
  stateId: stateId === null ? null : String(stateId),
  message,
})

const refused = (messages: readonly string[], error: MetrcError): WriteOutcome => ({
  outcome: 'refused',
  message: messages.length > 0 ? `Metrc refused it: ${messages.join(' ')}` : error.message,
  advice: error.advice.join(' '),
})

const settled = (row: RowOutcome | undefined, message: string): WriteOutcome => {
  if (row?.outcome === 'written') return done(message, row.id)
  if (row?.outcome === 'refused' || row?.outcome === 'held_back') return refused(row.messages, row.error)
  if (row?.outcome === 'unknown') return { outcome: 'unknown', message: UNKNOWN }
  return failed(row?.error)
}

const UNKNOWN = 'Metrc’s answer was lost. It is looked up before anything is sent again.'

const failed = (error: unknown): WriteOutcome => {
  if (error instanceof OutboundError)
    return error.outcome === 'unknown'
      ? { outcome: 'unknown', message: UNKNOWN }
      : { outcome: 'not_sent', message: error.message, advice: 'It is sent as soon as Metrc can be reached.' }
  if (error instanceof MetrcError)
    return error.retryable
      ? { outcome: 'not_sent', message: error.message, advice: error.advice.join(' ') }
      : refused(error.vendorMessages, error)
  if (isAppError(error))
    return { outcome: 'refused', message: error.message, advice: 'Put it right by hand.' }
  throw error
}
